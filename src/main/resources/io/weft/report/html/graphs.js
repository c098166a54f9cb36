// Graphs of one direction of a connection over time: the time-sequence graph as tcptrace draws it,
// round-trip times, and bytes in flight under the receiver's window.
import { t } from './language.js';
import { el, colour } from './dom.js';
import { NANOS, count, counted, size, span, since } from './format.js';
import { chart } from './chart.js';
import { remarks, RESENT, OVERTAKEN, AFTER_GAP, ACKS_UNSEEN, UNSCALED, COPY, SYN, RST } from './segments.js';


/** Rows of a side, as indices. */
function rowsOf(block, side) {
  const rows = [];
  for (let i = 0; i < block.rows; i++) {
    if (block.columns.side[i] === side) {
      rows.push(i);
    }
  }
  return rows;
}

export function graphs(host, block, side, startNanos) {
  const c = block.columns;
  const data = rowsOf(block, side).filter(i => c.length[i] > 0 || c.flags[i] & SYN);
  const acks = rowsOf(block, 1 - side).filter(i => !(c.flags[i] & RST));
  const group = [];
  const share = (own, range) => group.forEach(each => {
    if (each !== own && each.linked !== range) {
      each.linked = range;
      each[range ? 'zoom' : 'reset'](...(range ?? []));
    }
  });
  const length = Math.max(1, ...Array.from(c.nanos, (nanos, i) => nanos + c.lasts[i] - startNanos)) / NANOS;
  const at = i => (c.nanos[i] - startNanos) / NANOS;
  const till = i => (c.nanos[i] + c.lasts[i] - startNanos) / NANOS;
  const parts = { sequence: null, rtt: null, flight: null };

  const add = (title, legend, options) => {
    const own = {};
    const place = el('div', {});
    host.append(el('h3', {}, title), el('ul', { class: 'legend' }, legend.map(([key, words]) => el('li', {}, el('span', { class: `key k-${key}` }), words))), place);
    const shown = chart(place, { ...options, zoomed: range => share(shown, range) });
    group.push(shown);
    return Object.assign(own, shown, { picture: () => shown.picture() });
  };

  // Time and sequence numbers.
  const points = [];
  data.forEach(i => {
    points.push([at(i), c.sequence[i], null, i], [till(i), c.sequence[i] + c.length[i], null, i]);
  });
  acks.forEach(i => points.push([at(i), null, c.first_ack[i], i], [till(i), null, c.ack[i], i]));
  points.push([0, null, null, -1], [length, null, null, -1]);
  points.sort((a, b) => a[0] - b[0]);
  const paint = { hooks: { draw: plot => sequencePicture(plot, block, data, acks, at, till) } };
  parts.sequence = add(t('Sequence numbers over time'), [
    [side ? 'server' : 'client', t('data')], ['good', t('acknowledged up to here')], ['dim', t('the receiver’s window ends here')], ['bad', t('R: sent again')],
    ['warn', t('O: overtaken; ?: not in the capture')], ['bad', t('X: window closed')], ['select', t('S: selectively acknowledged')],
  ], {
    label: t`Sequence numbers of the ${side ? t('server') : t('client')} over time: ${counted(data.length, 'piece of data', 'pieces of data')}, ${counted(data.filter(i => c.marks[i] & RESENT).length, 'piece', 'pieces')} sent again`,
    height: 380,
    data: [points.map(p => p[0]), points.map(p => p[1]), points.map(p => p[2])],
    scales: { y: { range: (_, low, high) => { const room = Math.max(1, (high - low) * 0.06); return [Math.max(0, (low ?? 0) - room), (high ?? 1) + room]; } } },
    axes: [{ values: (_, marks) => marks.map(mark => size(mark)) }],
    series: () => [{ points: { show: false }, paths: () => null }, { points: { show: false }, paths: () => null }],
    plugins: () => [paint],
    tip: k => {
      const i = points[k][3];
      return i < 0 ? '' : t`packet ${count(c.packet[i])} at ${since(c.nanos[i] - startNanos)}: ${c.side[i] === side
        ? t`${counted(c.length[i], 'byte', 'bytes')} from ${count(c.sequence[i])} on` : t`ACK ${count(c.ack[i])}, window ${count(c.window[i])}`}${remarks(c.marks[i]).map(each => `; ${each[0]}`).join('')}`;
    },
  });

  // Round-trip times, told by the acknowledgments of the other side.
  const timed = acks.filter(i => c.rtt_most[i] >= 0);
  if (timed.length > 0) {
    const x = [];
    const y = [];
    const of = [];
    timed.forEach(i => {
      x.push(at(i));
      y.push(c.rtt_least[i] / 1e6);
      of.push(i);
      if (c.rtt_most[i] !== c.rtt_least[i]) {
        x.push(at(i));
        y.push(c.rtt_most[i] / 1e6);
        of.push(i);
      }
    });
    const worst = Math.max(...timed.map(i => c.rtt_most[i]));
    parts.rtt = add(t('Round-trip times, seen from where the packets were captured'), [[side ? 'server' : 'client', t('from data to its acknowledgment')]], {
      label: t`Round-trip times, ${span(worst)} at most`,
      height: 180,
      data: [[0, ...x, length], [null, ...y, null]],
      scales: { y: { range: (_, low, high) => [0, Math.max(high || 0, 0.001) * 1.1] } },
      axes: [{ values: (_, marks) => marks.map(mark => span(Math.round(mark * 1e6))) }],
      series: paintOf => [{ stroke: paintOf(side ? 'server' : 'client'), paths: () => null, points: { show: true, size: 5, fill: paintOf(side ? 'server' : 'client') } }],
      tip: k => (k === 0 || k > of.length ? '' : t`packet ${count(c.packet[of[k - 1]])}: ${span(Math.round(y[k - 1] * 1e6))}`),
    });
  }

  // Bytes in flight, and the window they have.
  if (data.some(i => c.in_flight[i] > 0)) {
    const all = [...data.map(i => [at(i), c.in_flight[i], null, i]), ...acks.map(i => [at(i), null, c.window[i], i])].sort((a, b) => a[0] - b[0]);
    const unscaled = acks.some(i => c.marks[i] & UNSCALED);
    parts.flight = add(t('Bytes in flight, and the receiver’s window'), [
      [side ? 'server' : 'client', t('sent, and not acknowledged')], ['good', unscaled ? t('window, as in the header: its scale is not known') : t('window')],
    ], {
      label: t`Bytes in flight: ${size(Math.max(...data.map(i => c.in_flight[i])))} at most`,
      height: 200,
      data: [[0, ...all.map(p => p[0]), length], [null, ...all.map(p => p[1]), null], [null, ...all.map(p => p[2]), null]],
      scales: { y: { range: (_, low, high) => [0, Math.max(high || 0, 1) * 1.08] } },
      axes: [{ values: (_, marks) => marks.map(mark => size(mark)) }],
      series: paintOf => [
        { stroke: paintOf(side ? 'server' : 'client'), fill: paintOf('select'), width: 1.4, spanGaps: true, points: { show: false }, paths: uPlot.paths.stepped({ align: 1 }) },
        { stroke: paintOf('good'), width: 1.4, spanGaps: true, points: { show: false }, dash: unscaled ? [2, 3] : [], paths: uPlot.paths.stepped({ align: 1 }) },
      ],
      tip: k => {
        const p = all[k - 1];
        return !p ? '' : p[1] === null ? t`packet ${count(c.packet[p[3]])}: window ${size(p[2])}` : t`packet ${count(c.packet[p[3]])}: ${size(p[1])} in flight`;
      },
    });
  }
  return parts;
}

function sequencePicture(plot, block, data, acks, at, till) {
  const c = block.columns;
  const g = plot.ctx;
  const { left, top, width, height } = plot.bbox;
  const px = devicePixelRatio;
  const X = seconds => plot.valToPos(seconds, 'x', true);
  const Y = bytes => plot.valToPos(bytes, 'y', true);
  g.save();
  g.beginPath();
  g.rect(left, top, width, height);
  g.clip();
  g.font = `${10 * px}px system-ui, sans-serif`;
  g.textAlign = 'center';

  // The staircases of acknowledgments and of the window's right edge.
  const stairs = (edge, style, dotted) => {
    g.strokeStyle = style;
    g.lineWidth = 1.2 * px;
    let last = null;
    acks.forEach(i => {
      const [from, to] = edge(i);
      g.setLineDash(dotted && c.marks[i] & UNSCALED ? [2 * px, 3 * px] : []);
      g.beginPath();
      if (last !== null) {
        g.moveTo(X(last[0]), Y(last[1]));
        g.lineTo(X(at(i)), Y(last[1]));
        g.lineTo(X(at(i)), Y(from));
      } else {
        g.moveTo(X(at(i)), Y(from));
      }
      g.lineTo(X(till(i)), Y(to));
      g.stroke();
      last = [till(i), to];
    });
    g.setLineDash([]);
  };
  stairs(i => [c.first_ack[i] + c.window[i], c.ack[i] + c.window[i]], colour('dim'), true);
  stairs(i => [c.first_ack[i], c.ack[i]], colour('good'), false);

  const places = new Map(acks.map(i => [i, true]));
  g.strokeStyle = colour('sack');
  g.fillStyle = colour('sack');
  g.lineWidth = 1.6 * px;
  for (const [row, from, to] of block.head.sacks) {
    if (places.has(row)) {
      g.beginPath();
      g.moveTo(X(at(row)), Y(from));
      g.lineTo(X(at(row)), Y(to));
      g.stroke();
    }
  }
  let lastSack = -Infinity;
  for (const [row, , to] of block.head.sacks) {
    if (places.has(row) && X(at(row)) - lastSack > 14 * px) {
      lastSack = X(at(row));
      g.fillText('S', lastSack, Y(to) - 3 * px);
    }
  }

  data.forEach(i => {
    const resent = c.marks[i] & RESENT;
    const late = c.marks[i] & (OVERTAKEN | AFTER_GAP);
    g.strokeStyle = colour(resent ? 'bad' : late ? 'warn' : c.marks[i] & COPY ? 'dim' : c.side[i] ? 'server' : 'client');
    g.fillStyle = g.strokeStyle;
    g.lineWidth = (resent || late ? 2.2 : 1.5) * px;
    const [x1, y1, x2, y2] = [X(at(i)), Y(c.sequence[i]), X(till(i)), Y(c.sequence[i] + c.length[i])];
    g.beginPath();
    g.moveTo(x1, y1);
    g.lineTo(x2, y2);
    if (Math.abs(y1 - y2) > 6 * px) {
      // Ticks at both ends, as tcptrace has them: so one sees where a segment ends and the next begins.
      g.moveTo(x1 - 2 * px, y1);
      g.lineTo(x1 + 2 * px, y1);
      g.moveTo(x2 - 2 * px, y2);
      g.lineTo(x2 + 2 * px, y2);
    } else if (Math.abs(y1 - y2) < 2 * px) {
      g.moveTo(x1 - 1.5 * px, y1);
      g.lineTo(x1 + 1.5 * px, y1);
    }
    g.stroke();
    if (resent) {
      g.fillText('R', x2, y2 - 4 * px);
    } else if (c.marks[i] & OVERTAKEN) {
      g.fillText('O', x2, y2 - 4 * px);
    } else if (c.marks[i] & AFTER_GAP) {
      g.fillText('?', x1, y1 + 12 * px);
    }
  });
  acks.forEach(i => {
    if (c.window[i] === 0 && !(c.flags[i] & RST)) {
      g.fillStyle = colour('bad');
      g.fillText('X', X(at(i)), Y(c.ack[i]) + 4 * px);
    } else if (c.marks[i] & ACKS_UNSEEN) {
      g.fillStyle = colour('warn');
      g.fillText('?', X(at(i)), Y(c.ack[i]) + 4 * px);
    }
  });
  g.restore();
}
