import { Attempts } from './attempts.js';
import { Emitter } from './emitter.js';

const CAPACITY = 500;

/**
 * @typedef {import('./item.js').Item} Item
 * @typedef {import('./attempts.js').Problem} Problem
 */

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
  /** @type {Map<string, Attempts>} by room */
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

  /**
   * What tabs that are gone have left may be over capacity: it was written, and stays.
   * @param {Item[]} items
   */
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
    this.#underway.forEach((attempts) => attempts.end());
    this.#underway.clear();
  }

  /**
   * The server has it: by `sent`, or because its entry was seen. Returns the item where it was ours.
   * @param {string} room
   * @param {string} cid
   */
  settle(room, cid) {
    const item = this.#find(room, cid);
    if (item) {
      this.#drop(item);
    }
    return item;
  }

  /**
   * The server refused an attempt.
   * @param {Problem & {id?: string, room?: string, cid?: string}} problem
   * @returns {boolean} whether the attempt was ours
   */
  refuse(problem) {
    const cid = problem.cid ?? problem.id;
    const attempts = [...this.#underway.values()].find(
      ({ item }) => item.cid === cid && item.room === (problem.room ?? item.room),
    );
    attempts?.refused(problem);
    return attempts !== undefined;
  }

  /**
   * Sends a failed item again, under its cid.
   * @param {string} room
   * @param {string} cid
   */
  async retry(room, cid) {
    const item = this.#find(room, cid);
    if (item?.state === 'failed') {
      item.state = 'pending';
      delete item.problem;
      await this.#lane.put(item);
      this.#changed(room);
    }
  }

  /**
   * Forgets an item. Where an attempt's outcome is unknown, its entry may still appear.
   * @param {string} room
   * @param {string} cid
   */
  discard(room, cid) {
    const item = this.#find(room, cid);
    if (item) {
      this.#drop(item);
    }
  }

  /** @param {string} room */
  #pump(room) {
    if (!this.#online || this.#underway.has(room)) {
      return;
    }
    const item = this.#items.find((candidate) => candidate.room === room && candidate.state === 'pending');
    if (item) {
      const attempts = new Attempts(item, () => this.#send(item), (problem) => this.#fail(item, problem));
      this.#underway.set(room, attempts);
      attempts.begin();
    }
  }

  /** @param {Item} item */
  #send({ type = 'send', room, cid, body, replyTo, thread, seq, emoji, on }) {
    this.#transmit({ type, id: cid, room, cid, seq, body, replyTo, thread, emoji, on });
  }

  /**
   * @param {Item} item
   * @param {Problem} problem
   */
  #fail(item, { code, message }) {
    item.state = 'failed';
    item.problem = { code, message };
    this.#underway.delete(item.room);
    this.#lane.put(item).catch(reportLater);
    this.#changed(item.room);
  }

  /** @param {Item} item */
  #drop(item) {
    const attempts = this.#underway.get(item.room);
    if (attempts && attempts.item === item) {
      attempts.end();
      this.#underway.delete(item.room);
    }
    this.#items = this.#items.filter((other) => other !== item);
    this.#lane.remove(item).catch(reportLater);
    this.#changed(item.room);
  }

  /**
   * @param {string} room
   * @param {string} cid
   */
  #find(room, cid) {
    return this.#items.find((item) => item.room === room && item.cid === cid);
  }

  /** @param {string} room */
  #changed(room) {
    this.emit('changed', { room });
    this.#pump(room);
  }
}

/**
 * A shelf that failed to forget costs a repeat after the next reload, which the cid makes harmless; it is still said.
 * @param {unknown} problem
 */
function reportLater(problem) {
  queueMicrotask(() => {
    throw problem;
  });
}
