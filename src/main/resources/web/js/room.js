import { Emitter } from './client/emitter.js';
import { fromEntry, fromPage } from './item.js';

const PAGE = 50;
/** What a room keeps while nobody looks at it; the rest is read again on demand. */
const KEPT = 300;
/** Entries that may arrive while a page is under way before the page is asked for again. */
const PENDING = 2_000;

/**
 * What we know of one room: its description, and a window of its log folded to messages. The window has no hole: it holds
 * every message from `low` to the head we have seen. It grows at its end by entries and at its start by pages.
 *
 * Events: `changed`.
 */
export class Room extends Emitter {
  /** @type {import('./item.js').Item[]} by seq */
  #items = [];
  /** `unread` includes what is unread up to here. */
  #countedTo = 0;
  /** The lowest seq that the window covers. */
  #low;
  #atStart = false;
  /** @type {Promise<void> | null} the page under way */
  #loading = null;
  /** @type {object[]} entries that arrived while a page was under way: it may have been read before them */
  #pending = [];
  /** @type {Map<string, import('./item.js').Item>} ours that are durable and not yet seen in the log, by cid */
  #confirmed = new Map();
  /** Which stretch of history the window is of; a page asked for under another is void. */
  #stretch = 0;

  /** @param {object} description a room as REST gives it */
  constructor(description) {
    super();
    this.id = description.id;
    this.#low = description.head + 1;
    this.head = description.head;
    /** @type {string | undefined} the other person of a direct room */
    this.other = undefined;
    this.readSeq = 0;
    this.unread = 0;
    this.last = null;
    this.describe(description);
  }

  /** Takes over what REST says of the room. */
  describe(description) {
    this.name = description.name || description.id;
    this.topic = description.topic ?? '';
    this.kind = description.kind;
    this.memberCount = description.members;
    this.createdAt = description.createdAt ?? 0;
    this.role = description.role ?? null;
    this.last = description.last ?? this.last;
    this.#count(description);
    this.emit('changed');
  }

  get items() {
    return this.#items;
  }

  /** Ours that are durable and have not come back yet, by seq. */
  get confirmed() {
    return [...this.#confirmed.values()].sort((a, b) => a.seq - b.seq);
  }

  /** Whether there is nothing older to load. */
  get atStart() {
    return this.#atStart;
  }

  get loading() {
    return this.#loading !== null;
  }

  /** What the person calls it: the room's name, or the other person's. */
  get title() {
    return this.other ?? this.name;
  }

  get activity() {
    return Math.max(this.#items.at(-1)?.at ?? 0, this.last?.at ?? 0, this.createdAt);
  }

  /** The stream said where we stand. */
  stands(subscribed) {
    this.role = subscribed.role ?? null;
    this.#count(subscribed);
    this.emit('changed');
  }

  /** What is unread as of `head`, which may be ahead of the entries we have seen; older news is no news. */
  #count({ head, readSeq = 0, unread = 0 }) {
    this.readSeq = Math.max(this.readSeq, readSeq);
    if (head >= this.head) {
      this.unread = this.readSeq >= head ? 0 : unread;
      this.#countedTo = head;
    }
  }

  /** @param {object} entry the next of the log */
  add(entry) {
    this.head = entry.seq;
    if (entry.kind === 'message') {
      this.last = entry;
      if (entry.seq > this.#countedTo && entry.seq > this.readSeq) {
        this.unread++;
      }
    }
    this.#seen(entry);
    if (this.#loading && this.#pending.length <= PENDING) {
      this.#pending.push(entry);
    }
    this.#fold(entry);
    this.emit('changed');
  }

  /** A message of ours is durable; it shows as sent until its entry comes. */
  confirm({ cid, seq, at, item }, from) {
    if (item && !this.#items.some((known) => known.cid === cid && known.from === from)) {
      this.#confirmed.set(cid, { seq, at, from, cid, kind: 'message', text: item.body.text, edited: false });
      this.emit('changed');
    }
  }

  /** We have read up to `seq`; nothing is unread once that is all there is. */
  markRead(seq) {
    this.readSeq = Math.max(this.readSeq, seq);
    if (this.readSeq >= this.head) {
      this.unread = 0;
    }
    this.emit('changed');
  }

  /** What we hold is void: the stream goes on at `next`, and what is below is to be read again. */
  reset({ next }) {
    this.#items = [];
    this.#confirmed.clear();
    this.#low = next;
    this.head = next - 1;
    this.readSeq = Math.min(this.readSeq, this.head);
    this.#countedTo = this.head;
    this.#atStart = false;
    this.#stretch++;
    this.#loading = null;
    this.#pending = [];
    this.emit('changed');
  }

  /**
   * Reads the page below the window. One at a time; calls in between share it.
   * @param {(before: number, limit: number) => Promise<object>} read
   */
  loadOlder(read) {
    if (this.#atStart) {
      return Promise.resolve();
    }
    this.#loading ??= this.#load(read);
    return this.#loading;
  }

  async #load(read) {
    const stretch = this.#stretch;
    try {
      const page = await read(this.#low, PAGE);
      if (stretch === this.#stretch && this.#pending.length <= PENDING) {
        this.#prepend(page);
      }
    } finally {
      if (stretch === this.#stretch) {
        this.#loading = null;
        this.#pending = [];
        this.emit('changed');
      }
    }
  }

  #prepend({ items, next, asOf }) {
    const older = items.filter((item) => item.seq < this.#low).map(fromPage);
    this.#items = [...older, ...this.#items];
    this.#atStart = next == null;
    this.#low = next ?? 1;
    older.forEach((item) => this.#seen(item));
    this.#pending.filter((entry) => entry.seq > asOf && entry.kind !== 'message').forEach((entry) => this.#fold(entry));
  }

  /** Forgets the oldest of a long window: it can be read again. */
  trim() {
    if (this.#items.length > KEPT && !this.#loading) {
      this.#items = this.#items.slice(-KEPT);
      this.#low = this.#items[0].seq;
      this.#atStart = false;
      this.emit('changed');
    }
  }

  #fold(entry) {
    switch (entry.kind) {
      case 'message':
      case 'member':
      case 'room':
        if (!(this.#items.at(-1)?.seq >= entry.seq)) {
          this.#items.push(fromEntry(entry));
        }
        break;
      case 'edit':
        this.#changeLast(entry.target, (last) => (last.redacted ? last : { ...last, body: entry.body }));
        this.#change(entry.target, (item) => (item.text === null ? item : { ...item, text: entry.body?.text ?? null, edited: true }));
        break;
      case 'delete':
        this.#changeLast(entry.target, ({ body, ...rest }) => ({ ...rest, redacted: true }));
        this.#change(entry.target, (item) => ({ ...item, text: null }));
        break;
      default:
    }
  }

  #seen({ cid, from }) {
    if (this.#confirmed.get(cid)?.from === from) {
      this.#confirmed.delete(cid);
    }
  }

  #changeLast(seq, change) {
    if (this.last?.seq === seq) {
      this.last = change(this.last);
    }
  }

  #change(seq, change) {
    const index = this.#items.findIndex((item) => item.seq === seq);
    if (index >= 0) {
      this.#items[index] = change(this.#items[index]);
    }
  }
}
