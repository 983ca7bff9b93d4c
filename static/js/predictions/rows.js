// @ts-check
// In a group's form, one press copies the number of the row that was typed last to the empty rows.

import { all, at, one } from '../kit/dom.js';

/**
 * Offer to copy, once something stands in a row that others of its kind could take.
 * @param {HTMLFormElement} form
 */
function offer(form) {
  const fields = /** @type {HTMLInputElement[]} */ (all('.rows > li > p .pct input', form));
  const save = one('button.num', form);
  if (fields.length < 2 || !save) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn quiet';
  button.textContent = 'Copy to all empty rows';
  button.hidden = true;
  save.after(button);
  let last = /** @type {HTMLInputElement | undefined} */ (undefined);
  const look = () => {
    button.hidden = !last?.value.trim() || !fields.some((each) => !each.value.trim());
  };
  form.addEventListener('input', (event) => {
    const field = /** @type {HTMLInputElement | null} */ (at(event, '.pct input'));
    if (field && fields.includes(field)) last = field;
    look();
  });
  button.addEventListener('click', () => {
    for (const each of fields) if (!each.value.trim()) each.value = last?.value || '';
    look();
    last?.focus();
  });
}

for (const form of all('form[data-rows]')) {
  if (form instanceof HTMLFormElement) offer(form);
}
