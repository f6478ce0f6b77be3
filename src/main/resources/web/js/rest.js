/** The REST side of the contract, as far as the page needs it. */

const TIMEOUT_MS = 10_000;

/** What the server answered instead of a result, as RFC 9457 says it. */
export class Problem extends Error {
  name = 'Problem';

  /** @param {{status: number, code?: string, detail?: string, field?: string, retryAfterMs?: number}} fields */
  constructor({ status, code = 'unknown', detail = '', field, retryAfterMs }) {
    super(detail || code);
    this.status = status;
    this.code = code;
    this.field = field;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The server could not be reached, or did not answer in time. What was asked may have happened. */
export class Unreachable extends Error {
  name = 'Unreachable';
}

export class Rest {
  #base;
  #token = '';
  #renew;

  /**
   * @param {URL} base of the API, with a slash at its end
   * @param {() => Promise<boolean>} renew called when our token was refused; whether there is another now
   */
  constructor(base, renew = async () => false) {
    this.#base = base;
    this.#renew = renew;
  }

  /** @param {string} token for what follows */
  authenticate(token) {
    this.#token = token;
  }

  register(username, password) {
    return this.#call('POST', 'users', { body: { username, password } });
  }

  login(username, password) {
    return this.#call('POST', 'login', { body: { username, password, device: 'browser' } });
  }

  refresh(refreshToken) {
    return this.#call('POST', 'token/refresh', { body: { refreshToken } });
  }

  logout() {
    return this.#call('POST', 'logout');
  }

  /** My rooms, latest activity first: one page, from the cursor that the page before gave. */
  rooms(cursor) {
    return this.#call('GET', 'rooms', { query: { limit: 100, cursor } });
  }

  publicRooms(query) {
    return this.#call('GET', 'rooms', { query: { view: 'public', query } });
  }

  createRoom(room, cid) {
    return this.#call('POST', 'rooms', { body: room, cid });
  }

  direct(user, cid) {
    return this.#call('POST', 'direct', { body: { user }, cid });
  }

  members(room) {
    return this.#call('GET', path`rooms/${room}/members`);
  }

  addMember(room, user, cid) {
    return this.#call('PUT', path`rooms/${room}/members/${user}`, { body: { role: 'member' }, cid });
  }

  /** @param {number} before exclusive; the page ends just below it */
  messages(room, before, limit) {
    return this.#call('GET', path`rooms/${room}/messages`, { query: { before, limit } });
  }

  read(room, seq) {
    return this.#call('PUT', path`rooms/${room}/read`, { body: { seq } });
  }

  /** @returns {Promise<any>} what was answered: nothing is an object without fields */
  async #call(method, path, request = {}) {
    const token = this.#token;
    try {
      return await this.#once(method, path, request);
    } catch (problem) {
      const again = problem.status === 401 && token && (token !== this.#token || (await this.#renew()));
      if (!again) {
        throw problem;
      }
      return this.#once(method, path, request);
    }
  }

  async #once(method, path, { query = {}, body, cid }) {
    const url = new URL(path, this.#base);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== '') {
        url.searchParams.set(name, value);
      }
    }
    const headers = { Accept: 'application/json' };
    if (this.#token) {
      headers.Authorization = `Bearer ${this.#token}`;
    }
    if (cid) {
      headers['Idempotency-Key'] = cid;
    }
    if (body) {
      headers['Content-Type'] = 'application/json';
    }
    const response = await reach(url, { method, headers, body: body && JSON.stringify(body) });
    const answer = await response.json().catch(() => ({}));
    if (response.ok) {
      return answer;
    }
    throw new Problem({ ...answer, status: response.status });
  }
}

async function reach(url, request) {
  try {
    return await fetch(url, { ...request, cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    throw new Unreachable('the server could not be reached', { cause });
  }
}

/** A path whose variable parts are single segments, whatever is in them. */
function path(parts, ...values) {
  return String.raw({ raw: parts }, ...values.map(encodeURIComponent));
}
