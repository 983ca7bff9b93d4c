// @ts-check
// Menus are `<details class="menu">`; they close when the pointer or the focus goes elsewhere.

import { all, one } from './dom.js';

/** Close open menus on a click outside, on a choice inside, and on Escape. */
export function closeMenus() {
  document.addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    for (const menu of openMenus()) {
      if (!menu.contains(target) || target.closest('.menu a, .menu button')) menu.open = false;
    }
  });
  document.addEventListener('keydown', (event) => {
    const menu = event.key === 'Escape' && document.activeElement?.closest('.menu[open]');
    if (!(menu instanceof HTMLDetailsElement)) return;
    menu.open = false;
    one('summary', menu)?.focus();
  });
}

/** @returns {HTMLDetailsElement[]} */
const openMenus = () => all('.menu[open]').map((menu) => /** @type {HTMLDetailsElement} */ (menu));
