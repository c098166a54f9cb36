// Puts the page together, and follows the address: #flow=tcp:7, #flows=words, #overview …
import { block } from './data.js';
import { learn, t } from './language.js';
import { byId, el, fill } from './dom.js';
import { showOverview, showNotable } from './overview.js';
import { Flows } from './flows.js';
import { showFindings } from './findings.js';
import { showFlow } from './detail.js';
import { redrawCharts } from './chart.js';

let flows = null;

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  const button = byId('theme');
  button.setAttribute('aria-pressed', String(dark));
  redrawCharts();
}

function parts() {
  return new URLSearchParams(location.hash.slice(1));
}

async function follow() {
  const where = parts();
  const name = where.get('flow');
  const wasHidden = byId('summary').hidden;
  byId('summary').hidden = Boolean(name);
  byId('flow').hidden = !name;
  if (name) {
    await showFlow(flows, name, where);
    scrollTo(0, 0);
    byId('flow').focus({ preventScroll: true });
    return;
  }
  if (wasHidden) {
    fill(byId('flow'));
    redrawCharts();
  }
  flows.draw(true);
  if (where.has('flows')) {
    if (where.get('flows')) {
      flows.searchFor(where.get('flows'));
    }
    byId('flows').scrollIntoView();
  } else {
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }
}

async function start() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  setTheme(dark.matches);
  dark.addEventListener('change', event => setTheme(event.matches));
  byId('theme').addEventListener('click', () => setTheme(document.documentElement.dataset.theme !== 'dark'));
  const [overview, table, findings] = await Promise.all([block('overview'), block('flows'), block('findings'), learn()]);
  byId('loading').remove();
  byId('summary').hidden = false;
  const length = overview.rows * overview.head.time.bin;
  flows = new Flows(table, length, name => { location.hash = `flow=${name}`; });
  const handle = {};
  showOverview(overview, range => flows.within(range, () => handle.plotted?.reset()), handle);
  showFindings(findings.head, flows);
  showNotable(flows, overview.head);
  addEventListener('hashchange', follow);
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth !== width) {
      width = innerWidth;
      requestAnimationFrame(redrawCharts);
    }
    flows.draw(true);
  });
  addEventListener('beforeprint', () => flows.print(true));
  addEventListener('afterprint', () => flows.print(false));
  await follow();
  document.documentElement.dataset.ready = 'yes';
}

start().catch(error => {
  fill(byId('loading'), el('span', { class: 'bad' }, t`This page cannot be shown: ${error.message}. It needs a browser from 2023 on.`));
  throw error;
});
