// @ts-check
// Names while writing: after an @ the people of this discussion are offered; arrows choose, Enter or Tab takes.

const CALL = /(?:^|[^\w@/.])@([\p{L}\p{N}_'’.-]{1,40}(?: [\p{L}\p{N}_'’.-]{0,40})?)$/u;
let lists = 0;

/** @param {HTMLFormElement} form @param {HTMLTextAreaElement} text */
export function names(form, text) {
  const people = `/api/v1${form.getAttribute('action')?.replace(/\/comments$/, '/people')}`;
  const list = document.createElement('ul');
  Object.assign(list, { id: `names-${(lists += 1)}`, className: 'names', hidden: true });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'People of this discussion');
  text.setAttribute('aria-autocomplete', 'list');
  text.setAttribute('aria-controls', list.id);
  text.after(list);
  let asked = 0;

  const close = () => {
    list.hidden = true;
    text.removeAttribute('aria-activedescendant');
  };

  const offer = async () => {
    const call = CALL.exec(text.value.slice(0, text.selectionStart));
    const mine = (asked += 1);
    if (!call) return close();
    const answer = await fetch(`${people}?q=${encodeURIComponent(call[1])}`).catch(() => null);
    const found = answer?.ok ? (await answer.json()).people : [];
    if (mine !== asked) return;
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    if (found.length) choose(0);
    else close();
  };

  /** @param {{ name: string }} person @param {number} n */
  const option = (person, n) => {
    const item = document.createElement('li');
    Object.assign(item, { id: `${list.id}-${n}`, textContent: person.name });
    item.setAttribute('role', 'option');
    item.addEventListener('pointerdown', (event) => (event.preventDefault(), take(item)));
    return item;
  };

  /** @param {number} n */
  const choose = (n) => {
    const all = [...list.children];
    all.forEach((each, i) => each.setAttribute('aria-selected', String(i === n)));
    text.setAttribute('aria-activedescendant', all[n].id);
  };

  /** @param {Element} item */
  const take = (item) => {
    const call = CALL.exec(text.value.slice(0, text.selectionStart));
    if (call) text.setRangeText(`${item.textContent} `, text.selectionStart - call[1].length, text.selectionStart, 'end');
    close();
    text.dispatchEvent(new Event('input', { bubbles: true }));
  };

  text.addEventListener('keydown', (event) => {
    if (list.hidden || event.ctrlKey || event.metaKey || event.isComposing) return;
    const all = [...list.children];
    const at = all.findIndex((each) => each.getAttribute('aria-selected') === 'true');
    if (event.key === 'ArrowDown') choose((at + 1) % all.length);
    else if (event.key === 'ArrowUp') choose((at + all.length - 1) % all.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(all[at]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  text.addEventListener('input', offer);
  text.addEventListener('blur', close);
}
