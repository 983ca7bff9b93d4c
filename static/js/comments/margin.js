// @ts-check
// A paragraph's marker opens what readers said about it, beside or below it, with a composer.

import { at, focusOn, fragment, one } from '../kit/dom.js';
import { keepDraft } from '../kit/draft.js';
import { fetchFragment } from '../kit/fetch.js';
import { localMoments } from '../kit/moments.js';
import { composers } from './composer.js';

const OPEN = '.mark-in';

/** @param {string} query */
const about = (query) => new URLSearchParams(query).get('about');

document.addEventListener('click', (event) => {
  if (at(event, `${OPEN} [data-close]`)) return close();
  const marker = /** @type {HTMLAnchorElement | null} */ (at(event, 'a.mark'));
  if (!marker || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (about(marker.search) === about(location.search)) return; // it stands in the discussion below
  event.preventDefault();
  if (marker.ariaExpanded === 'true') return close();
  shut();
  show(marker);
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.defaultPrevented) close();
});

document.addEventListener('posted', (event) => {
  const marker = at(event, OPEN)?.previousElementSibling;
  if (marker instanceof HTMLAnchorElement) show(marker);
});

/** Put a fresh marker and what it opens in the place of `marker`. @param {HTMLAnchorElement} marker */
async function show(marker) {
  if (marker.ariaDisabled === 'true') return;
  marker.ariaDisabled = 'true';
  const answer = await fetchFragment(marker.pathname + marker.search);
  marker.removeAttribute('aria-disabled');
  const part = fragment(answer.html);
  const [fresh, panel] = [one('a.mark', part), one(OPEN, part)];
  if (!answer.ok || !fresh || !panel) return location.assign(marker.href);
  shut();
  marker.replaceWith(fresh, panel);
  const words = /** @type {HTMLTextAreaElement | null} */ (one('textarea', panel));
  if (words) keepDraft(words);
  composers(panel);
  localMoments(panel);
  focusOn(panel);
}

/** Close what is open, and say from which marker it came. */
function shut() {
  const panel = one(OPEN);
  const marker = /** @type {HTMLElement | null | undefined} */ (panel?.previousElementSibling);
  panel?.remove();
  marker?.removeAttribute('aria-expanded');
  return marker;
}

/** Close what is open, and put the focus back on its marker. */
function close() {
  shut()?.focus();
}
