// parley-client.js in Node, over npm's ws, in the scenarios of a conformance kit that are named, or all, at once. Prints what became of each as one
// JSON object a line: what it shows, what its writer was told, its state, and the frames that it heard and said.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [library, module, kit, ...only] = process.argv.slice(2);
const WebSocket = createRequire(import.meta.url)(library);
const { ParleyClient } = await import(pathToFileURL(module));

const POLL_MS = 250;
/** Between the beginnings of two scenarios, so that no crowd is measured. */
const APART_MS = 40;
/** So long after the verdict the client may take to come to what is expected. */
const SETTLE_MS = 5_000;
const ME = 'ada';

const get = async (path) => (await fetch(`${kit}${path}`)).json();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A WebSocket that remembers what goes over it. */
function recording(heard, said) {
  return class extends WebSocket {
    constructor(...options) {
      super(...options);
      this.on('message', (data) => heard.push(JSON.parse(data)));
    }

    send(text) {
      said.push(JSON.parse(text));
      super.send(text);
    }
  };
}

class Player {
  #heard = [];
  #said = [];
  #client;
  #task;
  #held = new Map();
  #outcomes = [];
  #cids = [];

  constructor({ task }) {
    this.#task = task;
    this.#client = new ParleyClient({
      url: `${kit.replace('http', 'ws')}/api/v1/ws`,
      token: task.token,
      WebSocket: recording(this.#heard, this.#said),
    });
    this.#client.on('entry', (entry) => this.#entry(entry));
    this.#client.on('reset', ({ room, next }) => {
      this.#held.set(room, this.#held.get(room).filter(({ seq }) => seq < next));
    });
    this.#client.on('sent', ({ cid, seq }) => this.#told(cid, { outcome: 'sent', seq }));
    this.#client.on('outbox', ({ room }) => this.#failures(room));
    this.#client.on('status', ({ state }) => state === 'unauthenticated' && this.#client.renew(task.nextToken));
    for (const { room, ...from } of task.subscribe) {
      this.#held.set(room, []);
      this.#client.subscribe(room, from);
    }
  }

  async start() {
    await this.#act(0);
    await this.#client.start();
  }

  #entry({ room, seq, kind, from, cid, body }) {
    if (kind === 'message') {
      this.#held.get(room).push({ seq, text: body?.text ?? null });
    }
    if (from === ME) {
      this.#told(cid, { outcome: 'sent', seq });
    }
    if (room === 'lobby') {
      this.#act(seq);
    }
  }

  async #act(cue) {
    for (const act of this.#task.acts.filter((one) => one.cue === cue)) {
      if (act.type === 'refresh') {
        this.#client.renew(act.token);
      } else {
        this.#cids.push(await this.#write(act));
      }
    }
  }

  #write({ type, room, seq, body, emoji, on }) {
    switch (type) {
      case 'edit':
        return this.#client.edit(room, seq, body);
      case 'delete':
        return this.#client.delete(room, seq);
      case 'react':
        return this.#client.react(room, seq, emoji, on);
      default:
        return this.#client.send(room, body);
    }
  }

  #told(cid, outcome) {
    const index = this.#cids.indexOf(cid);
    if (index >= 0) {
      this.#outcomes[index] ??= outcome;
    }
  }

  #failures(room) {
    for (const { cid, state, problem } of this.#client.outbox(room)) {
      if (state === 'failed') {
        this.#told(cid, { outcome: 'failed', code: problem.code });
      }
    }
  }

  get result() {
    const shown = Object.fromEntries(this.#held);
    const { state } = this.#client.status;
    return { shown, sends: this.#outcomes, state, heard: this.#heard, said: this.#said };
  }

  stop() {
    this.#client.stop();
  }
}

/** Whether this is how it must end, as far as can be told without judging it. */
function settled({ shown, sends, state }, expected) {
  return (
    state === expected.state &&
    sends.filter(Boolean).length === expected.sends.length &&
    Object.entries(expected.shown).every(([room, { entries }]) => shown[room].length >= entries.length)
  );
}

async function play(name) {
  const scenario = await get(`/scenarios/${name}`);
  const player = new Player(scenario);
  await player.start();
  while (['waiting', 'running'].includes(verdicts.get(name))) {
    await pause(POLL_MS);
  }
  const until = Date.now() + SETTLE_MS;
  while (!settled(player.result, scenario) && Date.now() < until) {
    await pause(POLL_MS);
  }
  console.log(JSON.stringify({ scenario: name, ...player.result }));
  player.stop();
}

const verdicts = new Map();
async function judge() {
  const { items } = await get('/scenarios');
  items.forEach(({ name, verdict }) => verdicts.set(name, verdict));
}

await judge();
const polling = setInterval(judge, POLL_MS);
const names = [...verdicts.keys()].filter((name) => only.length === 0 || only.includes(name));
await Promise.all(names.map((name, index) => pause(index * APART_MS).then(() => play(name))));
clearInterval(polling);
