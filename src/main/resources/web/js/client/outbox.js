import { Emitter } from './emitter.js';

/** Waits before the same cid is sent again over a live connection; after the last retry the item is `failed`. */
const WAITS_MS = [1_000, 2_000, 4_000];
/** How long the last retry may stay unanswered. */
const LAST_WAIT_MS = 4_000;
const CAPACITY = 500;

/** @typedef {import('./item.js').Item} Item */

/** The outbox holds as much as it may; nothing was taken. */
export class OutboxFull extends Error {
  name = 'OutboxFull';
}

/**
 * What its owner did and the server has not confirmed. An item is on the shelf before it is first sent and until it is
 * answered, so it survives a reload; it keeps its cid, so it is stored once however often it is sent. Per room one item is
 * under way at a time: messages arrive in the order they were written, even across a refusal. Time offline does not count.
 *
 * Events: `changed` ({room}) when a room's items changed.
 */
export class Outbox extends Emitter {
  #lane;
  #transmit;
  /** @type {Item[]} by order */
  #items = [];
  /** @type {Map<string, {item: Item, retries: number, timer: any}>} by room */
  #underway = new Map();
  #online = false;
  #order = 0;
  /** Those on their way to the shelf. */
  #adding = 0;

  /**
   * @param {object} options
   * @param {import('./lane.js').Lane} options.lane
   * @param {(frame: object) => void} options.transmit
   */
  constructor({ lane, transmit }) {
    super();
    this.#lane = lane;
    this.#transmit = transmit;
    lane.on('adopted', (items) => this.#take(items));
  }

  /** Takes up what an earlier page left behind. Call once, before anything else. */
  load() {
    return this.#lane.open();
  }

  /** What tabs that are gone have left may be over capacity: it was written, and stays. */
  #take(items) {
    const news = items.filter(({ room, cid }) => !this.#find(room, cid));
    this.#items.push(...news);
    this.#items.sort((a, b) => a.order - b.order);
    this.#order = Math.max(this.#order, this.#items.at(-1)?.order ?? 0);
    for (const room of new Set(news.map((item) => item.room))) {
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
   * @param {import('./item.js').Write} write
   */
  async add(room, cid, write) {
    if (this.#items.length + this.#adding >= CAPACITY) {
      throw new OutboxFull(`${CAPACITY} messages are waiting`);
    }
    this.#order = Math.max(this.#order + 1, Date.now() * 1_000);
    /** @type {Item} */
    const item = { ...write, room, cid, at: Date.now(), order: this.#order, state: 'pending' };
    this.#adding++;
    try {
      await this.#lane.put(item);
    } finally {
      this.#adding--;
    }
    this.#items.push(item);
    this.#items.sort((a, b) => a.order - b.order);
    this.#changed(room);
  }

  online() {
    this.#online = true;
    this.#lane.lookAround().catch(reportLater);
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
   * @param {{id?: string, room?: string, cid?: string, code: string, message?: string, temporary?: boolean, retryAfterMs?: number}} problem
   * @returns {boolean} whether the attempt was ours
   */
  refuse(problem) {
    const cid = problem.cid ?? problem.id;
    const flight = [...this.#underway.values()].find(
      ({ item }) => item.cid === cid && item.room === (problem.room ?? item.room),
    );
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
      await this.#lane.put(item);
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
    const { type = 'send', room, cid, body, replyTo, thread, seq, emoji, on } = flight.item;
    this.#transmit({ type, id: cid, room, cid, seq, body, replyTo, thread, emoji, on });
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
    this.#lane.put(item).catch(reportLater);
    this.#changed(item.room);
  }

  #drop(item) {
    const flight = this.#underway.get(item.room);
    if (flight?.item === item) {
      clearTimeout(flight.timer);
      this.#underway.delete(item.room);
    }
    this.#items = this.#items.filter((other) => other !== item);
    this.#lane.remove(item).catch(reportLater);
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
