import { OutboxFull } from './parley-client.js';
import { Problem, Unreachable } from './rest.js';

/** Codes, clocks and states as a person would say them. */

const BY_CODE = {
  bad_request: 'That isn’t something the server accepts.',
  unauthenticated: 'Please sign in again.',
  forbidden: 'You may not do that here.',
  not_member: 'You are not a member of this room.',
  not_found: 'There is no such room or person.',
  taken: 'That name is already taken.',
  cid_reused: 'This message was already sent with other words.',
  too_large: 'That is too long.',
  rate_limited: 'That was a little fast. Please wait a moment.',
  busy: 'The server is busy. Please try again in a moment.',
  unavailable: 'The server can’t store anything at the moment. Please try again.',
  timeout: 'The server didn’t answer in time.',
  banned: 'You have been banned.',
  muted: 'You have been muted in this room.',
};

const BY_CLOSE_CODE = {
  4403: 'You have been banned from this server.',
  4409: 'This account is open in too many places. This one was closed.',
  4400: 'The server didn’t understand this page. Please reload it.',
};

const LEFT = {
  left: 'You have left this room.',
  removed: 'You have been removed from this room.',
  banned: 'You have been banned from this room.',
  roomDeleted: 'This room has been deleted.',
};

/**
 * @param {unknown} error
 * @param {Record<string, string>} [special] words for codes that mean something more exact here
 */
export function problemInWords(error, special = {}) {
  if (error instanceof Problem) {
    const known = special[error.code] ?? BY_CODE[error.code];
    const exact = error.code === 'bad_request' && error.message !== error.code ? error.message : undefined;
    return exact ? `${known} (${exact})` : known ?? error.message;
  }
  if (error instanceof Unreachable) {
    return 'The server can’t be reached. Check your connection and try again.';
  }
  if (error instanceof OutboxFull) {
    return 'Too many messages are waiting to be sent. Please wait until the connection is back.';
  }
  return 'Something went wrong on this page.';
}

/** @param {{code: string, message?: string}} problem of a message that failed */
export function failureInWords({ code, message }) {
  return BY_CODE[code] ?? message ?? 'Not sent.';
}

/** @param {string} reason why a room ended */
export function departureInWords(reason) {
  return LEFT[reason] ?? 'You can no longer read this room.';
}

/** @param {import('./client/connection.js').Status} status */
export function statusInWords({ state, retryAt, code }) {
  switch (state) {
    case 'online':
      return 'Online';
    case 'connecting':
      return 'Connecting…';
    case 'backoff':
      return `Offline, trying again in ${Math.max(1, Math.ceil((retryAt - Date.now()) / 1_000))} s`;
    case 'unauthenticated':
      return 'Signed out';
    case 'fatal':
      return BY_CLOSE_CODE[code] ?? 'The server has ended the connection.';
    default:
      return 'Not connected';
  }
}

const CHANGES = {
  joined: 'joined',
  added: 'was added',
  left: 'left',
  removed: 'was removed',
  banned: 'was banned',
  unbanned: 'is no longer banned',
  muted: 'was muted',
  unmuted: 'is no longer muted',
  role: 'has a new role',
};

/** @param {{member: string, change: string}} entry of kind member */
export function changeInWords({ member, change }) {
  return CHANGES[change] ? `${member} ${CHANGES[change]}` : '';
}

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: 'long' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const DATE = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const SHORT_DATE = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const DAY_MS = 86_400_000;

/** @param {number} at Unix milliseconds */
export function timeOf(at) {
  return TIME.format(at);
}

/** @returns {string} the same for two moments of one local day, and for no others */
export function dayOf(at) {
  return new Date(at).toDateString();
}

export function dayInWords(at) {
  const daysAgo = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / DAY_MS);
  if (daysAgo === 0) {
    return 'Today';
  }
  if (daysAgo === 1) {
    return 'Yesterday';
  }
  if (daysAgo < 7) {
    return WEEKDAY.format(at);
  }
  return (new Date(at).getFullYear() === new Date().getFullYear() ? DAY : DATE).format(at);
}

/** As short as a list of rooms wants it. */
export function momentInWords(at) {
  return dayOf(at) === dayOf(Date.now()) ? timeOf(at) : SHORT_DATE.format(at);
}
