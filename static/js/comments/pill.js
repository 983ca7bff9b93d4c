// @ts-check
// New comments wait behind a pill: nothing moves under the reader until they press it.

import { all, fragment, one } from '../kit/dom.js';
import { fetchFragment } from '../kit/fetch.js';
import { localMoments } from '../kit/moments.js';
import { toast } from '../kit/toast.js';

const MOST_TOLD = 100; // the server counts no further

/** @typedef {{version: number, new_comments: number, new_ids: number[], new_replies: {count: number}[]}} News */

/** @param {number} n @param {string} what */
export const words = (n, what) => `${n === MOST_TOLD ? '100 or more' : n} ${what}${n === 1 ? '' : 's'}`;

/** @param {HTMLElement} root @param {News} news */
export function pill(root, news) {
  const place = /** @type {HTMLElement} */ (one('[data-pill]', root));
  if (!news.new_comments) return place.replaceChildren();
  const button = one('button', place) || document.createElement('button');
  button.className = 'btn num pill';
  button.textContent = words(news.new_comments, 'new comment');
  button.onclick = () => show(root, place, news);
  place.append(button);
}

/** @param {HTMLElement} root @param {HTMLElement} place @param {News} news */
async function show(root, place, news) {
  const isOldest = root.dataset.order === 'oldest';
  const told = news.new_replies.reduce((sum, each) => sum + each.count, news.new_comments);
  // More than is counted, or a list whose end is not here yet: the page itself shows them.
  if (told >= MOST_TOLD || (isOldest && one('a[data-next]', root))) return location.assign(`${location.pathname}?order=newest#talk`);
  const fresh = await arrived(news.new_ids.filter((id) => !document.getElementById(`c${id}`)));
  if (!fresh) return toast('Comments did not load. Try again.');
  const list = /** @type {HTMLElement} */ (one('[data-list]', root));
  one('[data-empty]', root)?.remove();
  if (isOldest) list.append(...fresh.reverse());
  else list.prepend(...fresh);
  root.dataset.version = String(news.version);
  place.replaceChildren();
  localMoments(list);
  const first = fresh[0] && one('.c', fresh[0]);
  if (!first) return;
  first.tabIndex = -1;
  first.focus();
}

/**
 * Return the list's rows of some comments, the newest first; null when they cannot be fetched.
 * @param {number[]} ids
 */
async function arrived(ids) {
  const missing = new Set(ids.map((id) => `c${id}`));
  /** @type {HTMLElement[]} */
  const found = [];
  for (let address = `${location.pathname}?order=newest`; address && missing.size; ) {
    const answer = await fetchFragment(address);
    if (!answer.ok) return null;
    const page = fragment(`<ol>${answer.html}</ol>`);
    for (const li of all('ol > li', page)) {
      if (li.parentElement?.parentElement === null && missing.delete(one('.c', li)?.id || '')) found.push(li);
    }
    address = one('a[data-next]', page)?.getAttribute('href')?.split('#')[0] || '';
  }
  return found;
}
