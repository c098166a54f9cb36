package io.weft.protocol.app.http.frame;

import io.weft.bytes.Text;
import io.weft.dissect.Packet;

/** Describes a frame: {@code HEADERS[1]: GET /index.html}. */
public final class FrameText {
  /** Most bytes of a header field that are shown. */
  private static final int LONGEST = 512;

  private static final byte[][] SHOWN = {
    Text.ascii(":method"), Text.ascii(":path"), Text.ascii(":status")
  };

  private FrameText() {}

  /** Adds the description of a layer's frame. */
  public static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int limit = packet.limit(layer);
    if (Http2Frame.isPreface(bytes, at, limit)) {
      text.append("Magic");
      return;
    }
    if (limit - at < Http2Frame.HEADER) {
      return;
    }
    int type = Http2Frame.type(bytes, at);
    String name = Http2Frame.TYPE_NAMES.name(type);
    text.append(name != null ? name : "Unknown type " + type)
        .append('[')
        .append(Http2Frame.stream(bytes, at))
        .append(']');
    if (packet.attached(layer) instanceof HeaderListing listing) {
      String before = ": ";
      for (byte[] shown : SHOWN) {
        byte[] value = listing.value(shown);
        if (value != null) {
          text.append(before).append(Text.of(value, 0, Math.min(value.length, LONGEST)));
          before = " ";
        }
      }
    }
  }
}
