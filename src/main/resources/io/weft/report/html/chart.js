// Charts over time: uPlot with the page's colours, a keyboard, and words for those who cannot see.
import { t } from './language.js';
import { el, colour, say } from './dom.js';
import { onGround } from './copy.js';
import { ticks } from './format.js';

/* global uPlot */

const charts = new Set();
const FONT = '12px system-ui, sans-serif';

/**
 * Shows a chart. `options` has: label (what it shows), height, data (x in seconds first), series and scales as
 * uPlot has them, left (width of the left axis), values (a function of a value for the axis), tip (of an index, in words),
 * zoomed (called with the range, or null for all), hooks.
 */
export function chart(host, options) {
  const box = el('div', {
    class: 'chart', tabindex: '0', role: 'application', 'aria-roledescription': t('chart'),
    'aria-label': t`${options.label}. Arrow keys move a cursor, plus and minus zoom, Escape shows all.`,
  });
  const tip = el('div', { class: 'tip', hidden: true });
  const area = el('div', {});
  box.append(area, tip);
  host.append(box);
  const x = options.data[0];
  const all = [x[0] ?? 0, Math.max(x[x.length - 1] ?? 1, (x[0] ?? 0) + 1e-9)];
  const state = { box, range: [...all] };

  const tell = index => {
    const words = index === null || index === undefined ? '' : options.tip(index);
    tip.textContent = words;
    tip.hidden = !words;
    return words;
  };

  const draw = () => {
    state.plot?.destroy();
    const axis = { stroke: colour('dim'), grid: { stroke: colour('line'), width: 1 }, ticks: { stroke: colour('line'), width: 1 }, font: FONT };
    state.plot = new uPlot({
      width: Math.max(240, area.clientWidth || host.clientWidth || 600),
      height: options.height,
      cursor: { drag: { x: true, y: false, setScale: true }, points: { size: 6 } },
      legend: { show: false },
      scales: { x: { time: false, min: state.range[0], max: state.range[1] }, ...options.scales },
      axes: [
        { ...axis, size: 34, space: 80, values: (_, marks) => ticks(marks) },
        ...(options.axes ?? [{}]).map(own => ({ ...axis, size: options.left ?? 76, ...own })),
      ],
      series: [{}, ...options.series(colour)],
      plugins: options.plugins?.(colour) ?? [],
      hooks: {
        setCursor: [plot => tell(plot.cursor.idx)],
        setScale: [(plot, key) => {
          if (key === 'x' && plot.scales.x.min !== undefined) {
            const { min, max } = plot.scales.x;
            if (min !== state.range[0] || max !== state.range[1]) {
              state.range = [min, max];
              options.zoomed?.(min <= all[0] && max >= all[1] ? null : state.range);
            }
          }
        }],
      },
    }, options.data, area);
  };

  state.zoom = (from, to) => {
    const width = Math.max(to - from, (all[1] - all[0]) * 1e-7, 1e-9);
    const min = Math.max(all[0], Math.min(from, all[1] - width));
    state.plot.setScale('x', { min, max: Math.min(all[1], min + width) });
  };
  state.reset = () => state.zoom(all[0], all[1]);
  state.draw = draw;
  state.picture = () => onGround(state.plot.ctx.canvas);

  let cursor = null;
  box.addEventListener('keydown', event => {
    const [from, to] = state.range;
    const middle = cursor === null ? (from + to) / 2 : x[cursor];
    const step = key => {
      const within = [...x.keys()].filter(i => x[i] >= from && x[i] <= to);
      if (within.length === 0) {
        return;
      }
      const place = within.indexOf(cursor);
      const columns = Math.max(1, Math.round(within.length / 100));
      const next = place < 0 ? 0 : Math.min(within.length - 1, Math.max(0, place + key * (event.shiftKey ? 10 : 1) * columns));
      cursor = within[next];
      state.plot.setCursor({ left: state.plot.valToPos(x[cursor], 'x'), top: options.height / 3 }, false);
      say(tell(cursor));
    };
    const actions = {
      ArrowRight: () => step(1),
      ArrowLeft: () => step(-1),
      '+': () => state.zoom(middle - (to - from) / 4, middle + (to - from) / 4),
      '=': () => actions['+'](),
      '-': () => state.zoom(middle - (to - from), middle + (to - from)),
      Escape: () => state.reset(),
      Home: () => state.zoom(all[0], all[0] + to - from),
      End: () => state.zoom(all[1] - (to - from), all[1]),
    };
    if (actions[event.key] && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      actions[event.key]();
    }
  });
  draw();
  charts.add(state);
  return state;
}

/** Draws all charts again: the theme or the width has changed. */
export function redrawCharts() {
  for (const each of charts) {
    if (!each.box.isConnected) {
      each.plot.destroy();
      charts.delete(each);
    } else if (each.box.clientWidth > 0) {
      each.draw();
    }
  }
}
