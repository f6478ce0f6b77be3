// The outbox and the requests by themselves, with a clock of the test's own.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

const js = new URL('../../../main/resources/web/js/', import.meta.url);
const { Lane } = await import(new URL('client/lane.js', js));
const { MemoryShelf } = await import(new URL('client/storage.js', js));
const { Outbox, OutboxFull } = await import(new URL('client/outbox.js', js));
const { Requests } = await import(new URL('client/requests.js', js));
const { Tokens } = await import(new URL('client/tokens.js', js));

const CAPACITY = 500;

async function outbox() {
  const sent = [];
  const box = new Outbox({ lane: new Lane(new MemoryShelf(), undefined), transmit: (frame) => sent.push(frame) });
  await box.load();
  return { box, sent };
}

const write = (text) => ({ type: 'send', body: { text } });

test('it holds so much and no more, however it is filled', async () => {
  const { box } = await outbox();
  const adding = Array.from({ length: CAPACITY + 1 }, (_, n) => box.add('lobby', `c${n}`, write('x')));
  const outcomes = await Promise.allSettled(adding);
  assert.equal(box.size, CAPACITY);
  assert.ok(outcomes.at(-1).reason instanceof OutboxFull);
});

test('one cid in two rooms is two writes', async () => {
  const { box, sent } = await outbox();
  await box.add('lobby', 'same', write('in the lobby'));
  await box.add('attic', 'same', write('in the attic'));
  box.online();
  assert.deepEqual(sent.map(({ room }) => room), ['lobby', 'attic']);
  box.refuse({ room: 'attic', cid: 'same', code: 'muted', temporary: false });
  assert.equal(box.items('lobby')[0].state, 'pending');
  assert.equal(box.items('attic')[0].state, 'failed');
  box.offline();
});

test('it tries after 1, 2 and 4 s, then it has failed; a retry keeps the cid, a discard forgets', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const { box, sent } = await outbox();
  await box.add('lobby', 'c', write('x'));
  box.online();
  const attempts = [1_000, 2_000, 4_000, 4_000].map((ms) => {
    mock.timers.tick(ms - 1);
    const before = sent.length;
    mock.timers.tick(1);
    return sent.length - before;
  });
  assert.deepEqual(attempts, [1, 1, 1, 0]);
  assert.deepEqual(box.items('lobby')[0].problem, { code: 'timeout', message: 'no answer' });
  await box.retry('lobby', 'c');
  assert.equal(sent.length, 5);
  assert.equal(new Set(sent.map(({ cid }) => cid)).size, 1);
  box.discard('lobby', 'c');
  assert.equal(box.size, 0);
  mock.timers.reset();
});

test('time offline does not count', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const { box, sent } = await outbox();
  await box.add('lobby', 'c', write('x'));
  for (let connection = 0; connection < 10; connection++) {
    box.online();
    mock.timers.tick(900);
    box.offline();
    mock.timers.tick(60_000);
  }
  assert.equal(sent.length, 10);
  assert.equal(box.items('lobby')[0].state, 'pending');
  mock.timers.reset();
});

test('a request is answered, refused, or fails by its deadline and with its connection', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const sent = [];
  const requests = new Requests((frame) => sent.push(frame) > 0);
  const asked = Array.from({ length: 4 }, () => requests.ask({ type: 'history', room: 'lobby', before: 9 }, 3_000));
  requests.receive({ type: 'page', id: sent[0].id, items: [] });
  requests.receive({ type: 'error', id: sent[1].id, code: 'not_found', temporary: false });
  assert.equal(requests.receive({ type: 'error', id: 'of-another', code: 'x' }), false);
  mock.timers.tick(3_000);
  const late = requests.ask({ type: 'history', room: 'lobby', before: 9 });
  requests.down();
  const outcomes = await Promise.allSettled([...asked, late]);
  assert.deepEqual(
    outcomes.map(({ value, reason }) => value?.type ?? `${reason.name}: ${reason.code ?? reason.message}`),
    [
      'page',
      'Refused: not_found',
      'Unanswered: no answer in time',
      'Unanswered: no answer in time',
      'Unanswered: the connection ended',
    ],
  );
  await assert.rejects(new Requests(() => false).ask({ type: 'read' }), { message: 'not connected' });
  mock.timers.reset();
});

test('the next token is fetched before one ends, again after a failure, and by one at a time', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const used = [];
  let fetched = 0;
  const fetch = async () => {
    fetched++;
    if (fetched === 1) {
      throw new Error('no network');
    }
    return `token-${fetched}`;
  };
  const tokens = new Tokens(fetch, (token) => used.push(token), () => 0.5);
  tokens.expires({ time: 1_000, expiresAt: 101_000 });
  mock.timers.tick(79_999);
  assert.equal(fetched, 0);
  mock.timers.tick(1);
  await settled();
  mock.timers.tick(500);
  tokens.now();
  await settled();
  assert.deepEqual([fetched, used], [2, ['token-2']]);
  tokens.stop();
  mock.timers.reset();
});
