// @ts-check
// The composer: formatting, preview, counting, and sending without leaving the page.

import { keepDraft } from '../kit/draft.js';
import { submitForm } from '../kit/fetch.js';
import { toast } from '../kit/toast.js';
import { sentence } from './marks.js';

/** @param {ParentNode} root */
export function composers(root) {
  for (const form of root.querySelectorAll('form[data-write]:not([data-ready])')) ready(/** @type {HTMLFormElement} */ (form));
}

/** @param {HTMLFormElement} form */
function ready(form) {
  form.dataset.ready = '1';
  const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('body'));
  if (form.dataset.inline) keepDraft(text);
  text.addEventListener('input', () => count(form, text));
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit(postButton(form));
  });
  for (const tool of form.querySelectorAll('[data-md]')) tool.addEventListener('click', () => wrap(text, /** @type {HTMLElement} */ (tool).dataset.md || ''));
  form.querySelector('[data-preview]')?.addEventListener('click', () => preview(form));
  form.addEventListener('submit', (event) => send(event, form, text));
}

/** @param {HTMLFormElement} form */
const postButton = (form) => /** @type {HTMLButtonElement} */ (form.querySelector('button[value=post]'));

/** @param {HTMLFormElement} form @param {HTMLTextAreaElement} text */
function count(form, text) {
  const left = text.maxLength - text.value.length;
  const out = form.querySelector('[data-count]');
  if (out) out.textContent = left < 500 ? `${left} characters left.` : '';
}

/** @param {HTMLTextAreaElement} text @param {string} mark */
function wrap(text, mark) {
  const [from, to] = [text.selectionStart, text.selectionEnd];
  const chosen = text.value.slice(from, to);
  const line = mark.endsWith(' ');
  text.setRangeText(line ? mark + chosen.replaceAll('\n', `\n${mark}`) : mark + (chosen || 'text') + mark, from, to, 'select');
  text.dispatchEvent(new Event('input', { bubbles: true }));
  text.focus();
}

/** @param {HTMLFormElement} form */
async function preview(form) {
  const toggle = /** @type {HTMLElement} */ (form.querySelector('[data-preview]'));
  const out = /** @type {HTMLElement} */ (form.querySelector('[data-out]'));
  const on = toggle.getAttribute('aria-pressed') !== 'true';
  toggle.setAttribute('aria-pressed', String(on));
  if (!on) return out.replaceChildren();
  const ask = document.createElement('button');
  [ask.name, ask.value, ask.hidden] = ['do', 'preview', true];
  form.append(ask);
  const answer = await submitForm(form, ask);
  ask.remove();
  if (answer.ok) out.innerHTML = answer.html;
  else toast(answer.status === 401 ? 'Sign in to see how it will look.' : sentence(answer.html));
}

/** @param {SubmitEvent} event @param {HTMLFormElement} form @param {HTMLTextAreaElement} text */
async function send(event, form, text) {
  const button = postButton(form);
  if (event.submitter && event.submitter !== button) return;
  event.preventDefault();
  if (button.ariaDisabled === 'true') return;
  button.ariaDisabled = 'true';
  const answer = await submitForm(form, button);
  button.removeAttribute('aria-disabled');
  if (answer.ok) return posted(form, text, answer.html);
  // A stranger signs in on the page that the plain form leads to; the words go along.
  if (answer.status === 401) return HTMLFormElement.prototype.submit.call(form);
  const box = /** @type {HTMLElement} */ (form.querySelector('[data-refusal]'));
  if (answer.html) box.innerHTML = answer.html;
  else toast('This comment was not sent. Your text is kept on this device.');
  /** @type {HTMLElement | null} */ (box.querySelector('[tabindex]'))?.focus();
}

/** @param {HTMLFormElement} form @param {HTMLTextAreaElement} text @param {string} html */
function posted(form, text, html) {
  const li = new DOMParser().parseFromString(`<ol>${html}</ol>`, 'text/html').querySelector('li');
  text.value = '';
  text.dispatchEvent(new Event('input'));
  if (!li) return location.reload();
  if (form.dataset.inline) {
    branchOf(form).prepend(li);
    form.remove();
  } else {
    document.querySelector('[data-empty]')?.remove();
    document.querySelector('[data-list]')?.prepend(li);
    /** @type {HTMLInputElement} */ (form.elements.namedItem('submission_key')).value = crypto.randomUUID();
    form.querySelector('[data-out]')?.replaceChildren();
    form.querySelector('[data-refusal]')?.replaceChildren();
  }
  const card = /** @type {HTMLElement} */ (li.querySelector('.c'));
  card.tabIndex = -1;
  card.focus();
  toast('Comment sent.');
}

/** @param {HTMLFormElement} form */
function branchOf(form) {
  const item = /** @type {HTMLElement} */ (form.closest('li'));
  const there = item.querySelector(':scope > .kids > ol');
  if (there) return there;
  const kids = document.createElement('details');
  kids.className = 'kids';
  kids.open = true;
  kids.innerHTML = '<summary><span class="h">Hide 1 reply</span><span class="s">Show 1 reply</span></summary><ol role="list"></ol>';
  item.append(kids);
  return /** @type {HTMLElement} */ (kids.querySelector('ol'));
}
