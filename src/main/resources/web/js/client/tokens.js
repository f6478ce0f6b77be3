import { Backoff } from './reconnect.js';

/** So much of a token's life goes by before the next one is fetched. */
const USED = 0.8;

/** Fetches the next token in good time, and at once when it is asked to; after a failure again, with full jitter. */
export class Tokens {
  #fetch;
  #use;
  #backoff;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #fetching = false;
  #stopped = false;

  /**
   * @param {() => Promise<string | null | undefined>} fetch nothing when only a person can help
   * @param {(token: string) => void} use
   * @param {() => number} random
   */
  constructor(fetch, use, random) {
    this.#fetch = fetch;
    this.#use = use;
    this.#backoff = new Backoff(random);
  }

  /**
   * The present token is good until then, by a clock that says `time` now.
   * @param {{expiresAt: number, time: number}} welcome
   */
  expires({ expiresAt, time }) {
    this.#in((expiresAt - time) * USED);
  }

  /** The present token is not good any more. One fetch at a time. */
  async now() {
    if (this.#fetching || this.#stopped) {
      return;
    }
    clearTimeout(this.#timer);
    this.#fetching = true;
    try {
      const token = await this.#fetch();
      this.#backoff.reset();
      if (token && !this.#stopped) {
        this.#use(token);
      }
    } catch {
      this.#in(this.#backoff.next('later'));
    } finally {
      this.#fetching = false;
    }
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** @param {number} ms */
  #in(ms) {
    clearTimeout(this.#timer);
    if (!this.#stopped) {
      // Beyond this a timer would fire at once.
      this.#timer = setTimeout(() => this.now(), Math.min(ms, 2 ** 31 - 1));
    }
  }
}
