// What the capture is as a whole.
import { t } from './language.js';
import { el, svg, byId, fill, meter, table } from './dom.js';
import { NANOS, count, counted, size, rate, span, moment, percent } from './format.js';
import { tableTools, pictureTool } from './copy.js';
import { chart } from './chart.js';


export function showOverview(overview, filterByTime, handle) {
  const { capture, summary } = overview.head;
  heading(capture);
  warnings(capture, summary);
  tiles(capture, summary);
  rates(overview, filterByTime, handle);
  protocols(overview.head);
  talkers(summary);
  odd(summary);
  fill(byId('foot'), el('p', {}, t`Written by ${overview.head.generator}. This page holds all it shows, and loads nothing.`));
}

function heading(capture) {
  const files = capture.files ?? [];
  const names = files.map(file => (file.name ?? 'capture').split('/').pop());
  byId('title').textContent = names.slice(0, 3).join(', ') + (names.length > 3 ? t` and ${names.length - 3} more` : '') || t('Live capture');
  const facts = [
    capture.start && t`from ${moment(capture.start)}`,
    capture.end && t`to ${moment(capture.end)}`,
    files[0]?.format,
    (capture.interfaces ?? []).map(each => each.name ?? each.link_type_name).filter(Boolean).slice(0, 3).join(', '),
  ];
  byId('subtitle').textContent = facts.filter(Boolean).join(' · ');
}

function warnings(capture, summary) {
  const notes = [];
  for (const damage of (capture.damage ?? []).slice(0, 5)) {
    notes.push(t`The capture is damaged: ${damage.description ?? damage.reason ?? JSON.stringify(damage)}`);
  }
  if (capture.cut_packets) {
    notes.push(t`${counted(capture.cut_packets, 'packet is', 'packets are')} shorter in the capture than on the wire: streams have holes there.`);
  }
  const dropped = (capture.live?.kernel_dropped ?? 0) + (capture.live?.interface_dropped ?? 0)
    + (capture.interfaces ?? []).reduce((sum, each) => sum + (each.statistics?.interface_dropped ?? 0) + (each.statistics?.system_dropped ?? 0), 0);
  if (dropped) {
    notes.push(t`${counted(dropped, 'packet was', 'packets were')} dropped by the capture itself: what looks lost may only be unseen.`);
  }
  if (summary.stray_times) {
    notes.push(t`${counted(summary.stray_times, 'packet has a time', 'packets have times')} that cannot be right.`);
  }
  for (const error of summary.internal_errors ?? []) {
    notes.push(t`Weft failed inside (${error.where ?? error.place ?? t('unknown place')}), and left out what it was at.`);
  }
  fill(byId('warnings'), notes.map(note => el('div', { class: 'note' }, el('p', {}, note))));
}

function tiles(capture, summary) {
  const seconds = capture.duration ?? 0;
  const states = summary.conn_states ?? [];
  const tcp = states.reduce((sum, each) => sum + each.flows, 0);
  const failed = states.filter(each => ['S0', 'REJ', 'RSTOS0', 'SH'].includes(each.conn_state)).reduce((sum, each) => sum + each.flows, 0);
  const resent = (summary.anomalies ?? []).find(each => each.anomaly === 'retransmissions')?.packets
    ?? (summary.anomalies ?? []).find(each => each.anomaly === 'repeated_segments')?.packets ?? 0;
  const flows = (summary.transports ?? []).reduce((sum, each) => sum + each.flows, 0);
  const tile = (name, value, more, mood) => el('div', {}, el('dt', {}, name), el('dd', { class: mood ?? '' }, value, more && el('small', {}, more)));
  fill(byId('tiles'),
    tile(t('Packets'), count(capture.packets), capture.packets / seconds >= 1 && seconds > 0 ? t`${count(capture.packets / seconds)} a second` : null),
    tile(t('Bytes on the wire'), size(capture.bytes), seconds ? t`${rate(capture.bytes / seconds)} on average` : null),
    tile(t('Time'), span(seconds * NANOS)),
    tile(t('Flows'), count(flows), (summary.transports ?? []).slice(0, 3).map(each => `${count(each.flows)} ${each.protocol}`).join(', ')),
    tile(t('TCP connections'), count(tcp), failed ? t`${count(failed)} came to nothing` : tcp ? t('none came to nothing') : null, failed ? 'warn' : ''),
    tile(t('Segments sent again'), count(resent), null, resent ? 'warn' : ''));
}

/** Throughput, with marks where something was lost. */
function rates(overview, filterByTime, handle) {
  const { bin } = overview.head.time;
  const { bytes, packets, lost, missing } = overview.columns;
  const host = byId('rates-chart');
  if (bytes.length === 0) {
    fill(host, el('p', { class: 'quiet' }, t('There is no packet.')));
    return;
  }
  // A bin's rate holds until the next bin: so a single bin has a width too.
  const n = bytes.length;
  const seconds = Float64Array.from({ length: n + 1 }, (_, i) => (i * bin) / NANOS);
  const bits = Float64Array.from({ length: n + 1 }, (_, i) => (bytes[Math.min(i, n - 1)] * NANOS) / bin);
  const again = overview.head.analysed ? t('bytes were lost, and sent again') : t('bytes came again: lost, or captured twice');
  const legend = el('ul', { class: 'legend' },
    el('li', {}, el('span', { class: 'key k-client' }), t('all traffic')),
    el('li', {}, el('span', { class: 'key k-bad' }), again),
    el('li', {}, el('span', { class: 'key k-warn' }), t('bytes not in the capture')),
    el('li', {}, t('Drag to zoom; the flows below are then those of that time.')));
  host.append(legend);
  const marks = {
    hooks: {
      draw: plot => {
        const c = plot.ctx;
        const { left, top, width, height } = plot.bbox;
        const mark = (values, name, row) => {
          c.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name);
          let last = -1;
          for (let i = 0; i < n; i++) {
            if (values[i] > 0) {
              const at = Math.round(plot.valToPos(seconds[i] + bin / NANOS / 2, 'x', true));
              if (at !== last && at >= left && at <= left + width) {
                c.fillRect(at - devicePixelRatio, top + height - (row + 1) * 8 * devicePixelRatio, 2 * devicePixelRatio, 7 * devicePixelRatio);
                last = at;
              }
            }
          }
        };
        mark(lost, '--bad', 0);
        mark(missing, '--warn', 1);
      },
    },
  };
  const tip = i => {
    const k = Math.min(i, n - 1);
    return [t`at ${(k * bin / NANOS).toFixed(3)} s: ${rate(bits[k] / 8)}`, counted(packets[k], 'packet', 'packets'),
      lost[k] > 0 && (overview.head.analysed ? t`${size(lost[k])} lost and sent again` : t`${size(lost[k])} came again`), missing[k] > 0 && t`${size(missing[k])} not in the capture`].filter(Boolean).join(', ');
  };
  const plotted = chart(host, {
    label: t`Throughput over ${span(n * bin)}: ${rate(bits.reduce((a, b) => Math.max(a, b), 0) / 8)} at most`,
    height: 240,
    data: [seconds, bits],
    scales: { y: { range: (_, low, high) => [0, Math.max(high || 0, 1) * 1.08] } },
    axes: [{ values: (_, marks) => marks.map(mark => rate(mark / 8)), size: 92 }],
    series: colour => [{ stroke: colour('client'), fill: colour('select'), width: 1.25, points: { show: false }, paths: uPlot.paths.stepped({ align: 1 }) }],
    plugins: () => [marks],
    tip,
    zoomed: range => {
      reset.hidden = range === null;
      filterByTime(range && [range[0] * NANOS, range[1] * NANOS]);
    },
  });
  const reset = el('button', { type: 'button', hidden: true, onclick: () => plotted.reset() }, t('Show all of the time'));
  handle.plotted = plotted;
  fill(byId('rates-tools'), reset,
    tableTools(t('throughput'), () => [['seconds', 'bytes', 'packets', 'bytes_again', 'bytes_missing'],
      ...Array.from(bytes, (value, i) => [(i * bin) / NANOS, value, packets[i], lost[i], missing[i]])]),
    pictureTool(t('throughput'), 'throughput', () => plotted.picture()));
}

function protocols(head) {
  const total = (head.tree ?? []).reduce((sum, each) => sum + each.packets, 0);
  const most = (head.tree ?? []).reduce((sum, each) => sum + each.bytes, 0);
  const line = node => [
    el('span', { title: node.label }, node.protocol),
    el('span', { class: 'num' }, count(node.packets)),
    el('span', { class: 'num' }, size(node.bytes)),
    meter([most ? node.bytes / most : 0, 'client']),
  ];
  const item = (node, depth) => el('li', { class: `d${Math.min(depth, 12)}` }, node.inside
    ? el('details', { open: depth < 5 }, el('summary', {}, line(node)), el('ul', {}, node.inside.map(each => item(each, depth + 1))))
    : el('div', { class: 'leaf' }, line(node)));
  const host = byId('protocols');
  host.setAttribute('tabindex', '0');
  host.setAttribute('role', 'group');
  host.setAttribute('aria-labelledby', 'protocols-title');
  fill(host,
    el('div', { class: 'tree-head', 'aria-hidden': 'true' }, el('span', {}, t('Protocol')), el('span', { class: 'num' }, t('Packets')), el('span', { class: 'num' }, t('Bytes')), el('span', {}, t('Share'))),
    el('ul', { class: 'tree' }, (head.tree ?? []).map(node => item(node, 0))),
    head.unplaced ? el('p', { class: 'quiet' }, t`${counted(head.unplaced, 'packet goes', 'packets go')} deeper than is shown.`) : null,
    total === 0 && el('p', { class: 'quiet' }, t('There is no packet.')));
  const rows = [];
  const walk = (node, path) => {
    const here = path ? `${path}:${node.protocol}` : node.protocol;
    rows.push([here, node.packets, node.bytes]);
    (node.inside ?? []).forEach(each => walk(each, here));
  };
  fill(byId('protocols-tools'), tableTools(t('protocols'), () => {
    rows.length = 0;
    (head.tree ?? []).forEach(node => walk(node, ''));
    return [['protocols', 'packets', 'bytes'], ...rows];
  }));
}

function talkers(summary) {
  const all = summary.top_talkers ?? [];
  const most = Math.max(1, ...all.map(each => each.bytes_sent + each.bytes_received));
  const host = byId('talkers');
  host.setAttribute('tabindex', '0');
  host.setAttribute('role', 'group');
  host.setAttribute('aria-labelledby', 'talkers-title');
  const find = each => el('a', { href: `#flows=${encodeURIComponent(each.ip)}` }, each.ip);
  fill(host, all.length === 0
    ? el('p', { class: 'quiet' }, t('No packet has an address of IP.'))
    : table(t('Addresses with the most bytes'), [t('Address'), { text: t('Share'), class: 'wide' }, { num: t('Sent') }, { num: t('Received') }, { num: t('Flows') }],
      all.map(each => [
        el('div', {}, find(each), each.name && el('div', { class: 'dim' }, each.name)),
        { text: meter([each.bytes_sent / most, 'client'], [each.bytes_received / most, 'server']), class: 'wide' },
        { num: size(each.bytes_sent), class: 'client' }, { num: size(each.bytes_received), class: 'server' }, { num: count(each.flows) },
      ])));
  fill(byId('talkers-tools'), tableTools(t('top talkers'), () => [
    ['address', 'name', 'flows', 'packets_sent', 'bytes_sent', 'packets_received', 'bytes_received'],
    ...all.map(each => [each.ip, each.name, each.flows, each.packets_sent, each.bytes_sent, each.packets_received, each.bytes_received]),
  ]));
}

function odd(summary) {
  const all = summary.anomalies ?? [];
  byId('odd').hidden = all.length === 0;
  fill(byId('odd-list'), table(t('What was odd, and how often'), [t('Protocol'), t('What'), { num: t('How often') }],
    all.map(each => [each.protocol, t(each.description), {
      num: each.packets !== undefined ? counted(each.packets, 'packet', 'packets')
        : each.flows !== undefined ? counted(each.flows, 'flow', 'flows') : size(each.bytes),
    }])));
}

/** Cards of the flows that the page holds whole. */
export function showNotable(flows, head) {
  const shown = head.whole.map(name => [name, flows.find(name)]).filter(([, i]) => i >= 0);
  const none = shown.length === 0;
  byId('notable').hidden = none;
  document.querySelectorAll('[data-part=notable]').forEach(link => { link.hidden = none; });
  const card = ([name, i]) => el('a', { class: 'card', href: `#flow=${name}` },
    el('div', { class: 'row' }, el('strong', {}, name, ' ', flows.texts[flows.columns.application[i]]), el('span', {}, size(flows.bytes(i)))),
    el('div', { class: 'who' }, flows.end(i, 'client'), ' → ', flows.end(i, 'server')),
    el('p', { class: `what ${flows.columns.troubled[i] ? 'warn' : ''}` }, flows.texts[flows.columns.info[i]] || t('nothing wrong was seen')),
    el('div', { class: 'row' }, el('span', {}, t`from ${span(flows.columns.start[i])}`), el('span', {}, t`lasts ${span(flows.columns.duration[i])}`)));
  const first = 12;
  const rest = shown.slice(first);
  fill(byId('notable-list'), shown.slice(0, first).map(card));
  fill(byId('notable-more'), rest.length > 0 && el('details', {}, el('summary', {}, t`${count(rest.length)} more`), el('div', { class: 'cards' }, rest.map(card))),
    head.chosen > head.whole.length && el('p', { class: 'quiet' }, t`${counted(head.chosen - head.whole.length, 'flow', 'flows')} worth a look could not be read a second time, and is not shown whole.`));
}
