/**
 * Makes an element. Text only ever becomes text: strings among the children are text nodes, and nothing parses HTML.
 *
 * @param {string} tag
 * @param {Record<string, any>} [properties] `class`, `on…` listeners, `data-…` and `aria-…` attributes, else properties
 * @param {...(Node | string | null | undefined | false)} children
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    set(element, name, value);
  }
  element.append(...children.filter((child) => child || child === 0));
  return element;
}

function set(element, name, value) {
  if (name.startsWith('on')) {
    element.addEventListener(name.slice(2), value);
  } else if (name === 'class') {
    element.className = value;
  } else if (name.includes('-') || name === 'role') {
    element.setAttribute(name, value);
  } else {
    element[name] = value;
  }
}

const SVG = 'http://www.w3.org/2000/svg';
const PATHS = {
  back: 'M15 5l-7 7 7 7',
  plus: 'M12 5v14M5 12h14',
  send: 'M4 12l16-7-6 16-3-7z',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.4-3.6 3-5.5 6.5-5.5s6.1 1.9 6.5 5.5M17 8v6M14 11h6',
  down: 'M6 9l6 6 6-6',
  leave: 'M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5',
  close: 'M6 6l12 12M18 6L6 18',
  chat: 'M4 5h16v11H9l-5 4z',
};

/** @param {keyof typeof PATHS} name of a drawing that says nothing to those who don't see it */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

const HUES = 10;
const GRAPHEMES = new Intl.Segmenter();

/** A round sign for a person or a room, always of the same colour. */
export function avatar(name) {
  let sum = 0;
  for (const char of name) {
    sum = (sum * 31 + char.codePointAt(0)) % 9_973;
  }
  const [first] = GRAPHEMES.segment(name);
  return el('span', { class: `avatar hue-${sum % HUES}`, 'aria-hidden': 'true' }, first?.segment.toUpperCase() ?? '?');
}

/** Makes `parent`'s children exactly these, in this order, and moves or touches no other node than it must. */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) {
    if (!wanted.has(child)) {
      child.remove();
    }
  }
  let place = parent.firstChild;
  for (const node of nodes) {
    if (node === place) {
      place = place.nextSibling;
    } else {
      parent.insertBefore(node, place);
    }
  }
}
