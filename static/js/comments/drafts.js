// @ts-check
// What a signed-in reader types is kept by the server too, so that it waits on their other devices.

import { draftTaken } from '../kit/draft.js';

const PAUSE = 3_000;
const KEEPALIVE = 20_000; // browsers let no more than 64 kB outlive the page

/**
 * Keep the words of one composer; strangers' words stay on their device.
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function keepOnServer(form, text) {
  if (!form.elements.namedItem('csrf_token')) return;
  let timer = 0;
  let kept = text.defaultValue;
  const keep = async () => {
    clearTimeout(timer);
    const body = text.value;
    if (body === kept) return;
    kept = body;
    const at = await send(form, body);
    // What did not arrive is sent with the next words, or when the page is left.
    if (at === null) kept = '\0';
    else draftTaken(text, body, at);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  };
  text.addEventListener('input', later);
  form.addEventListener('submit', () => clearTimeout(timer));
  form.addEventListener('posted', () => {
    clearTimeout(timer);
    kept = text.value;
  });
  addEventListener('pagehide', () => form.isConnected && keep());
  if (text.value !== kept) later();
}

/** @param {HTMLFormElement} form @param {string} body @returns {Promise<number | null>} */
async function send(form, body) {
  try {
    const answer = await fetch('/drafts', { method: 'POST', body: fieldsOf(form, body), keepalive: body.length < KEEPALIVE });
    return answer.ok ? (await answer.json()).kept_at : null;
  } catch {
    return null;
  }
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
