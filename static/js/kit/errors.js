// @ts-check
// A page that comes back with an error summary starts there, also for those who cannot see it.

import { one } from './dom.js';

/** Move the focus to the error summary, if there is one. */
export function focusFirstError() {
  one('.errsum[role]')?.focus();
}
