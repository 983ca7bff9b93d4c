// @ts-check
// What somebody types stays on their device, per page and field, until the server has taken it.

import { all } from './dom.js';

const DAYS_30 = 30 * 24 * 3600 * 1000;
const SENT = 'draft:sent';

/** @typedef {HTMLTextAreaElement} Field  a textarea with `data-draft="a name on this page"` */

/** @param {Field} field */
const keyOf = (field) => `draft:${location.pathname}:${field.dataset.draft || field.name}`;

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
  const kept = localStorage.getItem(key);
  if (kept && !field.value) field.value = JSON.parse(kept).text;
  field.addEventListener('input', () => {
    if (!field.value) return localStorage.removeItem(key);
    localStorage.setItem(key, JSON.stringify({ text: field.value, at: Date.now() }));
  });
}

/**
 * Forget what was kept: the server has it now.
 * @param {Field} field
 */
export function dropDraft(field) {
  if (canKeep()) localStorage.removeItem(keyOf(field));
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

/** Drop what nobody came back for within thirty days. */
function forgetOld() {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith('draft:')) continue;
    const { at } = JSON.parse(localStorage.getItem(key) || '{}');
    if (Date.now() - (at || 0) > DAYS_30) localStorage.removeItem(key);
  }
}

/** Tell whether this browser lets the site keep anything; some refuse by throwing. */
function canKeep() {
  try {
    return Boolean(localStorage && sessionStorage);
  } catch {
    return false;
  }
}
