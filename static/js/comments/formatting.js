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
  const guests = form.querySelector('button[formaction]')?.getAttribute('formaction');
  if (guests) ask.setAttribute('formaction', guests);
  form.append(ask);
  const answer = await submitForm(form, ask);
  ask.remove();
  if (answer.ok) out.innerHTML = answer.html;
  else toast(answer.status === 401 ? 'Sign in to see how it will look.' : sentence(answer.html));
}
