// @ts-check
// The dial of a question with several answers: one gesture is a complete forecast.

import { all, one } from '../kit/dom.js';
import { paint } from './paint.js';

const WHOLE = 100;

/** @typedef {{ number: HTMLInputElement, range: HTMLInputElement, share: number, touched: boolean }} Row */

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

/**
 * Give the others what one answer leaves: equally to untouched ones, else in proportion.
 * @param {Row[]} rows
 * @param {Row} moved
 * @param {number} wanted
 */
function share(rows, moved, wanted) {
  moved.touched = true;
  const rest = rows.filter((row) => row !== moved);
  const untouched = rest.filter((row) => !row.touched);
  const free = untouched.length ? untouched : rest;
  const room = WHOLE - sum(rest.filter((row) => !free.includes(row)).map((row) => row.share));
  const before = sum(free.map((row) => row.share));
  moved.share = Math.min(room, Math.max(0, Math.round(wanted) || 0));
  let left = room - moved.share;
  const spread = left;
  free.forEach((row, place) => {
    const part = untouched.length || !before ? spread / free.length : (spread * row.share) / before;
    row.share = place === free.length - 1 ? left : Math.min(left, Math.round(part));
    left -= row.share;
  });
}

/** @param {Row[]} rows */
function show(rows) {
  for (const row of rows) {
    row.number.value = String(row.share);
    paint(row.range, row.share, `${row.share} percent`);
  }
}

/**
 * Let the answers' numbers and sliders add up to 100 at every moment.
 * @param {HTMLFormElement} form
 */
export function shares(form) {
  /** @type {Row[]} */
  const rows = all('.opt', form).flatMap((line) => {
    const number = /** @type {HTMLInputElement | null} */ (one('.pct input', line));
    const range = /** @type {HTMLInputElement | null} */ (one('[type=range]', line));
    if (!number || !range) return [];
    return [{ number, range, share: Number(number.value) || 0, touched: number.value !== '' }];
  });
  for (const row of rows) {
    if (row.touched) paint(row.range, row.share, `${row.share} percent`);
    const follow = (/** @type {string} */ value) => {
      share(rows, row, Number(value));
      show(rows);
    };
    row.range.addEventListener('input', () => follow(row.range.value));
    row.number.addEventListener('change', () => follow(row.number.value));
  }
}
