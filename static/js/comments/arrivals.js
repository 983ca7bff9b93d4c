// @ts-check
// What others did since: marks are counted on, and replies wait behind a link.

import { all, one } from '../kit/dom.js';

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
