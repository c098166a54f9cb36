package io.weft.report.explain;

import io.weft.dissect.Span;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.insight.Message;

/** What stands above the story of a flow. */
record StoryTitle(FlowRecord record) {
  /** The name of the flow. */
  String flow() {
    return record.name().toString();
  }

  String client() {
    return place(record.client());
  }

  /** Address and port of the server, behind its name where that is known. */
  String server() {
    String place = place(record.server());
    return record.server().name() == null
        ? place
        : record.server().name().text() + " (" + place + ")";
  }

  /** How many packets it has, and how long it took. */
  String size(Wording words) {
    return words.text(Message.of("story.size", record.packets(), new Span(record.durationNanos())));
  }

  private static String place(EndpointRecord end) {
    String ip = end.ip().toString();
    return end.port() < 0
        ? ip
        : ip.indexOf(':') >= 0 ? "[" + ip + "]:" + end.port() : ip + ":" + end.port();
  }
}
