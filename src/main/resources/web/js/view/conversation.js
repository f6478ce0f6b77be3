import { avatar, el, icon } from '../dom.js';
import { departureInWords, problemInWords } from '../words.js';
import { Composer } from './composer.js';
import { Timeline } from './timeline.js';

/** One open room: its head, its messages and where to write. Made when it is opened, closed when another is. */
export class Conversation {
  #room;
  #rooms;
  #client;
  #toasts;
  #timeline;
  #composer;
  #title = el('h2', { class: 'one-line', dir: 'auto', tabIndex: -1 });
  #subtitle = el('p', { class: 'subtitle one-line', dir: 'auto' });
  #jump = el('button', { class: 'jump', type: 'button', hidden: true, 'aria-label': 'To the newest message' }, icon('down'));
  #foot = el('footer', { class: 'foot' });
  #off = [];
  #frame = 0;
  /** What was read when the room was opened: the line above what is new stays put meanwhile. */
  #readSeq;
  #loaded = 0;
  /** @type {unknown} why older messages could not be loaded */
  #problem = null;
  /** @type {string | null} why we are out of the room */
  #departure = null;

  /**
   * @param {object} options
   * @param {import('../room.js').Room} options.room
   * @param {import('../rooms.js').Rooms} options.rooms
   * @param {import('../parley-client.js').ParleyClient} options.client
   * @param {string} options.me
   * @param {import('./toast.js').Toasts} options.toasts
   * @param {number} options.textChars
   * @param {() => void} options.showPeople
   */
  constructor({ room, rooms, client, me, toasts, textChars, showPeople }) {
    this.#room = room;
    this.#rooms = rooms;
    this.#client = client;
    this.#toasts = toasts;
    this.#readSeq = room.unread > 0 ? room.readSeq : Infinity;
    this.#timeline = new Timeline({
      me,
      actions: { retry: (cid) => this.#retry(cid), discard: (cid) => this.#discard(cid) },
      wantOlder: () => this.#loadOlder(),
      moved: () => this.#seen(),
    });
    this.#composer = new Composer(room.id, (text) => this.#send(text));
    this.#composer.limit = textChars;
    this.#jump.addEventListener('click', () => this.#timeline.toEnd());
    this.element = this.#build(showPeople);
    this.#off.push(
      room.on('changed', () => this.#later()),
      client.on('outbox', (change) => change.room === room.id && this.#later()),
      rooms.on('left', (left) => left.room === room.id && this.#leave(left.reason)),
    );
    const visible = () => this.#seen();
    document.addEventListener('visibilitychange', visible);
    this.#off.push(() => document.removeEventListener('visibilitychange', visible));
  }

  #build(showPeople) {
    const back = el('a', { class: 'icon-button back', href: '#/', 'aria-label': 'Back to all conversations' }, icon('back'));
    const people = el(
      'button',
      { class: 'icon-button', type: 'button', 'aria-label': 'People', title: 'People', onclick: showPeople },
      icon('people'),
    );
    people.hidden = this.#room.kind === 'direct';
    return el(
      'main',
      { class: 'conversation', 'data-room': this.#room.id },
      el('header', { class: 'bar' }, back, avatar(this.#room.title), el('div', { class: 'grow' }, this.#title, this.#subtitle), people),
      el('div', { class: 'middle' }, this.#timeline.element, this.#jump),
      this.#foot,
    );
  }

  /** To be called once the element is on the page. */
  opened() {
    this.#show();
    if (matchMedia('(pointer: fine)').matches) {
      this.#composer.focus();
    } else {
      this.#title.focus();
    }
  }

  close() {
    cancelAnimationFrame(this.#frame);
    this.#off.forEach((off) => off());
    this.#room.trim();
  }

  /** However many entries come, the page is drawn once a frame. */
  #later() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#show();
    });
  }

  #show() {
    const room = this.#room;
    this.#title.textContent = room.title;
    this.#subtitle.textContent = subtitle(room);
    const { items } = room;
    const older = items.length > 0 && items[0].seq < this.#loaded;
    this.#loaded = items[0]?.seq ?? Infinity;
    this.#timeline.show({
      items,
      confirmed: room.confirmed,
      unconfirmed: this.#client.outbox(room.id),
      readSeq: this.#readSeq,
      top: this.#top(),
      older,
    });
    const foot = this.#departure ?? (room.role === null ? 'You are reading this room. Join it to write.' : null);
    this.#foot.replaceChildren(foot ? el('p', { class: 'note' }, foot) : this.#composer.element);
    this.#seen();
    this.#timeline.wantOlderIfNear();
  }

  #top() {
    if (this.#problem) {
      return el(
        'p',
        { class: 'note' },
        `${problemInWords(this.#problem)} `,
        el('button', { class: 'link', type: 'button', onclick: () => this.#loadOlder(true) }, 'Load older messages'),
      );
    }
    if (this.#room.loading) {
      return el('p', { class: 'note' }, 'Loading…');
    }
    return this.#room.atStart ? el('p', { class: 'note beginning' }, 'This is where it begins.') : null;
  }

  async #loadOlder(again = false) {
    if (this.#room.loading || this.#room.atStart || (this.#problem && !again)) {
      return;
    }
    this.#problem = null;
    try {
      await this.#rooms.loadOlder(this.#room);
      this.#later();
    } catch (problem) {
      this.#problem = problem;
      this.#later();
    }
  }

  /** What is at the end of a visible page has been seen. */
  #seen() {
    this.#jump.hidden = this.#timeline.atEnd;
    if (this.#timeline.atEnd && document.visibilityState === 'visible') {
      this.#rooms.markRead(this.#room);
    }
  }

  async #send(text) {
    try {
      this.#timeline.toEnd();
      await this.#client.send(this.#room.id, { text });
      return true;
    } catch (problem) {
      this.#toasts.say(problemInWords(problem));
      return false;
    }
  }

  #retry(cid) {
    this.#client.retry(this.#room.id, cid);
    this.#composer.focus();
  }

  #discard(cid) {
    this.#client.discard(this.#room.id, cid);
    this.#composer.focus();
  }

  #leave(reason) {
    this.#departure = departureInWords(reason);
    this.#later();
  }
}

function subtitle({ kind, memberCount, topic }) {
  if (kind === 'direct') {
    return 'Just the two of you';
  }
  const people = memberCount === 1 ? '1 person' : `${memberCount} people`;
  return [kind === 'public' ? 'Public' : 'Private', people, topic].filter(Boolean).join(' · ');
}
