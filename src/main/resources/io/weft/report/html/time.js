// Where the time of a connection went.
import { t } from './language.js';
import { el, svg, table } from './dom.js';
import { count, counted, span, percent } from './format.js';

const COLOURS = {
  connect: 'sack', tls_handshake: 'sack', close: 'line', capture_loss: 'dim', receiver_window: 'warn', loss: 'bad', delayed_ack: 'warn', server_think: 'server',
  client_idle: 'line', application: 'server', start_up: 'good', sender_cap: 'good', path: 'client', round_trip: 'client', unknown: 'dim',
};

const SURE = () => ({ low: t('low'), medium: t('medium'), high: t('high') });

export function timeAccount(time, startNanos, link) {
  const total = time.parts.reduce((sum, part) => sum + part.nanos, 0);
  if (total === 0) {
    return null;
  }
  let at = 0;
  const bar = svg('svg', { class: 'bars tall-bar', viewBox: '0 0 1000 14', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, time.parts.map(part => {
    const width = (1000 * part.nanos) / total;
    const rect = svg('rect', { x: at, y: 0, width: Math.max(0.5, width - 1.5), height: 14, fill: `var(--${COLOURS[part.group] ?? 'dim'})` }, svg('title', {}, part.word));
    at += width;
    return rect;
  }));
  const rows = time.parts.map(part => [
    el('span', {}, el('span', { class: `key k-${COLOURS[part.group] ?? 'dim'}` }), part.word),
    { num: span(part.nanos) }, { num: percent(part.nanos, total) }, { text: SURE()[part.sure], class: 'wide' },
  ]);
  const stretches = [...time.stretches].sort((a, b) => b.nanos - a.nanos).slice(0, 8).sort((a, b) => a.at - b.at);
  return {
    rows: () => [['cause', 'sender', 'seconds', 'share', 'sure'], ...time.parts.map(part => [part.cause, part.sender === undefined ? '' : part.sender ? 'server' : 'client', part.nanos / 1e9, part.share, part.sure])],
    host: el('div', {}, bar,
      time.look_up && el('p', { class: 'small' }, t`Before it, the name ${time.look_up.name} was looked up: ${span(time.look_up.nanos)}${time.look_up.attempts > 1 ? `, ${counted(time.look_up.attempts, 'question', 'questions')}` : ''}.`),
      table(t('Where the time went'), [t('What it went into'), { num: t('Time') }, { num: t('Share') }, { text: t('How sure'), class: 'wide' }], rows),
      stretches.length > 1 && el('details', {}, el('summary', { class: 'small' }, t('The longest stretches of time')), table(t('The longest stretches of time'), [t('When'), t('What'), { num: t('Lasts') }, t('Packets')],
        stretches.map(each => [span(each.at - startNanos), each.word, { num: span(each.nanos) }, el('span', {}, link(each.from_packet), '–', count(each.to_packet))]))),
      el('p', { class: 'quiet small' }, t`${time.position}${time.position_sure ? t` (sure: ${SURE()[time.position_sure]})` : ''} weft help explain tells how this is worked out.`)),
  };
}
