import { el, icon } from '../dom.js';

const WARN_AT = 0.9;
const DEFAULT_CHARS = 8_000;

/**
 * Where a message is written. Enter sends, Shift+Enter makes a line, and an input method's Enter is its own. What was
 * begun in a room is kept for this tab, across reloads too.
 */
export class Composer {
  #room;
  #send;
  #limit = DEFAULT_CHARS;
  #text = el('textarea', {
    rows: 1,
    dir: 'auto',
    placeholder: 'Write a message',
    'aria-label': 'Message',
    enterKeyHint: 'send',
    autocomplete: 'off',
  });
  #count = el('span', { class: 'count', role: 'status' });
  #button = el('button', { class: 'send', type: 'submit', 'aria-label': 'Send', title: 'Send' }, icon('send'));

  /**
   * @param {string} room
   * @param {(text: string) => Promise<boolean>} send false when the text could not be kept: it is given back
   */
  constructor(room, send) {
    this.#room = room;
    this.#send = send;
    this.element = el('form', { class: 'composer' }, this.#text, this.#count, this.#button);
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#text.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
        event.preventDefault();
        this.#submit();
      }
    });
    this.#text.addEventListener('input', () => this.#edited());
    new ResizeObserver(() => this.#fit()).observe(this.element);
    this.#fill(sessionStorage.getItem(this.#key) ?? '');
  }

  get #key() {
    return `parley.draft.${this.#room}`;
  }

  /** @param {number} chars the longest text, in code points */
  set limit(chars) {
    this.#limit = chars;
    this.#edited();
  }

  focus() {
    this.#text.focus();
  }

  /** As high as the text, at the width that there is. */
  #fit() {
    this.#text.style.height = 'auto';
    this.#text.style.height = `${this.#text.scrollHeight}px`;
  }

  #fill(text) {
    this.#text.value = text;
    this.#edited();
  }

  #edited() {
    const text = this.#text.value;
    const chars = text.length < this.#limit * WARN_AT ? text.length : [...text].length;
    const left = this.#limit - chars;
    this.#count.textContent = chars > this.#limit * WARN_AT ? String(left) : '';
    this.#button.disabled = text.trim() === '' || left < 0;
    if (text) {
      sessionStorage.setItem(this.#key, text);
    } else {
      sessionStorage.removeItem(this.#key);
    }
    this.#fit();
  }

  async #submit() {
    const text = this.#text.value;
    if (this.#button.disabled) {
      return;
    }
    this.#fill('');
    if (!(await this.#send(text))) {
      this.#fill(this.#text.value ? `${text}\n${this.#text.value}` : text);
    }
  }
}
