import { Acks } from './acks.js';
import { Cursor } from './cursor.js';
import { Emitter } from './emitter.js';

/** The contract's bound on `hello.subscribe`. */
const MAX_ROOMS = 1_000;
/** Between two attempts to mend one room, and after a refusal that says no time. */
const AGAIN_MS = 1_000;

/**
 * @typedef {object} Subscription
 * @property {Cursor} cursor
 * @property {boolean} awaiting nothing of the room counts before the answer to `request`
 * @property {string | undefined} request id of the latest `subscribe`; the one in `hello` has none
 * @property {number} askedAt Unix milliseconds
 */

/**
 * The rooms that are shown and how far we have come in each. Lets every entry through once and in order, mends a hole by
 * asking again from the cursor, and acks what it let through.
 *
 * Events: `subscribed`, `entry`, `caughtUp`, `reset` (frames), `unsubscribed` ({room, reason}).
 */
export class Subscriptions extends Emitter {
  #send;
  /** @type {Map<string, Subscription>} */
  #rooms = new Map();
  /** @type {Set<string>} the rooms that the present connection was asked for */
  #asked = new Set();
  /** @type {Map<string, string>} the room of each unanswered `subscribe`, by its id */
  #requests = new Map();
  #acks;
  #lastId = 0;

  /** @param {(frame: object) => boolean} send false when there is no connection */
  constructor(send) {
    super();
    this.#send = send;
    this.#acks = new Acks(send, (room) => this.#rooms.get(room)?.cursor.seq);
  }

  /**
   * @param {string} room
   * @param {{after?: number, epoch?: number}} [from]
   */
  add(room, from) {
    if (!this.#rooms.has(room) && this.#rooms.size >= MAX_ROOMS) {
      throw new RangeError(`more than ${MAX_ROOMS} rooms`);
    }
    this.#rooms.set(room, { cursor: new Cursor(from), awaiting: true, request: undefined, askedAt: 0 });
    this.ask(room);
  }

  /** @param {string} room */
  remove(room) {
    if (this.#rooms.delete(room) && this.#asked.delete(room)) {
      this.#send({ type: 'unsubscribe', room });
    }
  }

  /**
   * @param {string} room
   * @returns {{epoch: number, seq: number} | null}
   */
  cursor(room) {
    const { epoch, seq } = this.#rooms.get(room)?.cursor ?? {};
    return epoch == null || seq == null ? null : { epoch, seq };
  }

  /**
   * Asks for the room from its cursor on.
   * @param {string} room
   */
  ask(room) {
    const subscription = this.#rooms.get(room);
    const id = `subscribe-${++this.#lastId}`;
    if (subscription && this.#send({ type: 'subscribe', id, ...subscription.cursor.toRequest(room) })) {
      subscription.awaiting = true;
      subscription.request = id;
      subscription.askedAt = Date.now();
      this.#asked.add(room);
      this.#requests.set(id, room);
    }
  }

  /** What a new connection's `hello` asks for: everything. */
  greeting() {
    this.#asked = new Set(this.#rooms.keys());
    return [...this.#rooms].map(([room, subscription]) => {
      subscription.awaiting = true;
      subscription.request = undefined;
      return subscription.cursor.toRequest(room);
    });
  }

  /** @param {any[]} opened what `welcome` says became of the greeting */
  up(opened) {
    opened.forEach((frame) => this.receive(frame));
    // The server adds the inbox and the announcements: what nobody asked for here would wait for acks.
    const unasked = opened.filter(({ type, room }) => type === 'subscribed' && !this.#rooms.has(room));
    unasked.forEach(({ room }) => this.#send({ type: 'unsubscribe', room }));
    for (const room of this.#rooms.keys()) {
      if (!this.#asked.has(room)) {
        this.ask(room);
      }
    }
  }

  down() {
    this.#acks.forget();
    this.#asked.clear();
    this.#requests.clear();
  }

  /**
   * @param {any} frame
   * @returns {boolean} whether it was about a subscription
   */
  receive(frame) {
    const subscription = this.#rooms.get(frame.room);
    switch (frame.type) {
      case 'entry':
        this.#entry(frame, subscription);
        return true;
      case 'subscribed':
        this.#subscribed(frame, subscription);
        return true;
      case 'caughtUp':
        this.#caughtUp(frame, subscription);
        return true;
      case 'reset':
        this.#reset(frame, subscription);
        return true;
      case 'rewound':
        if (subscription) {
          this.#acks.count(frame.room);
        }
        return true;
      case 'unsubscribed':
        this.#end(frame.room, frame.reason);
        return true;
      case 'error':
        return this.#refused(frame);
      default:
        return false;
    }
  }

  /** @param {any} entry @param {Subscription | undefined} subscription */
  #entry(entry, subscription) {
    if (!subscription || subscription.awaiting) {
      return;
    }
    const verdict = subscription.cursor.accept(entry);
    if (verdict === 'hole') {
      this.#mend(entry.room, subscription);
      return;
    }
    if (verdict === 'next') {
      this.emit('entry', entry);
    }
    this.#acks.count(entry.room);
  }

  /** @param {any} frame @param {Subscription | undefined} subscription */
  #subscribed(frame, subscription) {
    this.#requests.delete(frame.id);
    if (subscription && subscription.request === (frame.id ?? undefined)) {
      subscription.awaiting = false;
      subscription.cursor.subscribed(frame);
      this.emit('subscribed', frame);
    }
  }

  /** @param {any} frame @param {Subscription | undefined} subscription */
  #caughtUp(frame, subscription) {
    if (!subscription || subscription.awaiting) {
      return;
    }
    if (subscription.cursor.caughtUp(frame)) {
      this.emit('caughtUp', frame);
    } else {
      this.#mend(frame.room, subscription);
    }
  }

  /** @param {any} frame @param {Subscription | undefined} subscription */
  #reset(frame, subscription) {
    if (subscription) {
      subscription.cursor.reset(frame);
      this.emit('reset', frame);
    }
  }

  /** @param {string} room @param {string} reason */
  #end(room, reason) {
    this.#asked.delete(room);
    if (this.#rooms.delete(room)) {
      this.emit('unsubscribed', { room, reason });
    }
  }

  /**
   * An answer to any but the latest request is no news: the latest took its place.
   * @param {any} problem
   */
  #refused(problem) {
    const id = problem.id ?? undefined;
    const room = id === undefined ? problem.room : this.#requests.get(id);
    this.#requests.delete(id);
    const subscription = this.#rooms.get(room);
    if (subscription?.awaiting && subscription.request === id) {
      if (problem.temporary) {
        this.#askLater(room, problem.retryAfterMs ?? AGAIN_MS);
      } else {
        this.#end(room, problem.code);
      }
    }
    return room !== undefined;
  }

  /**
   * A server that keeps leaving holes is asked once a second, not in a loop.
   * @param {string} room
   * @param {Subscription} subscription
   */
  #mend(room, subscription) {
    subscription.awaiting = true;
    const wait = subscription.askedAt + AGAIN_MS - Date.now();
    if (wait > 0) {
      this.#askLater(room, wait);
    } else {
      this.ask(room);
    }
  }

  /** @param {string} room @param {number} ms */
  #askLater(room, ms) {
    setTimeout(() => {
      if (this.#rooms.get(room)?.awaiting) {
        this.ask(room);
      }
    }, ms);
  }
}
