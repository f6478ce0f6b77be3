/**
 * What an outbox holds. Types alone.
 *
 * @typedef {{text: string, data?: object, attachments?: string[], mentions?: string[]}} Body
 *
 * @typedef {object} Write what a person did, without its room and cid
 * @property {'send' | 'edit' | 'delete' | 'react'} type
 * @property {Body} [body] of `send` and `edit`
 * @property {number} [replyTo] of `send`
 * @property {number} [thread] of `send`
 * @property {number} [seq] of the message that the other three are about
 * @property {string} [emoji] of `react`
 * @property {boolean} [on] of `react`
 *
 * @typedef {object} Standing
 * @property {string} room
 * @property {string} cid
 * @property {number} at Unix milliseconds by our clock
 * @property {number} order ascends in the order of writing
 * @property {'pending' | 'failed'} state
 * @property {{code: string, message?: string}} [problem] why it failed
 *
 * @typedef {Write & Standing} Item a write that the server has not confirmed
 */
export {};
