// @ts-check
// A slider without a starting place: its thumb appears once a value is set.

/**
 * Show `value` on a slider and say it as `text`; null empties it.
 * @param {HTMLInputElement} range
 * @param {number | null} value
 * @param {string} text
 */
export function paint(range, value, text) {
  const track = range.parentElement;
  track?.classList.toggle('set', value !== null);
  track?.style.setProperty('--p', String(value ?? 0));
  if (value !== null) range.value = String(value);
  range.setAttribute('aria-valuetext', value === null ? 'not set' : text);
}
