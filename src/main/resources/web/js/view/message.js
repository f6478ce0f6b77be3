import { avatar, el } from '../dom.js';
import { changeInWords, failureInWords, timeOf } from '../words.js';

/**
 * @typedef {object} Shown what a message shows
 * @property {string} from
 * @property {number} at
 * @property {string | null} text null when it was deleted
 * @property {boolean} edited
 * @property {boolean} own
 * @property {boolean} first of a run of messages of one person
 * @property {'sending' | 'sent' | 'failed' | 'received'} state
 * @property {{code: string, message?: string}} [problem]
 */

const STATES = { sending: ['sending…', ''], sent: ['sent', ' ✓'], failed: ['not sent', ''], received: ['', ''] };

/** One message. Its element stays the same from the moment it is written until it is read, so nothing jumps. */
export class MessageView {
  #bubble = el('div', { class: 'bubble' });
  #text = el('p', { class: 'text', dir: 'auto' });
  #author = el('bdi', { class: 'author' });
  #time = el('time', { class: 'time' });
  #edited = el('span', { class: 'edited' }, 'edited');
  #stateWord = el('span', { class: 'state-word' });
  #stateSign = el('span', { class: 'state-sign' });
  #failureWords = el('span');
  #failure;
  #shown = '';

  /**
   * @param {string} from
   * @param {{retry: () => void, discard: () => void}} actions for one that failed
   */
  constructor(from, actions) {
    this.#author.textContent = from;
    this.#failure = el(
      'span',
      { class: 'failure' },
      this.#failureWords,
      el('button', { class: 'link', type: 'button', 'data-do': 'retry', onclick: actions.retry }, 'Retry'),
      el('button', { class: 'link', type: 'button', 'data-do': 'discard', onclick: actions.discard }, 'Discard'),
    );
    const state = el('span', { class: 'state' }, this.#stateWord, this.#stateSign);
    const meta = el('span', { class: 'meta' }, this.#edited, this.#time, state);
    this.#bubble.append(this.#author, el('div', { class: 'said' }, this.#text, meta));
    this.element = el('li', { class: 'message' }, avatar(from), this.#bubble);
  }

  /** @param {Shown} shown */
  update(shown) {
    const key = JSON.stringify(shown);
    if (key === this.#shown) {
      return;
    }
    this.#shown = key;
    const { at, text, edited, own, first, state, problem } = shown;
    this.element.classList.toggle('own', own);
    this.element.classList.toggle('first', first);
    this.element.classList.toggle('deleted', text === null);
    this.element.dataset.state = state;
    this.#bubble.classList.toggle('jumbo', text !== null && isFewEmoji(text));
    setText(this.#text, text ?? 'Message deleted');
    setText(this.#time, timeOf(at));
    this.#time.dateTime = new Date(at).toISOString();
    this.#time.title = new Date(at).toLocaleString();
    this.#edited.hidden = !edited;
    setText(this.#stateWord, STATES[state][0]);
    setText(this.#stateSign, STATES[state][1]);
    if (state === 'failed') {
      this.#failureWords.textContent = failureInWords(problem);
      this.#bubble.append(this.#failure);
    } else {
      this.#failure.remove();
    }
  }
}

/** What else happened in a room: who came, who left. Null for what a person need not see. */
export function eventView({ entry, kind }) {
  const words = kind === 'member' ? changeInWords(entry) : entry.name && `The room is now called “${entry.name}”`;
  return words ? el('li', { class: 'event' }, el('bdi', {}, words)) : null;
}

/** A line with a word on it, such as the day. */
export function divider(words, kind) {
  return el('li', { class: `divider ${kind}`, role: 'separator', 'aria-label': words }, el('span', {}, words));
}

/** Touching a text that stays the same would be read out again. */
function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

const EMOJI = /^(?:\p{RGI_Emoji}|\s){1,6}$/v;

function isFewEmoji(text) {
  return text.length <= 60 && EMOJI.test(text) && text.trim() !== '' && !/^[\d#*\s]+$/.test(text);
}
