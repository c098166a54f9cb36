package io.weft.protocol.app.sip;

import io.weft.bytes.Text;
import io.weft.dissect.Packet;

/** Describes a message in a line: what is asked of whom, or the status. */
final class SipText {
  private SipText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int from = packet.start(layer);
    int end = new SipHeaders(bytes, from, packet.limit(layer)).startLineEnd();
    if (SipStartLine.isResponse(bytes, from, end)) {
      int status = Math.min(end, SipStartLine.reasonFrom(from) - 4);
      text.append("Status: ").append(Text.of(bytes, status, end));
      return;
    }
    int uri = Math.min(end, SipStartLine.methodEnd(bytes, from, end) + 1);
    text.append("Request: ").append(Text.of(bytes, from, SipStartLine.uriEnd(bytes, uri, end)));
  }
}
