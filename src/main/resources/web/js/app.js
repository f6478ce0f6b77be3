import { arrange, el, icon } from './dom.js';
import { IndexedDbShelf, MemoryShelf, ParleyClient } from './parley-client.js';
import { Renewal } from './renewal.js';
import { Rest, Unreachable } from './rest.js';
import { Rooms } from './rooms.js';
import { forgetSession, savedSession, saveSession } from './session.js';
import { Conversation } from './view/conversation.js';
import { openDialog, peopleDialog, startDialog } from './view/dialogs.js';
import { RoomList } from './view/room-list.js';
import { connectionStatus } from './view/status.js';
import { signInForm, signInPage } from './view/sign-in.js';
import { Toasts } from './view/toast.js';
import { problemInWords } from './words.js';

const API = new URL('api/v1/', document.baseURI);
const DEFAULT_TEXT_CHARS = 8_000;
const DRAW_MS = 50;

/** The page of one person, from signing in to leaving. */
class Chat {
  #session;
  #rest;
  #client;
  #renewal;
  #rooms;
  #list;
  /** The state of the connection once more, for screens that show a conversation without the list. */
  #status;
  #toasts = new Toasts();
  #root;
  /** @type {{id: string, view: Conversation} | null} */
  #open = null;
  #textChars = DEFAULT_TEXT_CHARS;
  #timer = 0;
  /** @type {HTMLDialogElement | null} */
  #asking = null;
  #nothing = el('main', { class: 'conversation nothing' }, icon('chat'), el('p', {}, 'Choose a conversation, or start one.'));

  /** Shows itself in `root`. @returns {Promise<Chat>} */
  static async open(session, root) {
    const chat = new Chat(session, await shelfOf(session.user), root);
    await chat.#start();
    return chat;
  }

  constructor(session, shelf, root) {
    this.#session = session;
    this.#root = root;
    this.#renewal = new Renewal(new Rest(API), session);
    this.#rest = new Rest(API, () => this.#renewal.now());
    this.#rest.authenticate(session.token);
    const socket = new URL('ws', API);
    socket.protocol = socket.protocol.replace('http', 'ws');
    this.#client = new ParleyClient({ url: socket.href, token: session.token, shelf });
    this.#status = connectionStatus(this.#client);
    this.#status.classList.add('floating');
    this.#rooms = new Rooms(this.#rest, this.#client, session.user);
    this.#list = new RoomList({
      rooms: this.#rooms,
      client: this.#client,
      me: session.user,
      start: () => startDialog({ rooms: this.#rooms, rest: this.#rest, open: goTo }),
      signOut: () => this.#signOut(),
    });
  }

  async #start() {
    this.#renewal.on('renewed', (session) => this.#goOn(session));
    this.#renewal.on('ended', () => this.#askToSignIn());
    this.#client.on('status', ({ state }) => state === 'unauthenticated' && this.#renewal.now());
    this.#client.on('welcome', ({ limits }) => {
      this.#textChars = limits?.textChars ?? DEFAULT_TEXT_CHARS;
    });
    this.#rooms.on('changed', () => this.#later());
    this.#rooms.on('problem', (problem) => this.#tell(problem));
    this.#rooms.on('announcement', ({ body }) => body && this.#toasts.say(body.text));
    addEventListener('hashchange', () => this.#show());
    addEventListener('online', () => this.#client.connectNow());
    await this.#rooms.refresh();
    this.#show();
    await this.#client.start();
  }

  /** What the state of the connection or the question for a password says already is not said twice. */
  #tell(problem) {
    if (!(problem instanceof Unreachable) && problem.status !== 401) {
      this.#toasts.say(problemInWords(problem));
    }
  }

  /** However much changes, the list is drawn twenty times a second at most; a hidden page has no frames, but a title. */
  #later() {
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      this.#show();
    }, DRAW_MS);
  }

  #show() {
    const id = decodeURIComponent(location.hash.slice(2));
    const room = this.#rooms.get(id);
    this.#root.dataset.pane = room || this.#open?.id === id ? 'conversation' : 'list';
    if (room && this.#open?.id !== id) {
      this.#enter(room);
    } else if (!room && this.#open && this.#open.id !== id) {
      this.#open.view.close();
      this.#open = null;
    }
    this.#place(this.#open?.view.element ?? this.#nothing);
    this.#list.show(this.#open?.id ?? '');
    const { unread } = this.#rooms;
    document.title = unread > 0 ? `(${unread}) Parley` : 'Parley';
  }

  #place(main) {
    arrange(this.#root, [this.#list.element, main, this.#status, this.#toasts.element]);
  }

  #enter(room) {
    this.#open?.view.close();
    const view = new Conversation({
      room,
      rooms: this.#rooms,
      client: this.#client,
      me: this.#session.user,
      toasts: this.#toasts,
      textChars: this.#textChars,
      showPeople: () => peopleDialog({ room, rooms: this.#rooms, rest: this.#rest }),
    });
    this.#open = { id: room.id, view };
    this.#place(view.element);
    view.opened();
  }

  /** Over the page, which stays as it is: what was written waits in the outbox. */
  #askToSignIn() {
    if (this.#asking) {
      return;
    }
    const form = signInForm({
      rest: new Rest(API),
      user: this.#session.user,
      signedIn: (session) => {
        this.#asking?.close();
        this.#renewal.follow(session);
        this.#goOn(session);
      },
      leave: () => leave(),
    });
    const words = el('p', { class: 'note' }, 'Your sign-in has ended. Nothing is lost: what you wrote is sent when you are back.');
    this.#asking = openDialog('Sign in again', words, form);
    this.#asking.addEventListener('close', () => {
      this.#asking = null;
    });
    form.querySelector('[type=password]').focus();
  }

  #goOn(session) {
    this.#session = session;
    saveSession(session);
    this.#rest.authenticate(session.token);
    this.#client.renew(session.token);
  }

  #signOut() {
    const waiting = this.#client.unconfirmed;
    const words =
      waiting === 1
        ? 'One message has not been sent yet. It stays on this device until you sign in here again.'
        : `${waiting} messages have not been sent yet. They stay on this device until you sign in here again.`;
    if (waiting === 0) {
      this.#logOut();
      return;
    }
    const anyway = el('button', { class: 'primary', type: 'button', onclick: () => this.#logOut() }, 'Sign out');
    openDialog('Sign out?', el('p', { class: 'note' }, words), anyway);
  }

  /** Where the server can't be told, the sign-in ends by itself when nobody renews it. */
  async #logOut() {
    await this.#rest.logout().catch((problem) => console.warn('the sign-in goes on at the server', problem));
    leave();
  }
}

/** What was not sent must outlive the page; where the browser keeps nothing, it lives as long as the tab. */
async function shelfOf(user) {
  try {
    return await IndexedDbShelf.open(user);
  } catch (refused) {
    console.warn('no database in this window: unsent messages will not survive a reload', refused);
    return new MemoryShelf();
  }
}

function goTo(room) {
  location.hash = `#/${encodeURIComponent(room)}`;
}

/** A fresh page is the surest way to forget somebody. */
function leave() {
  forgetSession();
  location.hash = '';
  location.reload();
}

function begin() {
  const root = document.getElementById('app');
  const session = savedSession();
  if (session) {
    Chat.open(session, root);
    return;
  }
  const signedIn = (entered) => {
    saveSession(entered);
    Chat.open(entered, root);
  };
  root.replaceChildren(signInPage({ rest: new Rest(API), signedIn }));
}

begin();
