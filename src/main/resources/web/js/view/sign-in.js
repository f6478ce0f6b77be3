import { el, icon } from '../dom.js';
import { asSession } from '../renewal.js';
import { problemInWords } from '../words.js';

const WORDS = {
  unauthenticated: 'That name and password don’t match.',
  taken: 'That name is already taken. Is it yours? Then sign in.',
  forbidden: 'This server doesn’t let people register by themselves.',
};

/**
 * The form to sign in or register with.
 *
 * @param {object} options
 * @param {import('../rest.js').Rest} options.rest
 * @param {(session: import('../session.js').Session) => void} options.signedIn
 * @param {string} [options.user] the only one who may sign in here, to go on where they were
 * @param {() => void} [options.leave] offered as a way out
 */
export function signInForm({ rest, signedIn, user, leave }) {
  let registering = false;
  const username = el('input', {
    id: 'username',
    name: 'username',
    autocomplete: 'username',
    autocapitalize: 'none',
    spellcheck: false,
    required: true,
    maxLength: 64,
    value: user ?? '',
    readOnly: Boolean(user),
    dir: 'auto',
  });
  const password = el('input', { id: 'password', name: 'password', type: 'password', required: true });
  const problem = el('p', { class: 'problem', role: 'alert' });
  const submit = el('button', { class: 'primary wide', type: 'submit' });
  const other = el('button', { class: 'quiet wide', type: 'button', onclick: () => choose(!registering) });

  function choose(register) {
    registering = register;
    submit.textContent = register ? 'Create account' : 'Sign in';
    other.textContent = register ? 'I have an account' : 'Create an account';
    password.autocomplete = register ? 'new-password' : 'current-password';
    problem.textContent = '';
    form.dataset.mode = register ? 'register' : 'sign-in';
  }

  async function go(event) {
    event.preventDefault();
    problem.textContent = '';
    submit.disabled = true;
    try {
      const name = username.value.trim();
      if (registering) {
        await rest.register(name, password.value);
      }
      const answer = await rest.login(name, password.value);
      signedIn(asSession(answer.user.id, answer));
    } catch (refused) {
      problem.textContent = problemInWords(refused, WORDS);
      password.select();
      password.focus();
    } finally {
      submit.disabled = false;
    }
  }

  const form = el(
    'form',
    { class: 'sign-in', onsubmit: go, method: 'dialog' },
    el('label', { htmlFor: 'username' }, 'Name'),
    username,
    el('label', { htmlFor: 'password' }, 'Password'),
    password,
    problem,
    submit,
    user ? el('button', { class: 'quiet wide', type: 'button', onclick: leave }, 'Use another account') : other,
  );
  choose(false);
  return form;
}

/** The whole page of somebody who is not signed in. */
export function signInPage(options) {
  return el(
    'main',
    { class: 'entrance' },
    el(
      'div',
      { class: 'card' },
      el('p', { class: 'wordmark' }, icon('chat')),
      el('h1', {}, 'Parley'),
      el('p', { class: 'motto' }, 'Conversations that lose nothing.'),
      signInForm(options),
    ),
  );
}
