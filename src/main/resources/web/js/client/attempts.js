/** Waits before the same cid is sent again over a live connection. */
const WAITS_MS = [1_000, 2_000, 4_000];
/** How long the last attempt may stay unanswered. */
const LAST_WAIT_MS = 4_000;

/** @typedef {{code: string, message?: string, temporary?: boolean, retryAfterMs?: number}} Problem */

/** The attempts at one write over one connection: at once, then after 1, 2 and 4 s, and then it has failed. */
export class Attempts {
  #send;
  #fail;
  #retries = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {import('./item.js').Item} item
   * @param {() => void} send
   * @param {(problem: Problem) => void} fail called once, unless it is ended before
   */
  constructor(item, send, fail) {
    this.item = item;
    this.#send = send;
    this.#fail = fail;
  }

  begin() {
    this.#next(WAITS_MS[this.#retries] ?? LAST_WAIT_MS);
    this.#send();
  }

  /** @param {Problem} problem what the last attempt was answered with */
  refused(problem) {
    this.end();
    if (problem.temporary && this.#retries < WAITS_MS.length) {
      this.#next(Math.max(WAITS_MS[this.#retries], problem.retryAfterMs ?? 0));
    } else {
      this.#fail(problem);
    }
  }

  end() {
    clearTimeout(this.#timer);
  }

  /** @param {number} ms */
  #next(ms) {
    this.#timer = setTimeout(() => {
      if (this.#retries < WAITS_MS.length) {
        this.#retries++;
        this.begin();
      } else {
        this.#fail({ code: 'timeout', message: 'no answer' });
      }
    }, ms);
  }
}
