// @ts-check
// What somebody types stays on their device, per field, until the server has taken it.

import { all } from './dom.js';
import { besides, canKeep, forgetOld, newer, read, write } from './kept.js';
import { offer } from './other.js';

const SENT = 'draft:sent';

/**
 * @typedef {HTMLTextAreaElement} Field  a textarea with `data-draft="a name on this site"`; where the
 * server keeps drafts too, `data-kept` says when it kept the one in the field
 */

/** @param {Field} field */
const keyOf = (field) => `draft:${field.dataset.draft}`;

/** Keep every `textarea[data-draft]` of the page, and bring back what was kept. */
export function keepDrafts() {
  if (!canKeep()) return;
  settle();
  forgetOld();
  for (const field of all('textarea[data-draft]')) keepDraft(/** @type {Field} */ (field));
  // A plain submit leaves the page; the next page tells whether the text was taken.
  document.addEventListener('submit', (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const [field] = all('textarea[data-draft]', form);
    if (field && !event.defaultPrevented) sessionStorage.setItem(SENT, keyOf(/** @type {Field} */ (field)));
  });
}

/**
 * Keep one field; also for fields that a script adds later.
 * @param {Field} field
 */
export function keepDraft(field) {
  if (!canKeep()) return;
  const key = keyOf(field);
  const kept = begin(field, read(key));
  field.value = kept.text;
  if (kept.text !== field.defaultValue || kept.other) write(key, kept);
  else localStorage.removeItem(key);
  const save = () => write(key, { text: field.value, at: Date.now(), base: Number(field.dataset.kept || 0), sent: false, other: kept.other });
  field.addEventListener('input', save);
  offer(field, kept, save);
}

/** @param {Field} field @param {import('./kept.js').Kept | null} local */
function begin(field, local) {
  const { defaultValue: text, value, dataset } = field;
  const stamp = Number(dataset.kept || 0);
  // What is typed while the page still loads, and what the server shows again for mending, stands.
  const shown = value !== text || (text && dataset.kept === undefined) ? value : null;
  if (shown === null) return newer(local, text, stamp);
  return { text: shown, at: Date.now(), base: stamp, sent: false, other: besides(local?.text || '', shown) || local?.other || '' };
}

/**
 * The server has taken a field's words as its draft.
 * @param {Field} field
 * @param {string} text what it took
 * @param {number} at when, by its clock
 */
export function draftTaken(field, text, at) {
  field.dataset.kept = String(at);
  const kept = canKeep() && read(keyOf(field));
  if (kept) write(keyOf(field), { ...kept, base: at, sent: kept.text === text });
}

/** After a plain submit: forget the text if this page shows that it was taken. */
function settle() {
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  const [visit] = performance.getEntriesByType('navigation');
  const arrived = /** @type {PerformanceNavigationTiming} */ (visit)?.type === 'navigate';
  const refused = document.body.dataset.refused !== undefined || document.querySelector('.errsum');
  if (sent && arrived && !refused) localStorage.removeItem(sent);
}
