import { el } from '../dom.js';
import { statusInWords } from '../words.js';

/** What a person can do about it, by state; trying without a token leads to the question for one. */
const WAYS_BACK = { backoff: 'Try now', fatal: 'Try again', unauthenticated: 'Sign in' };

/**
 * How the connection is, in words and a coloured dot, with a way to try at once while it waits.
 *
 * @param {import('../parley-client.js').ParleyClient} client
 */
export function connectionStatus(client) {
  const words = el('span', { class: 'status-words' });
  const now = el('button', { class: 'link', type: 'button', onclick: () => client.connectNow() });
  const element = el('div', { class: 'status' }, el('span', { class: 'dot', 'aria-hidden': 'true' }), words, now);
  const announced = el('span', { class: 'hidden', role: 'status' });
  element.append(announced);
  let timer = 0;

  function show() {
    const { status } = client;
    element.dataset.state = status.state;
    words.textContent = statusInWords(status);
    now.hidden = !(status.state in WAYS_BACK);
    now.textContent = WAYS_BACK[status.state] ?? '';
    clearTimeout(timer);
    if (status.state === 'backoff') {
      timer = setTimeout(show, 500);
    }
  }

  client.on('status', ({ state }) => {
    show();
    if (state === 'online' || state === 'backoff') {
      announced.textContent = state === 'online' ? 'Online' : 'Offline';
    }
  });
  show();
  return element;
}
