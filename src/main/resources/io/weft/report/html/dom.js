// Makes elements. Text is set as text only, so that nothing a packet says can become markup.
import { shown } from './format.js';

const SVG = 'http://www.w3.org/2000/svg';

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  for (const child of children.flat(3)) {
    if (child !== null && child !== undefined && child !== false) {
      node.append(child instanceof Node ? child : shown(child));
    }
  }
  return node;
}

export function el(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

export function byId(id) {
  return document.getElementById(id);
}

export function fill(parent, ...children) {
  parent.replaceChildren();
  return filled(parent, {}, children);
}

/** The value of a colour of the style sheet. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Tells something to those who hear the page. */
export function say(text) {
  byId('said').textContent = text;
}

/** A horizontal bar of parts: [share, colour] each. */
export function meter(...parts) {
  let at = 0;
  const bars = parts.map(([share, name]) => {
    const bar = svg('rect', { x: at, y: 0, width: Math.max(0, share), height: 1, fill: `var(--${name})` });
    at += share;
    return bar;
  });
  return el('span', { class: 'meter', 'aria-hidden': 'true' },
    svg('svg', { viewBox: '0 0 1 1', preserveAspectRatio: 'none' }, bars));
}

/** A table of rows with cells; a cell is text, a node, or { num: text }. */
export function table(caption, heads, rows) {
  const cell = (tag, value) => value && value.num !== undefined
    ? el(tag, { class: `num ${value.class ?? ''}` }, value.num)
    : el(tag, value && value.class ? { class: value.class } : {}, value && value.text !== undefined ? value.text : value);
  return el('table', { class: 'list' },
    el('caption', { class: 'unseen' }, caption),
    el('thead', {}, el('tr', {}, heads.map(head => {
      const th = cell('th', head);
      th.setAttribute('scope', 'col');
      return th;
    }))),
    el('tbody', {}, rows.map(row => el('tr', {}, row.map(value => cell('td', value))))));
}
