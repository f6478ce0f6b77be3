import { Emitter } from './emitter.js';

/** Waits before the same cid is sent again over a live connection; after the last retry the item is `failed`. */
const WAITS_MS = [1_000, 2_000, 4_000];
/** How long the last retry may stay unanswered. */
const LAST_WAIT_MS = 4_000;
const CAPACITY = 500;

/**
 * @typedef {object} Item a message that the server has not confirmed
 * @property {string} room
 * @property {string} cid
 * @property {{text: string}} body
 * @property {number} at Unix milliseconds by our clock
 * @property {number} order ascends in the order of writing
 * @property {'pending' | 'failed'} state
 * @property {{code: string, message?: string}} [problem] why it failed
 */

/** The outbox holds as much as it may; nothing was taken. */
export class OutboxFull extends Error {
  name = 'OutboxFull';
}

/**
 * What its owner wrote and the server has not confirmed. An item is on the shelf before it is first sent and until it is
 * answered, so it survives a reload; it keeps its cid, so it is stored once however often it is sent. Per room one item is
 * under way at a time: messages arrive in the order they were written, even across a refusal. Time offline does not count.
 *
 * Events: `changed` ({room}) when a room's items changed.
 */
export class Outbox extends Emitter {
  #shelf;
  #transmit;
  /** @type {Item[]} by order */
  #items = [];
  /** @type {Map<string, {item: Item, retries: number, timer: any}>} by room */
  #underway = new Map();
  #online = false;
  #order = 0;

  /**
   * @param {object} options
   * @param {import('./storage.js').Shelf} options.shelf
   * @param {(item: Item) => void} options.transmit
   */
  constructor({ shelf, transmit }) {
    super();
    this.#shelf = shelf;
    this.#transmit = transmit;
  }

  /** Takes up what an earlier page left behind. Call once, before anything else. */
  async load() {
    const left = /** @type {Item[]} */ (await this.#shelf.all());
    this.#items.push(...left);
    this.#items.sort((a, b) => a.order - b.order);
    this.#order = this.#items.at(-1)?.order ?? 0;
    for (const room of new Set(left.map((item) => item.room))) {
      this.#changed(room);
    }
  }

  /**
   * @param {string} room
   * @returns {Item[]} copies, in the order of writing
   */
  items(room) {
    return this.#items.filter((item) => item.room === room).map((item) => ({ ...item }));
  }

  get size() {
    return this.#items.length;
  }

  /**
   * Kept when the item is on the shelf.
   * @param {string} room
   * @param {string} cid
   * @param {{text: string}} body
   */
  async add(room, cid, body) {
    if (this.#items.length >= CAPACITY) {
      throw new OutboxFull(`${CAPACITY} messages are waiting`);
    }
    this.#order = Math.max(this.#order + 1, Date.now() * 1_000);
    /** @type {Item} */
    const item = { room, cid, body, at: Date.now(), order: this.#order, state: 'pending' };
    await this.#shelf.put(cid, item);
    this.#items.push(item);
    this.#items.sort((a, b) => a.order - b.order);
    this.#changed(room);
  }

  online() {
    this.#online = true;
    for (const room of new Set(this.#items.map((item) => item.room))) {
      this.#pump(room);
    }
  }

  offline() {
    this.#online = false;
    for (const { timer } of this.#underway.values()) {
      clearTimeout(timer);
    }
    this.#underway.clear();
  }

  /** The server has it: by `sent`, or because its entry was seen. Returns the item where it was ours. */
  settle(room, cid) {
    const item = this.#find(room, cid);
    if (item) {
      this.#drop(item);
    }
    return item;
  }

  /**
   * The server refused an attempt.
   * @param {string | undefined} cid
   * @param {{code: string, message?: string, temporary?: boolean, retryAfterMs?: number}} problem
   * @returns {boolean} whether the attempt was ours
   */
  refuse(cid, problem) {
    const flight = [...this.#underway.values()].find(({ item }) => item.cid === cid);
    if (!flight) {
      return false;
    }
    clearTimeout(flight.timer);
    if (problem.temporary && flight.retries < WAITS_MS.length) {
      this.#await(flight, Math.max(WAITS_MS[flight.retries], problem.retryAfterMs ?? 0));
    } else {
      this.#fail(flight, problem);
    }
    return true;
  }

  /** Sends a failed item again, under its cid. */
  async retry(room, cid) {
    const item = this.#find(room, cid);
    if (item?.state === 'failed') {
      item.state = 'pending';
      delete item.problem;
      await this.#shelf.put(cid, item);
      this.#changed(room);
    }
  }

  /** Forgets an item. Where an attempt's outcome is unknown, its entry may still appear. */
  discard(room, cid) {
    const item = this.#find(room, cid);
    if (item) {
      this.#drop(item);
    }
  }

  #pump(room) {
    if (!this.#online || this.#underway.has(room)) {
      return;
    }
    const item = this.#items.find((candidate) => candidate.room === room && candidate.state === 'pending');
    if (item) {
      const flight = { item, retries: 0, timer: 0 };
      this.#underway.set(room, flight);
      this.#send(flight);
    }
  }

  #send(flight) {
    this.#await(flight, WAITS_MS[flight.retries] ?? LAST_WAIT_MS);
    this.#transmit(flight.item);
  }

  #await(flight, ms) {
    clearTimeout(flight.timer);
    flight.timer = setTimeout(() => {
      if (flight.retries < WAITS_MS.length) {
        flight.retries++;
        this.#send(flight);
      } else {
        this.#fail(flight, { code: 'timeout', message: 'no answer' });
      }
    }, ms);
  }

  #fail({ item, timer }, { code, message }) {
    clearTimeout(timer);
    item.state = 'failed';
    item.problem = { code, message };
    this.#underway.delete(item.room);
    this.#shelf.put(item.cid, item).catch(reportLater);
    this.#changed(item.room);
  }

  #drop(item) {
    const flight = this.#underway.get(item.room);
    if (flight?.item === item) {
      clearTimeout(flight.timer);
      this.#underway.delete(item.room);
    }
    this.#items = this.#items.filter((other) => other !== item);
    this.#shelf.remove(item.cid).catch(reportLater);
    this.#changed(item.room);
  }

  #find(room, cid) {
    return this.#items.find((item) => item.room === room && item.cid === cid);
  }

  #changed(room) {
    this.emit('changed', { room });
    this.#pump(room);
  }
}

/** A shelf that failed to forget costs a repeat after the next reload, which the cid makes harmless; it is still said. */
function reportLater(problem) {
  queueMicrotask(() => {
    throw problem;
  });
}
