/**
 * When to come back after a connection ended: the contract's table of close codes, and full-jitter back-off.
 */

const BASE_MS = 1_000;
const CAP_MS = 30_000;

/** @typedef {'now' | 'later' | 'never' | 'withNewToken'} Reconnect */

/** @type {Record<number, Reconnect>} Codes that are not here mean `later`. */
const BY_CLOSE_CODE = {
  1001: 'now',
  1002: 'never',
  1003: 'never',
  1007: 'never',
  1009: 'never',
  4400: 'never',
  4401: 'withNewToken',
  4403: 'never',
  4408: 'now',
  4409: 'never',
  4429: 'later',
  4503: 'later',
};

/**
 * @param {number} code
 * @returns {Reconnect}
 */
export function reconnectAfter(code) {
  return BY_CLOSE_CODE[code] ?? 'later';
}

/** Waits between attempts that failed in a row: uniform in 0 … min(30 s, 1 s · 2ⁿ), so that a crowd spreads out. */
export class Backoff {
  #attempts = 0;
  #random;

  /** @param {() => number} random uniform in [0, 1) */
  constructor(random) {
    this.#random = random;
  }

  /**
   * @param {Reconnect} when `now` costs no wait the first time, and backs off like the rest after that
   * @param {number} [atLeastMs] what the server asked for
   * @returns {number} milliseconds
   */
  next(when, atLeastMs = 0) {
    const attempt = this.#attempts++;
    if (when === 'now' && attempt === 0) {
      return atLeastMs;
    }
    return atLeastMs + this.#random() * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt, 10));
  }

  reset() {
    this.#attempts = 0;
  }
}
