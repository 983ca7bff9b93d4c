// @ts-check
// Where a reply that was just written stands: in the branch of the comment that it answers.

/**
 * Return the row of the comment that a form answers, null where it answers none of this page.
 * @param {HTMLFormElement} form
 */
export function answeredBy(form) {
  const parent = /** @type {HTMLInputElement | null} */ (form.elements.namedItem('parent_id'));
  const card = parent && document.getElementById(`c${parent.value}`);
  return /** @type {HTMLElement | null} */ (card && card.closest(form.dataset.inline ? 'li' : '[data-list] li'));
}

/** Return the list of replies in a row, made where there was none. @param {HTMLElement} item */
export function branchOf(item) {
  const there = item.querySelector(':scope > .kids > ol');
  if (there) return there;
  const kids = document.createElement('details');
  kids.className = 'kids';
  kids.open = true;
  kids.innerHTML = '<summary><span class="h">Hide 0 replies</span><span class="s">Show 0 replies</span></summary><ol role="list"></ol>';
  item.append(kids);
  return /** @type {HTMLElement} */ (kids.querySelector('ol'));
}
