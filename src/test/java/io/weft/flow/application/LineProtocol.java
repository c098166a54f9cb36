package io.weft.flow.application;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines that end in a semicolon; a connection begins with the protocol's own name. Some lines are
 * commands: {@code stop}, {@code lost}, {@code to NAME}, {@code to *}. All that a dissector is told
 * is written down, as is everything it can ask of its context.
 */
final class LineProtocol {
  private final Protocol protocol;
  private final String name;
  private final int port;
  private final List<String> log;

  /** The direction that a greeting is taken to come from. */
  private Direction greets = Direction.FROM_CLIENT;

  LineProtocol(String name, int port, List<String> log) {
    this.name = name;
    this.port = port;
    this.log = log;
    protocol = Protocol.of(name, "Lines");
  }

  /** A greeting comes from the server. */
  LineProtocol greetedByServer() {
    greets = Direction.FROM_SERVER;
    return this;
  }

  StreamProtocol stream() {
    return StreamProtocol.of(protocol, this::probe, Reader::new).ports(port);
  }

  private ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    String greeting = name + ";";
    String seen = new String(bytes, from, to - from, ISO_8859_1);
    if (seen.length() < greeting.length()) {
      return greeting.startsWith(seen) ? ProbeResult.MORE : ProbeResult.NO;
    }
    if (!seen.startsWith(greeting)) {
      return ProbeResult.NO;
    }
    return direction == greets ? ProbeResult.YES : ProbeResult.YES_REVERSED;
  }

  /** A line. */
  record Line(Protocol protocol, long startNanos, long packet, long offset, String text)
      implements Exchange {
    @Override
    public int memory() {
      return 100 + text.length();
    }
  }

  private static String side(Direction direction) {
    return direction == Direction.FROM_CLIENT ? "c" : "s";
  }

  private final class Reader implements StreamDissector {
    @Override
    public int memory() {
      return 100;
    }

    @Override
    public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
      if (from >= to) {
        throw new IllegalArgumentException("called without bytes");
      }
      int at = from;
      for (int i = from; i < to; i++) {
        if (bytes[i] == ';') {
          String line = new String(bytes, at, i - at, ISO_8859_1);
          long offset = context.offset() + at - from;
          long packet = context.arrivalAt(offset).number();
          log.add(name + " " + side(direction) + offset + "#" + packet + " " + line);
          context.emit(new Line(protocol, context.arrivalAt(offset).nanos(), packet, offset, line));
          context.append(protocol, bytes, at, i);
          at = i + 1;
          switch (line.split(" ", -1)[0].toLowerCase(Locale.ROOT)) {
            case "stop" -> {
              return STOP;
            }
            case "lost" -> {
              return LOST;
            }
            case "to" -> {
              context.handOver(line.equals("to *") ? null : line.substring(3));
              return at - from;
            }
            default -> {}
          }
        }
      }
      return at - from;
    }

    @Override
    public void onGap(Direction direction, long missing, StreamContext context) {
      log.add(name + " " + side(direction) + context.offset() + " gap " + missing);
    }

    @Override
    public void onEnd(Direction direction, boolean clean, StreamContext context) {
      String how = clean ? " end" : " broken";
      log.add(name + " " + side(direction) + context.offset() + how);
    }
  }

  /** A log of which several protocols write. */
  static List<String> newLog() {
    return new ArrayList<>();
  }
}
