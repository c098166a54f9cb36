// What went wrong, with its proof; and the slowest exchanges.
import { t } from './language.js';
import { el, byId, fill, svg } from './dom.js';
import { count, counted, span, since } from './format.js';
import { tableTools } from './copy.js';

const PARTS = { request: 'client', path: 'line', server: 'warn', waiting: 'dim', transfer: 'server', handshake: 'sack' };

/** A link to a packet within its flow; the words alone where the page has no such flow. */
function packetLink(flow, packet, flows) {
  const words = t`packet ${count(packet)}`;
  return flow && flows.find(flow) >= 0 ? el('a', { href: `#flow=${flow}&packet=${packet}` }, words) : words;
}

export function showFindings(head, flows) {
  const all = head.findings;
  byId('findings').hidden = false;
  document.querySelectorAll('[data-part=findings]').forEach(link => { link.hidden = false; });
  const order = { error: 0, warning: 1, note: 2, info: 3 };
  const moods = { error: 'bad', warning: 'warn', note: '', info: 'dim' };
  const card = each => el('div', { class: `card finding sev-${each.severity}` },
    el('div', { class: 'finding-head' },
      el('span', { class: `chip ${moods[each.severity]}` }, each.word), ' ',
      el('strong', {}, each.sentence)),
    el('p', { class: 'small' },
      each.flow && (flows.find(each.flow) >= 0 ? el('a', { href: `#flow=${each.flow}` }, each.flow) : each.flow),
      each.flow && each.evidence.length > 0 && ', ',
      each.evidence.map((proof, k) => [k > 0 && ', ', packetLink(each.flow, proof.packet, flows), ` (${since(proof.at, 3)})`]),
      each.cases > 1 && `; ${counted(each.cases, 'case', 'cases')}`,
      each.cost > 0 && el('span', { class: 'warn' }, t`; cost ${span(each.cost)}`)),
    el('details', {}, el('summary', { class: 'small' }, t('What it means, and what to look at next')),
      el('p', {}, each.next), (head.pages[each.id] ?? '').split(/\n\s*\n/).filter(Boolean).map(paragraph => el('p', {}, paragraph.replace(/\s+/g, ' ')))));
  const sorted = [...all].sort((a, b) => order[a.severity] - order[b.severity]);
  const grave = sorted.filter(each => order[each.severity] < 2);
  const first = grave.length > 0 ? grave.slice(0, 6) : sorted.slice(0, 3);
  const rest = sorted.filter(each => !first.includes(each));
  const more = Object.entries(head.omitted);
  fill(byId('findings-list'),
    all.length === 0 && el('div', { class: 'card' }, el('p', { class: 'quiet' }, t('Nothing was found that went wrong.'))),
    first.map(card),
    rest.length > 0 && el('details', {}, el('summary', {}, t`${counted(rest.length, 'finding', 'findings')} more${grave.length > first.length ? '' : t(', less grave')}`), rest.map(card)),
    more.length > 0 && el('p', { class: 'quiet' }, t`Left out: ${more.map(([id, n]) => t`${count(n)} more of ${id}`).join(', ')}.`));
  fill(byId('findings-tools'), all.length > 0 && tableTools(t('the findings'), () => [['severity', 'id', 'sentence', 'flow', 'packets', 'cases', 'cost_seconds', 'next'],
    ...sorted.map(each => [each.severity, each.id, each.sentence, each.flow, each.evidence.map(proof => proof.packet).join(' '), each.cases, each.cost ? each.cost / 1e9 : '', each.next])]));
  slowest(head.slowest, flows);
}

function slowest(all, flows) {
  byId('slowest').hidden = all.length === 0;
  const most = Math.max(1, ...all.map(each => each.nanos));
  const bar = each => {
    let at = 0;
    return svg('svg', { class: 'bars', viewBox: '0 0 1000 14', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, each.parts.map(part => {
      const rect = svg('rect', { x: at, y: 1, width: (1000 * part.nanos) / most, height: 12, fill: `var(--${PARTS[part.kind] ?? 'dim'})` });
      at += (1000 * part.nanos) / most;
      return rect;
    }));
  };
  const used = Object.keys(PARTS).filter(kind => all.some(each => each.parts.some(part => part.kind === kind)));
  const words = { request: t('request'), path: t('the way there and back'), server: t('the server thinks'), waiting: t('waiting'), transfer: t('response'), handshake: t('keys are agreed on') };
  fill(byId('slowest-list'),
    el('ul', { class: 'legend' }, used.map(kind => el('li', {}, el('span', { class: `key k-${PARTS[kind]}` }), words[kind]))),
    el('ol', { class: 'falls' }, all.map(each => el('li', {},
      el('div', { class: 'label' }, el('strong', {}, span(each.nanos)), ' ', each.summary.length > 160 ? `${each.summary.slice(0, 159)}…` : each.summary,
        el('div', { class: 'dim small' }, flows.find(each.flow) >= 0 ? el('a', { href: `#flow=${each.flow}` }, each.flow) : each.flow, ' ',
          each.parts.filter(part => part.nanos > 0).map(part => `${words[part.kind] ?? part.kind} ${span(part.nanos)}`).join(', '))),
      bar(each)))));
}
