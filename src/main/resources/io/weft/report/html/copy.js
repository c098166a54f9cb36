// Takes things out of the page: text and CSV to the clipboard, pictures as files.
import { t } from './language.js';
import { el, say, colour } from './dom.js';

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Some browsers refuse that to pages from a disk, but copy what is selected.
    const area = el('textarea', { class: 'unseen', 'aria-hidden': 'true' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

function flash(button, text) {
  const before = button.dataset.label ?? button.textContent;
  button.dataset.label = before;
  button.textContent = text;
  say(text);
  setTimeout(() => { button.textContent = before; }, 1500);
}

/** A cell of CSV (RFC 4180). One that a spreadsheet would compute begins with an apostrophe. */
function csvCell(value) {
  let text = String(value ?? '');
  if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) {
    text = `'${text}`;
  }
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csv(rows) {
  return rows.map(row => row.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

function text(rows) {
  const clean = rows.map(row => row.map(value => String(value ?? '').replace(/\s+/g, ' ')));
  const widths = [];
  clean.forEach(row => row.forEach((value, i) => { widths[i] = Math.max(widths[i] ?? 0, value.length); }));
  return clean.map(row => row.map((value, i) => value.padEnd(widths[i])).join('  ').trimEnd()).join('\n') + '\n';
}

/** Buttons that copy a table; the rows are made when one is pressed, the first are the heads. */
export function tableTools(what, rows) {
  const tool = (label, form) => el('button', {
    type: 'button',
    'aria-label': t`Copy ${label}: ${what}`,
    onclick: async event => {
      await toClipboard(form(rows()));
      flash(event.target, t('Copied'));
    },
  }, t`Copy ${label}`);
  return [tool(t('text'), text), tool('CSV', csv)];
}

export function textTool(what, make) {
  return el('button', {
    type: 'button',
    'aria-label': t`Copy text: ${what}`,
    onclick: async event => {
      await toClipboard(make());
      flash(event.target, t('Copied'));
    },
  }, t('Copy text'));
}

/** A button that saves a picture: what it draws gives a canvas, or a promise of one. */
export function pictureTool(what, name, draw) {
  return el('button', {
    type: 'button',
    'aria-label': t`PNG: save ${what}`,
    onclick: async event => {
      const canvas = await draw();
      canvas.toBlob(blob => {
        const link = el('a', { href: URL.createObjectURL(blob), download: `${name}.png` });
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
        flash(event.target, t('Saved'));
      }, 'image/png');
    },
  }, 'PNG');
}

/** The same canvas on the colour of the card, as a picture has no page behind it. */
export function onGround(source) {
  const canvas = document.createElement('canvas');
  canvas.width = source.width;
  canvas.height = source.height;
  const context = canvas.getContext('2d');
  context.fillStyle = colour('card');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0);
  return canvas;
}

/** Draws an SVG element into a canvas; all its colours are resolved first. */
export async function drawn(element) {
  const copy = element.cloneNode(true);
  const width = element.width.baseVal.value;
  const height = element.height.baseVal.value;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('font-family', 'sans-serif');
  const markup = new XMLSerializer().serializeToString(copy)
    .replace(/var\(--([a-z-]+)\)/g, (_, name) => colour(name));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup)}`;
  await image.decode();
  const scale = Math.min(2, 16000 / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return onGround(canvas);
}
