// @ts-check
// Changing one's words: the tools of the composer; the plain form sends them.

import { formatting, sendsByKey } from './formatting.js';
import { names } from './names.js';

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[data-edit]'))) {
  const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('body'));
  formatting(form, text);
  names(form, text);
  sendsByKey(text, () => form.requestSubmit());
}
