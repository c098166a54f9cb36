// Where the time of a connection went.
import { el, svg, table } from './dom.js';
import { count, counted, span, percent } from './format.js';

const WORDS = {
  connect_retry: 'connecting: SYN sent again', connect: 'connecting', tls_handshake: 'TLS handshake', close: 'closing', capture_loss: 'not captured',
  window_closed: 'receiver’s window closed', window_full: 'receiver’s window full', loss_timeout: 'loss: waiting for a time-out', loss_recovery: 'loss: recovery',
  after_loss: 'slow after a loss', delayed_ack: 'delayed acknowledgment', server_think: 'server thinks', server_greeting: 'server has not begun to speak', client_idle: 'client idle',
  application: 'sender’s program gives nothing', start_up: 'slow start', sender_cap: 'sender’s own limit', path: 'path carries no more', round_trip: 'the way there and back', unknown: 'cannot tell',
};
const COLOURS = {
  connect: 'sack', tls_handshake: 'sack', close: 'line', capture_loss: 'dim', receiver_window: 'warn', loss: 'bad', delayed_ack: 'warn', server_think: 'server',
  client_idle: 'line', application: 'server', start_up: 'good', sender_cap: 'good', path: 'client', round_trip: 'client', unknown: 'dim',
};

const POSITIONS = { client_side: 'at the client', server_side: 'at the server', between: 'between both ends', unknown: 'at an unknown place' };

export function timeAccount(time, startNanos, link) {
  const total = time.parts.reduce((sum, part) => sum + part.nanos, 0);
  if (total === 0) {
    return null;
  }
  const who = part => (part.sender === undefined ? '' : part.sender ? ' (server sends)' : ' (client sends)');
  let at = 0;
  const bar = svg('svg', { class: 'bars tall-bar', viewBox: '0 0 1000 14', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, time.parts.map(part => {
    const width = (1000 * part.nanos) / total;
    const rect = svg('rect', { x: at, y: 0, width: Math.max(0.5, width - 1.5), height: 14, fill: `var(--${COLOURS[part.group] ?? 'dim'})` }, svg('title', {}, WORDS[part.cause] ?? part.cause));
    at += width;
    return rect;
  }));
  const rows = time.parts.map(part => [
    el('span', {}, el('span', { class: `key k-${COLOURS[part.group] ?? 'dim'}` }), (WORDS[part.cause] ?? part.cause) + who(part)),
    { num: span(part.nanos) }, { num: percent(part.nanos, total) }, { text: part.sure, class: 'wide' },
  ]);
  const stretches = [...time.stretches].sort((a, b) => b.nanos - a.nanos).slice(0, 8).sort((a, b) => a.at - b.at);
  return {
    rows: () => [['cause', 'sender', 'seconds', 'share', 'sure'], ...time.parts.map(part => [part.cause, part.sender === undefined ? '' : part.sender ? 'server' : 'client', part.nanos / 1e9, part.share, part.sure])],
    host: el('div', {}, bar,
      time.look_up && el('p', { class: 'small' }, `Before it, the name ${time.look_up.name} was looked up: ${span(time.look_up.nanos)}${time.look_up.attempts > 1 ? `, ${counted(time.look_up.attempts, 'question', 'questions')}` : ''}.`),
      table('Where the time went', ['What it went into', { num: 'Time' }, { num: 'Share' }, { text: 'How sure', class: 'wide' }], rows),
      stretches.length > 1 && el('details', {}, el('summary', { class: 'small' }, 'The longest stretches of time'), table('The longest stretches of time', ['When', 'What', { num: 'Lasts' }, 'Packets'],
        stretches.map(each => [span(each.at - startNanos), (WORDS[each.cause] ?? each.cause) + who(each), { num: span(each.nanos) }, el('span', {}, link(each.from_packet), ' to ', count(each.to_packet))]))),
      el('p', { class: 'quiet small' }, `It was captured ${POSITIONS[time.position] ?? time.position}${time.position === 'unknown' ? '' : ` (sure: ${time.position_sure})`}. weft help explain tells how this is worked out.`)),
  };
}
