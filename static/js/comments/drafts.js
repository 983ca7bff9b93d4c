// @ts-check
// What a signed-in reader types is kept by the server too, so that it waits on their other devices.

const PAUSE = 3_000;

/**
 * Keep the words of one composer; strangers' words stay on their device.
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function keepOnServer(form, text) {
  if (!form.elements.namedItem('csrf_token')) return;
  let timer = 0;
  let kept = text.value;
  const keep = () => {
    clearTimeout(timer);
    if (text.value === kept) return;
    kept = text.value;
    fetch('/drafts', { method: 'POST', body: fieldsOf(form, kept), keepalive: true }).catch(() => {});
  };
  text.addEventListener('input', () => {
    clearTimeout(timer);
    // An emptied field was sent or given up: the server forgets the draft with the comment itself.
    if (!text.value) kept = '';
    else timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener('submit', () => clearTimeout(timer));
  addEventListener('pagehide', keep);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} body
 */
function fieldsOf(form, body) {
  const sent = new FormData(form);
  const fields = new URLSearchParams({ body, article_id: form.action.match(/\/articles\/(\d+)\//)?.[1] || '' });
  for (const name of ['csrf_token', 'parent_id', 'about']) {
    const value = sent.get(name);
    if (typeof value === 'string') fields.set(name, value);
  }
  return fields;
}
