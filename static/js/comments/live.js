// @ts-check
// Asks every twenty seconds, while somebody looks, what changed in the discussion.

import { one } from '../kit/dom.js';
import { mark, reply } from './arrivals.js';
import { setTotal } from './counts.js';
import { pill, words } from './pill.js';

const PAUSE = 20_000;
const QUIET = 60_000; // one announcement a minute at most

export function live() {
  const root = one('[data-live]');
  if (!root) return;
  let told = 0;
  const look = async () => {
    if (document.visibilityState !== 'visible') return;
    const news = await ask(`${root.dataset.live}?since=${root.dataset.version}`);
    if (!news) return;
    setTotal(root, () => news.comment_count);
    for (const each of news.marks) mark(each);
    for (const each of news.new_replies) reply(each.parent_id, each.count);
    pill(root, news);
    if (!news.new_comments || Date.now() - told < QUIET) return;
    told = Date.now();
    /** @type {HTMLElement} */ (one('[data-arrived]', root)).textContent = words(news.new_comments, 'new comment');
  };
  setInterval(look, PAUSE);
  document.addEventListener('visibilitychange', look);
}

/** @param {string} address */
async function ask(address) {
  try {
    const answer = await fetch(address, { cache: 'no-cache', credentials: 'same-origin' });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
