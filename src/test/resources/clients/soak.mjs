// Two people with parley-client.js, over npm's ws, who write without a pause until they are told to stop; then they wait until
// everything is confirmed and shown, and print what each wrote and shows.
import { createRequire } from 'node:module';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';

const [library, module, url, room, ...tokens] = process.argv.slice(2);
const WebSocket = createRequire(import.meta.url)(library);
const { ParleyClient } = await import(pathToFileURL(module));

const EVERY_MS = 30;
const UNCONFIRMED = 100;
/** A fiftieth of the jitter: what is tested is coming back, not staying away. */
const random = () => Math.random() / 50;

class Person {
  #name;
  #client;
  #wrote = [];
  #shown = [];
  #connections = 0;
  #timer;

  constructor(token) {
    this.#client = new ParleyClient({ url, token, WebSocket, random });
    this.#client.on('welcome', ({ user }) => {
      this.#name = user;
      this.#connections++;
    });
    this.#client.on('entry', ({ seq, kind, body }) => kind === 'message' && this.#shown.push({ seq, text: body.text }));
    this.#client.subscribe(room, { after: 0 });
  }

  async live() {
    await this.#client.start();
    this.#timer = setInterval(() => this.#write(), EVERY_MS);
  }

  #write() {
    if (this.#name && this.#client.unconfirmed < UNCONFIRMED) {
      const text = `${this.#name} ${this.#wrote.length + 1} ${'and so on '.repeat(Math.random() * 20)}`;
      this.#wrote.push(text);
      this.#client.send(room, { text });
    }
  }

  rest() {
    clearInterval(this.#timer);
  }

  get confirmed() {
    return this.#client.unconfirmed === 0;
  }

  get seq() {
    return this.#client.cursor(room)?.seq;
  }

  report() {
    const failed = this.#client.outbox(room).filter(({ state }) => state === 'failed');
    const line = { user: this.#name, wrote: this.#wrote, shown: this.#shown, failed, connections: this.#connections };
    console.log(JSON.stringify(line));
    this.#client.stop();
  }
}

const people = tokens.map((token) => new Person(token));
people.forEach((person) => person.live());
const settled = () => people.every((person) => person.confirmed && person.seq === people[0].seq);

const input = readline.createInterface({ input: process.stdin });
input.once('line', async () => {
  input.close();
  process.stdin.destroy();
  people.forEach((person) => person.rest());
  const until = Date.now() + 60_000;
  // Twice, as what is on its way may still arrive.
  for (let quiet = 0; quiet < 2 && Date.now() < until; quiet = settled() ? quiet + 1 : 0) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  people.forEach((person) => person.report());
});
