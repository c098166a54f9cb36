// Numbers, sizes and times as people read them. Times are nanoseconds.

import { knows, t } from './language.js';

export const NANOS = 1e9;
const BINARY = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

export function count(n) {
  return Math.round(n).toLocaleString('en-US');
}

export function counted(n, one, many) {
  // Languages without a plural have the words for many alone.
  return t(`{0} ${n === 1 && !knows(`{0} ${many}`) ? one : many}`, count(n));
}

function digits(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function scaled(value, units) {
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return unit === 0 ? `${Math.round(value)} ${units[0]}` : `${digits(value)} ${units[unit]}`;
}

export function size(bytes) {
  return scaled(bytes, BINARY);
}

export function rate(bytesPerSecond) {
  return scaled(bytesPerSecond * 8, ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s']);
}

export function span(nanos) {
  const sign = nanos < 0 ? '−' : '';
  const n = Math.abs(nanos);
  if (n < 1e3) {
    return `${sign}${n} ns`;
  }
  if (n < 999.5e3) {
    return `${sign}${digits(n / 1e3)} µs`;
  }
  if (n < 999.5e6) {
    return `${sign}${digits(n / 1e6)} ms`;
  }
  if (n < 60e9) {
    return `${sign}${digits(n / 1e9)} s`;
  }
  const seconds = Math.round(n / 1e9);
  const parts = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const first = parts.findIndex(([unit]) => seconds >= unit);
  const [unit, word] = parts[first];
  const rest = parts[first + 1];
  const left = rest ? Math.floor((seconds % unit) / rest[0]) : 0;
  return `${sign}${Math.floor(seconds / unit)} ${word}${left ? ` ${left} ${rest[1]}` : ''}`;
}

/** Words for the marks of an axis of seconds: all in the unit that suits the longest. */
export function ticks(values) {
  const most = Math.max(...values.map(Math.abs));
  const [unit, word] = most >= 3 * 86400 ? [86400, 'd'] : most >= 3 * 3600 ? [3600, 'h'] : most >= 600 ? [60, 'min'] : most >= 0.5 ? [1, 's'] : most >= 5e-4 ? [1e-3, 'ms'] : [1e-6, 'µs'];
  return values.map(value => `${+(value / unit).toPrecision(7)} ${word}`);
}

/** A time since the capture began: seconds, with as many digits as the capture's length asks for. */
export function since(nanos, decimals = 6) {
  return `${(nanos / 1e9).toFixed(decimals)} s`;
}

export function percent(part, whole) {
  const share = whole ? (100 * part) / whole : 0;
  return share > 0 && share < 0.1 ? '< 0.1 %' : `${share >= 99.95 ? '100' : share.toFixed(1)} %`;
}

/** 2026-03-01T09:30:00.120045000Z as 2026-03-01 09:30:00.120045 UTC. */
export function moment(text) {
  return text ? `${text.slice(0, 10)} ${text.slice(11, -1).replace(/0{1,9}$/, '').replace(/\.$/, '')} UTC` : '';
}

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text from packets, its characters that hide or turn the text around made visible. */
export function shown(text) {
  return String(text).replace(CONTROL, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
