// @ts-check
// A link with `data-share` is shared by the device's own sheet, or copied; it stays a plain link.

import { at } from './dom.js';
import { toast } from './toast.js';

/** Share or copy the address of `a[data-share]` links. */
export function shareLinks() {
  document.addEventListener('click', (event) => {
    const link = at(event, 'a[data-share]');
    if (!(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    share(link.href);
  });
}

/** @param {string} address */
async function share(address) {
  const hasSheet = 'share' in navigator && matchMedia('(pointer: coarse)').matches;
  try {
    if (hasSheet) await navigator.share({ url: address });
    else {
      await navigator.clipboard.writeText(address);
      toast('Link copied.');
    }
  } catch (reason) {
    // Closing the sheet is a choice and no failure; where nothing else works, the link is followed.
    if (!(reason instanceof DOMException && reason.name === 'AbortError')) location.assign(address);
  }
}
