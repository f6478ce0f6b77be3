const DEADLINE_MS = 10_000;
/** As many as the server lets wait. */
const AT_ONCE = 64;

/** The server answered a request with an error. */
export class Refused extends Error {
  name = 'Refused';

  /** @param {{code: string, message?: string, field?: string, temporary?: boolean, retryAfterMs?: number}} problem */
  constructor({ code, message, field, temporary = false, retryAfterMs }) {
    super(message ?? code);
    this.code = code;
    this.field = field;
    /** Whether the same may succeed later. */
    this.temporary = temporary;
    this.retryAfterMs = retryAfterMs;
  }
}

/** A request was not answered: there was no connection, it ended, or the deadline passed. What was asked may have happened. */
export class Unanswered extends Error {
  name = 'Unanswered';
}

/** Requests that are worth nothing once their connection is gone: each is answered, refused, or fails in time. */
export class Requests {
  #send;
  /** @type {Map<string, {resolve: (frame: any) => void, reject: (problem: Error) => void, timer: any}>} */
  #waiting = new Map();
  #lastId = 0;

  /** @param {(frame: object) => boolean} send false when there is no connection */
  constructor(send) {
    this.#send = send;
  }

  /**
   * @param {object} frame without an id
   * @param {number} [deadlineMs]
   * @returns {Promise<any>} the frame that answers it; fails with {@link Refused} or {@link Unanswered}
   */
  ask(frame, deadlineMs = DEADLINE_MS) {
    const id = `r-${++this.#lastId}`;
    return new Promise((resolve, reject) => {
      if (this.#waiting.size >= AT_ONCE) {
        reject(new Unanswered(`${AT_ONCE} requests are waiting`));
      } else if (this.#send({ ...frame, id })) {
        const timer = setTimeout(() => this.#end(id)?.reject(new Unanswered('no answer in time')), deadlineMs);
        this.#waiting.set(id, { resolve, reject, timer });
      } else {
        reject(new Unanswered('not connected'));
      }
    });
  }

  /**
   * @param {any} frame
   * @returns {boolean} whether it answers a request
   */
  receive(frame) {
    const request = this.#end(frame.id);
    if (request && frame.type === 'error') {
      request.reject(new Refused(frame));
    } else {
      request?.resolve(frame);
    }
    return request !== undefined;
  }

  down() {
    for (const id of [...this.#waiting.keys()]) {
      this.#end(id)?.reject(new Unanswered('the connection ended'));
    }
  }

  /** @param {string} id */
  #end(id) {
    const request = this.#waiting.get(id);
    clearTimeout(request?.timer);
    this.#waiting.delete(id);
    return request;
  }
}
