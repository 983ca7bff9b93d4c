// @ts-check
// Typed words in this browser's own store, and which of two copies is the newer one.

const DAYS_30 = 30 * 24 * 3600 * 1000;

/**
 * @typedef {object} Kept
 * @property {string} text
 * @property {number} at when it was typed, by this device's clock
 * @property {number} base the instant of the server's draft that it goes on from
 * @property {boolean} sent whether the server has taken exactly these words
 * @property {string} other words that lost against these and were not given up yet
 */

/** @param {string} key @returns {Kept | null} */
export const read = (key) => JSON.parse(localStorage.getItem(key) || 'null');

/** @param {string} key @param {Kept} kept */
export function write(key, kept) {
  // An emptied field is remembered until the server has emptied its draft as well.
  if (kept.text || kept.other || (kept.base && !kept.sent)) localStorage.setItem(key, JSON.stringify(kept));
  else localStorage.removeItem(key);
}

/**
 * Return what the field shall show: of the local copy and the server's, the newer one.
 * @param {Kept | null} local
 * @param {string} text what the server sent
 * @param {number} stamp when the server kept it; 0 for never
 * @returns {Kept}
 */
export function newer(local, text, stamp) {
  const theirs = { text, at: stamp, base: stamp, sent: true, other: local?.other || '' };
  if (!local || local.text.trim() === text.trim()) return theirs;
  // Going on from what the server has, or typed later than what it has from elsewhere.
  if (stamp === local.base || (!local.sent && local.at > stamp)) {
    return { ...local, base: stamp, sent: false, other: stamp === local.base ? local.other : besides(text, local.text) || local.other };
  }
  // What the server had taken and knows to be posted or given up is gone here too.
  return { ...theirs, other: local.sent && !text ? theirs.other : besides(local.text, text) || theirs.other };
}

/**
 * Return `words` unless `shown` holds them already.
 * @param {string} words
 * @param {string} shown
 */
export const besides = (words, shown) => (shown.includes(words.trim()) ? '' : words);

/** Drop what nobody came back for within thirty days. */
export function forgetOld() {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith('draft:')) continue;
    if (Date.now() - (read(key)?.at || 0) > DAYS_30) localStorage.removeItem(key);
  }
}

/** Tell whether this browser lets the site keep anything; some refuse by throwing. */
export function canKeep() {
  try {
    return Boolean(localStorage && sessionStorage);
  } catch {
    return false;
  }
}
