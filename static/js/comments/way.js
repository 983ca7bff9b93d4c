// @ts-check
// The browser's way back leads to the list as it was left: with what was loaded, at the same height.

/** @typedef {{more: string[], y: number}} Left */

/** @returns {Left | null} */
const left = () => history.state?.left || null;

/** @param {Left} now */
const leave = (now) => history.replaceState({ ...history.state, left: now }, '');

let timer = 0;

/** Something was loaded into this page. @param {string} address */
export function remember(address) {
  leave({ more: [...(left()?.more || []), address], y: scrollY });
  begin();
}

/** Load again what had been loaded, then go where the reader was. @param {(address: string) => Promise<void>} load */
export async function comeBack(load) {
  const before = left();
  if (!before?.more.length) return;
  history.scrollRestoration = 'manual';
  for (const address of before.more) await load(address);
  scrollTo({ top: before.y, behavior: 'instant' });
  begin();
}

/** From now on, know the height at which the page is left, and take it along to its anchors. */
function begin() {
  history.scrollRestoration = 'manual';
  if (timer) return;
  let known = left();
  const note = () => {
    known = left() || known;
    if (known) leave({ ...known, y: scrollY });
  };
  timer = setTimeout(note);
  addEventListener('scroll', () => {
    clearTimeout(timer);
    timer = setTimeout(note, 150);
  });
  addEventListener('hashchange', note);
  addEventListener('click', note, true);
}
