// One flow by itself.
import { t } from './language.js';
import { el, byId, fill, table } from './dom.js';
import { count, counted, size, span, since } from './format.js';
import { block } from './data.js';
import { tableTools, textTool, pictureTool, drawn } from './copy.js';
import { ladder } from './ladder.js';
import { graphs } from './graphs.js';
import { waterfall, turnsOf, exchangesOf } from './story.js';
import { timeAccount } from './time.js';

const STATES = () => ({
  S0: t('attempt without an answer'), S1: t('established, not closed'), SF: t('established and closed'), REJ: t('refused'),
  S2: t('closed by the client only'), S3: t('closed by the server only'), RSTO: t('reset by the client'), RSTR: t('reset by the server'),
  RSTOS0: t('attempt without an answer, then reset'), RSTRH: t('server answered and reset, no client seen'), SH: t('client closed without an answer'),
  SHR: t('server closed, no client seen'), OTH: t('joined midway, not closed'),
});

/** Shows a flow: what its row tells, and what the page holds of it besides. */
export async function showFlow(flows, name, where) {
  const host = byId('flow');
  const i = flows.find(name);
  const back = el('a', { class: 'back', href: '#flows' }, t('← All flows'));
  if (i < 0) {
    fill(host, back, el('h1', { id: 'flow-title' }, name), el('p', { class: 'note' }, t('The page has no such flow.')));
    return;
  }
  host.setAttribute('aria-busy', 'true');
  const c = flows.columns;
  const fact = (term, value) => value !== null && value !== undefined && value !== '' && el('div', {}, el('dt', {}, term), el('dd', {}, value));
  const state = flows.texts[c.state[i]];
  fill(host, back,
    el('h1', { id: 'flow-title' }, name, ' ', el('span', { class: 'dim' }, flows.texts[c.application[i]])),
    el('p', { class: 'sub' }, el('span', { class: 'client' }, flows.end(i, 'client')), ' → ', el('span', { class: 'server' }, flows.end(i, 'server'))),
    el('section', {}, el('div', { class: 'card' }, el('dl', { class: 'facts' },
      fact(t('What happened'), flows.texts[c.info[i]]),
      fact(t('State'), state && `${state}: ${STATES()[state] ?? ''}`),
      fact(t('Began'), t`${since(c.start[i])} into the capture, packet ${count(c.packet[i])}`),
      fact(t('Lasted'), span(c.duration[i])),
      fact(t('Round trip of the handshake'), c.rtt[i] < 0 ? '' : span(c.rtt[i])),
      fact(t('Segments sent again'), c.resent[i] ? count(c.resent[i]) : ''),
      fact(t('Bytes not in the capture'), c.missing[i] ? size(c.missing[i]) : '')))));
  const whole = await block(name);
  const record = whole?.head.record;
  if (whole) {
    account(host, whole.head, c.start[i], name);
  }
  host.append(ends(flows, i, record));
  if (whole) {
    story(host, whole, c.start[i], name, Number(where?.get('packet')) || 0);
  } else {
    host.append(el('p', { class: 'quiet' }, t('Of this flow the page holds no more: it is not among the most notable ones.')));
  }
  host.setAttribute('aria-busy', 'false');
}

function ends(flows, i, record) {
  const c = flows.columns;
  const rows = [
    [t('Address'), flows.texts[c.client[i]], flows.texts[c.server[i]]],
    [t('Name'), flows.texts[c.client_name[i]], flows.texts[c.server_name[i]]],
    [t('Port'), c.client_port[i] < 0 ? '' : c.client_port[i], c.server_port[i] < 0 ? '' : c.server_port[i]],
    [t('Packets sent'), count(c.client_packets[i]), count(c.server_packets[i])],
    [t('Bytes sent, on the wire'), size(c.client_bytes[i]), size(c.server_bytes[i])],
  ];
  const both = (label, of) => rows.push([label, ...['client', 'server'].map(side => of(record?.[side] ?? {}, record?.tcp?.[side] ?? {}) ?? '')]);
  if (record) {
    both(t('Bytes of its stream'), end => end.stream_bytes !== undefined ? size(end.stream_bytes) : null);
    both(t('Segments sent again'), (_, tcp) => tcp.retransmissions && count(tcp.retransmissions));
    both(t('Round trip to its peer, median'), (_, tcp) => tcp.rtt && span(Math.round(tcp.rtt.median * 1e9)));
    both(t('Round trip to its peer, longest'), (_, tcp) => tcp.rtt && span(Math.round(tcp.rtt.max * 1e9)));
    both(t('Largest window'), (_, tcp) => tcp.max_window_bytes !== undefined ? size(tcp.max_window_bytes) : null);
    both(t('Most bytes in flight'), (_, tcp) => tcp.max_bytes_in_flight !== undefined ? size(tcp.max_bytes_in_flight) : null);
    both(t('Longest silence'), (_, tcp) => tcp.longest_idle !== undefined ? span(Math.round(tcp.longest_idle * 1e9)) : null);
  }
  const told = rows.filter(row => row[1] !== '' || row[2] !== '');
  return el('section', { 'aria-labelledby': 'ends-title' },
    el('div', { class: 'head' }, el('h2', { id: 'ends-title' }, t('Both ends')), el('div', { class: 'tools' }, tableTools(t('both ends'), () => [['', 'client', 'server'], ...told]))),
    el('div', { class: 'card' }, table(t('Both ends'), [{ text: el('span', { class: 'unseen' }, t('What')) }, { text: t('Client'), class: 'client' }, { text: t('Server'), class: 'server' }], told)));
}

function section(host, id, title, tools, ...content) {
  const part = el('section', { 'aria-labelledby': id }, el('div', { class: 'head' }, el('h2', { id }, title), el('div', { class: 'tools' }, tools)), content);
  host.append(part);
  return part;
}

function account(host, head, startNanos, name) {
  const told = head.time && timeAccount(head.time, startNanos, number => el('a', { href: `#flow=${name}&packet=${number}` }, count(number)));
  if (told) {
    section(host, 'time-title', t('Where the time went'), tableTools(t('where the time went'), told.rows), el('div', { class: 'card' }, told.host));
  }
}

function story(host, whole, startNanos, name, packet) {
  const { head } = whole;
  const { record } = head;
  const file = name.replace(':', '-');
  const exchanges = exchangesOf(record);
  if (exchanges.length > 0) {
    const fall = waterfall(record);
    section(host, 'falls-title', t('Exchanges'), tableTools(t('the exchanges'), fall.rows), el('div', { class: 'card' }, fall.host));
  }
  if (whole.rows > 0) {
    const steps = ladder(whole, record, startNanos, packet);
    section(host, 'ladder-title', t('Ladder'), [steps.button, tableTools(t('the ladder'), steps.rows), pictureTool(t('the ladder'), `${file}-ladder`, () => drawn(steps.svg()))],
      el('div', { class: 'card' }, el('div', { class: 'ladder', tabindex: '0', role: 'group', 'aria-labelledby': 'ladder-title' }, steps.host), steps.list,
        head.segments_left_out > 0 && el('p', { class: 'quiet' }, t`${counted(head.segments_left_out, 'segment is', 'segments are')} left out.`)));
    timeGraphs(host, whole, record, startNanos, file);
    document.getElementById('wanted-packet')?.scrollIntoView({ block: 'center' });
    elsewhere(whole, packet, host);
  }
  if (head.turns.length > 0) {
    const turns = turnsOf(head, startNanos);
    section(host, 'turns-title', t('What was said'), textTool(t('what was said'), turns.text),
      el('div', { class: 'card turns', tabindex: '0', role: 'group', 'aria-labelledby': 'turns-title' }, turns.host));
  }
}

/** A finding may be about many flows: its packets need not be of the one that shows it best. */
function elsewhere(whole, packet, host) {
  const c = whole.columns;
  if (packet && !c.packet.some((first, i) => first <= packet && packet <= c.last_packet[i])) {
    host.querySelector('.sub').after(el('p', { class: 'note' }, t`Packet ${count(packet)} is of another flow: weft packets --packets ${packet} shows it.`));
  }
}

function timeGraphs(host, whole, record, startNanos, file) {
  const place = el('div', {});
  let side = (record.server?.payload_bytes ?? 0) >= (record.client?.payload_bytes ?? 0) ? 1 : 0;
  let parts = null;
  const buttons = [t('Client’s data'), t('Server’s data')].map((label, s) => el('button', { type: 'button', 'aria-pressed': String(s === side), onclick: () => { side = s; draw(); } }, label));
  const draw = () => {
    buttons.forEach((button, s) => button.setAttribute('aria-pressed', String(s === side)));
    place.replaceChildren();
    parts = graphs(place, whole, side, startNanos);
  };
  section(host, 'graphs-title', t('Over time'), [buttons, pictureTool(t('the graph of sequence numbers'), `${file}-sequence`, () => parts.sequence.picture())], el('div', { class: 'card' }, place));
  draw();
}
