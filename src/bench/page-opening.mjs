// How long a page of `weft report -o x.html` takes to open in headless Chromium:
//
//     node --experimental-websocket src/bench/page-opening.mjs x.html [runs]
//
// Prints, for each run, the milliseconds from the navigation to the page that says it is ready, and how long the
// browser's main thread was busy for it (which other load of the machine does not change much), then the medians.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [file, runs = '5'] = process.argv.slice(2);
if (!file) {
  console.error('usage: node --experimental-websocket page-opening.mjs x.html [runs]');
  process.exit(2);
}

/** A browser with one page. */
async function browser(profile) {
  const chromium = spawn('chromium', ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
    '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise((found, failed) => {
    let said = '';
    chromium.stderr.on('data', data => {
      said += data;
      const match = /DevTools listening on (ws:\/\/[^/\s]+)/.exec(said);
      if (match) {
        found(match[1].replace('ws:', 'http:'));
      }
    });
    chromium.on('exit', code => failed(new Error(`Chromium ended with ${code}: ${said}`)));
  });
  const pages = await (await fetch(`${address}/json`)).json();
  const socket = new WebSocket(pages.find(each => each.type === 'page').webSocketDebuggerUrl);
  await new Promise(opened => socket.addEventListener('open', opened));
  const waiting = new Map();
  let calls = 0;
  socket.addEventListener('message', message => {
    const answer = JSON.parse(message.data);
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const call = (method, params = {}) => new Promise((done, failed) => {
    const id = ++calls;
    waiting.set(id, answer => (answer.error ? failed(new Error(`${method}: ${answer.error.message}`)) : done(answer.result)));
    socket.send(JSON.stringify({ id, method, params }));
  });
  return { call, close: () => new Promise(ended => { chromium.removeAllListeners('exit').on('exit', ended).kill(); socket.close(); }) };
}

async function opened() {
  const profile = mkdtempSync(join(tmpdir(), 'weft-bench'));
  const { call, close } = await browser(profile);
  try {
    await call('Performance.enable', { timeDomain: 'threadTicks' });
    await call('Page.enable');
    await call('Page.navigate', { url: pathToFileURL(resolve(file)).href });
    const expression = `new Promise(done => {
      const look = () => (document.documentElement?.dataset.ready === 'yes'
        ? requestAnimationFrame(() => done([performance.now(), document.querySelectorAll('.grid tbody tr').length]))
        : setTimeout(look, 5));
      look();
    })`;
    let result;
    do { // the page that the navigation leaves may answer first
      result = await call('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }).catch(() => null);
    } while (!result?.result?.value);
    const { metrics } = await call('Performance.getMetrics');
    const [wall, rows] = result.result.value;
    return { wall, rows, busy: metrics.find(each => each.name === 'TaskDuration').value * 1000 };
  } finally {
    await close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }); // its helpers end a little later
  }
}

const median = values => values.sort((a, b) => a - b)[values.length >> 1];
const all = [];
for (let i = 0; i < Number(runs); i++) {
  const run = await opened();
  all.push(run);
  console.log(`ready after ${run.wall.toFixed(0)} ms, main thread busy ${run.busy.toFixed(0)} ms, ${run.rows} rows drawn`);
}
console.log(`median: ready after ${median(all.map(each => each.wall)).toFixed(0)} ms, busy ${median(all.map(each => each.busy)).toFixed(0)} ms`);
