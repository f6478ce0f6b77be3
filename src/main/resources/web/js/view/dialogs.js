import { avatar, el, icon } from '../dom.js';
import { newCid } from '../parley-client.js';
import { problemInWords } from '../words.js';

const SEARCH_MS = 250;

/**
 * Shows a dialog over the page; it takes itself away when it is closed.
 *
 * @param {string} title
 * @param {...Node} content
 * @returns {HTMLDialogElement}
 */
export function openDialog(title, ...content) {
  const close = el('button', { class: 'icon-button', type: 'button', 'aria-label': 'Close', onclick: () => dialog.close() }, icon('close'));
  const heading = el('h2', { class: 'grow', id: 'dialog-title' }, title);
  const dialog = el('dialog', { 'aria-labelledby': 'dialog-title' }, el('header', { class: 'bar' }, heading, close), ...content);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * A form that does one thing with REST and says in words what went wrong. A repeated try bears the same cid, so it is done
 * once, however often the answer was lost; a change of the fields makes it another thing.
 */
function actionForm({ fields, verb, act, words }) {
  let cid = newCid();
  const problem = el('p', { class: 'problem', role: 'alert' });
  const submit = el('button', { class: 'primary', type: 'submit' }, verb);
  const form = el('form', { class: 'stack' }, ...fields, problem, submit);
  form.addEventListener('input', () => {
    cid = newCid();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    problem.textContent = '';
    try {
      await act(cid);
      cid = newCid();
    } catch (refused) {
      problem.textContent = problemInWords(refused, words);
    } finally {
      submit.disabled = false;
    }
  });
  return form;
}

function field(label, input) {
  return el('label', { class: 'field' }, el('span', {}, label), input);
}

function nameInput(properties) {
  return el('input', { required: true, autocapitalize: 'none', spellcheck: false, autocomplete: 'off', maxLength: 64, ...properties });
}

const NO_SUCH_USER = { not_found: 'There is nobody of that name here.', bad_request: 'There is nobody of that name here.' };

/**
 * The ways into a conversation: write to a person, create a room, join a public one.
 *
 * @param {object} options
 * @param {import('../rooms.js').Rooms} options.rooms
 * @param {import('../rest.js').Rest} options.rest
 * @param {(room: string) => void} options.open
 */
export function startDialog({ rooms, rest, open }) {
  const go = (room) => {
    dialog.close();
    open(room);
  };
  const panels = {
    'Write to somebody': directForm(rooms, go),
    'Create a room': roomForm(rooms, go),
    'Join a room': publicRooms(rooms, rest, go),
  };
  const dialog = openDialog('New conversation', ...tabs(panels));
  dialog.querySelector('input')?.focus();
}

/** Tabs as the ARIA practices describe them: arrows move, one tab is in the tab order. */
function tabs(panels) {
  const names = Object.keys(panels);
  const list = el('div', { class: 'tabs', role: 'tablist' });
  const buttons = names.map((name, index) => {
    const button = el('button', { type: 'button', role: 'tab', id: `tab-${index}`, 'aria-controls': `panel-${index}` }, name);
    button.addEventListener('click', () => choose(index));
    return button;
  });
  names.forEach((name, index) => {
    const panel = panels[name];
    panel.id = `panel-${index}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', `tab-${index}`);
  });
  list.append(...buttons);
  list.addEventListener('keydown', ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step) {
      const next = (buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length;
      choose(next);
      buttons[next].focus();
    }
  });
  function choose(chosen) {
    buttons.forEach((button, index) => {
      button.setAttribute('aria-selected', String(index === chosen));
      button.tabIndex = index === chosen ? 0 : -1;
      panels[names[index]].hidden = index !== chosen;
    });
    panels[names[chosen]].dispatchEvent(new Event('chosen'));
  }
  choose(0);
  return [list, ...Object.values(panels)];
}

function directForm(rooms, go) {
  const user = nameInput({ name: 'user' });
  return actionForm({
    fields: [field('Name', user)],
    verb: 'Write',
    act: async (cid) => go(await rooms.direct(user.value.trim(), cid)),
    words: NO_SUCH_USER,
  });
}

function roomForm(rooms, go) {
  const name = el('input', { name: 'name', required: true, maxLength: 100, autocomplete: 'off', dir: 'auto' });
  const members = nameInput({ name: 'members', required: false, maxLength: 2_000 });
  const kind = (value, words, checked) =>
    el('label', { class: 'choice' }, el('input', { type: 'radio', name: 'kind', value, checked }), el('span', {}, words));
  const kinds = el(
    'fieldset',
    {},
    el('legend', {}, 'Who can find it'),
    kind('private', 'Only people who were added', true),
    kind('public', 'Anyone who is signed in', false),
  );
  const form = actionForm({
    fields: [field('Name of the room', name), kinds, field('People to add, if you like: names with spaces between them', members)],
    verb: 'Create',
    act: async (cid) =>
      go(
        await rooms.create(
          {
            name: name.value.trim(),
            kind: new FormData(form).get('kind'),
            members: members.value.split(/[\s,]+/).filter(Boolean),
          },
          cid,
        ),
      ),
    words: { ...NO_SUCH_USER, not_found: 'One of these people isn’t here.' },
  });
  return form;
}

function publicRooms(rooms, rest, go) {
  const search = el('input', { type: 'search', name: 'query', 'aria-label': 'Search public rooms', placeholder: 'Search', autocomplete: 'off' });
  const list = el('ul', { class: 'found' });
  const problem = el('p', { class: 'problem', role: 'alert' });
  let timer = 0;

  async function find() {
    try {
      const { items } = await rest.publicRooms(search.value.trim());
      problem.textContent = '';
      list.replaceChildren(...(items.length ? items.map(row) : [el('li', { class: 'note' }, 'No public room here yet.')]));
    } catch (refused) {
      problem.textContent = problemInWords(refused);
    }
  }

  function row({ id, name, members }) {
    const mine = rooms.get(id);
    const act = async () => {
      try {
        go(mine ? id : await rooms.join(id));
      } catch (refused) {
        problem.textContent = problemInWords(refused);
      }
    };
    const words = el('span', { class: 'grow' }, el('bdi', { class: 'room-name' }, name || id), el('span', { class: 'subtitle' }, `${members} in it`));
    return el('li', {}, avatar(name || id), words, el('button', { class: 'primary small', type: 'button', onclick: act }, mine ? 'Open' : 'Join'));
  }

  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(find, SEARCH_MS);
  });
  const panel = el('div', { class: 'stack' }, search, problem, list);
  panel.addEventListener('chosen', find);
  return panel;
}

/**
 * Who is in a room, and a way to add somebody.
 *
 * @param {object} options
 * @param {import('../room.js').Room} options.room
 * @param {import('../rooms.js').Rooms} options.rooms
 * @param {import('../rest.js').Rest} options.rest
 */
export function peopleDialog({ room, rooms, rest }) {
  const list = el('ul', { class: 'found' });
  const user = nameInput({ name: 'user' });
  async function show() {
    const { items } = await rest.members(room.id);
    list.replaceChildren(
      ...items.map((member) =>
        el(
          'li',
          {},
          avatar(member.user),
          el('bdi', { class: 'grow' }, member.user),
          member.role !== 'member' && el('span', { class: 'subtitle' }, member.role),
        ),
      ),
    );
  }
  const form = actionForm({
    fields: [field('Add somebody', user)],
    verb: 'Add',
    act: async (cid) => {
      await rest.addMember(room.id, user.value.trim(), cid);
      user.value = '';
      await Promise.all([show(), rooms.refresh()]);
    },
    words: NO_SUCH_USER,
  });
  openDialog('People', form, list);
  show().catch((problem) => list.replaceChildren(el('li', { class: 'note' }, problemInWords(problem))));
}
