// @ts-check
// The composer: sending without leaving the page; a refusal leaves every word where it is.

import { keepDraft } from '../kit/draft.js';
import { submitForm } from '../kit/fetch.js';
import { localMoments } from '../kit/moments.js';
import { toast } from '../kit/toast.js';
import { answeredBy, branchOf } from './branches.js';
import { countOne } from './counts.js';
import { keepOnServer } from './drafts.js';
import { formatting, sendsByKey } from './formatting.js';
import { names } from './names.js';

/** @param {ParentNode} root */
export function composers(root) {
  for (const form of root.querySelectorAll('form[data-write]:not([data-ready])')) ready(/** @type {HTMLFormElement} */ (form));
}

/** @param {HTMLFormElement} form */
function ready(form) {
  form.dataset.ready = '1';
  const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('body'));
  if (form.dataset.inline) keepDraft(text);
  keepOnServer(form, text);
  formatting(form, text);
  if (form.elements.namedItem('csrf_token')) names(form, text);
  sendsByKey(text, () => form.requestSubmit(form.querySelector('button[formaction]:not([name])') || postButton(form)));
  form.addEventListener('submit', (event) => send(event, form, text));
}

/** @param {HTMLFormElement} form */
const postButton = (form) => /** @type {HTMLButtonElement} */ (form.querySelector('button[value=post]'));

/** @param {HTMLFormElement} form */
const hasForecast = (form) => [...form.querySelectorAll('input[name^="forecast-"]')].some((input) => /** @type {HTMLInputElement} */ (input).value);

/** @param {SubmitEvent} event @param {HTMLFormElement} form @param {HTMLTextAreaElement} text */
async function send(event, form, text) {
  const button = postButton(form);
  if (event.submitter && event.submitter !== button) return;
  if (hasForecast(form)) return; // the questions of the page change too, so the page is loaded anew
  event.preventDefault();
  if (button.ariaDisabled === 'true') return;
  button.ariaDisabled = 'true';
  const answer = await submitForm(form, button);
  button.removeAttribute('aria-disabled');
  if (answer.ok) return posted(form, text, answer.html);
  // A stranger signs in, and whose paragraph is gone decides, on the page that the plain form leads to.
  if (answer.status === 401 || answer.status === 409) return HTMLFormElement.prototype.submit.call(form);
  const box = /** @type {HTMLElement} */ (form.querySelector('[data-refusal]'));
  if (answer.html) box.innerHTML = answer.html;
  else toast('This comment was not sent. Your text is kept on this device.');
  /** @type {HTMLElement | null} */ (box.querySelector('[tabindex]'))?.focus();
}

/** @param {HTMLFormElement} form @param {HTMLTextAreaElement} text @param {string} html */
function posted(form, text, html) {
  const li = new DOMParser().parseFromString(`<ol>${html}</ol>`, 'text/html').querySelector('li');
  text.value = '';
  text.dispatchEvent(new Event('input', { bubbles: true }));
  if (!li) return location.reload();
  localMoments(li);
  const card = /** @type {HTMLElement} */ (li.querySelector('.c'));
  const answered = answeredBy(form);
  if (answered) {
    branchOf(answered).prepend(li);
    if (form.dataset.inline) form.remove();
    else clean(form);
  } else {
    // A page for writing alone has no list to put it in.
    if (!document.querySelector('[data-list]')) return location.assign(`/comments/${card.id.slice(1)}#${card.id}`);
    document.querySelector('[data-empty]')?.remove();
    document.querySelector('[data-list]')?.prepend(li);
    clean(form);
  }
  countOne(li);
  toast('Comment sent.');
  form.dispatchEvent(new Event('posted', { bubbles: true }));
  if (form.closest('.mark-in')) return;
  card.tabIndex = -1;
  card.focus();
}

/** Let the next comment begin anew. @param {HTMLFormElement} form */
function clean(form) {
  /** @type {HTMLInputElement} */ (form.elements.namedItem('submission_key')).value = freshKey();
  form.querySelector('[data-out]')?.replaceChildren();
  form.querySelector('[data-refusal]')?.replaceChildren();
}

/** Return a key for the next comment; browsers offer random UUIDs only over https. */
const freshKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join('');
