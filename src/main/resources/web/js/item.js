/**
 * @typedef {object} Item something to show in a room, in its present state
 * @property {number} seq
 * @property {number} at
 * @property {string} from
 * @property {string} cid
 * @property {string} kind `message`, `member` or `room`
 * @property {string | null} text null when it was deleted or redacted
 * @property {boolean} edited
 * @property {object} [entry] what a kind other than `message` says
 */

/**
 * @param {object} entry as the stream gives it
 * @returns {Item}
 */
export function fromEntry(entry) {
  const { seq, at, from, cid, kind, body } = entry;
  return { seq, at, from, cid, kind, text: body?.text ?? null, edited: false, entry };
}

/**
 * @param {object} message as history gives it, in its present state
 * @returns {Item}
 */
export function fromPage(message) {
  const gone = message.deletedAt || message.redacted;
  const text = gone ? null : (message.body?.text ?? null);
  return { ...fromEntry({ kind: 'message', ...message }), text, edited: Boolean(message.editedAt) };
}
