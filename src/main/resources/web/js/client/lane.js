import { newCid } from './cid.js';
import { Emitter } from './emitter.js';

/**
 * One tab's part of a shelf that the tabs of one owner share. Each item is in the lane of one tab, which alone sends it. A tab
 * holds the lock of its lane while it lives; whoever gets the lock of another lane knows that its tab is gone, and takes over
 * what that left. Where there are no locks, everything left is taken over at the start: two tabs may then send the same item,
 * which its cid makes one entry.
 *
 * Events: `adopted` (the items that are now ours).
 */
export class Lane extends Emitter {
  #shelf;
  #locks;
  #name = newCid();
  /** @type {Set<string>} lanes whose end we wait for */
  #watched = new Set();
  #left = new AbortController();

  /**
   * @param {import('./storage.js').Shelf} shelf
   * @param {LockManager | undefined} locks
   */
  constructor(shelf, locks) {
    super();
    this.#shelf = shelf;
    this.#locks = locks;
  }

  /** Takes the lock, and over what tabs that are gone have left. */
  async open() {
    if (!this.#locks) {
      await this.#adopt(() => true);
      return;
    }
    const left = this.#left.signal;
    await new Promise((resolve, reject) => {
      const whileHere = () => new Promise((gone) => left.addEventListener('abort', () => gone(undefined)));
      this.#locks?.request(lockOf(this.#name), () => (resolve(undefined), whileHere())).catch(reject);
    });
    await this.lookAround();
  }

  /** Takes over what tabs that are gone have left by now; what others leave later is taken over when they go. */
  async lookAround() {
    if (!this.#locks || this.#left.signal.aborted) {
      return;
    }
    const lanes = new Set((await this.#shelf.all()).map(({ lane }) => lane));
    for (const lane of lanes) {
      if (lane === undefined) {
        await this.#adopt((theirs) => theirs === undefined);
      } else if (lane !== this.#name && !this.#watched.has(lane)) {
        await this.#follow(lane);
      }
    }
  }

  /** @param {import('./item.js').Item} item */
  put(item) {
    return this.#shelf.put(keyOf(item), { ...item, lane: this.#name });
  }

  /** @param {import('./item.js').Item} item */
  remove(item) {
    return this.#shelf.remove(keyOf(item));
  }

  /** Leaves what is unsent to the other tabs, or to the next. */
  close() {
    this.#left.abort();
  }

  /** @param {string} lane */
  async #follow(lane) {
    const theirs = (/** @type {string | undefined} */ other) => other === lane;
    const gone = await this.#locks?.request(lockOf(lane), { ifAvailable: true }, async (lock) => {
      if (lock) {
        await this.#adopt(theirs);
      }
      return lock !== null;
    });
    if (!gone) {
      this.#watched.add(lane);
      this.#locks
        ?.request(lockOf(lane), { signal: this.#left.signal }, () => this.#adopt(theirs))
        .catch((ended) => this.#left.signal.aborted || this.emit('problem', ended))
        .finally(() => this.#watched.delete(lane));
    }
  }

  /** @param {(lane: string | undefined) => boolean} wanted */
  async #adopt(wanted) {
    const items = (await this.#shelf.all()).filter(({ lane }) => wanted(lane));
    for (const item of items) {
      await this.put(item);
    }
    if (items.length > 0) {
      this.emit('adopted', items);
    }
  }
}

/** @param {string} lane */
function lockOf(lane) {
  return `parley.outbox.${lane}`;
}

/**
 * A cid is one of its room; no room's id has a slash.
 * @param {{room: string, cid: string}} item
 */
function keyOf({ room, cid }) {
  return `${room}/${cid}`;
}
