// @ts-check
// The reasons of a rejection: opened by R, chosen by a digit, each with its own words to the author.

import { all, focusOn, one } from '../kit/dom.js';

/** The words that stand in the message by themselves; what a moderator typed is never replaced. */
let ours = '';

/** @returns {HTMLTextAreaElement | null} */
const message = () => /** @type {HTMLTextAreaElement | null} */ (one('[data-act] [name=explanation]'));

/** Show the reasons and go to the chosen or first one. */
export function openReasons() {
  const box = one('[data-act]');
  if (!box) return;
  box.hidden = false;
  (one(':checked[name=reason]', box) ?? one('[name=reason]', box))?.focus();
}

/** Put the reasons away again. */
export function closeReasons() {
  const box = one('[data-act]');
  if (!box) return;
  box.hidden = true;
  focusOn(one('[data-do=reject]'));
}

/** Choose the reason of a digit while the reasons are open. @param {string} key @returns {boolean} */
export function chooseReason(key) {
  const box = one('[data-act]:not([hidden])');
  if (!box || !/^[1-9]$/.test(key)) return false;
  const choice = all('[name=reason]', box)[Number(key) - 1];
  choice?.click();
  choice?.focus();
  return true;
}

/** Open and close by the page's own links, and let the message follow the reason. */
export function followReasons() {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('[data-do=reject]')) {
      event.preventDefault();
      openReasons();
    } else if (target?.closest('[data-cancel]')) {
      event.preventDefault();
      closeReasons();
    }
  });
  document.addEventListener('change', (event) => {
    const choice = /** @type {HTMLInputElement} */ (event.target);
    const box = message();
    if (choice.name !== 'reason' || !box || (box.value && box.value !== ours)) return;
    ours = choice.dataset.text ?? '';
    box.value = ours;
  });
}
