package io.weft.flow.track;

import io.weft.protocol.transport.tcp.Tcp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * One connection as a capture point between its ends sees it: segments are lost before or behind
 * it, doubled, reordered, cut anew, overlap; sequence numbers wrap; it ends by FIN, by RST or not
 * at all. The simulation knows by itself which bytes the capture can have: those that were in at
 * least one captured segment.
 *
 * <p>A receiver never acknowledges what it has not got. What it has got although the capture missed
 * it, and has acknowledged, is sent no more past the capture point: whether such a late copy is
 * still taken is not defined.
 */
final class TcpSimulation {
  private static final int MAX_BYTES = 6_000;

  private final Random random;
  private final Conversation tcp;
  private final Stream client;
  private final Stream server;
  private final double networkLoss;
  private final double captureLoss;

  TcpSimulation(long seed, Wire wire) {
    random = new Random(seed);
    tcp = wire.tcp();
    networkLoss = random.nextInt(3) * 0.1;
    captureLoss = random.nextInt(3) * 0.1;
    int maxSegment = 1 + random.nextInt(1_400);
    client = new Stream(tcp.client, maxSegment);
    server = new Stream(tcp.server, maxSegment);
    client.peer = server;
    server.peer = client;
  }

  /** Plays it to its end. */
  void run() {
    boolean isPickedUp = random.nextInt(4) == 0;
    if (!isPickedUp) {
      tcp.open();
    } else {
      client.showFirst();
      server.showFirst();
    }
    while (client.goesOn() || server.goesOn()) {
      Stream stream = random.nextBoolean() ? client : server;
      if (stream.goesOn()) {
        stream.step();
      }
    }
    switch (random.nextInt(4)) {
      case 0 -> client.put(client.data.length(), client.data.length(), Tcp.RST);
      case 1 -> server.put(server.data.length(), server.data.length(), Tcp.RST | Tcp.ACK);
      default -> {}
    }
  }

  /** What the capture has of the client's stream: its bytes, and gaps as {@code [n]}. */
  String fromClient() {
    return client.expected();
  }

  String fromServer() {
    return server.expected();
  }

  int clientMissing() {
    return client.missing();
  }

  int serverMissing() {
    return server.missing();
  }

  private record Sending(double when, int from, int to) {}

  /** What one end sends. */
  private final class Stream {
    final String data;
    private final Conversation.Side side;
    private final int maxSegment;
    private final boolean hasFin;
    private final boolean[] captured;
    private final boolean[] received;
    private final List<Sending> plan = new ArrayList<>();
    private Stream peer;

    /** What the receiver could acknowledge, and what the capture has seen acknowledged. */
    private int receivedUpTo;

    private int acknowledged;

    Stream(Conversation.Side side, int maxSegment) {
      this.side = side;
      this.maxSegment = maxSegment;
      int length = random.nextInt(8) == 0 ? 0 : random.nextInt(MAX_BYTES);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append((char) ('a' + random.nextInt(26)));
      }
      data = text.toString();
      hasFin = random.nextInt(3) > 0;
      captured = new boolean[length];
      received = new boolean[length];
      side.initial(random.nextInt(3) == 0 ? random.nextInt() : -1 - random.nextInt(length + 2));
      makePlan();
    }

    /** Every byte once, in order; some again; some in other pieces; all of it a little shuffled. */
    private void makePlan() {
      double disorder = random.nextInt(3) * random.nextInt(4);
      int number = 0;
      for (int from = 0; from < data.length(); number++) {
        int to = Math.min(data.length(), from + 1 + random.nextInt(maxSegment));
        plan.add(new Sending(number + random.nextDouble() * disorder, from, to));
        if (random.nextInt(8) == 0) {
          plan.add(new Sending(number + 1 + random.nextDouble() * 3 * disorder, from, to));
        }
        if (random.nextInt(8) == 0) {
          int before = Math.max(0, from - random.nextInt(maxSegment));
          int behind = Math.min(data.length(), to + random.nextInt(maxSegment));
          plan.add(new Sending(number + random.nextDouble() * 3 * disorder, before, behind));
        }
        from = to;
      }
      plan.sort(Comparator.comparingDouble(Sending::when));
    }

    /** A connection that is picked up can only be read from what is seen first. */
    void showFirst() {
      if (!data.isEmpty()) {
        send(0, 1 + random.nextInt(Math.min(maxSegment, data.length())), true, true);
      }
    }

    boolean goesOn() {
      return !plan.isEmpty() || receivedUpTo < data.length();
    }

    void step() {
      int from = receivedUpTo;
      int to = Math.min(data.length(), from + 1 + random.nextInt(maxSegment));
      if (!plan.isEmpty()) {
        Sending next = plan.remove(0);
        from = next.from();
        to = next.to();
      }
      send(from, to, random.nextDouble() >= captureLoss, random.nextDouble() >= networkLoss);
      if (random.nextInt(3) == 0) {
        peer.acknowledge();
      }
    }

    private void send(int from, int to, boolean isCaptured, boolean isReceived) {
      if (isCaptured && !isLateFor(from, to)) {
        put(from, to, Tcp.ACK);
        for (int i = from; i < to; i++) {
          captured[i] = true;
        }
      }
      if (isReceived) {
        for (int i = from; i < to; i++) {
          received[i] = true;
        }
        while (receivedUpTo < data.length() && received[receivedUpTo]) {
          receivedUpTo++;
        }
      }
    }

    /** Was one of these bytes acknowledged without having been captured? */
    private boolean isLateFor(int from, int to) {
      for (int i = from; i < Math.min(to, acknowledged); i++) {
        if (!captured[i]) {
          return true;
        }
      }
      return false;
    }

    private void acknowledge() {
      if (random.nextDouble() >= captureLoss) {
        put(data.length(), data.length(), Tcp.ACK);
      }
    }

    void put(int from, int to, int flags) {
      boolean isLast = to == data.length() && from < to;
      int fin = isLast && hasFin && (flags & Tcp.RST) == 0 ? Tcp.FIN : 0;
      side.segment(from)
          .flags(flags | fin)
          .acknowledging(peer.receivedUpTo)
          .data(data.substring(from, to))
          .put();
      peer.acknowledged = peer.receivedUpTo;
    }

    /** Missing is what lies before something that was captured. */
    String expected() {
      StringBuilder text = new StringBuilder();
      int hole = 0;
      for (int i = 0; i < data.length(); i++) {
        if (!captured[i]) {
          hole++;
          continue;
        }
        if (hole > 0) {
          text.append('[').append(hole).append(']');
          hole = 0;
        }
        text.append(data.charAt(i));
      }
      return text.toString();
    }

    int missing() {
      int last = captured.length;
      while (last > 0 && !captured[last - 1]) {
        last--;
      }
      int missing = 0;
      for (int i = 0; i < last; i++) {
        missing += captured[i] ? 0 : 1;
      }
      return missing;
    }
  }
}
