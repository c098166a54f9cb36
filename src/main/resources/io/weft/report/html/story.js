// What was said in a flow: exchanges as a waterfall, and the stream's text.
import { t } from './language.js';
import { el, svg } from './dom.js';
import { count, counted, size, span, shown } from './format.js';

/** Nanoseconds between two times of RFC 3339. */
export function between(from, to) {
  const parts = text => [Date.parse(`${text.slice(0, 19)}Z`), Number(text.slice(20, -1).padEnd(9, '0'))];
  const [a, fa] = parts(from);
  const [b, fb] = parts(to);
  return (b - a) * 1e6 + (fb - fa);
}

/** Every exchange that the record tells, with its protocol. */
export function exchangesOf(record) {
  return Object.keys(record).filter(key => Array.isArray(record[key]) && `${key}_exchanges` in record)
    .flatMap(key => record[key].map(each => ({ protocol: key, each })))
    .filter(({ each }) => each.start);
}

function name(protocol, x) {
  const text = x.method ? `${x.method} ${x.host ?? ''}${x.target ?? ''}`
    : x.name !== undefined ? `${x.name} ${x.type ?? ''}`
      : x.server_name ?? x.summary ?? protocol;
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}

function outcome(x) {
  return String(x.status ?? x.rcode ?? x.version ?? '');
}

/** The parts of an exchange's time: [from, to, kind, words] in nanoseconds since `start`. */
function partsOf(x, start) {
  const at = time => (time ? between(start, time) : null);
  const begin = at(x.start);
  const asked = at(x.request_end);
  const answered = at(x.response_start);
  const done = at(x.response_end);
  const parts = [];
  if (asked !== null) {
    parts.push([begin, asked, 'client', t('request')]);
  }
  if (answered !== null) {
    const from = asked ?? begin;
    if (answered > from) {
      parts.push([from, answered, 'dim', t('waiting')]);
    }
    parts.push([answered, done ?? answered, 'server', t('response')]);
  }
  const spans = x.rtt ?? x.duration ?? x.handshake_duration;
  if (parts.length === 0) {
    parts.push([begin, begin + (spans ?? 0) * 1e9, spans === undefined ? 'bad' : 'dim', spans === undefined ? t('no answer') : t('until the answer')]);
  }
  return parts;
}

export function waterfall(record) {
  const all = exchangesOf(record).map(({ protocol, each }) => ({ protocol, each, parts: partsOf(each, record.start) }));
  const first = Math.min(...all.map(one => one.parts[0][0]));
  const last = Math.max(...all.map(one => one.parts[one.parts.length - 1][1]), first + 1);
  const share = nanos => (1000 * (nanos - first)) / (last - first);
  const rows = all.map(({ protocol, each, parts }) => {
    const told = parts.filter(part => part[1] > part[0]).map(part => `${part[3]} ${span(part[1] - part[0])}`).join(', ');
    const failed = each.status >= 400 || (each.rcode && each.rcode !== 'NOERROR') || parts[0][2] === 'bad';
    const packets = [each.request_packet ?? each.query_packet, each.response_packet].filter(Boolean);
    return el('li', {},
      el('div', { class: 'label' }, el('span', { class: `chip ${failed ? 'bad' : 'good'}` }, outcome(each) || protocol), ' ', name(protocol, each),
        el('div', { class: 'dim small' }, told, packets.length > 0 && t`; packets ${packets.map(count).join(t(' and '))}`)),
      svg('svg', { class: 'bars', viewBox: '0 0 1000 14', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        svg('rect', { x: 0, y: 6, width: 1000, height: 2, fill: 'var(--soft)' }),
        parts.map(([from, to, kind]) => svg('rect', { x: Math.min(share(from), 996), y: kind === 'dim' ? 4 : 1, width: Math.max(4, share(to) - share(from)), height: kind === 'dim' ? 6 : 12, fill: `var(--${kind})` }))));
  });
  const rowsForCopy = () => [['protocol', 'what', 'outcome', 'start_seconds', 'parts'],
    ...all.map(({ protocol, each, parts }) => [protocol, name(protocol, each), outcome(each), parts[0][0] / 1e9, parts.map(part => `${part[3]} ${(part[1] - part[0]) / 1e9}`).join('; ')])];
  const total = Object.keys(record).filter(key => key.endsWith('_exchanges')).reduce((sum, key) => sum + record[key], 0);
  return {
    rows: rowsForCopy,
    host: el('div', {},
      el('ul', { class: 'legend' }, [['client', t('request')], ['dim', t('waiting')], ['server', t('response')]].map(([key, words]) => el('li', {}, el('span', { class: `key k-${key}` }), words)),
        el('li', {}, t`${span(last - first)} from the left to the right`)),
      el('ol', { class: 'falls' }, rows),
      total > all.length && el('p', { class: 'quiet' }, t`The first ${count(all.length)} of ${counted(total, 'exchange', 'exchanges')}.`)),
  };
}

function binary(hex) {
  const bytes = hex.match(/../g) ?? [];
  const lines = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.slice(at, at + 16);
    const text = row.map(byte => { const code = parseInt(byte, 16); return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·'; }).join('');
    lines.push(`${at.toString(16).padStart(4, '0')}  ${row.join(' ').padEnd(47)}  ${text}`);
  }
  return lines.join('\n');
}

export function turnsOf(head, startNanos) {
  const side = turn => (turn.side ? 'server' : 'client');
  const title = turn => t`${turn.side ? t('Server') : t('Client')}, ${span(turn.at - startNanos)} after the beginning, packet ${count(turn.packet)}: ${turn.bytes < 1e4 ? counted(turn.bytes, 'byte', 'bytes') : size(turn.bytes)}`;
  const more = turn => [turn.missing && t`${counted(turn.missing, 'byte', 'bytes')} not in the capture`, turn.cut && t`${turn.cut < 1e4 ? counted(turn.cut, 'byte', 'bytes') : size(turn.cut)} more not shown`].filter(Boolean).join('; ');
  // Lines end by CR LF in many protocols: that is no character to show.
  const body = turn => (turn.text !== undefined ? turn.text.replaceAll('\r\n', '\n') : turn.hex ? binary(turn.hex) : '');
  return {
    text: () => head.turns.map(turn => `--- ${title(turn)}\n${shown(body(turn))}\n${more(turn) ? `[${more(turn)}]\n` : ''}`).join('\n'),
    host: el('div', {}, head.turns.map(turn => el('div', { class: `turn of-${side(turn)}` },
      el('div', { class: side(turn) }, title(turn)),
      body(turn) && el('pre', {}, body(turn)),
      more(turn) && el('div', { class: 'dim' }, more(turn)))),
    head.turns_left_out > 0 && el('p', { class: 'quiet' }, t`${counted(head.turns_left_out, 'turn', 'turns')} more: weft stream shows all.`)),
  };
}
