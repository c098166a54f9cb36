package io.weft.cli;

import io.weft.flow.ConnState;
import io.weft.insight.FindingKind;
import io.weft.report.explain.Wording;
import io.weft.report.text.HistoryWords;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What {@code weft help} explains besides commands. */
enum HelpTopic {
  STATES("how a connection began and ended: every conn_state, every letter of history") {
    @Override
    void print(HelpText out) {
      out.paragraph(
          "STATE in tables and conn_state in JSON say how a connection began and ended, in Zeek's"
              + " words. The client is who began it. Of datagrams, SF means that both sides sent"
              + " some, S0 that only the client did.");
      Map<String, String> states = new LinkedHashMap<>();
      for (ConnState state : ConnState.values()) {
        states.put(state.name(), state.description());
      }
      out.list("conn_state:", states);
      out.paragraph(
          "history in JSON has a letter for each kind of event, in the order of their first"
              + " occurrence: upper case from the client, lower case from the server. ShADadFf is a"
              + " connection that was opened (S, h, A), carried data both ways (D, d) and was"
              + " closed by both (F, f).");
      out.list("history:", HistoryWords.all());
    }
  },
  FILTERS("how to choose packets and flows") {
    @Override
    void print(HelpText out) {
      out.paragraph(
          "Flows are chosen by what they are and by what their packets hold, packets by filters.");
      Map<String, String> ways = new LinkedHashMap<>();
      ways.put(
          "--protocol NAME", "flows of a transport or application: tcp, udp, icmp, http, dns …");
      ways.put("--stream N", "one flow: 7 is TCP stream 7, udp:3 UDP stream 3, as in Wireshark");
      ways.put("--side SIDE", "what the client sent, or the server (stream, extract)");
      ways.put("-c N", "the first packets");
      ways.put("-f FILTER", "a capture filter: what tcpdump takes");
      ways.put("-Y FILTER", "a display filter: packets that match, or flows of which one does");
      out.list("options:", ways);
      Map<String, String> filters = new LinkedHashMap<>();
      filters.put("host 10.0.0.7", "from or to this address");
      filters.put("net 10.0.0.0/8", "from or to these addresses");
      filters.put("tcp port 443", "TCP from or to this port");
      filters.put("udp and not port 53", "UDP but for DNS");
      filters.put("tcp[tcpflags] & tcp-syn != 0", "segments with a SYN");
      filters.put("vlan 12 and host 10.0.0.7", "behind a VLAN tag");
      out.list("capture filters (pcap-filter(7) has them all):", filters);
      Map<String, String> display = new LinkedHashMap<>();
      display.put("tcp.port == 443", "TCP from or to this port");
      display.put("ip.addr == 10.0.0.0/8 && !dns", "these addresses, but for DNS");
      display.put("http.request.uri contains \"login\"", "what somebody asked for");
      display.put("tcp.analysis.retransmission", "what was sent again");
      display.put("weft.flow.bytes > 1000000", "large flows (weft fields weft.flow)");
      out.list(
          "display filters, in Wireshark's language (weft fields lists what they can name):",
          display);
      out.paragraph("JSON is chosen from by jq (see weft help json).");
    }
  },
  FINDINGS("what weft explain can find") {
    @Override
    void print(HelpText out) {
      out.paragraph(
          "weft explain names what went wrong, each finding with its proof. Each has a page: weft"
              + " help zero-window.");
      Map<String, String> kinds = new LinkedHashMap<>();
      for (FindingKind kind : FindingKind.values()) {
        String page = Wording.english().page(kind);
        kinds.put(kind.id(), page.substring(0, page.indexOf('\n')));
      }
      out.list("findings:", kinds);
    }
  },
  JSON("what the JSON means, and how to take it apart") {
    @Override
    void print(HelpText out) {
      out.paragraph(
          "--json prints one object a line, as results become known; weft report writes one"
              + " document of all. Every line and document has a \"type\"; for each type there is a"
              + " JSON Schema in io/weft/schema inside weft.jar: flow.schema.json,"
              + " packet.schema.json …");
      Map<String, String> rules = new LinkedHashMap<>();
      rules.put("names", "snake_case; those of packets' fields are Wireshark's");
      rules.put("absent", "not known, or does not apply; nothing is ever null");
      rules.put("times", "RFC 3339, UTC, with nanoseconds");
      rules.put("durations", "seconds");
      rules.put("bytes", "of whole frames on the wire");
      rules.put("payload_bytes", "carried by the transport, repeats included");
      rules.put("stream_bytes", "of the ordered stream, each byte once");
      rules.put("missing_bytes", "of the stream, and not in the capture");
      rules.put("final", "false where the flow was still open when the record was written");
      out.list("rules:", rules);
      Map<String, String> uses = new LinkedHashMap<>();
      uses.put("jq 'select(.conn_state == \"REJ\")'", "refused connections");
      uses.put("jq -r '[.client.ip, .server.ip, .server.port] | @tsv'", "three columns");
      uses.put(
          "jq '.start | sub(\"\\\\.[0-9]+Z$\"; \"Z\") | fromdate'",
          "seconds since 1970 (jq's fromdate knows no fractions)");
      out.list("weft flows --json web.pcapng |", uses);
    }
  };

  private final String summary;

  HelpTopic(String summary) {
    this.summary = summary;
  }

  /** The word behind {@code weft help}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A clause for the list of topics. */
  String summary() {
    return summary;
  }

  abstract void print(HelpText out);
}
