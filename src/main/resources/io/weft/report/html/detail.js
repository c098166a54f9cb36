// One flow by itself.
import { el, byId, fill, table } from './dom.js';
import { count, size, span, since } from './format.js';

const STATES = {
  S0: 'attempt without an answer', S1: 'established, not closed', SF: 'established and closed', REJ: 'refused',
  S2: 'closed by the client only', S3: 'closed by the server only', RSTO: 'reset by the client', RSTR: 'reset by the server',
  RSTOS0: 'attempt without an answer, then reset', RSTRH: 'server answered and reset, no client seen', SH: 'client closed without an answer',
  SHR: 'server closed, no client seen', OTH: 'joined midway, not closed',
};

/** Shows a flow: what its row tells, and what the page holds of it besides. */
export async function showFlow(flows, name) {
  const host = byId('flow');
  const i = flows.find(name);
  const back = el('a', { class: 'back', href: '#flows' }, '← All flows');
  if (i < 0) {
    fill(host, back, el('h1', { id: 'flow-title' }, name), el('p', { class: 'note' }, 'The page has no such flow.'));
    return;
  }
  const c = flows.columns;
  const fact = (term, value) => value !== null && value !== '' && el('div', {}, el('dt', {}, term), el('dd', {}, value));
  const state = flows.texts[c.state[i]];
  fill(host, back,
    el('h1', { id: 'flow-title' }, name, ' ', el('span', { class: 'dim' }, flows.texts[c.application[i]])),
    el('p', { class: 'sub' }, el('span', { class: 'client' }, flows.end(i, 'client')), ' → ', el('span', { class: 'server' }, flows.end(i, 'server'))),
    el('section', {}, el('div', { class: 'card' }, el('dl', { class: 'facts' },
      fact('What happened', flows.texts[c.info[i]]),
      fact('State', state && `${state}: ${STATES[state] ?? ''}`),
      fact('Began', `${since(c.start[i])}, packet ${count(c.packet[i])}`),
      fact('Lasted', span(c.duration[i])),
      fact('Round trip of the handshake', c.rtt[i] < 0 ? '' : span(c.rtt[i])),
      fact('Segments sent again', c.resent[i] ? count(c.resent[i]) : ''),
      fact('Bytes not in the capture', c.missing[i] ? size(c.missing[i]) : '')))),
    el('section', {}, el('div', { class: 'card' }, table('Both ends', ['', { text: 'Client', class: 'client' }, { text: 'Server', class: 'server' }], [
      ['Address', flows.texts[c.client[i]], flows.texts[c.server[i]]],
      ['Name', flows.texts[c.client_name[i]], flows.texts[c.server_name[i]]],
      ['Port', c.client_port[i] < 0 ? '' : c.client_port[i], c.server_port[i] < 0 ? '' : c.server_port[i]],
      ['Packets sent', count(c.client_packets[i]), count(c.server_packets[i])],
      ['Bytes sent, on the wire', size(c.client_bytes[i]), size(c.server_bytes[i])],
    ]))));
}
