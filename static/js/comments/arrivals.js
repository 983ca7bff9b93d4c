// @ts-check
// New comments wait behind a pill and replies behind a link: nothing moves under the reader.

import { all, fragment, one } from '../kit/dom.js';
import { fetchFragment } from '../kit/fetch.js';
import { localMoments } from '../kit/moments.js';

/** @param {number} n @param {string} what */
export const words = (n, what) => `${n === 100 ? '100 or more' : n} ${what}${n === 1 ? '' : 's'}`;

/** @param {{id: number, good_points: number, well_sourced: number}} marks */
export function mark({ id, good_points: good, well_sourced: sourced }) {
  const counts = all(`[data-marks="${id}"] button .tab`);
  if (counts.length !== 2) return;
  [good, sourced].forEach((n, at) => {
    counts[at].textContent = n ? String(n) : '';
    counts[at].closest('button')?.classList.toggle('z', !n);
  });
}

/** @param {number} parent @param {number} count */
export function reply(parent, count) {
  const foot = one(`#c${parent} .c-foot`);
  if (!foot) return;
  const link = one('a.fresh', foot) || document.createElement('a');
  link.className = 'act fresh';
  link.setAttribute('href', `/comments/${parent}#c${parent}`);
  link.textContent = count === 1 ? '1 new reply' : `${count} new replies`;
  foot.append(link);
}

/** @param {HTMLElement} root @param {{version: number, new_comments: number}} news */
export function pill(root, news) {
  const place = /** @type {HTMLElement} */ (one('[data-pill]', root));
  if (!news.new_comments) return place.replaceChildren();
  const button = one('button', place) || document.createElement('button');
  button.className = 'btn num pill';
  button.textContent = words(news.new_comments, 'new comment');
  button.onclick = () => show(root, place, news);
  place.append(button);
}

/** @param {HTMLElement} root @param {HTMLElement} place @param {{version: number, new_comments: number}} news */
async function show(root, place, news) {
  const answer = await fetchFragment(`${location.pathname}?order=newest`);
  if (!answer.ok) return;
  const list = /** @type {HTMLElement} */ (one('[data-list]', root));
  const fresh = all(':scope > li', /** @type {HTMLElement} */ (wrapped(answer.html))).filter(isNew).slice(0, news.new_comments);
  list.prepend(...fresh);
  root.dataset.version = String(news.version);
  place.replaceChildren();
  localMoments(list);
  const first = one('.c', list);
  if (!first) return;
  first.tabIndex = -1;
  first.focus();
}

/** @param {string} html */
const wrapped = (html) => one('ol', fragment(`<ol>${html}</ol>`));

/** @param {HTMLElement} li */
const isNew = (li) => Boolean(li.querySelector('.c')?.id && !document.getElementById(li.querySelector('.c')?.id || ''));
