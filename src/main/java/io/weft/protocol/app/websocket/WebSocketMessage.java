package io.weft.protocol.app.websocket;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import java.util.List;
import java.util.Objects;

/**
 * A message of a WebSocket, or a control frame. A value that is not known is null.
 *
 * @param from {@code client} or {@code server}
 * @param kind {@code text}, {@code binary}, {@code ping}, {@code pong} or {@code close}
 * @param start when the first byte was captured
 * @param end when the last byte was captured
 * @param packet number of the packet with the first byte
 * @param frames of which the message was made, at least 1
 * @param payloadBytes of its frames, as they were sent
 * @param bytes of the message, decompressed
 * @param compressed whether it came compressed; null for no
 * @param text of a text message, a ping, a pong, or the reason of a close: the first 64 KiB; null
 *     where there is none
 * @param closeCode why the connection is closed (RFC 6455, section 7.4)
 * @param missingBytes that are not in the capture; null for none
 * @param notes what is odd about the message, by the names that the JSON schema lists; null for
 *     nothing
 */
public record WebSocketMessage(
    String from,
    String kind,
    Moment start,
    Moment end,
    long packet,
    int frames,
    long payloadBytes,
    long bytes,
    Boolean compressed,
    String text,
    Integer closeCode,
    Long missingBytes,
    List<String> notes)
    implements Exchange {
  /** Memory of this object with its moments, estimated in bytes. */
  private static final int BYTES = 168;

  private static final int SUMMARY = 60;

  public WebSocketMessage {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    notes = notes == null ? null : List.copyOf(notes);
  }

  @Override
  public Protocol protocol() {
    return WebSocket.PROTOCOL;
  }

  @Override
  public long startNanos() {
    return start.nanos();
  }

  @Override
  public int memory() {
    return BYTES + MemorySize.of(text);
  }

  /** {@code client text: hello}; the beginning only of what is long. */
  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(80).append(from).append(' ').append(kind);
    if (closeCode != null) {
      line.append(' ').append(closeCode);
    }
    if (text == null) {
      return line.append(", ").append(bytes).append(" bytes").toString();
    }
    if (!text.isEmpty()) {
      int end = Math.min(SUMMARY, text.length());
      line.append(": ").append(text, 0, end).append(end < text.length() ? "…" : "");
    }
    return line.toString();
  }
}
