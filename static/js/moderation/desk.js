// @ts-check
// The desk by keyboard: letters press the buttons that stand on the page, and can be turned off.

import { one } from '../kit/dom.js';
import { toast } from '../kit/toast.js';
import { chooseReason, closeReasons, followReasons, openReasons } from './reasons.js';
import { countDown } from './undo.js';

const OFF = 'discuss-desk-keys-off';

/** Go to the case before or after the open one, without an open one to the first. @param {'back' | 'onward'} way */
function go(way) {
  const to = one(`[data-do=${way}]`) ?? (one('[data-desk].open') ? null : one('[data-items] a'));
  if (to) to.click();
  else toast('No more in this direction');
}

/** @param {string} what */
const press = (what) => one(`[data-do="${what}"]`)?.click();

/** @type {Record<string, () => void>} */
const keys = {
  j: () => go('onward'),
  k: () => go('back'),
  a: () => press('approve'),
  r: () => openReasons(),
  n: () => press('note'),
  w: () => press('person'),
  h: () => press('cover'),
  e: () => press('escalate'),
  l: () => press('lock'),
  u: () => press('undo'),
  '?': () => /** @type {HTMLDialogElement | null} */ (one('#keyhelp'))?.showModal(),
};

/** Tell whether a key belongs to the desk: focus is inside it or nowhere, and nobody is typing. @param {KeyboardEvent} event */
function isOurs(event) {
  const target = /** @type {Element} */ (event.target);
  const typing = target.matches('textarea, select, input:not([type=checkbox], [type=radio])');
  const inside = target === document.body || !!target.closest('[data-desk], [data-undo]');
  return inside && !typing && !one('dialog[open]') && /** @type {HTMLInputElement | null} */ (one('#keys'))?.checked !== false;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  const inReasons = event.target instanceof Element && event.target.closest('[data-decide]');
  if (inReasons && modified && event.key === 'Enter') return one('[data-send]:not([hidden] *)')?.click();
  if (inReasons && event.key === 'Escape') return closeReasons();
  if (modified || !isOurs(event)) return undefined;
  const run = keys[event.key.toLowerCase()];
  if (!run && !chooseReason(event.key)) return undefined;
  event.preventDefault();
  run?.();
  return undefined;
}

/** Remember on this device whether letters are keys. */
function rememberSwitch() {
  const box = /** @type {HTMLInputElement | null} */ (one('#keys'));
  if (!box) return;
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener('change', () => {
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, '1');
  });
}

document.addEventListener('keydown', onKey);
rememberSwitch();
followReasons();
countDown();
const untouched = document.activeElement === document.body && !one('.errsum');
if (untouched && one('[data-desk].open')) one('#case')?.focus({ preventScroll: true });
