// @ts-check
// The seconds in which a decision can be taken back, counted down; the server decides when they end.

import { one } from '../kit/dom.js';

/** Count down, and take the offer away once it is over. */
export function countDown() {
  const bar = one('[data-undo]');
  const figure = bar && one('[data-seconds]', bar);
  if (!bar || !figure) return;
  const ends = Date.now() + Number(figure.textContent) * 1000;
  const timer = setInterval(() => {
    const left = Math.ceil((ends - Date.now()) / 1000);
    figure.textContent = String(Math.max(0, left));
    if (left > 0) return;
    clearInterval(timer);
    bar.remove();
  }, 250);
}
