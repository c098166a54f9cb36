// The table of flows. Only the rows in sight are in the document, so that 200,000 are no more work
// than 20; sorting and searching go over columns of numbers.
import { t } from './language.js';
import { el, svg, byId, fill, say } from './dom.js';
import { count, counted, size, span, since } from './format.js';
import { tableTools } from './copy.js';

const ROW = 31;
const AHEAD = 12;
const BINS = 16;
const LINE = 150;

export class Flows {
  constructor(block, durationNanos, open) {
    this.columns = block.columns;
    this.texts = block.head.texts;
    this.head = block.head;
    this.rows = block.rows;
    this.duration = Math.max(1, durationNanos);
    this.open = open;
    this.lower = this.texts.map(text => text.toLowerCase());
    this.rank = null;
    this.sort = { key: 'start', down: false };
    this.words = [];
    this.time = null;
    this.choice = { protocol: '', application: '', state: '', troubled: false };
    this.order = new Uint32Array(0);
    this.found = new Map();
    this.heads = [
      { key: 'name', label: t('Flow'), width: 84, text: i => this.name(i), value: i => this.columns.protocol[i] * 1e9 + this.columns.stream[i] },
      { key: 'start', label: t('Start'), width: 104, num: true, text: i => (this.duration > 1e15 ? span(this.columns.start[i]) : since(this.columns.start[i], 3)), value: i => this.columns.start[i] },
      { key: 'duration', label: t('Lasts'), width: 100, num: true, text: i => span(this.columns.duration[i]), value: i => this.columns.duration[i] },
      { key: 'client', label: t('Client'), width: 184, text: i => this.end(i, 'client'), value: i => this.ranks()[this.host(i, 'client')] },
      { key: 'server', label: t('Server'), width: 210, text: i => this.end(i, 'server'), value: i => this.ranks()[this.host(i, 'server')] },
      { key: 'application', label: t('Speaks'), width: 80, text: i => this.texts[this.columns.application[i]], value: i => this.ranks()[this.columns.application[i]] },
      { key: 'bytes', label: t('Bytes'), width: 84, num: true, text: i => size(this.bytes(i)), value: i => this.bytes(i) },
      { key: 'resent', label: t('Again'), width: 66, num: true, text: i => this.columns.resent[i] ? count(this.columns.resent[i]) : '', value: i => this.columns.resent[i] },
      { key: 'timeline', label: t('When'), width: LINE + 16, value: i => this.columns.start[i] },
      { key: 'info', label: t('What happened'), width: 0, text: i => this.texts[this.columns.info[i]], value: i => this.ranks()[this.columns.info[i]] },
    ];
    this.build();
  }

  name(i) {
    return `${this.texts[this.columns.protocol[i]]}:${this.columns.stream[i]}`;
  }

  bytes(i) {
    return this.columns.client_bytes[i] + this.columns.server_bytes[i];
  }

  host(i, side) {
    const name = this.columns[`${side}_name`][i];
    return this.texts[name] ? name : this.columns[side][i];
  }

  end(i, side) {
    const host = this.texts[this.host(i, side)];
    const port = this.columns[`${side}_port`][i];
    return port < 0 ? host : host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  }

  /** The place of each text in the order of the alphabet. */
  ranks() {
    if (!this.rank) {
      const sorted = Uint32Array.from(this.texts.keys()).sort((a, b) => this.lower[a] < this.lower[b] ? -1 : this.lower[a] > this.lower[b] ? 1 : 0);
      this.rank = new Uint32Array(sorted.length);
      sorted.forEach((text, place) => { this.rank[text] = place; });
    }
    return this.rank;
  }

  /** The row of a flow by its name, or -1. Few are asked for: an index of all would take longer. */
  find(name) {
    let row = this.found.get(name);
    if (row === undefined) {
      const [word, number] = name.split(':');
      const protocol = this.texts.indexOf(word);
      const stream = Number(number);
      const c = this.columns;
      row = -1;
      for (let i = 0; i < this.rows && row < 0; i++) {
        row = c.stream[i] === stream && c.protocol[i] === protocol ? i : -1;
      }
      this.found.set(name, row);
    }
    return row;
  }

  build() {
    this.search = el('input', { type: 'search', id: 'search', placeholder: t('Search: address, name, port, protocol, words …'), 'aria-label': t('Search in flows') });
    let timer = 0;
    this.search.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.searchFor(this.search.value), 120);
    });
    const values = column => [...new Set(this.columns[column])].map(i => this.texts[i]).filter(Boolean).sort();
    const choose = (key, label) => el('select', {
      'aria-label': label, 'data-choice': key,
      onchange: event => { this.choice[key] = event.target.value; this.refresh(); },
    }, el('option', { value: '' }, label), values(key).map(value => el('option', { value }, value)));
    const troubled = el('label', { class: 'check' }, el('input', {
      type: 'checkbox', id: 'troubled', onchange: event => { this.choice.troubled = event.target.checked; this.refresh(); },
    }), t('with trouble only'));
    this.clearTime = el('button', { type: 'button', hidden: true, onclick: () => this.onClearTime?.() }, '');
    fill(byId('flows-filters'), this.search, choose('protocol', t('All protocols')), choose('application', t('All applications')), choose('state', t('All states')), troubled, this.clearTime);
    this.body = el('tbody', {});
    this.headRow = el('tr', {}, this.heads.map(head => el('th', { scope: 'col', class: head.num ? 'num' : null, 'data-key': head.key },
      el('button', { type: 'button', onclick: () => this.sortBy(head.key) }, head.label))));
    this.grid = el('table', { class: 'grid' },
      el('caption', { class: 'unseen' }, t('Flows. Arrow keys go from row to row, Enter opens one.')),
      el('colgroup', {}, this.heads.map(head => el('col', head.width ? { width: head.width } : {}))),
      el('thead', {}, this.headRow), this.body);
    this.scroll = el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('Table of flows') }, this.grid);
    this.scroll.addEventListener('scroll', () => requestAnimationFrame(() => this.draw()), { passive: true });
    this.scroll.addEventListener('keydown', event => this.key(event));
    fill(byId('flows-table'), this.scroll);
    fill(byId('flows-tools'), tableTools(t('the flows'), () => this.exported()));
    this.refresh();
  }

  sortBy(key) {
    // Numbers are looked at from the largest on, all else from the beginning on.
    const head = this.heads.find(each => each.key === key);
    const first = Boolean(head.num) && key !== 'start';
    this.sort = { key, down: this.sort.key === key ? !this.sort.down : first };
    this.refresh();
    say(t`Sorted by ${head.label}, ${this.sort.down ? t('descending') : t('ascending')}`);
  }

  searchFor(text) {
    if (this.search.value !== text) {
      this.search.value = text;
    }
    this.words = text.toLowerCase().split(/\s+/).filter(Boolean);
    this.refresh();
  }

  within(range, onClear) {
    this.time = range;
    this.onClearTime = onClear;
    this.clearTime.hidden = !range;
    if (range) {
      this.clearTime.textContent = t`${since(range[0], 3)} to ${since(range[1], 3)} ✕`;
    }
    this.refresh();
  }

  /** The rows that all words and choices leave, in order. */
  refresh() {
    const c = this.columns;
    const matching = this.words.map(word => Uint8Array.from(this.lower, text => text.includes(word) ? 1 : 0));
    const wanted = key => this.choice[key] === '' ? -1 : this.texts.indexOf(this.choice[key]);
    const [protocol, application, state] = [wanted('protocol'), wanted('application'), wanted('state')];
    const texts = [c.protocol, c.client, c.client_name, c.server, c.server_name, c.application, c.state, c.info];
    const found = new Uint32Array(this.rows);
    let n = 0;
    for (let i = 0; i < this.rows; i++) {
      if ((protocol >= 0 && c.protocol[i] !== protocol) || (application >= 0 && c.application[i] !== application)
        || (state >= 0 && c.state[i] !== state) || (this.choice.troubled && !c.troubled[i])
        || (this.time && (c.start[i] > this.time[1] || c.start[i] + c.duration[i] < this.time[0]))) {
        continue;
      }
      let all = true;
      for (let w = 0; w < this.words.length && all; w++) {
        const word = this.words[w];
        all = texts.some(column => matching[w][column[i]]) || word === String(c.client_port[i]) || word === String(c.server_port[i])
          || (word.includes(':') && this.name(i) === word);
      }
      if (all) {
        found[n++] = i;
      }
    }
    this.order = found.subarray(0, n);
    const { key, down } = this.sort;
    const value = this.heads.find(head => head.key === key).value;
    const keys = new Float64Array(this.rows);
    for (const i of this.order) {
      keys[i] = value(i);
    }
    const sign = down ? -1 : 1;
    this.order.sort((a, b) => sign * (keys[a] - keys[b]) || a - b);
    for (const th of this.headRow.children) {
      th.setAttribute('aria-sort', th.dataset.key === key ? (down ? 'descending' : 'ascending') : 'none');
    }
    this.grid.setAttribute('aria-rowcount', this.order.length + 1);
    const left = this.head.seen - this.rows;
    byId('flows-count').textContent = (n === this.rows ? counted(n, 'flow', 'flows') : t`${count(n)} of ${counted(this.rows, 'flow', 'flows')}`)
      + (left > 0 ? t`; ${counted(left, 'flow', 'flows')} with ${size(this.head.left_out_bytes)} left out, those least worth a look` : '');
    this.scroll.scrollTop = 0;
    this.current = -1;
    this.draw(true);
  }

  draw(force) {
    const height = this.scroll.clientHeight || 560;
    const n = this.order.length;
    const from = Math.max(0, Math.min(n, Math.floor(this.scroll.scrollTop / ROW) - AHEAD));
    const to = Math.min(n, from + Math.ceil(height / ROW) + 2 * AHEAD);
    if (!force && from === this.from && to === this.to) {
      return;
    }
    const focused = this.body.contains(document.activeElement) ? document.activeElement.dataset.place : null;
    this.from = from;
    this.to = to;
    const rows = [];
    if (from > 0) {
      rows.push(this.space(from));
    }
    for (let place = from; place < to; place++) {
      rows.push(this.row(place));
    }
    if (to < n) {
      rows.push(this.space(n - to));
    }
    if (n === 0) {
      rows.push(el('tr', { class: 'space' }, el('td', { colspan: this.heads.length }, el('p', { class: 'quiet' }, t('No flow is like that.')))));
    }
    fill(this.body, rows);
    if (focused !== null) {
      this.body.querySelector(`[data-place="${focused}"]`)?.focus({ preventScroll: true });
    }
  }

  space(rows) {
    const tr = el('tr', { class: 'space', 'aria-hidden': 'true' }, el('td', { colspan: this.heads.length }));
    tr.style.height = `${rows * ROW}px`;
    return tr;
  }

  row(place) {
    const i = this.order[place];
    const name = this.name(i);
    return el('tr', {
      tabindex: '-1', 'data-place': place, 'aria-rowindex': place + 2,
      onclick: event => { if (!event.target.closest('a') && !String(getSelection())) { this.open(name); } },
    }, this.heads.map(head => {
      switch (head.key) {
        case 'name':
          return el('td', { class: 'name' }, el('a', { href: `#flow=${name}` }, name));
        case 'timeline':
          return el('td', {}, this.timeline(i));
        default: {
          const text = head.text(i);
          const mood = head.key === 'resent' || (head.key === 'info' && this.columns.troubled[i]) ? 'warn' : '';
          return el('td', { class: `${head.num ? 'num' : ''} ${mood}`, title: head.num ? null : text }, text);
        }
      }
    }));
  }

  /** When the flow was there within the capture, and when it was busy; red where something was lost. */
  timeline(i) {
    const c = this.columns;
    const scale = LINE / this.duration;
    const x = c.start[i] * scale;
    const width = Math.max(2, c.duration[i] * scale);
    const bin = Math.max(0.5, 2 ** c.shift[i] * scale);
    const lossy = c.losses[i];
    const picture = svg('svg', { width: LINE, height: 20, role: 'img', 'aria-label': lossy ? t('with losses') : t('no loss seen') },
      svg('rect', { class: lossy && width < 4 ? 'lossy' : 'span', x: Math.min(x, LINE - 2), y: 17, width: Math.min(width, LINE - Math.min(x, LINE - 2)), height: 2 }));
    if (width < 4) {
      picture.append(svg('rect', { class: lossy ? 'lossy' : 'busy', x: Math.min(x, LINE - 2), y: 4, width: 2, height: 13 }));
      return picture;
    }
    for (let k = 0; k < BINS; k++) {
      const word = k < 8 ? c.levels[i] : c.levels_behind[i];
      const level = Math.floor(word / 16 ** (k % 8)) % 16;
      if (level > 0) {
        const h = 2 + level;
        picture.append(svg('rect', { class: (lossy >> k) & 1 ? 'lossy' : 'busy', x: x + k * bin, y: 17 - h, width: Math.max(0.8, bin - 0.3), height: h }));
      }
    }
    return picture;
  }

  key(event) {
    const page = Math.max(1, Math.floor(this.scroll.clientHeight / ROW) - 2);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -this.order.length, End: this.order.length };
    if (event.target.closest('thead')) {
      return;
    }
    if (event.key in steps && this.order.length > 0) {
      event.preventDefault();
      this.current = Math.max(0, Math.min(this.order.length - 1, (this.current ?? -1) + steps[event.key]));
      this.show(this.current);
    } else if (event.key === 'Enter' && this.current >= 0 && !event.target.closest('a')) {
      event.preventDefault();
      this.open(this.name(this.order[this.current]));
    }
  }

  show(place) {
    const head = this.headRow.offsetHeight;
    const top = place * ROW;
    if (top < this.scroll.scrollTop) {
      this.scroll.scrollTop = top;
    } else if (top + ROW + head > this.scroll.scrollTop + this.scroll.clientHeight) {
      this.scroll.scrollTop = top + ROW + head - this.scroll.clientHeight;
    }
    this.draw(true);
    this.body.querySelector(`[data-place="${place}"]`)?.focus({ preventScroll: true });
  }

  exported() {
    const c = this.columns;
    const rows = [['flow', 'start_seconds', 'duration_seconds', 'client', 'client_name', 'client_port', 'server', 'server_name', 'server_port',
      'application', 'state', 'client_packets', 'client_bytes', 'server_packets', 'server_bytes', 'resent', 'missing_bytes', 'rtt_seconds', 'info']];
    for (const i of this.order) {
      rows.push([this.name(i), c.start[i] / 1e9, c.duration[i] / 1e9, this.texts[c.client[i]], this.texts[c.client_name[i]], c.client_port[i] < 0 ? '' : c.client_port[i],
        this.texts[c.server[i]], this.texts[c.server_name[i]], c.server_port[i] < 0 ? '' : c.server_port[i], this.texts[c.application[i]], this.texts[c.state[i]],
        c.client_packets[i], c.client_bytes[i], c.server_packets[i], c.server_bytes[i], c.resent[i], c.missing[i], c.rtt[i] < 0 ? '' : c.rtt[i] / 1e9, this.texts[c.info[i]]]);
    }
    return rows;
  }

  /** A printed page cannot be scrolled: it shows the first rows, and says how many there are. */
  print(isPrinting) {
    if (isPrinting) {
      const most = Math.min(100, this.order.length);
      fill(this.body, Array.from({ length: most }, (_, place) => this.row(place)),
        most < this.order.length && el('tr', { class: 'space' }, el('td', { colspan: this.heads.length }, t`and ${count(this.order.length - most)} more`)));
    } else {
      this.draw(true);
    }
  }
}
