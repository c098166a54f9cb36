package io.weft.protocol.app.http;

import io.weft.bytes.Text;
import io.weft.dissect.Packet;

/** Describes a message by its start line, as it was sent. */
final class HttpText {
  /** Most bytes of the start line that are shown. */
  private static final int LONGEST = 512;

  private HttpText() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int from = packet.start(layer);
    int to = Math.min(packet.limit(layer), from + LONGEST);
    int lineFeed = HeaderReader.indexOf(bytes, from, to);
    text.append(Text.of(bytes, from, StartLine.trimEnd(bytes, from, lineFeed < 0 ? to : lineFeed)));
  }
}
