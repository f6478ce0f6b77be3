// Two tabs of one person: a shelf that they share, and locks as the browser's.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const js = new URL('../../../main/resources/web/js/', import.meta.url);
const { Lane } = await import(new URL('client/lane.js', js));
const { MemoryShelf } = await import(new URL('client/storage.js', js));
const { Outbox } = await import(new URL('client/outbox.js', js));

const ROOM = 'lobby';

/** As much of the browser's Web Locks as tabs need: exclusive, first come first served, and `ifAvailable`. */
class Locks {
  #queues = new Map();

  request(name, options, granted) {
    const { ifAvailable = false, signal } = typeof options === 'function' ? {} : options;
    const callback = typeof options === 'function' ? options : granted;
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    if (ifAvailable && queue.length > 0) {
      return Promise.resolve(callback(null));
    }
    return new Promise((resolve, reject) => {
      const turn = async () => {
        try {
          resolve(await callback({ name }));
        } catch (thrown) {
          reject(thrown);
        }
        queue.shift();
        queue[0]?.();
      };
      queue.push(turn);
      signal?.addEventListener('abort', () => {
        if (queue.indexOf(turn) > 0) {
          queue.splice(queue.indexOf(turn), 1);
          reject(signal.reason);
        }
      });
      if (queue.length === 1) {
        turn();
      }
    });
  }
}

class Tab {
  sent = [];

  constructor(shelf, locks) {
    this.lane = new Lane(shelf, locks);
    this.outbox = new Outbox({ lane: this.lane, transmit: ({ cid }) => this.sent.push(cid) });
  }

  static async open(shelf, locks) {
    const tab = new Tab(shelf, locks);
    await tab.outbox.load();
    return tab;
  }

  write(cid) {
    return this.outbox.add(ROOM, cid, { type: 'send', body: { text: cid } });
  }

  get cids() {
    return this.outbox.items(ROOM).map(({ cid }) => cid);
  }

  close() {
    this.outbox.offline();
    this.lane.close();
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what one tab wrote is not sent by another that opens while it lives', async () => {
  const [shelf, locks] = [new MemoryShelf(), new Locks()];
  const first = await Tab.open(shelf, locks);
  await first.write('a');
  const second = await Tab.open(shelf, locks);
  first.outbox.online();
  second.outbox.online();
  await turn();
  assert.deepEqual([first.sent, second.sent, second.cids], [['a'], [], []]);
  first.close();
  second.close();
});

test('what a tab left unsent is taken over, once, by one that lives', async () => {
  const [shelf, locks] = [new MemoryShelf(), new Locks()];
  const first = await Tab.open(shelf, locks);
  await first.write('a');
  await first.write('b');
  const heirs = [await Tab.open(shelf, locks), await Tab.open(shelf, locks)];
  first.close();
  await turn();
  assert.deepEqual(heirs.flatMap(({ cids }) => cids), ['a', 'b']);
  heirs.forEach((tab) => tab.close());
});

test('what a tab left unsent is there for the next that opens, in the order of writing and with what had failed', async () => {
  const [shelf, locks] = [new MemoryShelf(), new Locks()];
  const first = await Tab.open(shelf, locks);
  await first.write('a');
  await first.write('b');
  first.outbox.online();
  first.outbox.refuse({ room: ROOM, cid: 'a', code: 'muted', temporary: false });
  first.close();
  await turn();
  const next = await Tab.open(shelf, locks);
  assert.deepEqual(
    next.outbox.items(ROOM).map(({ cid, state, problem }) => [cid, state, problem?.code]),
    [
      ['a', 'failed', 'muted'],
      ['b', 'pending', undefined],
    ],
  );
  next.close();
});

test('a tab that opened later, and closed, is found when the connection is back', async () => {
  const [shelf, locks] = [new MemoryShelf(), new Locks()];
  const first = await Tab.open(shelf, locks);
  const later = await Tab.open(shelf, locks);
  await later.write('a');
  later.close();
  await turn();
  first.outbox.online();
  await turn();
  assert.deepEqual([first.cids, first.sent], [['a'], ['a']]);
  first.close();
});

test('without locks, what is left is taken over at the start, under its cid', async () => {
  const shelf = new MemoryShelf();
  const first = await Tab.open(shelf, undefined);
  await first.write('a');
  first.close();
  const next = await Tab.open(shelf, undefined);
  next.outbox.online();
  assert.deepEqual(next.sent, ['a']);
  next.close();
});

test('what is confirmed is gone from the shelf of all', async () => {
  const [shelf, locks] = [new MemoryShelf(), new Locks()];
  const first = await Tab.open(shelf, locks);
  await first.write('a');
  assert.equal(first.outbox.settle(ROOM, 'a').cid, 'a');
  first.close();
  await turn();
  const next = await Tab.open(shelf, locks);
  assert.deepEqual(next.cids, []);
  next.close();
});
