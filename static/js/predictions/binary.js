// @ts-check
// The dial of a yes-or-no question: the number is the control, the slider only helps to fill it.

import { all, one } from '../kit/dom.js';
import { paint } from './paint.js';

const BANDS = /** @type {const} */ ([
  [5, 'Almost no chance'],
  [20, 'Very unlikely'],
  [40, 'Unlikely'],
  [60, 'About even'],
  [80, 'Likely'],
  [95, 'Very likely'],
  [100, 'Almost certain'],
]);
const FUTURES = 20;

/** @param {number} percent */
const word = (percent) => BANDS.find(([limit]) => percent < limit)?.[1] || '';

/**
 * Return how many of 20 futures are a yes, without promising never or always.
 * @param {number} percent
 */
function futures(percent) {
  const yes = Math.floor((percent * FUTURES) / 100 + 0.5);
  if (yes === 0) return `Of ${FUTURES} futures like this one, fewer than 1 is a yes.`;
  if (yes === FUTURES) return `Of ${FUTURES} futures like this one, nearly all ${FUTURES} are a yes.`;
  return `Of ${FUTURES} futures like this one, about ${yes} ${yes === 1 ? 'is' : 'are'} a yes.`;
}

/**
 * Let number, slider and reading follow each other.
 * @param {HTMLFormElement} form
 */
export function binary(form) {
  const number = /** @type {HTMLInputElement | null} */ (one('.pct input', form));
  const range = /** @type {HTMLInputElement | null} */ (one('[type=range]', form));
  const reading = one('output', form);
  if (!number || !range || !reading) return;
  const empty = reading.textContent;
  const show = () => {
    const percent = Number.parseInt(number.value, 10);
    const fits = percent >= 1 && percent <= 99;
    paint(range, fits ? percent : null, `${percent} percent, ${word(percent).toLowerCase()}`);
    reading.textContent = fits ? `${word(percent)}. ${futures(percent)}` : empty;
  };
  range.addEventListener('input', () => {
    number.value = range.value;
    show();
  });
  number.addEventListener('input', show);
  for (const chip of all('[data-percent]', form)) {
    chip.addEventListener('click', () => {
      number.value = chip.dataset.percent || '';
      show();
      number.focus();
    });
  }
  show();
}
