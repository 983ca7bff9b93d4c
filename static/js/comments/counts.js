// @ts-check
// The numbers of a discussion that change with what the reader writes: its total, and a branch's replies.

import { all, one } from '../kit/dom.js';

/** @param {ParentNode} root @param {(before: number) => number} next */
export function setTotal(root, next) {
  const total = one('[data-total]', root);
  if (!total) return;
  const now = next(Number(total.textContent));
  total.textContent = String(now);
  const word = one('[data-total-word]', root);
  if (word) word.textContent = now === 1 ? 'comment' : 'comments';
}

/**
 * Count one comment more that stands at `li` now. One that waits for a moderator is not counted.
 * @param {HTMLElement} li
 */
export function countOne(li) {
  if (!one('.c-foot', li)) return;
  setTotal(document, (before) => before + 1);
  const branch = /** @type {HTMLElement | null} */ (li.parentElement?.closest('.kids'));
  if (!branch) return;
  // A branch counts its own replies; one at the top of a whole discussion, all that stand below it.
  const top = one('[data-total]') && one('[data-list]');
  const above = [...(top?.children || [])].find((each) => each.contains(li))?.querySelector(':scope > .kids');
  for (const each of new Set([branch, above])) if (each) countOn(/** @type {HTMLElement} */ (each));
}

/** @param {HTMLElement} kids */
function countOn(kids) {
  for (const words of all(':scope > summary > :is(.h, .s)', kids)) {
    const now = Number(words.textContent?.match(/\d+/)?.[0] || 0) + 1;
    words.textContent = `${words.className === 'h' ? 'Hide' : 'Show'} ${now} ${now === 1 ? 'reply' : 'replies'}`;
  }
}
