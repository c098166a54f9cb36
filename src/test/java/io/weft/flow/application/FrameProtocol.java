package io.weft.flow.application;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.bytes.BigEndian;
import io.weft.dissect.ChildStream;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;
import java.util.EnumMap;
import java.util.Map;

/**
 * Frames that carry other streams side by side: each direction begins with {@code MUX}, and a frame
 * is the number of its stream in two bytes, its length in two bytes, and its bytes. One of no bytes
 * ends its direction of its stream.
 */
public final class FrameProtocol {
  static final Protocol PROTOCOL = Protocol.of("mux", "Frames");
  public static final String GREETING = "MUX";
  private static final int HEADER = 4;

  /** A frame as text, each character a byte. */
  public static String frame(int stream, String data) {
    byte[] header = new byte[HEADER];
    BigEndian.putU16(header, 0, stream);
    BigEndian.putU16(header, 2, data.length());
    return new String(header, ISO_8859_1) + data;
  }

  private FrameProtocol() {}

  public static StreamProtocol stream() {
    return StreamProtocol.of(PROTOCOL, FrameProtocol::probe, Frames::new);
  }

  private static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    for (int i = 0; i < GREETING.length(); i++) {
      if (from + i == to) {
        return ProbeResult.MORE;
      }
      if (bytes[from + i] != GREETING.charAt(i)) {
        return ProbeResult.NO;
      }
    }
    return ProbeResult.YES;
  }

  private static final class Frames implements StreamDissector {
    private final Map<Direction, Side> sides =
        new EnumMap<>(Map.of(Direction.FROM_CLIENT, new Side(), Direction.FROM_SERVER, new Side()));

    /** What one direction is in the middle of. */
    private static final class Side {
      boolean greeted;
      boolean lost;
      int stream;

      /** Bytes of the frame that are still to come; a frame's header when 0. */
      long left;
    }

    @Override
    public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
      Side side = sides.get(direction);
      int at = from;
      if (!side.greeted) {
        if (to - at < GREETING.length()) {
          return 0;
        }
        side.greeted = true;
        at += GREETING.length();
      }
      while (at < to && !side.lost) {
        if (side.left == 0) {
          if (to - at < HEADER) {
            return at - from;
          }
          side.stream = BigEndian.u16(bytes, at);
          side.left = BigEndian.u16(bytes, at + 2);
          at += HEADER;
          if (side.left == 0) {
            child(side, context)
                .end(direction, true, context.arrivalAt(context.offset() + at - 1 - from));
          }
        } else {
          int count = (int) Math.min(side.left, to - at);
          child(side, context)
              .bytes(
                  direction,
                  bytes,
                  at,
                  at + count,
                  context.arrivalAt(context.offset() + at - from));
          side.left -= count;
          at += count;
        }
      }
      return side.lost ? LOST : to - from;
    }

    private static ChildStream child(Side side, StreamContext context) {
      return context.child(null, side.stream);
    }

    @Override
    public void onGap(Direction direction, long missing, StreamContext context) {
      Side side = sides.get(direction);
      if (missing <= side.left) {
        side.left -= missing;
        child(side, context).gap(direction, missing, context.arrival());
      } else {
        side.lost = true;
      }
    }

    @Override
    public int memory() {
      return 200;
    }
  }
}
