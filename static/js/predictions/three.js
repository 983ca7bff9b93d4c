// @ts-check
// The dial of a number or a date: the shape of a forecast while its three values are typed.

import { all, one } from '../kit/dom.js';

const COLUMNS = 100;
const DAY = 86_400_000;
const EVEN = 1e-6;
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;
const TENTH = 1.2815515655446004;

/**
 * Return what was typed as a number, NaN while it is none.
 * @param {HTMLInputElement} input
 */
function valueOf(input) {
  if (input.type === 'date') return Date.parse(input.value) / DAY;
  const text = input.value.replaceAll(/\s/g, '').replace('−', '-');
  if (text === '') return Number.NaN;
  return Number(THOUSANDS.test(text) ? text.replaceAll(',', '') : text.replace(',', '.'));
}

/**
 * Return how dense the smooth curve through low, guess and high is at a place.
 * @param {number} x
 * @param {number[]} places
 */
function density(x, [low, guess, high]) {
  const skew = Math.log((high - guess) / (guess - low)) / TENTH;
  if (Math.abs(skew) < EVEN) return Math.exp(-((((x - guess) * 2 * TENTH) / (high - low)) ** 2) / 2);
  const apart = 1 + (x - guess) / ((guess - low) / -Math.expm1(-skew * TENTH));
  return apart > 0 ? Math.exp(-((Math.log(apart) / skew) ** 2) / 2) / apart : 0;
}

/**
 * Return the outline of a forecast over a field of 100 by 100.
 * @param {number[]} places
 */
function outline(places) {
  const heights = Array.from({ length: COLUMNS + 1 }, (_, x) => density(x / COLUMNS, places));
  const tallest = Math.max(...heights);
  if (!(tallest > 0)) return '';
  const corners = heights.map((height, x) => `${x} ${(100 - (96 * height) / tallest).toFixed(1)}`);
  return `M0 100L${corners.join('L')}V100z`;
}

/**
 * Draw the forecast again at every change.
 * @param {HTMLFormElement} form
 */
export function three(form) {
  const box = one('.three', form);
  const path = one('.preview path', form);
  if (!box || !path) return;
  const inputs = /** @type {HTMLInputElement[]} */ (all('input', box));
  const along = box.dataset.log ? Math.log : Number;
  const [lower, upper] = [box.dataset.lower, box.dataset.upper].map((each) => along(Number(each)));
  const show = () => {
    const places = inputs.map((each) => (along(valueOf(each)) - lower) / (upper - lower));
    const [low, guess, high] = places;
    path.setAttribute('d', low < guess && guess < high ? outline(places) : '');
  };
  box.addEventListener('input', show);
  show();
}
