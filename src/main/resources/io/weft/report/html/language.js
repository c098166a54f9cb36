// The words of the page. The English ones are the names of those in other languages.
import { block } from './data.js';

let vocabulary = {};

/** Takes the words that the page brings along; an English one has none. */
export async function learn() {
  const brought = await block('words');
  vocabulary = brought?.head.words ?? {};
  if (brought) {
    translated(document.body);
  }
}

export function knows(text) {
  return Object.hasOwn(vocabulary, text);
}

/** A text, or a template with its values, in the page's language. */
export function t(text, ...values) {
  const name = typeof text === 'string' ? text : text.reduce((all, part, i) => `${all}{${i - 1}}${part}`);
  return (vocabulary[name] ?? name).replace(/\{(\d)\}/g, (place, i) => i < values.length ? values[i] : place);
}

/** What stands in the page from the beginning on. */
function translated(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, node => node.parentElement.tagName === 'SCRIPT' ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    if (knows(text)) {
      walker.currentNode.data = t(text);
    }
  }
  for (const each of root.querySelectorAll('[aria-label]')) {
    each.setAttribute('aria-label', t(each.getAttribute('aria-label')));
  }
}
