// @ts-check
// What is selected inside a comment begins the reply to it as a quote.

const LONGEST = 500;

/** What was selected when a Reply was pressed: pressing may end the selection. */
let pressed = { id: '', words: '' };

/** Remember what is selected at the moment in which a Reply is pressed. */
export function rememberSelection() {
  document.addEventListener('pointerdown', (event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest?.('a[data-reply], details.menu > summary');
    const id = link?.closest('article.c')?.id.slice(1) || '';
    // The menu is pressed first and its entry next: the second press keeps what the first one saw.
    const words = id ? selectedIn(id) : '';
    if (words || pressed.id !== id) pressed = { id, words };
  });
}

/**
 * Return what a reply to a comment quotes: the selected words, or the whole comment if asked for.
 * @param {string} id
 * @param {boolean} whole
 */
export function quoteOf(id, whole) {
  const words = selectedIn(id) || (pressed.id === id && pressed.words);
  pressed = { id: '', words: '' };
  return words || (whole ? bodyOf(id)?.innerText || '' : '');
}

/**
 * Put a quote behind what is typed, and the caret behind the quote.
 * @param {HTMLTextAreaElement | null} text
 * @param {string} quote
 */
export function quoteInto(text, quote) {
  if (!text) return;
  text.focus();
  const words = quote.trim();
  if (!words) return;
  const cut = words.length > LONGEST ? `${words.slice(0, LONGEST).trimEnd()}…` : words;
  const lines = cut.split('\n').map((line) => `> ${line}`.trimEnd());
  const typed = text.value.trimEnd();
  text.value = `${typed}${typed && '\n\n'}${lines.join('\n')}\n\n`;
  text.setSelectionRange(text.value.length, text.value.length);
  text.dispatchEvent(new Event('input', { bubbles: true }));
}

/** @param {string} id */
const bodyOf = (id) => /** @type {HTMLElement | null} */ (document.querySelector(`#c${id} .c-body`));

/** @param {string} id */
function selectedIn(id) {
  const chosen = getSelection();
  const body = bodyOf(id);
  if (!chosen || !body || chosen.isCollapsed) return '';
  return body.contains(chosen.anchorNode) && body.contains(chosen.focusNode) ? String(chosen).trim() : '';
}
