/**
 * A client of Parley for browsers and Node: it loses nothing that the server promised, and says what it cannot have.
 *
 * ```js
 * const shelf = await IndexedDbShelf.open('ada');
 * const client = new ParleyClient({ url: 'wss://chat.example/api/v1/ws', token, shelf });
 * client.on('entry', (entry) => show(entry));
 * client.subscribe('lobby');
 * await client.start();
 * await client.send('lobby', { text: 'hello' });
 * ```
 *
 * Several tabs of one person are several connections. Each sends what was written in it; what a tab leaves unsent, one of
 * the others takes over, or the next.
 */
import { newCid } from './client/cid.js';
import { Lane } from './client/lane.js';
import { Outbox } from './client/outbox.js';
import { Reader } from './client/reader.js';
import { MemoryShelf } from './client/storage.js';

export { newCid } from './client/cid.js';
export { OutboxFull } from './client/outbox.js';
export { Refused, Unanswered } from './client/requests.js';
export { IndexedDbShelf, MemoryShelf } from './client/storage.js';

/**
 * @typedef {object} WriterOptions
 * @property {import('./client/storage.js').Shelf} [shelf] where the outbox lives; in memory by default
 * @property {LockManager} [locks] by which tabs that share a shelf know of each other
 */

/**
 * One signed-in user's live view of some rooms, over as many connections as it takes. Events, in the order received:
 *
 * - `status` ({@link import('./client/connection.js').Status}): how the connection is
 * - `welcome` (frame): each time a connection is up, after what it says of the rooms has been applied
 * - `subscribed` (frame): the server says where a room stands
 * - `entry` (frame): each entry after the room's cursor, once, by `seq`, without a hole; acked when its listeners have returned
 * - `caughtUp` (frame)
 * - `reset` (frame): what is held of the room from `next` on is void, and below it too where its epoch is not known; entries
 *   go on at `next`
 * - `unsubscribed` ({room, reason}): nothing of the room follows
 * - `sent` (frame, with the outbox's `item` where it was there still): a write is durable; before or after its own entry
 * - `outbox` ({room}): that room's unconfirmed writes changed
 * - `down`: the connection ended
 * - any other frame under its type, such as `typing`, `presence`, `receipt`, `error`
 */
export class ParleyClient extends Reader {
  #lane;
  #outbox;
  #user = '';

  /** @param {import('./client/reader.js').ReaderOptions & WriterOptions} options */
  constructor({ shelf = new MemoryShelf(), locks = globalThis.navigator?.locks, ...options }) {
    super(options);
    this.#lane = new Lane(shelf, locks);
    this.#outbox = new Outbox({ lane: this.#lane, transmit: (frame) => this.transmit(frame) });
    this.#outbox.on('changed', (change) => this.emit('outbox', change));
    this.on('welcome', ({ user }) => this.#online(user));
    this.on('down', () => this.#outbox.offline());
    this.on('entry', (entry) => this.#seen(entry));
  }

  /** Takes up the outbox that an earlier page left, and connects. Once. */
  async start() {
    await this.#outbox.load();
    await super.start();
  }

  /** Leaves, for good. Unconfirmed writes stay on the shelf. */
  stop() {
    super.stop();
    this.#lane.close();
  }

  /**
   * Puts a message in the outbox, as do the other writes. Kept when it is there; `sent` or the outbox tells what became of it.
   * @param {string} room
   * @param {import('./client/item.js').Body} body
   * @param {{replyTo?: number, thread?: number, cid?: string}} [options]
   * @returns {Promise<string>} its cid
   * @throws {import('./client/outbox.js').OutboxFull}
   */
  send(room, body, { cid, ...about } = {}) {
    return this.#write(room, { ...about, type: 'send', body }, cid);
  }

  /**
   * Replaces the body of one's own message wholly.
   * @param {string} room
   * @param {number} seq
   * @param {import('./client/item.js').Body} body
   * @param {string} [cid]
   */
  edit(room, seq, body, cid) {
    return this.#write(room, { type: 'edit', seq, body }, cid);
  }

  /**
   * @param {string} room
   * @param {number} seq
   * @param {string} [cid]
   */
  delete(room, seq, cid) {
    return this.#write(room, { type: 'delete', seq }, cid);
  }

  /**
   * @param {string} room
   * @param {number} seq
   * @param {string} emoji
   * @param {boolean} [on] false takes it back
   * @param {string} [cid]
   */
  react(room, seq, emoji, on = true, cid = undefined) {
    return this.#write(room, { type: 'react', seq, emoji, on }, cid);
  }

  /**
   * @param {string} room
   * @param {import('./client/item.js').Write} write
   * @param {string} [cid]
   */
  async #write(room, write, cid = newCid()) {
    await this.#outbox.add(room, cid, write);
    return cid;
  }

  /**
   * The room's unconfirmed writes, in the order in which they were made.
   * @param {string} room
   */
  outbox(room) {
    return this.#outbox.items(room);
  }

  /** How many writes are unconfirmed, over all rooms. */
  get unconfirmed() {
    return this.#outbox.size;
  }

  /**
   * Tries a failed write again, under the same cid.
   * @param {string} room
   * @param {string} cid
   */
  retry(room, cid) {
    return this.#outbox.retry(room, cid);
  }

  /**
   * Forgets an unconfirmed write. Where an attempt's outcome is unknown, its entry may still appear.
   * @param {string} room
   * @param {string} cid
   */
  discard(room, cid) {
    this.#outbox.discard(room, cid);
  }

  /**
   * @protected
   * @param {any} frame
   */
  receive(frame) {
    if (frame.type === 'sent') {
      this.emit('sent', { ...frame, item: this.#outbox.settle(frame.room, frame.cid) });
    } else if (frame.type !== 'error' || !this.#outbox.refuse(frame)) {
      super.receive(frame);
    }
  }

  /** @param {string} user */
  #online(user) {
    this.#user = user;
    this.#outbox.online();
  }

  /**
   * Seeing a write of ours in the log confirms it as well as `sent` does.
   * @param {{from: string, room: string, cid: string}} entry
   */
  #seen({ from, room, cid }) {
    if (from === this.#user) {
      this.#outbox.settle(room, cid);
    }
  }
}
