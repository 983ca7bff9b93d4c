// @ts-check
// A link with `data-dialog="id"` opens that dialog; without scripts its fragment shows the same one.

import { at } from './dom.js';

/** Open dialogs from their links, and close them from `[data-close]`; the browser returns the focus. */
export function openDialogs() {
  document.addEventListener('click', (event) => {
    const opener = at(event, '[data-dialog]');
    const dialog = opener && document.getElementById(opener.dataset.dialog || '');
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    const closer = at(event, 'dialog[open] [data-close]');
    if (!closer) return;
    event.preventDefault();
    closer.closest('dialog')?.close();
  });
}
