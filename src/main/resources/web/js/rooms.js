import { Emitter } from './client/emitter.js';
import { newCid } from './parley-client.js';
import { Room } from './room.js';

const REFRESH_MS = 30_000;
/** For who has no inbox to tell of new rooms, the list is asked for more often. */
const REFRESH_WITHOUT_INBOX_MS = 5_000;
const READ_MS = 500;
/** As many rooms as one connection may subscribe to, less the inbox and the announcements. */
const MAX_ROOMS = 998;

/**
 * The rooms of one person: the list by REST, kept live by the stream.
 *
 * The list is read again at each `welcome`, on a notice in the person's inbox and now and then, so a room that one was
 * added to appears by itself.
 *
 * Events: `changed` (the list or something a list shows), `left` ({room, reason}), `announcement` (entry), `problem` (error).
 */
export class Rooms extends Emitter {
  #rest;
  #client;
  #me;
  /** @type {Map<string, Room>} */
  #rooms = new Map();
  /** @type {Promise<void> | null} */
  #refreshing = null;
  #again = false;
  #timer = 0;
  /** @type {Set<Room>} */
  #toRead = new Set();
  #readTimer = 0;

  /**
   * @param {import('./rest.js').Rest} rest
   * @param {import('./parley-client.js').ParleyClient} client not yet started
   * @param {string} me
   */
  constructor(rest, client, me) {
    super();
    this.#rest = rest;
    this.#client = client;
    this.#me = me;
    client.on('entry', (entry) => this.#entry(entry));
    client.on('subscribed', (frame) => this.#rooms.get(frame.room)?.stands(frame));
    client.on('reset', (frame) => this.#reset(frame));
    client.on('sent', (frame) => this.#rooms.get(frame.room)?.confirm(frame, me));
    client.on('unsubscribed', (frame) => this.#left(frame));
    client.on('receipt', (frame) => this.#receipt(frame));
    client.on('welcome', () => this.refresh());
    client.subscribe(`@${me}`);
    client.subscribe('@all');
    this.#refreshEvery(REFRESH_MS);
  }

  #refreshEvery(ms) {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => document.visibilityState === 'visible' && this.refresh(), ms);
  }

  close() {
    clearInterval(this.#timer);
    clearTimeout(this.#readTimer);
  }

  /** @returns {Room[]} latest activity first */
  get all() {
    return [...this.#rooms.values()].sort((a, b) => b.activity - a.activity);
  }

  /** @returns {Room | undefined} */
  get(id) {
    return this.#rooms.get(id);
  }

  get unread() {
    return this.all.reduce((sum, room) => sum + room.unread, 0);
  }

  /** Reads the list again. Calls while it is being read lead to one more reading. Never fails: it says `problem`. */
  refresh() {
    if (this.#refreshing) {
      this.#again = true;
    } else {
      this.#refreshing = this.#refresh()
        .catch((problem) => this.emit('problem', problem))
        .finally(() => {
          this.#refreshing = null;
          if (this.#again) {
            this.#again = false;
            this.refresh();
          }
        });
    }
    return this.#refreshing;
  }

  async #refresh() {
    let next;
    do {
      const page = await this.#rest.rooms(next);
      page.items.forEach((description) => this.#take(description));
      next = page.next;
    } while (next && this.#rooms.size < MAX_ROOMS);
    this.emit('changed');
  }

  #take(description) {
    const known = this.#rooms.get(description.id);
    if (known) {
      known.describe(description);
    } else if (this.#rooms.size < MAX_ROOMS) {
      const room = new Room(description);
      this.#rooms.set(room.id, room);
      room.on('changed', () => this.emit('changed'));
      this.#client.subscribe(room.id, { after: description.head, epoch: description.epoch });
      this.#nameDirect(room);
    }
  }

  /** A direct room is called after the other person. */
  async #nameDirect(room) {
    if (room.kind !== 'direct') {
      return;
    }
    try {
      const { items } = await this.#rest.members(room.id);
      room.other = items.map(({ user }) => user).find((user) => user !== this.#me) ?? this.#me;
      this.emit('changed');
    } catch (problem) {
      this.emit('problem', problem);
    }
  }

  /** @returns {Promise<void>} fails like REST */
  loadOlder(room) {
    return room.loadOlder(async (before, limit) => {
      const page = await this.#rest.messages(room.id, before, limit);
      const cursor = this.#client.cursor(room.id);
      if (cursor && page.epoch !== undefined && page.epoch !== cursor.epoch) {
        this.#client.resubscribe(room.id);
      }
      return page;
    });
  }

  /** The person has seen the room to its end. Told to the server after a short while, for all that came in it. */
  markRead(room) {
    if (room.readSeq >= room.head) {
      return;
    }
    room.markRead(room.head);
    this.#toRead.add(room);
    this.#readTimer ||= setTimeout(() => this.#flushRead(), READ_MS);
  }

  /** Reading is cumulative: what fails here is made up for by the next. */
  #flushRead() {
    this.#readTimer = 0;
    for (const { id, readSeq } of this.#toRead) {
      this.#rest.read(id, readSeq).catch((problem) => this.emit('problem', problem));
    }
    this.#toRead.clear();
  }

  /** @returns {Promise<string>} the id of a room that is in the list */
  async create({ name, kind, members }, cid = newCid()) {
    return this.#enter(await this.#rest.createRoom({ name, kind, members }, cid));
  }

  async direct(user, cid = newCid()) {
    return this.#enter(await this.#rest.direct(user, cid));
  }

  async join(id, cid = newCid()) {
    await this.#rest.addMember(id, this.#me, cid);
    return this.#enter({ id });
  }

  async #enter(answer) {
    await this.refresh();
    return answer.id ?? answer.room;
  }

  #entry(entry) {
    if (entry.room === '@all') {
      this.emit('announcement', entry);
    } else if (entry.room.startsWith('@')) {
      this.#notice(entry);
    } else {
      this.#rooms.get(entry.room)?.add(entry);
      if (entry.kind === 'member' || entry.kind === 'room') {
        this.refresh();
      }
    }
  }

  /** Whether a room that is gone has come back since, the list tells. */
  #notice({ notice, about }) {
    if (notice === 'removed' || notice === 'roomDeleted') {
      this.#client.unsubscribe(about.room);
      this.#left({ room: about.room, reason: notice });
    }
    this.refresh();
  }

  /** What was counted in the history that is void has to be counted again. */
  #reset(frame) {
    this.#rooms.get(frame.room)?.reset(frame);
    this.refresh();
  }

  #left({ room, reason }) {
    if (room === `@${this.#me}`) {
      this.#refreshEvery(REFRESH_WITHOUT_INBOX_MS);
    } else if (this.#rooms.delete(room)) {
      this.emit('left', { room, reason });
      this.emit('changed');
    }
  }

  /** Our own reading, on another device. */
  #receipt({ room: id, user, read }) {
    const room = this.#rooms.get(id);
    if (room && user === this.#me && read > room.readSeq) {
      room.markRead(read);
      if (room.unread > 0) {
        this.refresh();
      }
    }
  }
}
