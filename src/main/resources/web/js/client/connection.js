import { Emitter } from './emitter.js';
import { Backoff, reconnectAfter } from './reconnect.js';

const SUBPROTOCOL = 'parley.v1.json';
/** Opening and `welcome` together. */
const OPENING_MS = 10_000;
/** A connection that held this long has earned a fresh back-off. */
const STEADY_MS = 5_000;

/**
 * @typedef {'disconnected' | 'connecting' | 'online' | 'backoff' | 'unauthenticated' | 'fatal'} State
 *   `backoff` ends by itself; `unauthenticated` ends with a new token; `fatal` only with `start()`.
 * @typedef {{state: State, retryAt?: number, code?: number, reason?: string}} Status
 *   `retryAt` in Unix milliseconds, with `backoff`.
 */

/**
 * One WebSocket after another to the same server. It says hello, answers pings, notices silence, comes back as the
 * close code says, and moves when the server says goodbye. It knows nothing of rooms.
 *
 * Events: `status` (a {@link Status}), `frame` (any frame but those it deals with itself), `welcome`, `down`.
 */
export class Connection extends Emitter {
  #url;
  #WebSocket;
  #hello;
  #random;
  #backoff;
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {Status} */
  #status = { state: 'disconnected' };
  #lastHeard = 0;
  /** How long the server may be silent; known from `welcome`. */
  #silenceMs = OPENING_MS;
  /** @type {{reconnect: import('./reconnect.js').Reconnect, retryAfterMs?: number} | null} what `goodbye` said of coming back */
  #farewell = null;
  /** @type {Record<'retry' | 'watch' | 'move' | 'steady', any>} */
  #timers = { retry: 0, watch: 0, move: 0, steady: 0 };

  /**
   * @param {object} options
   * @param {string} options.url `ws:` or `wss:`
   * @param {typeof WebSocket} options.WebSocket
   * @param {() => object} options.hello makes the first frame of each connection
   * @param {() => number} options.random
   */
  constructor({ url, WebSocket, hello, random }) {
    super();
    this.#url = url;
    this.#WebSocket = WebSocket;
    this.#hello = hello;
    this.#random = random;
    this.#backoff = new Backoff(random);
  }

  get status() {
    return this.#status;
  }

  /** Connects at once, whatever the state; does nothing while connected or connecting. */
  start() {
    if (this.#socket) {
      return;
    }
    this.#clear('retry');
    this.#become({ state: 'connecting' });
    this.#open();
  }

  /** Ends the connection and stays away until `start()`. */
  stop() {
    this.#leave();
    this.#become({ state: 'disconnected' });
  }

  /** Ends the connection, if there is one, and opens a new one at once. */
  restart() {
    this.#leave();
    this.start();
  }

  /**
   * @param {object} frame
   * @returns {boolean} false when it was not handed to a live connection
   */
  send(frame) {
    if (this.#status.state !== 'online') {
      return false;
    }
    this.#write(frame);
    return true;
  }

  #open() {
    let socket;
    try {
      socket = new this.#WebSocket(this.#url, [SUBPROTOCOL]);
    } catch (refused) {
      this.#become({ state: 'fatal', reason: String(refused) });
      return;
    }
    this.#socket = socket;
    this.#farewell = null;
    this.#lastHeard = Date.now();
    this.#silenceMs = OPENING_MS;
    this.#watch();
    /** @type {<E>(handle: (event: E) => void) => (event: E) => void} */
    const current = (handle) => (event) => {
      if (this.#socket === socket) {
        handle(event);
      }
    };
    socket.onopen = current(() => this.#write(this.#hello()));
    socket.onmessage = current((event) => this.#heard(event.data));
    socket.onclose = current((event) => this.#ended(event.code, event.reason));
    socket.onerror = () => {};
  }

  /** @param {object} frame */
  #write(frame) {
    this.#socket?.send(JSON.stringify(frame));
  }

  /** @param {string} data */
  #heard(data) {
    this.#lastHeard = Date.now();
    const frame = parsed(data);
    switch (frame?.type) {
      case undefined:
        this.#lost('later', { reason: 'not a frame' });
        break;
      case 'welcome':
        this.#welcomed(frame);
        break;
      case 'ping':
        this.#write({ type: 'ping' });
        break;
      case 'pong':
        break;
      case 'goodbye':
        this.#told(frame);
        break;
      default:
        this.emit('frame', frame);
    }
  }

  /** @param {{heartbeatMs: number, timeoutMs: number}} welcome */
  #welcomed(welcome) {
    this.#silenceMs = welcome.heartbeatMs + welcome.timeoutMs;
    this.#watch();
    this.#timers.steady = setTimeout(() => this.#backoff.reset(), STEADY_MS);
    this.#become({ state: 'online' });
    this.emit('welcome', welcome);
  }

  /**
   * The connection works until the server closes it; we leave earlier, at a moment of our own, so that a crowd spreads out.
   * @param {{reconnect: import('./reconnect.js').Reconnect, closeInMs: number, retryAfterMs?: number}} goodbye
   */
  #told(goodbye) {
    this.#farewell = goodbye;
    if (goodbye.reconnect === 'now') {
      const moment = this.#random() * goodbye.closeInMs * 0.8;
      this.#clear('move');
      this.#timers.move = setTimeout(() => this.#lost('now', { reason: 'moving' }, goodbye.retryAfterMs), moment);
    }
  }

  /**
   * @param {number} code
   * @param {string} reason
   */
  #ended(code, reason) {
    const reconnect = this.#farewell?.reconnect ?? reconnectAfter(code);
    this.#lost(reconnect, { code, reason }, this.#farewell?.retryAfterMs);
  }

  #watch() {
    this.#clear('watch');
    const left = this.#lastHeard + this.#silenceMs - Date.now();
    this.#timers.watch = setTimeout(() => {
      if (Date.now() - this.#lastHeard >= this.#silenceMs) {
        this.#lost('now', { reason: 'silence' });
      } else {
        this.#watch();
      }
    }, Math.max(left, 0));
  }

  /**
   * @param {import('./reconnect.js').Reconnect} when
   * @param {{code?: number, reason?: string}} why
   * @param {number} [atLeastMs]
   */
  #lost(when, why, atLeastMs) {
    this.#leave();
    if (when === 'withNewToken') {
      this.#become({ state: 'unauthenticated', ...why });
    } else if (when === 'never') {
      this.#become({ state: 'fatal', ...why });
    } else {
      const wait = this.#backoff.next(when, atLeastMs);
      this.#timers.retry = setTimeout(() => this.start(), wait);
      this.#become({ state: 'backoff', retryAt: Date.now() + wait, ...why });
    }
  }

  #leave() {
    Object.values(this.#timers).forEach(clearTimeout);
    const socket = this.#socket;
    this.#socket = null;
    if (socket && socket.readyState < socket.CLOSING) {
      socket.close();
    }
  }

  /** @param {'retry' | 'watch' | 'move' | 'steady'} timer */
  #clear(timer) {
    clearTimeout(this.#timers[timer]);
    this.#timers[timer] = 0;
  }

  /** @param {Status} status */
  #become(status) {
    const wasOnline = this.#status.state === 'online';
    this.#status = status;
    if (wasOnline && status.state !== 'online') {
      this.emit('down');
    }
    this.emit('status', status);
  }
}

/**
 * @param {string} data
 * @returns {any} undefined where that is no JSON object
 */
function parsed(data) {
  try {
    return JSON.parse(data) ?? undefined;
  } catch {
    return undefined;
  }
}
