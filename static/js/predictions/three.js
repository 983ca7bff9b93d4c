// @ts-check
// The dial of a number or a date: the shape of a forecast while its three values are typed.

import { all, one } from '../kit/dom.js';

const COLUMNS = 100;
const DAY = 86_400_000;
const TENTH = 1.2815515655446004;

/**
 * Return what was typed as a number, NaN while it is none.
 * @param {HTMLInputElement} input
 */
function valueOf(input) {
  if (input.type === 'date') return Date.parse(input.value) / DAY;
  const text = input.value.replaceAll(/\s/g, '').replace('−', '-');
  return text === '' ? Number.NaN : Number(text);
}

/**
 * Return the standard deviations at a place of the curve through low, guess and high.
 * @param {number} x
 * @param {number[]} places
 */
function deviations(x, [low, guess, high]) {
  const [before, after] = [guess - low, high - guess];
  const [first, last] = [TENTH / before, TENTH / after];
  const [ahead, behind] = [2 * after + before, after + 2 * before];
  const middle = (ahead + behind) / (ahead / first + behind / last);
  if (x <= low) return first * (x - low) - TENTH;
  if (x >= high) return TENTH + last * (x - high);
  const [from, width, start, end] =
    x <= guess ? [low, before, first, middle] : [guess, after, middle, last];
  const t = (x - from) / width;
  const rise = (t ** 3 - 2 * t ** 2 + t) * width * start + (t ** 3 - t ** 2) * width * end;
  return (x <= guess ? -TENTH : 0) + (3 * t ** 2 - 2 * t ** 3) * TENTH + rise;
}

/**
 * Return the outline of a forecast's density over a field of 100 by 100.
 * @param {number[]} places
 */
function outline(places) {
  const heights = Array.from({ length: COLUMNS + 1 }, (_, column) => {
    const [x, step] = [column / COLUMNS, 0.001];
    const z = deviations(x, places);
    return Math.exp(-z * z / 2) * (deviations(x + step, places) - deviations(x - step, places));
  });
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
