import { el } from '../dom.js';

const SHOWN_MS = 6_000;

/** Short news at the edge of the page, read out by screen readers, gone after a while. */
export class Toasts {
  element = el('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });

  /** @param {string} text */
  say(text) {
    if ([...this.element.children].some((toast) => toast.textContent === text)) {
      return;
    }
    const toast = el('p', { class: 'toast', dir: 'auto' }, text);
    this.element.append(toast);
    setTimeout(() => toast.remove(), SHOWN_MS);
  }
}
