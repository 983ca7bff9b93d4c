// @ts-check
// A form posted by script: the server answers with the fragment that it would render in the page.

/** What the server is asked for, so that it leaves the frame of the page out. */
export const FRAGMENT = 'text/vnd.discuss.fragment+html';

/**
 * @typedef {object} Answer
 * @property {boolean} ok whether the deed was done
 * @property {number} status the HTTP status; 0 when no answer came
 * @property {string} html the fragment, or a fragment that says why not
 * @property {Headers} headers
 */

/**
 * Post `form` as `submitter` would, its token included, and return what the server answers.
 * Never throws: a lost connection is an answer with status 0.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} [submitter]
 * @returns {Promise<Answer>}
 */
export async function submitForm(form, submitter = null) {
  const fields = new FormData(form, submitter);
  const body = new URLSearchParams();
  for (const [name, value] of fields) if (typeof value === 'string') body.append(name, value);
  const action = submitter?.getAttribute('formaction') || form.getAttribute('action') || location.href;
  return ask(action, { method: 'POST', body });
}

/**
 * Fetch the fragment at an address of this site.
 * @param {string} address
 * @returns {Promise<Answer>}
 */
export const fetchFragment = (address) => ask(address, {});

/**
 * @param {string} address
 * @param {RequestInit} how
 * @returns {Promise<Answer>}
 */
async function ask(address, how) {
  try {
    const answer = await fetch(address, {
      ...how,
      headers: { Accept: `${FRAGMENT}, text/html;q=0.5` },
      credentials: 'same-origin',
    });
    return { ok: answer.ok, status: answer.status, html: await answer.text(), headers: answer.headers };
  } catch {
    return { ok: false, status: 0, html: '', headers: new Headers() };
  }
}
