import { arrange, el } from '../dom.js';
import { dayInWords, dayOf } from '../words.js';
import { divider, eventView, MessageView } from './message.js';

/** Messages of one person closer than this stand together under one name. */
const RUN_MS = 5 * 60_000;
/** Nearer to the end than this, the reader is at the end, and stays there when something comes. */
const END_PX = 80;
/** Nearer to the start than this, older messages are wanted. */
const START_PX = 600;

/**
 * The messages of a room, from the oldest loaded to those of ours that are still being sent. Keeps the reader's place when
 * messages are added before it, and follows the end when the reader is there.
 */
export class Timeline {
  #me;
  #actions;
  #wantOlder;
  #list = el('ol', { class: 'messages' });
  #log = el('div', { role: 'log', 'aria-live': 'polite', 'aria-label': 'Messages' }, this.#list);
  #top = el('div', { class: 'top' });
  /** @type {Map<string, {element: HTMLElement, update?: (shown: object) => void}>} by sender and cid, or by what a line divides */
  #views = new Map();
  #atEnd = true;

  /**
   * @param {object} options
   * @param {string} options.me
   * @param {{retry: (cid: string) => void, discard: (cid: string) => void}} options.actions for messages that failed
   * @param {() => void} options.wantOlder
   * @param {(atEnd: boolean) => void} options.moved
   */
  constructor({ me, actions, wantOlder, moved }) {
    this.#me = me;
    this.#actions = actions;
    this.#wantOlder = wantOlder;
    this.element = el('div', { class: 'scroll timeline', tabIndex: 0, role: 'region', 'aria-label': 'Conversation' }, this.#top, this.#log);
    this.element.addEventListener('scroll', () => {
      this.#atEnd = this.#fromEnd() < END_PX;
      moved(this.#atEnd);
      this.wantOlderIfNear();
    });
    new ResizeObserver(() => this.#atEnd && this.toEnd()).observe(this.element);
  }

  get atEnd() {
    return this.#atEnd;
  }

  toEnd() {
    this.element.scrollTop = this.element.scrollHeight;
    this.#atEnd = true;
  }

  /** Asks for older messages while there is room to show them. */
  wantOlderIfNear() {
    if (this.element.scrollTop < START_PX) {
      this.#wantOlder();
    }
  }

  /**
   * @param {object} content
   * @param {import('../item.js').Item[]} content.items by seq
   * @param {import('../item.js').Item[]} content.confirmed ours that are durable and not yet in `items`
   * @param {import('../client/outbox.js').Item[]} content.unconfirmed
   * @param {number} content.readSeq the messages above it, of others, were new when the room was opened
   * @param {HTMLElement | null} content.top what stands above the first
   * @param {boolean} content.older whether what is added now was there before: it is not read out
   */
  show({ items, confirmed, unconfirmed, readSeq, top, older }) {
    this.#log.setAttribute('aria-live', older ? 'off' : 'polite');
    const anchor = this.#anchor();
    const lines = new Lines(this.#views, this.#me, this.#actions, readSeq);
    items.forEach((item) => lines.add(item, 'sent'));
    confirmed.forEach((item) => lines.add(item, 'sent'));
    unconfirmed.forEach((item) => lines.addUnconfirmed(item));
    this.#views = lines.views;
    arrange(this.#list, lines.elements);
    arrange(this.#top, top ? [top] : []);
    this.#restore(anchor);
  }

  #fromEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight;
  }

  /** The first message in sight and where it stands. */
  #anchor() {
    if (this.#atEnd) {
      return null;
    }
    const top = this.element.scrollTop;
    const element = [...this.#list.children].find((line) => line.offsetTop + line.offsetHeight > top);
    return element ? { element, offset: element.offsetTop - top } : null;
  }

  #restore(anchor) {
    if (this.#atEnd) {
      this.toEnd();
    } else if (anchor?.element.isConnected) {
      this.element.scrollTop = anchor.element.offsetTop - anchor.offset;
    }
  }
}

/** Builds the lines of a timeline in order, taking over the views that there are. */
class Lines {
  elements = [];
  views = new Map();
  #known;
  #me;
  #actions;
  #readSeq;
  #previous = null;
  #newShown = false;

  constructor(known, me, actions, readSeq) {
    this.#known = known;
    this.#me = me;
    this.#actions = actions;
    this.#readSeq = readSeq;
  }

  add(item, ownState) {
    this.#divide(item);
    if (item.kind === 'message') {
      const own = item.from === this.#me;
      this.#message(item, { own, state: own ? ownState : 'received' });
    } else {
      const view = this.#view(`event ${item.seq}`, () => ({ element: eventView(item) }));
      if (view.element) {
        this.elements.push(view.element);
      }
      this.#previous = { ...item, from: '' };
    }
  }

  addUnconfirmed({ cid, at, body, state, problem }) {
    const item = { cid, at, from: this.#me, text: body.text, edited: false };
    this.#divide(item);
    this.#message(item, { own: true, state: state === 'failed' ? 'failed' : 'sending', problem });
  }

  #message({ cid, at, from, text, edited }, { own, state, problem }) {
    const run = this.#previous?.from === from && at - this.#previous.at < RUN_MS;
    const actions = { retry: () => this.#actions.retry(cid), discard: () => this.#actions.discard(cid) };
    const view = this.#view(`${from}/${cid}`, () => new MessageView(from, actions));
    view.update({ from, at, text, edited, own, first: !run, state, problem });
    this.elements.push(view.element);
    this.#previous = { from, at };
  }

  #divide({ at, seq, from }) {
    const isNew = !this.#newShown && seq > this.#readSeq && from !== this.#me;
    if (!this.#previous || dayOf(this.#previous.at) !== dayOf(at)) {
      this.#line(`day ${dayOf(at)}`, dayInWords(at), 'day');
    }
    if (isNew) {
      this.#newShown = true;
      this.#line('new', 'New', 'new');
    }
  }

  #line(key, words, kind) {
    if (!this.views.has(key)) {
      this.elements.push(this.#view(key, () => ({ element: divider(words, kind) })).element);
      this.#previous = null;
    }
  }

  #view(key, make) {
    const view = this.#known.get(key) ?? make();
    this.views.set(key, view);
    return view;
  }
}
