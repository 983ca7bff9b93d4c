// @ts-check
// The server prints instants in UTC; here they become the reader's own, recent ones as "2 hours ago".

import { all } from './dom.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Rewrite every `time[data-relative]` under `root`; the full local date stays as its title.
 * @param {ParentNode} [root]
 */
export function localMoments(root = document) {
  const language = document.documentElement.lang;
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const element of all('time[data-relative]', root)) {
    const instant = new Date(/** @type {HTMLTimeElement} */ (element).dateTime);
    if (Number.isNaN(instant.getTime())) continue;
    element.title = full.format(instant);
    const said = ago((instant.getTime() - Date.now()) / 1000, words);
    if (said) element.textContent = said;
  }
}

/**
 * Return a distance of less than a week in words, or nothing.
 * @param {number} seconds negative for the past
 * @param {Intl.RelativeTimeFormat} words
 */
function ago(seconds, words) {
  const size = Math.abs(seconds);
  if (size < MINUTE) return words.format(0, 'second');
  if (size < HOUR) return words.format(Math.trunc(seconds / MINUTE), 'minute');
  if (size < DAY) return words.format(Math.trunc(seconds / HOUR), 'hour');
  return size < 7 * DAY ? words.format(Math.trunc(seconds / DAY), 'day') : '';
}
