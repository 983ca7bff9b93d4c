// @ts-check
// "More comments" and "more replies" continue the list in place, also after the browser's way back.

import { fetchFragment } from '../kit/fetch.js';
import { localMoments } from '../kit/moments.js';
import { toast } from '../kit/toast.js';
import { comeBack, remember } from './way.js';

const LINKS = 'a[data-more], a[data-next]';

/** @param {HTMLAnchorElement} link */
const addressOf = (link) => link.dataset.more || link.getAttribute('href') || '';

export function morePages() {
  document.addEventListener('click', async (event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest?.(LINKS);
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (link.ariaDisabled === 'true') return;
    const address = addressOf(link);
    const fresh = await more(link);
    if (!fresh) return toast('Comments did not load. Try again.');
    remember(address);
    const first = /** @type {HTMLElement | null | undefined} */ (fresh.find((li) => li.querySelector('.c'))?.querySelector('.c'));
    if (!first) return;
    first.tabIndex = -1;
    first.focus();
  });
  comeBack(async (address) => {
    const link = [...document.querySelectorAll(LINKS)].find((each) => addressOf(/** @type {HTMLAnchorElement} */ (each)) === address);
    if (link) await more(/** @type {HTMLAnchorElement} */ (link));
  });
}

/**
 * Put what a link leads to in its place; returns the new rows, null when they cannot be fetched.
 * @param {HTMLAnchorElement} link
 */
async function more(link) {
  link.ariaDisabled = 'true';
  const answer = await fetchFragment(addressOf(link));
  link.removeAttribute('aria-disabled');
  if (!answer.ok) return null;
  const list = listOf(link);
  const fresh = [...parse(answer.html)].filter((li) => !isThere(list, li));
  (link.closest('li.more') || link.closest('p'))?.remove();
  list.querySelector(':scope > [data-moved]')?.remove(); // what comes now counts them all
  list.append(...fresh);
  localMoments(list);
  return fresh;
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
