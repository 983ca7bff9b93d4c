// @ts-check
// Comfort while writing: marks around the chosen words, and a preview by the server.

import { submitForm } from '../kit/fetch.js';
import { toast } from '../kit/toast.js';
import { sentence } from './marks.js';

/**
 * Bring the tools of one composer to life.
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function formatting(form, text) {
  for (const tool of form.querySelectorAll('[data-md]')) tool.addEventListener('click', () => wrap(text, /** @type {HTMLElement} */ (tool).dataset.md || ''));
  form.querySelector('[data-preview]')?.addEventListener('click', () => preview(form));
  form.addEventListener('posted', () => form.querySelector('[data-preview]')?.setAttribute('aria-pressed', 'false'));
}

/** Send by Ctrl or Cmd and Enter. @param {HTMLTextAreaElement} text @param {() => void} send */
export function sendsByKey(text, send) {
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
  });
}

/** @param {HTMLTextAreaElement} text @param {string} mark */
function wrap(text, mark) {
  if (mark.endsWith(' ')) lines(text, mark);
  else {
    const chosen = text.value.slice(text.selectionStart, text.selectionEnd);
    text.setRangeText(mark + (chosen || 'text') + mark, text.selectionStart, text.selectionEnd, 'select');
  }
  text.dispatchEvent(new Event('input', { bubbles: true }));
  text.focus();
}

/** Begin each line that is touched by the selection with a mark. @param {HTMLTextAreaElement} text @param {string} mark */
function lines(text, mark) {
  const from = text.value.slice(0, text.selectionStart).lastIndexOf('\n') + 1;
  const end = text.value.indexOf('\n', text.selectionEnd);
  const to = end < 0 ? text.value.length : end;
  const marked = text.value.slice(from, to).split('\n').map((line) => mark + line);
  text.setRangeText(marked.join('\n'), from, to, 'end');
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
  const guests = form.querySelector('button[formaction]')?.getAttribute('formaction');
  if (guests) ask.setAttribute('formaction', guests);
  form.append(ask);
  const answer = await submitForm(form, ask);
  ask.remove();
  if (answer.ok) out.innerHTML = answer.html;
  else toast(answer.status === 401 ? 'Sign in to see how it will look.' : sentence(answer.html));
}
