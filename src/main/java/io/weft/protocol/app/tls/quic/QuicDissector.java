package io.weft.protocol.app.tls.quic;

import io.weft.bytes.Hex;
import io.weft.dissect.Arrival;
import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.Direction;
import io.weft.dissect.Moment;
import io.weft.dissect.Packet;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

/** Reads the Initial packets of one flow, until both hellos are known. */
final class QuicDissector implements DatagramDissector {
  /** Memory of this object with its keys, estimated in bytes. */
  private static final int BYTES = 1_500;

  private final Hellos hellos;
  private final CryptoStream fromClient = new CryptoStream();
  private final CryptoStream fromServer = new CryptoStream();

  private Arrival begin;
  private QuicVersion version;
  private byte[] id;
  private InitialKeys clientKeys;
  private InitialKeys serverKeys;

  /** The direction of the client; null until one of its packets could be decrypted. */
  private Direction client;

  private Hellos.Client offered;
  private Hellos.Server chosen;
  private Arrival answered;
  private boolean isRetried;
  private boolean isTold;
  private int derived;
  private int decrypted;

  QuicDissector(Hellos hellos) {
    this.hellos = hellos;
  }

  @Override
  public void onDatagram(Direction direction, Packet packet, int layer, DatagramContext context) {
    context.identify(layer, Quic.PROTOCOL, null); // with a short header it is data by itself
    if (isTold) {
      return;
    }
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int to = packet.limit(layer);
    Arrival arrival = context.arrival();
    if (begin == null) {
      begin = Arrival.of(arrival.number(), arrival.nanos());
    }
    while (at < to) {
      int next = packet(bytes, at, to, direction, arrival);
      if (next <= at) {
        break;
      }
      at = next;
    }
    read(arrival, context);
  }

  /** Reads one of the packets of a datagram; returns the index of the next, or -1 for none. */
  private int packet(byte[] bytes, int from, int to, Direction direction, Arrival arrival) {
    LongHeader header = LongHeader.of(bytes, from, to);
    QuicVersion spoken = header == null ? null : QuicVersion.of(header.version());
    if (spoken == null) {
      return -1;
    }
    if (spoken.isRetry(bytes[from])) {
      isRetried = true;
      return -1;
    }
    VarintReader in = new VarintReader(bytes, header.next(), to);
    boolean isInitial = spoken.isInitial(bytes[from]);
    if (isInitial && !in.skip(in.next())) {
      return -1;
    }
    long length = in.next();
    int number = in.at();
    if (length == 0 || !in.skip(length)) {
      return -1;
    }
    if (isInitial && decrypted < QuicLimits.DECRYPTED) {
      decrypted++;
      try {
        initial(bytes, from, header, spoken, number, in.at(), direction, arrival);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has AES and HMAC", e);
      }
    }
    return in.at();
  }

  private void initial(
      byte[] bytes,
      int from,
      LongHeader header,
      QuicVersion spoken,
      int number,
      int to,
      Direction direction,
      Arrival arrival)
      throws GeneralSecurityException {
    byte[] frames = null;
    boolean isClient = client == null || direction == client;
    if (client != null) {
      if (spoken != version && derived < QuicLimits.DERIVED) {
        // Both sides may go on with another version (RFC 9368).
        keys(spoken, id, new InitialKeys(spoken, id, true));
      }
      frames = (isClient ? clientKeys : serverKeys).decrypt(bytes, from, number, to);
    }
    if (frames == null && isClient && derived < QuicLimits.DERIVED) {
      byte[] destination =
          Arrays.copyOfRange(
              bytes, header.destination(), header.destination() + header.destinationLength());
      InitialKeys fresh = new InitialKeys(spoken, destination, true);
      derived++;
      frames = fresh.decrypt(bytes, from, number, to);
      if (frames != null) {
        client = direction;
        keys(spoken, destination, fresh);
      }
    }
    if (frames != null) {
      (isClient ? fromClient : fromServer).frames(frames, arrival);
    }
  }

  private void keys(QuicVersion spoken, byte[] destination, InitialKeys ofClient)
      throws GeneralSecurityException {
    derived++;
    version = spoken;
    id = destination;
    clientKeys = ofClient;
    serverKeys = new InitialKeys(spoken, destination, false);
  }

  private void read(Arrival arrival, DatagramContext context) {
    if (offered == null && fromClient.isComplete()) {
      offered = hellos.client(fromClient.message());
      fromClient.close();
      if (offered != null && offered.serverName() != null) {
        context.serverName(offered.serverName(), "sni", true);
      }
    }
    if (chosen == null && fromServer.isComplete()) {
      chosen = hellos.server(fromServer.message());
      answered = Arrival.of(arrival.number(), arrival.nanos());
      fromServer.close();
    }
    if (offered != null && chosen != null) {
      tell(context);
    }
  }

  private void tell(DatagramContext context) {
    if (isTold || version == null) {
      return;
    }
    isTold = true;
    fromClient.close();
    fromServer.close();
    context.emit(
        new QuicExchange(
            version.text(),
            offered == null ? null : cut(offered.serverName()),
            offered == null || offered.alpn().isEmpty() ? null : cut(offered.alpn()),
            chosen == null ? null : chosen.cipher(),
            chosen == null ? null : chosen.group(),
            offered == null ? null : offered.ja4(),
            Hex.of(id),
            new Moment(begin.nanos()),
            begin.number(),
            chosen == null ? null : answered.number(),
            chosen == null ? null : new Moment(answered.nanos()),
            isRetried ? true : null));
  }

  private static List<String> cut(List<String> texts) {
    return texts.stream().limit(QuicLimits.TEXT).map(QuicDissector::cut).toList();
  }

  private static String cut(String text) {
    return text == null || text.length() <= QuicLimits.TEXT
        ? text
        : text.substring(0, QuicLimits.TEXT);
  }

  @Override
  public void onEnd(DatagramContext context) {
    tell(context);
  }

  @Override
  public int memory() {
    return BYTES + fromClient.memory() + fromServer.memory();
  }
}
