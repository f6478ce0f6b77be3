/**
 * How far we have come in one room's log. The gate: an entry counts exactly when it is of our epoch and the next one.
 *
 * A resubscription may be told of a newer epoch. We take it over only with proof that our stretch of history belongs to
 * it (the next entry, `caughtUp` at our place, or a `reset`): a connection that dies right after `subscribed` must not
 * leave us with a place in an epoch that we never saw.
 */
export class Cursor {
  /** @type {number | null} null until the server has said it */
  epoch;
  /** @type {number | null} the last seq we have; null means from the head */
  seq;
  /** @type {number | null} an epoch that the server has said and nothing has proved yet */
  #announced = null;

  /** @param {{after?: number, epoch?: number}} [from] */
  constructor({ after, epoch } = {}) {
    this.seq = after ?? null;
    this.epoch = epoch ?? null;
  }

  /**
   * What a `subscribe` says of it.
   * @param {string} room
   */
  toRequest(room) {
    if (this.seq === null) {
      return { room };
    }
    return this.epoch === null ? { room, after: this.seq } : { room, after: this.seq, epoch: this.epoch };
  }

  /** @param {{epoch: number, head: number}} frame */
  subscribed({ epoch, head }) {
    if (this.seq === null || this.epoch === null) {
      this.seq ??= head;
      this.epoch = epoch;
    }
    this.#announced = epoch;
  }

  /**
   * @param {{epoch: number, seq: number}} entry
   * @returns {'next' | 'repeat' | 'hole'}
   */
  accept({ epoch, seq }) {
    if (this.seq === null || (epoch !== this.epoch && epoch !== this.#announced)) {
      return 'hole';
    }
    if (seq <= this.seq) {
      return 'repeat';
    }
    if (seq > this.seq + 1) {
      return 'hole';
    }
    this.seq = seq;
    this.epoch = epoch;
    return 'next';
  }

  /**
   * @param {{seq: number}} frame
   * @returns {boolean} false when entries are missing
   */
  caughtUp({ seq }) {
    if (this.seq === null || seq > this.seq) {
      return false;
    }
    this.epoch = this.#announced ?? this.epoch;
    return true;
  }

  /** @param {{epoch: number, next: number}} frame */
  reset({ epoch, next }) {
    this.epoch = epoch;
    this.seq = next - 1;
    this.#announced = epoch;
  }
}
