// @ts-check
// "Changed my mind" opens the reader's own forecasts below the comment.

import { all, at, fragment, one } from '../kit/dom.js';
import { keepDraft } from '../kit/draft.js';
import { fetchFragment } from '../kit/fetch.js';

export function minds() {
  document.addEventListener('click', async (event) => {
    const link = at(event, 'a[data-mind]');
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const id = link.dataset.mind || '';
    const open = document.getElementById(`mind-${id}`);
    if (open) open.remove();
    else await show(link, id);
  });
}

/**
 * @param {HTMLAnchorElement} link
 * @param {string} id
 */
async function show(link, id) {
  const back = encodeURIComponent(`${location.pathname}${location.search}#c${id}`);
  const answer = await fetchFragment(`${link.pathname}?next=${back}`);
  const part = one('.mind', fragment(answer.html));
  if (!answer.ok || !part) {
    location.href = link.href;
    return;
  }
  document.getElementById(`c${id}`)?.after(part);
  const { ready } = await import('../predictions/forecast.js');
  ready(part);
  for (const text of all('textarea[data-draft]', part)) keepDraft(/** @type {HTMLTextAreaElement} */ (text));
  (all('input:not([type=hidden])', part)[0] || one('a', part))?.focus();
}
