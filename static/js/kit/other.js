// @ts-check
// Where two devices wrote different words at one place, the ones that lost can be had back.

const SHOWN = 80;

/**
 * Offer `kept.other` below its field.
 * @param {HTMLTextAreaElement} field
 * @param {{other: string}} kept
 * @param {() => void} save keeps field and offer as they are now
 */
export function offer(field, kept, save) {
  if (!kept.other) return;
  const note = document.createElement('p');
  note.className = 'row meta';
  const words = note.appendChild(document.createElement('span'));
  const say = () => {
    const start = kept.other.trim().slice(0, SHOWN);
    words.textContent = `Other words that you wrote here are kept: “${start}${start.length < kept.other.trim().length ? '…' : ''}”`;
  };
  note.append(
    button('Use them instead', () => {
      [field.value, kept.other] = [kept.other, field.value];
      if (kept.other) say();
      else note.remove();
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.focus();
    }),
    button('Forget them', () => {
      kept.other = '';
      note.remove();
      save();
      field.focus();
    }),
  );
  // Once the words are posted, the others wait for the next visit, and out of the way.
  field.form?.addEventListener('posted', () => note.remove());
  say();
  field.after(note);
}

/** @param {string} text @param {() => void} act */
function button(text, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'btn bare sm';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}
