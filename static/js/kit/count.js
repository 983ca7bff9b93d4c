// @ts-check
// A field takes every word; near its end, and past it, it says how many characters that is.

import { at } from './dom.js';

const NEAR_THE_END = 500;
const PAUSE = 1_000; // listeners hear it when the typing rests

/** Count in every `textarea[data-longest]`, also where a script adds one later. */
export function countWords() {
  document.addEventListener('input', (event) => {
    const field = at(event, 'textarea[data-longest]');
    if (field) count(/** @type {HTMLTextAreaElement} */ (field));
  });
  for (const field of document.querySelectorAll('textarea[data-longest]')) count(/** @type {HTMLTextAreaElement} */ (field));
}

/** @param {HTMLTextAreaElement} field */
function count(field) {
  // As the server counts: signs, not the halves in which scripts keep the rare ones.
  const left = Number(field.dataset.longest) - [...field.value.trim()].length;
  const said = left < NEAR_THE_END ? words(left) : '';
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

/** Put what is said, and what listeners hear of it, below a field. @param {HTMLTextAreaElement} field @param {string} id */
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
