// @ts-check
// A saved forecast comes back as the card that the page would show; the rest of the page stays.

import { all, at, fragment, focusOn, one, setBusy } from '../kit/dom.js';
import { submitForm } from '../kit/fetch.js';
import { toast } from '../kit/toast.js';
import { binary } from './binary.js';
import { shares } from './shares.js';
import { three } from './three.js';

const LOST = 'The site could not be reached. Your forecast is still here; save it again in a moment.';

/**
 * Make the dials under `root` move.
 * @param {ParentNode} root
 */
export function ready(root) {
  for (const form of all('form[data-forecast]', root)) {
    if (!(form instanceof HTMLFormElement)) continue;
    if (form.dataset.forecast === 'binary') binary(form);
    else if (form.dataset.forecast === 'choice') shares(form);
    else three(form);
  }
}

/**
 * Save what the form holds, and put the server's card in the place of the old one.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
async function save(form, submitter) {
  if (!setBusy(submitter, true)) return;
  const answer = await submitForm(form, submitter);
  setBusy(submitter, false);
  const parts = fragment(answer.html);
  const card = one('.q', parts);
  const old = form.closest('.q');
  if (!card || !old) {
    tell(form, answer.status === 0 ? LOST : one('.errsum p', parts)?.textContent || LOST);
    return;
  }
  old.replaceWith(card);
  ready(card);
  if (!answer.ok) {
    one('[aria-invalid]', card)?.focus();
    return;
  }
  focusOn(one('.r-main', card) || card);
  toast(submitter?.getAttribute('formaction') ? 'Done.' : 'Forecast saved.');
  document.dispatchEvent(new CustomEvent('discuss:answered', { detail: Number(card.dataset.q) }));
}

/**
 * Say above the form why nothing was saved.
 * @param {HTMLFormElement} form
 * @param {string} sentence
 */
function tell(form, sentence) {
  one('.err', form)?.remove();
  const line = document.createElement('p');
  line.className = 'err';
  line.setAttribute('role', 'alert');
  form.prepend(line);
  line.textContent = sentence;
}

document.addEventListener('submit', (event) => {
  const form = at(event, '.q form[data-fragment]');
  if (!(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  save(form, /** @type {HTMLElement | null} */ (/** @type {SubmitEvent} */ (event).submitter));
});

ready(document);
