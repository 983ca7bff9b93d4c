// @ts-check
// "More comments" and "more replies" continue the list in place.

import { fetchFragment } from '../kit/fetch.js';
import { localMoments } from '../kit/moments.js';
import { toast } from '../kit/toast.js';

export function morePages() {
  document.addEventListener('click', async (event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest?.('a[data-more], a[data-next]');
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (link.ariaDisabled === 'true') return;
    link.ariaDisabled = 'true';
    const answer = await fetchFragment(link.dataset.more || link.href);
    link.removeAttribute('aria-disabled');
    if (!answer.ok) return toast('Comments did not load. Try again.');
    const list = listOf(link);
    const fresh = [...parse(answer.html)].filter((li) => !isThere(list, li));
    (link.closest('li.more') || link.closest('p'))?.remove();
    list.append(...fresh);
  localMoments(list);
    const first = /** @type {HTMLElement | null | undefined} */ (fresh[0]?.querySelector('.c'));
    if (!first) return;
    first.tabIndex = -1;
    first.focus();
  });
}

/** @param {HTMLAnchorElement} link */
function listOf(link) {
  const near = link.closest('.kids')?.querySelector(':scope > ol') || link.closest('ol');
  return /** @type {HTMLElement} */ (near || document.querySelector('[data-list]'));
}

/** @param {string} html */
function parse(html) {
  const page = new DOMParser().parseFromString(`<ol>${html}</ol>`, 'text/html');
  return page.querySelectorAll('body > ol > li');
}

/** @param {HTMLElement} list @param {Element} li */
function isThere(list, li) {
  const id = li.querySelector('.c')?.id;
  return Boolean(id && [...list.children].some((old) => old.querySelector('.c')?.id === id));
}
