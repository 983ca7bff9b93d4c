// @ts-check
// Light, dark or as the device: shown at once, and kept by the same form that works without scripts.

import { one } from './dom.js';
import { submitForm } from './fetch.js';

/** Change the theme as soon as the select in the foot changes. */
export function themeSelect() {
  const select = one('#theme');
  if (!(select instanceof HTMLSelectElement)) return;
  select.addEventListener('change', () => {
    document.documentElement.dataset.theme = select.value;
    if (select.form) submitForm(select.form);
  });
}
