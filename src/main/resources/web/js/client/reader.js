import { Connection } from './connection.js';
import { Emitter } from './emitter.js';
import { Requests } from './requests.js';
import { Subscriptions } from './subscriptions.js';
import { Tokens } from './tokens.js';

const VERSION = '0.1.0';

/**
 * @typedef {object} ReaderOptions
 * @property {string} url of the WebSocket
 * @property {string} token an access token
 * @property {() => Promise<string | null | undefined>} [renewToken] fetches the next token, before one ends and when one was
 *   refused; nothing when only a person can help. Without it, whoever sees `unauthenticated` calls `renew`.
 * @property {typeof WebSocket} [WebSocket]
 * @property {() => number} [random] uniform in [0, 1)
 */

/** All that a client is but for its writes: it stays connected, follows rooms, and asks. */
export class Reader extends Emitter {
  #connection;
  #subscriptions;
  #requests;
  #token;
  /** @type {Tokens | undefined} */
  #tokens;

  /** @param {ReaderOptions} options */
  constructor({ url, token, renewToken, WebSocket = globalThis.WebSocket, random = Math.random }) {
    super();
    this.#token = token;
    this.#tokens = renewToken && new Tokens(renewToken, (renewed) => this.renew(renewed), random);
    this.#connection = new Connection({ url, WebSocket, random, hello: () => this.#hello() });
    this.#subscriptions = new Subscriptions((frame) => this.transmit(frame));
    this.#requests = new Requests((frame) => this.transmit(frame));
    this.#connection.on('status', (status) => this.#become(status));
    this.#connection.on('welcome', (frame) => this.#welcomed(frame));
    this.#connection.on('frame', (frame) => this.receive(frame));
    this.#connection.on('down', () => this.#down());
    for (const event of ['subscribed', 'entry', 'caughtUp', 'reset', 'unsubscribed']) {
      this.#subscriptions.on(event, (frame) => this.emit(event, frame));
    }
  }

  /** Connects. Resolves when it has begun to. */
  async start() {
    this.#connection.start();
  }

  /** Leaves, for good. */
  stop() {
    this.#tokens?.stop();
    this.#connection.stop();
  }

  /** Connects at once instead of waiting, where it waits. */
  connectNow() {
    this.#connection.start();
  }

  /**
   * Goes on with a new token of the same user, on the same connection where there is one. A refusal comes as `error`; the
   * connection then goes on with the old token for as long as that is good.
   * @param {string} token
   */
  renew(token) {
    this.#token = token;
    const { state } = this.status;
    if (state === 'online') {
      this.#requests
        .ask({ type: 'refresh', token })
        .then(({ expiresAt }) => expiresAt && this.#tokens?.expires({ expiresAt, time: Date.now() }))
        .catch(({ code = 'timeout', message }) => this.emit('error', { type: 'error', code, message }));
    } else if (state === 'connecting' || state === 'unauthenticated') {
      this.#connection.restart();
    }
  }

  /** @returns {import('./connection.js').Status} */
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

  /**
   * Asks again from where we are, so that the server says how its history and ours hang together.
   * @param {string} room
   */
  resubscribe(room) {
    this.#subscriptions.ask(room);
  }

  /** @param {string} room */
  unsubscribe(room) {
    this.#subscriptions.remove(room);
  }

  /**
   * @param {string} room
   * @returns {{epoch: number, seq: number} | null} how far we have come, where that is known
   */
  cursor(room) {
    return this.#subscriptions.cursor(room);
  }

  /**
   * A page of a room's history. What asks fails with {@link import('./requests.js').Refused} or
   * {@link import('./requests.js').Unanswered}.
   * @param {string} room
   * @param {{before?: number, after?: number, around?: number, limit?: number, view?: 'messages' | 'entries'}} what one of
   *   `before`, `after`, `around`
   * @param {number} [deadlineMs]
   * @returns {Promise<{epoch: number, asOf: number, oldest: number, head: number, items: any[], next: number | null}>}
   */
  history(room, what, deadlineMs) {
    return this.#requests.ask({ ...what, type: 'history', room }, deadlineMs);
  }

  /**
   * The person has read the room up to there. Cumulative: where it fails, the next makes up for it.
   * @param {string} room
   * @param {number} seq
   * @param {number} [deadlineMs]
   * @returns {Promise<void>} kept when it is stored
   */
  async read(room, seq, deadlineMs) {
    await this.#requests.ask({ type: 'read', room, seq }, deadlineMs);
  }

  /**
   * How the person is, on this device; or, with user ids, of whom to be told.
   * @param {'online' | 'away' | 'dnd' | string[]} what
   * @param {number} [deadlineMs]
   */
  async presence(what, deadlineMs) {
    const frame = Array.isArray(what) ? { watch: what } : { status: what };
    await this.#requests.ask({ ...frame, type: 'presence' }, deadlineMs);
  }

  /**
   * The person is writing, or is not any more; it ends by itself after 6 s.
   * @param {string} room
   * @param {boolean} on
   * @returns {boolean} false where there is no connection to say it on
   */
  typing(room, on) {
    return this.transmit({ type: 'typing', room, on });
  }

  /**
   * @protected
   * @param {object} frame
   * @returns {boolean} false when it was not handed to a live connection
   */
  transmit(frame) {
    return this.#connection.send(frame);
  }

  /**
   * @protected
   * @param {any} frame any but the heartbeat, `welcome` and `goodbye`
   */
  receive(frame) {
    if (!this.#requests.receive(frame) && !this.#subscriptions.receive(frame)) {
      this.emit(frame.type, frame);
    }
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

  /** @param {any} frame */
  #welcomed(frame) {
    this.#tokens?.expires(frame);
    this.#subscriptions.up(frame.subscribed);
    this.emit('welcome', frame);
  }

  #down() {
    this.#subscriptions.down();
    this.#requests.down();
    this.emit('down');
  }

  /** @param {import('./connection.js').Status} status */
  #become(status) {
    this.emit('status', status);
    if (status.state === 'unauthenticated') {
      this.#tokens?.now();
    }
  }
}
