// What the marks of a segment mean, and segments in words.
import { t } from './language.js';
import { count, counted, size } from './format.js';

export const RESENT = 1;
export const OVERTAKEN = 2;
export const NEEDLESS = 4;
export const COPY = 8;
export const ZERO_WINDOW = 16;
export const KEEP_ALIVE = 32;
export const PROBE = 64;
export const AFTER_GAP = 128;
export const FILLS_WINDOW = 256;
export const SAME_ACK = 512;
export const FAST = 1024;
export const LOST_BEFORE = 2048;
export const UNSCALED = 4096;
export const ACKS_UNSEEN = 8192;

export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const PSH = 8;
export const ACK = 16;

/** What is wrong, or worth a word; the second says how bad it is. */
export function remarks(marks) {
  const all = [];
  const add = (mark, words, mood) => { if (marks & mark) { all.push([words, mood]); } };
  if (marks & RESENT) {
    const how = marks & NEEDLESS ? t('sent again, not needed') : marks & FAST ? t('sent again after duplicate ACKs') : t('sent again');
    all.push([marks & LOST_BEFORE ? t`${how}; lost before the capture` : how, 'bad']);
  }
  add(OVERTAKEN, t('overtaken on the way'), 'warn');
  add(COPY, t('captured once more'), 'dim');
  add(ZERO_WINDOW, t('window closed'), 'bad');
  add(PROBE, t('window probe'), 'warn');
  add(KEEP_ALIVE, t('keep-alive'), 'dim');
  add(AFTER_GAP, t('bytes before it not seen'), 'warn');
  add(ACKS_UNSEEN, t('acknowledges what was not captured'), 'warn');
  add(FILLS_WINDOW, t('fills the window'), 'warn');
  add(SAME_ACK, t('duplicate ACK'), 'dim');
  return all;
}

export function flagWords(flags) {
  return [[SYN, 'SYN'], [FIN, 'FIN'], [RST, 'RST']].filter(([bit]) => flags & bit).map(([, word]) => word)
    .concat(flags & ACK && !(flags & (SYN | FIN | RST)) ? [] : flags & ACK ? ['ACK'] : []).join(' ');
}

/** A row of segments in words. */
export function words(c, i) {
  const flags = flagWords(c.flags[i]);
  const data = c.length[i] > 0;
  const parts = [];
  if (flags) {
    parts.push(flags);
  }
  if (data) {
    parts.push(t`${c.length[i] < 1e5 ? counted(c.length[i], 'byte', 'bytes') : size(c.length[i])} from ${count(c.sequence[i])} on`);
  } else if (!flags) {
    parts.push(`ACK ${count(c.ack[i])}`);
  }
  if (c.count[i] > 1) {
    parts.push(t`in ${count(c.count[i])} segments`);
  }
  if (!data || c.flags[i] & SYN) {
    parts.push(t`window ${count(c.window[i])}${c.marks[i] & UNSCALED ? t(', unscaled') : ''}`);
  }
  return parts.join(', ');
}
