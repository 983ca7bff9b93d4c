// @ts-check
// One short sentence at the foot of the window, told politely, with at most one thing to do.

import { one } from './dom.js';

const STAYS = 5_000;
const STAYS_WITH_ACTION = 10_000;

/**
 * Say `sentence`; with `label` and `run`, offer to do something about it.
 * @param {string} sentence
 * @param {string} [label]
 * @param {() => void} [run]
 */
export function toast(sentence, label, run) {
  const region = one('.toasts');
  if (!region) return;
  const box = document.createElement('div');
  box.className = 'toast';
  box.textContent = sentence;
  if (label && run) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => {
      box.remove();
      run();
    });
    box.append(button);
  }
  region.replaceChildren(box);
  leaveLater(box, run ? STAYS_WITH_ACTION : STAYS);
}

/**
 * Take the toast away once its time is over and nobody is on it.
 * @param {HTMLElement} box
 * @param {number} after in milliseconds
 */
function leaveLater(box, after) {
  setTimeout(() => {
    if (box.matches(':hover, :focus-within')) leaveLater(box, STAYS);
    else box.remove();
  }, after);
}
