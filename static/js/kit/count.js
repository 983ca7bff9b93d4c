// @ts-check
// A field takes every word; near its end, and past it, it says how many characters that is.

import { at } from './dom.js';

/** @typedef {HTMLTextAreaElement | HTMLInputElement} Field */

const NEAR_THE_END = 500; // or the last quarter, where a field takes less than 2,000
const PAUSE = 1_000; // listeners hear it when the typing rests

/** Count in every `[data-longest]`, also where a script adds one later. */
export function countWords() {
  document.addEventListener('input', (event) => {
    const field = at(event, '[data-longest]');
    if (field) count(/** @type {Field} */ (field));
  });
  for (const field of document.querySelectorAll('[data-longest]')) count(/** @type {Field} */ (field));
}

/** @param {Field} field */
function count(field) {
  // As the server counts: signs, not the halves in which scripts keep the rare ones.
  const longest = Number(field.dataset.longest);
  const left = longest - [...field.value.trim()].length;
  const said = left < Math.min(NEAR_THE_END, longest / 4) ? words(left) : '';
  const id = `${field.id}-count`;
  const out = document.getElementById(id) || (said ? place(field, id) : null);
  if (!out || out.textContent === said) return;
  out.textContent = said;
  out.classList.toggle('err', left < 0);
  const teller = /** @type {HTMLElement} */ (out.nextElementSibling);
  clearTimeout(Number(teller.dataset.timer));
  teller.dataset.timer = String(setTimeout(() => (teller.textContent = said), PAUSE));
}

/** @param {number} left */
function words(left) {
  const n = Math.abs(left).toLocaleString(document.documentElement.lang);
  return `${n} ${n === '1' ? 'character' : 'characters'} ${left < 0 ? 'too many' : 'left'}`;
}

/** Put what is said, and what listeners hear of it, below a field. @param {Field} field @param {string} id */
function place(field, id) {
  const out = document.createElement('p');
  [out.id, out.className] = [id, 'meta'];
  const teller = document.createElement('p');
  teller.className = 'vh';
  teller.setAttribute('role', 'status');
  field.after(out, teller);
  field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') || ''} ${id}`.trim());
  return out;
}
