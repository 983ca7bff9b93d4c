// @ts-check
// "Reply" opens the composer below the comment, and puts the focus back when it is cancelled.

import { fetchFragment } from '../kit/fetch.js';
import { composers } from './composer.js';
import { quoteInto, quoteOf, rememberSelection } from './quotes.js';

export function replies() {
  rememberSelection();
  document.addEventListener('click', async (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const link = target.closest?.('a[data-reply]');
    if (link instanceof HTMLAnchorElement && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      await open(link);
    }
    const cancel = target.closest?.('a[data-cancel]');
    const form = cancel?.closest('form');
    if (cancel && form?.dataset.inline) {
      event.preventDefault();
      form.remove();
      /** @type {HTMLElement | null} */ (document.querySelector(`a[data-reply="${form.dataset.inline}"]`))?.focus();
    }
  });
}

/** @param {HTMLAnchorElement} link */
async function open(link) {
  const id = link.dataset.reply || '';
  const quote = quoteOf(id, link.search !== '');
  link.closest('details.menu')?.removeAttribute('open');
  const there = document.getElementById(`write-${id}`);
  if (there) return quoteInto(there.querySelector('textarea'), quote);
  const answer = await fetchFragment(link.pathname);
  const form = new DOMParser().parseFromString(answer.html, 'text/html').querySelector('form');
  if (!answer.ok || !form) {
    location.href = link.href;
    return;
  }
  form.dataset.inline = id;
  document.getElementById(`c${id}`)?.after(form);
  composers(form.parentElement || document);
  quoteInto(form.querySelector('textarea'), quote);
}
