import { Emitter } from './client/emitter.js';
import { Problem } from './rest.js';

/** So much of a token's life goes by before it is renewed. */
const USED = 0.8;
const RETRY_MS = 5_000;

/**
 * Keeps a sign-in going: renews its token in good time, and at once when it was refused. A tab that was duplicated holds
 * the same refresh token, which is good once: whoever renews tells the others.
 *
 * Events: `renewed` (session), `ended`: only a password leads on.
 */
export class Renewal extends Emitter {
  #rest;
  /** @type {import('./session.js').Session} */
  #session;
  #timer = 0;
  /** @type {Promise<boolean> | null} */
  #running = null;
  #tabs = new BroadcastChannel('parley.renewal');

  /**
   * @param {import('./rest.js').Rest} rest of nobody
   * @param {import('./session.js').Session} session
   */
  constructor(rest, session) {
    super();
    this.#rest = rest;
    this.#tabs.onmessage = ({ data: { spent, session: renewed } }) => {
      if (spent === this.#session.refreshToken) {
        this.#take(renewed);
      }
    };
    this.follow(session);
  }

  /** Looks after this sign-in from now on. */
  follow(session) {
    this.#session = session;
    this.#schedule(session.expiresAt - Date.now() - (1 - USED) * session.lifeMs);
  }

  /** Once at a time: calls in between share it. @returns {Promise<boolean>} whether there is a new token */
  now() {
    this.#running ??= this.#renew().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #renew() {
    const { user, refreshToken } = this.#session;
    try {
      const renewed = asSession(user, await this.#rest.refresh(refreshToken));
      this.#tabs.postMessage({ spent: refreshToken, session: renewed });
      this.#take(renewed);
      return true;
    } catch (problem) {
      if (problem instanceof Problem && (problem.status === 401 || problem.status === 400)) {
        clearTimeout(this.#timer);
        this.emit('ended');
      } else {
        this.#schedule((problem.retryAfterMs ?? RETRY_MS) * (1 + Math.random()));
      }
      return false;
    }
  }

  #take(session) {
    this.follow(session);
    this.emit('renewed', session);
  }

  #schedule(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), Math.max(ms, 0));
  }
}

/**
 * @param {string} user
 * @param {{accessToken: string, expiresIn: number, refreshToken: string}} grant as REST gives it
 * @returns {import('./session.js').Session}
 */
export function asSession(user, { accessToken, expiresIn, refreshToken }) {
  const lifeMs = expiresIn * 1_000;
  return { user, token: accessToken, refreshToken, lifeMs, expiresAt: Date.now() + lifeMs };
}
