import { arrange, avatar, el, icon } from '../dom.js';
import { momentInWords } from '../words.js';
import { connectionStatus } from './status.js';

/** The rooms of the person, latest activity first, each with what was said last and how much is unread. */
export class RoomList {
  #rooms;
  #me;
  #list = el('ul', { class: 'rooms' });
  #empty = el(
    'p',
    { class: 'empty' },
    'No conversations yet. Start one with the button above: write to somebody, create a room or join one.',
  );
  /** @type {Map<string, {element: HTMLElement, link: HTMLElement, shown: string}>} */
  #rows = new Map();
  #current = '';

  /**
   * @param {object} options
   * @param {import('../rooms.js').Rooms} options.rooms
   * @param {import('../parley-client.js').ParleyClient} options.client
   * @param {string} options.me
   * @param {() => void} options.start opens the dialog for new conversations
   * @param {() => void} options.signOut
   */
  constructor({ rooms, client, me, start, signOut }) {
    this.#rooms = rooms;
    this.#me = me;
    this.element = el(
      'aside',
      { class: 'sidebar' },
      el(
        'header',
        { class: 'bar' },
        avatar(me),
        el('h1', { class: 'grow one-line', dir: 'auto' }, me),
        el('button', { class: 'icon-button', type: 'button', 'aria-label': 'New conversation', title: 'New conversation', onclick: start }, icon('plus')),
        el('button', { class: 'icon-button', type: 'button', 'aria-label': 'Sign out', title: 'Sign out', onclick: signOut }, icon('leave')),
      ),
      connectionStatus(client),
      el('nav', { class: 'grow scroll', 'aria-label': 'Conversations' }, this.#list, this.#empty),
    );
  }

  /** @param {string} current id of the room that is open */
  show(current) {
    this.#current = current;
    const rooms = this.#rooms.all;
    arrange(
      this.#list,
      rooms.map((room) => this.#row(room)),
    );
    this.#empty.hidden = rooms.length > 0;
    for (const id of this.#rows.keys()) {
      if (!this.#rooms.get(id)) {
        this.#rows.delete(id);
      }
    }
  }

  #row(room) {
    const row = this.#rows.get(room.id) ?? this.#newRow(room);
    const isCurrent = room.id === this.#current;
    const parts = [room.title, preview(room, this.#me), isCurrent ? 0 : room.unread, room.last ? momentInWords(room.last.at) : ''];
    const shown = JSON.stringify(parts);
    if (row.shown !== shown) {
      row.shown = shown;
      row.link.replaceChildren(...contents(...parts));
    }
    if (isCurrent) {
      row.link.setAttribute('aria-current', 'page');
    } else {
      row.link.removeAttribute('aria-current');
    }
    return row.element;
  }

  #newRow(room) {
    const link = el('a', { class: 'room', href: `#/${encodeURIComponent(room.id)}`, 'data-room': room.id });
    const row = { element: el('li', {}, link), link, shown: '' };
    this.#rows.set(room.id, row);
    return row;
  }
}

function contents(title, said, unread, moment) {
  return [
    avatar(title),
    el(
      'span',
      { class: 'room-words' },
      el('span', { class: 'room-line' }, el('bdi', { class: 'room-name one-line grow' }, title), el('time', { class: 'moment' }, moment)),
      el(
        'span',
        { class: 'room-line' },
        el('bdi', { class: 'room-said one-line grow' }, said),
        unread > 0 && el('span', { class: 'badge' }, unread > 99 ? '99+' : String(unread), el('span', { class: 'hidden' }, ' unread')),
      ),
    ),
  ];
}

function preview({ last, kind, topic }, me) {
  if (!last) {
    return topic || 'Nothing said yet';
  }
  const text = last.deletedAt || last.redacted || !last.body ? 'Message deleted' : last.body.text;
  const line = text.slice(0, 160).replaceAll(/\s+/g, ' ');
  if (last.from === me) {
    return `You: ${line}`;
  }
  return kind === 'direct' ? line : `${last.from}: ${line}`;
}
