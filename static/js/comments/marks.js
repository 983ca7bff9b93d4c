// @ts-check
// Marks press at once and are put back, with a sentence, when the server says no.

import { submitForm } from '../kit/fetch.js';
import { toast } from '../kit/toast.js';

export function marks() {
  document.addEventListener('submit', async (event) => {
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    if (!button?.matches('[data-mark]')) return;
    event.preventDefault();
    if (button.ariaDisabled === 'true') return;
    const undo = button.dataset.other ? swap(button) : press(button);
    button.ariaDisabled = 'true';
    const answer = await submitForm(/** @type {HTMLFormElement} */ (event.target), button);
    button.removeAttribute('aria-disabled');
    if (answer.ok) return leaveMenu(button);
    undo();
    toast(answer.status === 401 ? 'Sign in again to mark comments.' : sentence(answer.html));
  });
}

/** @param {HTMLElement} button */
function press(button) {
  const pressed = button.getAttribute('aria-pressed') === 'true';
  const count = /** @type {HTMLElement} */ (button.querySelector('.tab'));
  const before = count.textContent || '';
  const now = Number(before) + (pressed ? -1 : 1);
  button.setAttribute('aria-pressed', String(!pressed));
  button.classList.toggle('z', now < 1);
  count.textContent = now > 0 ? String(now) : '';
  return () => {
    button.setAttribute('aria-pressed', String(pressed));
    button.classList.toggle('z', !before);
    count.textContent = before;
  };
}

/** The private mark has no count: its words say what the next press does. @param {HTMLElement} button */
function swap(button) {
  const words = /** @type {HTMLElement} */ (button.querySelector('span'));
  [words.textContent, button.dataset.other] = [button.dataset.other || '', words.textContent || ''];
  return () => swap(button);
}

/** Close the menu in which a mark was pressed, and say that it is there. @param {HTMLElement} button */
function leaveMenu(button) {
  const menu = button.closest('details.menu');
  if (!menu) return;
  menu.removeAttribute('open');
  /** @type {HTMLElement | null} */ (menu.querySelector('summary'))?.focus();
  toast('Noted. Only you see this.');
}

/** @param {string} html */
export function sentence(html) {
  const text = new DOMParser().parseFromString(html, 'text/html').querySelector('p')?.textContent;
  return text || 'This was not sent. Try again in a moment.';
}
