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
 */
import { Connection } from './client/connection.js';
import { Emitter } from './client/emitter.js';
import { Outbox } from './client/outbox.js';
import { MemoryShelf } from './client/storage.js';
import { Subscriptions } from './client/subscriptions.js';

export { OutboxFull } from './client/outbox.js';
export { IndexedDbShelf, MemoryShelf } from './client/storage.js';

const VERSION = '0.1.0';

/** @returns {string} a fresh id for a write: 128 random bits in the alphabet of cids */
export function newCid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/**
 * One signed-in user's live view of some rooms, over as many connections as it takes. Events, in the order received:
 *
 * - `status` ({@link import('./client/connection.js').Status}): how the connection is
 * - `welcome` (frame): each time a connection is up, after what it says of the rooms has been applied
 * - `subscribed` (frame): the server says where a room stands
 * - `entry` (frame): each entry after the room's cursor, once, by `seq`, without a hole
 * - `caughtUp` (frame)
 * - `reset` (frame): what is held of the room is void; entries go on at `next`
 * - `unsubscribed` ({room, reason}): nothing of the room follows
 * - `sent` (frame, with the outbox's `item` where it was there still): a message is durable; before or after its own entry
 * - `outbox` ({room}): that room's unconfirmed messages changed
 * - any other frame under its type, such as `typing`, `presence`, `receipt`, `error`
 */
export class ParleyClient extends Emitter {
  #connection;
  #subscriptions;
  #outbox;
  #token;
  #user = '';

  /**
   * @param {object} options
   * @param {string} options.url of the WebSocket
   * @param {string} options.token an access token
   * @param {import('./client/storage.js').Shelf} [options.shelf] where the outbox lives; in memory by default
   * @param {typeof WebSocket} [options.WebSocket]
   * @param {() => number} [options.random]
   */
  constructor({ url, token, shelf = new MemoryShelf(), WebSocket = globalThis.WebSocket, random = Math.random }) {
    super();
    this.#token = token;
    this.#connection = new Connection({ url, WebSocket, random, hello: () => this.#hello() });
    this.#subscriptions = new Subscriptions((frame) => this.#connection.send(frame));
    this.#outbox = new Outbox({
      shelf,
      transmit: ({ room, cid, body }) => this.#connection.send({ type: 'send', id: cid, room, cid, body }),
    });
    this.#connection.on('status', (status) => this.emit('status', status));
    this.#connection.on('welcome', (frame) => this.#welcomed(frame));
    this.#connection.on('frame', (frame) => this.#receive(frame));
    this.#connection.on('down', () => this.#down());
    this.#outbox.on('changed', (change) => this.emit('outbox', change));
    this.#subscriptions.on('entry', (entry) => this.#entry(entry));
    for (const event of ['subscribed', 'caughtUp', 'reset', 'unsubscribed']) {
      this.#subscriptions.on(event, (frame) => this.emit(event, frame));
    }
  }

  /** Takes up the outbox that an earlier page left, and connects. Once. */
  async start() {
    await this.#outbox.load();
    this.#connection.start();
  }

  /** Leaves, for good. Unconfirmed messages stay on the shelf. */
  stop() {
    this.#connection.stop();
  }

  /** Connects at once instead of waiting, where it waits. */
  connectNow() {
    this.#connection.start();
  }

  /** Goes on with a new token of the same user, on the same connection where there is one. */
  renew(token) {
    this.#token = token;
    if (!this.#connection.send({ type: 'refresh', id: 'refresh', token })) {
      this.#connection.restart();
    }
  }

  get status() {
    return this.#connection.status;
  }

  /**
   * Shows a room from a cursor on: from the head where none is given. A cursor above 0 needs its epoch.
   * @param {string} room
   * @param {{after?: number, epoch?: number}} [from]
   * @throws {RangeError} above 1,000 rooms
   */
  subscribe(room, from) {
    this.#subscriptions.add(room, from);
  }

  /** Asks again from where we are, so that the server says how its history and ours hang together. */
  resubscribe(room) {
    this.#subscriptions.ask(room);
  }

  unsubscribe(room) {
    this.#subscriptions.remove(room);
  }

  /** @returns {{epoch: number, seq: number} | null} how far we have come, where that is known */
  cursor(room) {
    return this.#subscriptions.cursor(room);
  }

  /**
   * Puts a message in the outbox. Kept when it is there; `sent` or the outbox tells what became of it.
   * @param {string} room
   * @param {{text: string}} body
   * @param {string} [cid]
   * @returns {Promise<string>} its cid
   * @throws {import('./client/outbox.js').OutboxFull}
   */
  async send(room, body, cid = newCid()) {
    await this.#outbox.add(room, cid, body);
    return cid;
  }

  /** The room's unconfirmed messages, in the order of writing. */
  outbox(room) {
    return this.#outbox.items(room);
  }

  /** How many messages are unconfirmed, over all rooms. */
  get unconfirmed() {
    return this.#outbox.size;
  }

  /** Sends a failed message again, under the same cid. */
  retry(room, cid) {
    return this.#outbox.retry(room, cid);
  }

  /** Forgets an unconfirmed message. Where an attempt's outcome is unknown, its entry may still appear. */
  discard(room, cid) {
    this.#outbox.discard(room, cid);
  }

  #hello() {
    return {
      type: 'hello',
      id: 'hello',
      token: this.#token,
      client: { name: 'parley-js', version: VERSION },
      acks: true,
      pings: true,
      subscribe: this.#subscriptions.greeting(),
    };
  }

  #welcomed(frame) {
    this.#user = frame.user;
    this.#subscriptions.up(frame.subscribed);
    this.emit('welcome', frame);
    this.#outbox.online();
  }

  #down() {
    this.#subscriptions.down();
    this.#outbox.offline();
  }

  #receive(frame) {
    if (frame.type === 'sent') {
      this.emit('sent', { ...frame, item: this.#outbox.settle(frame.room, frame.cid) });
    } else if (frame.type === 'error' && this.#outbox.refuse(frame.cid ?? frame.id, frame)) {
      return;
    } else if (!this.#subscriptions.receive(frame)) {
      this.emit(frame.type, frame);
    }
  }

  /** Seeing a message of ours in the log confirms it as well as `sent` does. */
  #entry(entry) {
    if (entry.from === this.#user && entry.kind === 'message') {
      this.#outbox.settle(entry.room, entry.cid);
    }
    this.emit('entry', entry);
  }
}
