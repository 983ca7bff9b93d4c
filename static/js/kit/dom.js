// @ts-check
// Short names for what every module does with the page.

/**
 * Return the first element that `selector` finds under `root`, or null.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement | null}
 */
export const one = (selector, root = document) => root.querySelector(selector);

/**
 * Return all elements that `selector` finds under `root`.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement[]}
 */
export const all = (selector, root = document) => [
  .../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector)),
];

/**
 * Return the element that `selector` finds at or above an event's target, or null.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export const at = (event, selector) =>
  event.target instanceof Element ? event.target.closest(selector) : null;

/**
 * Return the elements of a fragment that the server rendered.
 * @param {string} html
 * @returns {DocumentFragment}
 */
export function fragment(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

/**
 * Move the focus to an element that is no control, and show it without a jump.
 * @param {HTMLElement | null} element
 */
export function focusOn(element) {
  if (!element) return;
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'nearest' });
}

/**
 * Mark a button as busy: it keeps the focus, is told as disabled, and ignores repeats.
 * @param {HTMLElement | null} button
 * @param {boolean} busy
 * @returns {boolean} false when it was busy already, so that the caller can leave the repeat
 */
export function setBusy(button, busy) {
  if (!button) return true;
  if (busy && button.getAttribute('aria-disabled') === 'true') return false;
  if (busy) button.setAttribute('aria-disabled', 'true');
  else button.removeAttribute('aria-disabled');
  return true;
}
