/** One ack is due after so many entries of a room, or so long after the first of them. */
const ENTRIES = 64;
const WAIT_MS = 200;

/** Tells the server what was shown. Acks are cumulative: one for each room says it all, and a repeat is acked again. */
export class Acks {
  #send;
  #shownTo;
  /** @type {Map<string, number>} entries since the last ack, by room */
  #due = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {(frame: object) => boolean} send
   * @param {(room: string) => number | null | undefined} shownTo the last seq of the room that was shown
   */
  constructor(send, shownTo) {
    this.#send = send;
    this.#shownTo = shownTo;
  }

  /**
   * An entry of the room was shown, or was shown before and came again.
   * @param {string} room
   */
  count(room) {
    const due = (this.#due.get(room) ?? 0) + 1;
    this.#due.set(room, due);
    if (due >= ENTRIES) {
      this.#flush();
    } else {
      this.#timer ??= setTimeout(() => this.#flush(), WAIT_MS);
    }
  }

  /** Nothing is due on a connection that is gone. */
  forget() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#due.clear();
  }

  #flush() {
    const rooms = [...this.#due.keys()];
    this.forget();
    for (const room of rooms) {
      const seq = this.#shownTo(room);
      if (seq) {
        this.#send({ type: 'ack', room, seq });
      }
    }
  }
}
