/**
 * Who is signed in here. The token lives in `sessionStorage`, not `localStorage`: each tab is its own sign-in, so two tabs
 * can be two people, and a token is gone when its tab is. It is not a cookie, so no other site can make the browser use it.
 */
const KEY = 'parley.session';

/**
 * @typedef {object} Session
 * @property {string} user
 * @property {string} token
 * @property {string} refreshToken
 * @property {number} lifeMs for how long a token is good
 * @property {number} expiresAt when this one is not any more, by this browser's clock
 */

/** @returns {Session | null} */
export function savedSession() {
  const saved = sessionStorage.getItem(KEY);
  return saved ? JSON.parse(saved) : null;
}

/** @param {Session} session */
export function saveSession(session) {
  sessionStorage.setItem(KEY, JSON.stringify(session));
}

export function forgetSession() {
  sessionStorage.removeItem(KEY);
}
