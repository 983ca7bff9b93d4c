// @ts-check
// Reporting in a dialog where the reader is; the link leads to the same form on a page of its own.

import { at, fragment, one } from '../kit/dom.js';
import { fetchFragment, submitForm } from '../kit/fetch.js';
import { toast } from '../kit/toast.js';

/** Open the report of a link in a dialog; go to its page when the dialog does not come. @param {HTMLAnchorElement} link */
async function open(link) {
  const answer = await fetchFragment(link.href);
  if (!answer.ok) {
    location.href = link.href;
    return;
  }
  show(answer.html, link);
}

/** @param {string} html @param {HTMLElement} opener */
function show(html, opener) {
  one('#report')?.remove();
  document.body.append(fragment(html));
  const dialog = /** @type {HTMLDialogElement | null} */ (one('#report'));
  dialog?.showModal();
  dialog?.addEventListener('close', () => {
    dialog.remove();
    opener.focus();
  });
  dialog?.addEventListener('submit', (event) => {
    event.preventDefault();
    send(/** @type {HTMLFormElement} */ (event.target), dialog, opener);
  });
}

/** @param {HTMLFormElement} form @param {HTMLDialogElement} dialog @param {HTMLElement} opener */
async function send(form, dialog, opener) {
  const answer = await submitForm(form);
  if (answer.status === 422) {
    show(answer.html, opener);
  } else if (answer.status === 0) {
    toast('The report was not sent: there is no connection. Try again.');
  } else if (!answer.ok) {
    one('.errsum', dialog)?.remove();
    form.prepend(fragment(answer.html));
  } else {
    dialog.close();
    toast(fragment(answer.html).textContent?.trim() || 'Report sent. Thank you.');
  }
}

document.addEventListener('click', (event) => {
  const link = /** @type {HTMLAnchorElement | null} */ (at(event, 'a[href^="/comments/"][href$="/report"]'));
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(link);
});
