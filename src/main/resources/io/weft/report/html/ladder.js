// The ladder: both ends, and each segment between them. Gaps in time are to scale, the longest are
// cut short and say so; long runs of nothing special are folded.
import { t } from './language.js';
import { el, svg, table } from './dom.js';
import { count, counted, size, span, since } from './format.js';
import { words, remarks, SYN, FIN, RST, UNSCALED, SAME_ACK } from './segments.js';

const LEFT = 290;
const RIGHT = 800;
const WIDTH = 930;
const STEP = 25;
const MOST_GAP = 84;
const GAPS = 700;
const FOLD = 7;
const MOST_ROWS = 500;

function isPlain(c, i) {
  return (c.marks[i] & ~(UNSCALED | SAME_ACK)) === 0 && (c.flags[i] & (SYN | FIN | RST)) === 0;
}

/** Rows to draw: { i } for a segment, { from, to } for a fold. */
function folded(block, whole, kept) {
  const c = block.columns;
  const rows = [];
  for (let i = 0; i < block.rows;) {
    let end = i;
    while (end < block.rows && isPlain(c, end) && !kept.has(c.packet[end])) {
      end++;
    }
    if (!whole && end - i >= FOLD) {
      rows.push({ i }, { i: i + 1 }, { from: i + 2, to: end - 1 }, { i: end - 1 });
      i = end;
    } else {
      const stop = Math.max(end, i + 1);
      for (; i < stop; i++) {
        rows.push({ i });
      }
    }
  }
  if (rows.length <= MOST_ROWS) {
    return rows;
  }
  // Too much is special: the middle is folded as a whole.
  const half = MOST_ROWS / 2;
  const first = rows[half];
  const last = rows[rows.length - half - 1];
  return [...rows.slice(0, half), { from: first.i ?? first.from, to: (last.i ?? last.to - 1) + 1 }, ...rows.slice(-half)];
}

function foldWords(c, from, to) {
  const sums = [[0, 0, 0], [0, 0, 0]];
  for (let i = from; i < to; i++) {
    const sum = sums[c.side[i]];
    if (c.length[i] > 0) {
      sum[0] += c.count[i];
      sum[1] += c.length[i];
    } else {
      sum[2] += c.count[i];
    }
  }
  const parts = [];
  ['client', 'server'].forEach((side, s) => {
    if (sums[s][0]) {
      parts.push(t`${counted(sums[s][0], 'segment', 'segments')} with ${size(sums[s][1])} from the ${t(side)}`);
    }
    if (sums[s][2]) {
      parts.push(t`${counted(sums[s][2], 'ACK', 'ACKs')} from the ${t(side)}`);
    }
  });
  return parts.join(', ');
}

export function ladder(block, record, startNanos, wanted) {
  const c = block.columns;
  const host = el('div', {});
  const states = record.tcp?.states ?? [];
  const kept = new Set(states.map(each => each.packet));
  if (wanted) {
    kept.add(wanted);
  }
  const state = { whole: false };
  const draw = () => host.replaceChildren(picture(block, states, startNanos, folded(block, state.whole, kept), wanted));
  draw();
  const button = el('button', {
    type: 'button', 'aria-pressed': 'false',
    onclick: () => { state.whole = !state.whole; button.setAttribute('aria-pressed', String(state.whole)); draw(); },
  }, t('Unfold runs'));
  const rows = () => Array.from({ length: block.rows }, (_, i) => [c.packet[i], ((c.nanos[i] - startNanos) / 1e9).toFixed(9), c.side[i] ? 'server' : 'client',
    words(c, i), remarks(c.marks[i]).map(each => each[0]).join('; ')]);
  const list = el('details', {}, el('summary', {}, t('The same as a table')));
  list.addEventListener('toggle', () => {
    if (list.open && list.children.length === 1) {
      const all = rows();
      list.append(table(t('Segments'), [t('Packet'), t('Seconds'), t('From'), t('What'), t('Remarks')], all.slice(0, MOST_ROWS)),
        all.length > MOST_ROWS ? el('p', { class: 'quiet' }, t`and ${count(all.length - MOST_ROWS)} more: copy them as CSV`) : '');
    }
  });
  return { host, list, button, rows: () => [['packet', 'seconds', 'from', 'what', 'remarks'], ...rows()], svg: () => host.querySelector('svg') };
}

/** Pixels a nanosecond, so that all gaps together take the room they are given. */
function scaleOf(gaps) {
  let low = 0;
  let high = MOST_GAP / Math.max(1, Math.min(...gaps.filter(gap => gap > 0), Infinity));
  if (!Number.isFinite(high)) {
    return 0;
  }
  const room = Math.min(GAPS + gaps.length * 4, gaps.length * MOST_GAP * 0.6);
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (gaps.reduce((sum, gap) => sum + Math.min(MOST_GAP, gap * middle), 0) > room) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return low;
}

function picture(block, states, startNanos, rows, wanted) {
  const c = block.columns;
  const begin = row => c.nanos[row.i ?? row.from];
  const end = row => row.i === undefined ? Math.max(c.nanos[row.to - 1] + c.lasts[row.to - 1], c.nanos[row.from]) : c.nanos[row.i] + c.lasts[row.i];
  const gaps = rows.map((row, k) => k === 0 ? 0 : Math.max(0, begin(row) - end(rows[k - 1])));
  const scale = scaleOf(gaps);
  const marks = [];
  const text = (x, y, words, more) => svg('text', { x, y, 'font-size': 12, fill: 'var(--ink)', ...more }, words);
  const places = new Map();
  let y = 62;
  rows.forEach((row, k) => {
    const gap = Math.min(MOST_GAP, gaps[k] * scale);
    if (gap >= 13) {
      const middle = y + gap / 2 + 2;
      const isCut = gaps[k] * scale > MOST_GAP;
      marks.push(text((LEFT + RIGHT) / 2, middle + 4, `${span(gaps[k])}${isCut ? t(' (cut short)') : ''}`, { 'text-anchor': 'middle', fill: 'var(--dim)', 'font-size': 11 }));
      if (isCut) {
        [LEFT, RIGHT].forEach(x => marks.push(
          svg('rect', { x: x - 6, y: middle - 4, width: 12, height: 8, fill: 'var(--card)' }),
          svg('path', { d: `M${x - 6} ${middle - 2}l12 -5M${x - 6} ${middle + 7}l12 -5`, stroke: 'var(--dim)', fill: 'none' })));
      }
    }
    y += gap;
    if (row.i === undefined) {
      const lasts = end(row) - begin(row);
      marks.push(
        svg('rect', { x: LEFT + 24, y: y - 2, width: RIGHT - LEFT - 48, height: STEP, rx: 6, fill: 'var(--soft)', stroke: 'var(--line)', 'stroke-dasharray': '4 3' }),
        text((LEFT + RIGHT) / 2, y + 15, `⋯ ${foldWords(c, row.from, row.to)}`, { 'text-anchor': 'middle', fill: 'var(--dim)', 'font-size': 11 }),
        text(LEFT - 120, y + 15, t`for ${span(lasts)}`, { 'text-anchor': 'end', fill: 'var(--dim)', 'font-size': 11 }));
      for (let i = row.from; i < row.to; i++) {
        places.set(c.packet[i], y + STEP / 2);
      }
      y += STEP + 10;
      return;
    }
    const i = row.i;
    const isServer = c.side[i] === 1;
    const [from, to] = isServer ? [RIGHT, LEFT] : [LEFT, RIGHT];
    const told = remarks(c.marks[i]);
    const bad = told.some(each => each[1] === 'bad') || c.flags[i] & RST;
    const ink = bad ? 'var(--bad)' : isServer ? 'var(--server)' : 'var(--client)';
    const line = y + 14;
    const head = isServer ? 7 : -7;
    const what = [words(c, i), ...told.filter(each => each[1] !== 'dim' || told.length === 1).map(each => each[0])].join('; ');
    if (c.packet[i] === wanted) {
      marks.push(svg('rect', { x: 6, y: y - 4, width: WIDTH - 12, height: STEP + 4, rx: 4, fill: 'var(--warn-soft)', id: 'wanted-packet' }));
    }
    marks.push(
      svg('path', { d: `M${from} ${line}L${to} ${line + 5}`, stroke: ink, 'stroke-width': c.length[i] > 0 ? 2 : 1.2, fill: 'none', 'stroke-dasharray': bad ? '6 3' : null }),
      svg('path', { d: `M${to} ${line + 5}l${head} -5v9z`, fill: ink }),
      text((LEFT + RIGHT) / 2, y + 9, what, { 'text-anchor': 'middle', fill: bad ? 'var(--bad)' : 'var(--ink)', 'font-size': 11.5 }),
      text(64, line + 4, count(c.packet[i]), { 'text-anchor': 'end', fill: 'var(--dim)', 'font-size': 11 }),
      text(LEFT - 120, line + 4, since(c.nanos[i] - startNanos), { 'text-anchor': 'end', 'font-size': 11 }));
    places.set(c.packet[i], line);
    y += STEP + 8;
  });
  const height = y + 30;
  const sides = [['client', LEFT, -1], ['server', RIGHT, 1]].flatMap(([side, x, sign]) => {
    const changes = states.filter(each => each[side] && places.has(each.packet));
    const parts = [svg('path', { d: `M${x} 40V${height - 12}`, stroke: 'var(--line)', 'stroke-width': 3 })];
    changes.forEach((each, k) => {
      const top = places.get(each.packet);
      const bottom = k + 1 < changes.length ? places.get(changes[k + 1].packet) : height - 12;
      parts.push(svg('path', { d: `M${x} ${top}V${bottom}`, stroke: `var(--${side})`, 'stroke-width': 3, opacity: each[side] === 'ESTABLISHED' ? 1 : 0.45 }));
      // Changes of one packet, or nearly so, stand below one another.
      const at = k > 0 && top - places.get(changes[k - 1].packet) < 13 ? top + 13 : top;
      parts.push(text(x + sign * 12, at + 4, each[side], { 'text-anchor': sign < 0 ? 'end' : 'start', fill: `var(--${side})`, 'font-size': 11, 'font-weight': 600 }));
    });
    parts.push(text(x, 28, side === 'client' ? t('Client') : t('Server'), { 'text-anchor': 'middle', 'font-weight': 700, fill: `var(--${side})`, 'font-size': 14 }));
    return parts;
  });
  return svg('svg', {
    width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}`, role: 'img',
    'aria-label': t`Ladder of ${counted(rows.length, 'row', 'rows')}; the same stands in the table below`,
  },
  text(64, 28, t('Packet'), { 'text-anchor': 'end', fill: 'var(--dim)', 'font-size': 11 }),
  text(LEFT - 120, 28, t('Since the first'), { 'text-anchor': 'end', fill: 'var(--dim)', 'font-size': 11 }),
  sides, marks);
}
