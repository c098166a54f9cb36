package io.weft.protocol.app.tls;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;
import io.weft.protocol.app.tls.certificate.Certificate;
import java.util.List;

/** Reads one TLS connection, with a reader of records for each direction. */
final class TlsDissector implements StreamDissector {
  private static final int BYTES = 160;

  private static final int ALERT_BYTES = 2;

  private final Findings findings;
  private final RecordReader fromClient;
  private final RecordReader fromServer;
  private boolean stopped;
  private boolean told;
  private boolean clientOver;
  private boolean serverOver;

  TlsDissector(TlsOptions options) {
    findings = new Findings(options.ja3());
    fromClient = new RecordReader(this, Direction.FROM_CLIENT);
    fromServer = new RecordReader(this, Direction.FROM_SERVER);
  }

  private RecordReader reader(Direction direction) {
    return direction == Direction.FROM_CLIENT ? fromClient : fromServer;
  }

  @Override
  public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    if (stopped) {
      return STOP;
    }
    RecordReader reader = reader(direction);
    int used = reader.read(bytes, from, to, context);
    if (reader.searched() > TlsLimits.HOPELESS) {
      tell(context);
      return LOST;
    }
    return stopped ? STOP : used;
  }

  @Override
  public void onGap(Direction direction, long missing, StreamContext context) {
    if (!stopped) {
      findings.note(Notes.GAP);
      reader(direction).gap(missing, context);
    }
  }

  @Override
  public void onEnd(Direction direction, boolean clean, StreamContext context) {
    if (direction == Direction.FROM_CLIENT) {
      clientOver = true;
    } else {
      serverOver = true;
    }
    if (clientOver && serverOver) {
      tell(context);
    }
  }

  private void tell(StreamContext context) {
    if (!told && findings.isStarted()) {
      told = true;
      context.emit(findings.exchange(fromClient.traffic(), fromServer.traffic()));
    }
  }

  @Override
  public int memory() {
    return BYTES + findings.memory() + fromClient.memory() + fromServer.memory();
  }

  // The readers call these methods.

  Findings findings() {
    return findings;
  }

  boolean isStopped() {
    return stopped;
  }

  HandshakeJoiner.Listener listener(RecordReader reader) {
    return new HandshakeJoiner.Listener() {
      @Override
      public void onMessage(
          int type,
          byte[] bytes,
          int from,
          int to,
          long packet,
          long nanos,
          StreamContext context) {
        onHandshake(reader, type, bytes, from, to, packet, nanos, context);
      }

      @Override
      public void onTooLong() {
        findings.note(Notes.MESSAGE_TOO_LONG);
      }
    };
  }

  /** Must all bytes of a record be there before it is read? */
  boolean needsWhole(RecordReader reader, byte[] bytes, int at) {
    return RecordHeader.type(bytes, at) != RecordHeader.APPLICATION_DATA;
  }

  void onBadRecord() {
    findings.note(Notes.BAD_RECORD);
  }

  void onFound(RecordReader reader) {
    // Nothing depends on it yet.
  }

  void onRecordLost(RecordReader reader) {
    findings.note(Notes.MESSAGE_LOST);
  }

  void onRecordsLost(RecordReader reader, long missing) {
    if (reader.joiner().isWaiting()) {
      findings.note(Notes.MESSAGE_LOST);
    }
  }

  /**
   * Takes a hello of SSL 2.0, all of whose bytes are there.
   *
   * @return false where the bytes are no such hello
   */
  boolean onSslTwo(RecordReader reader, byte[] bytes, int from, int to, StreamContext context) {
    long nanos = context.arrivalAt(context.offset()).nanos();
    long packet = context.arrivalAt(context.offset()).number();
    if (SslTwo.isClientHello(bytes, from, to)) {
      findings.begin(nanos);
      findings.log(reader.direction(), 'c');
      findings.onClientHello(SslTwo.clientHello(bytes, from), packet);
      return true;
    }
    if (SslTwo.isServerHello(bytes, from, to)) {
      findings.begin(nanos);
      findings.log(reader.direction(), 's');
      findings.onSslTwoServer(packet, nanos);
      stopped = true; // The rest is of SSL 2.0.
      return true;
    }
    return false;
  }

  /** Takes the end of a record whose body was passed over. */
  void onPassed(RecordReader reader, int type, int length, StreamContext context) {
    if (type == RecordHeader.APPLICATION_DATA) {
      findings.onSealed(reader.direction(), length, context.arrival());
    }
  }

  /**
   * Takes a record.
   *
   * @param at index of its header
   * @param to index behind its last byte
   * @param offset of its first byte in the stream
   */
  void onRecord(
      RecordReader reader, byte[] bytes, int at, int to, long offset, StreamContext context) {
    int body = at + RecordHeader.LENGTH;
    int type = RecordHeader.type(bytes, at);
    if (isSealed(reader, bytes, at, to)) {
      onSealed(reader, type, bytes, at, to, context);
      return;
    }
    switch (type) {
      case RecordHeader.HANDSHAKE ->
          reader.joiner().add(bytes, at, to, context.arrivalAt(offset), context);
      case RecordHeader.CHANGE_CIPHER_SPEC -> {
        findings.log(reader.direction(), 'i');
        findings.onChangeCipherSpec(reader.direction());
        reader.changeCipher();
      }
      case RecordHeader.ALERT -> {
        context.append(Tls.PROTOCOL, bytes, at, to);
        findings.onAlert(
            reader.direction(), bytes[body] & 0xFF, bytes[body + 1] & 0xFF, context.arrival());
      }
      case RecordHeader.HEARTBEAT -> findings.log(reader.direction(), 'b');
      default -> throw new AssertionError(type);
    }
  }

  /**
   * Is the record encrypted? In TLS 1.3 those are that pretend to be application data; before it,
   * all that follow the change of ciphers.
   */
  private boolean isSealed(RecordReader reader, byte[] bytes, int at, int to) {
    int length = to - at - RecordHeader.LENGTH;
    return switch (RecordHeader.type(bytes, at)) {
      case RecordHeader.APPLICATION_DATA -> true;
      case RecordHeader.CHANGE_CIPHER_SPEC -> length != 1;
      case RecordHeader.ALERT -> length != ALERT_BYTES;
      case RecordHeader.HANDSHAKE -> reader.hasChangedCipher() && !isClear(bytes, at, to);
      default -> reader.hasChangedCipher();
    };
  }

  /**
   * Is a handshake record behind a change of ciphers a message in the clear, as it is in TLS 1.3?
   * An encrypted one begins with a random value there, or the version is known.
   */
  private boolean isClear(byte[] bytes, int at, int to) {
    if (findings.isVersionKnown()) {
      return findings.isTls13();
    }
    int body = at + RecordHeader.LENGTH;
    return to - body >= HandshakeType.HEADER
        && bytes[body] == HandshakeType.CLIENT_HELLO
        && bytes[body + 1] == 0;
  }

  private void onSealed(
      RecordReader reader, int type, byte[] bytes, int at, int to, StreamContext context) {
    if (type == RecordHeader.ALERT) {
      context.append(Tls.PROTOCOL, bytes, at, to);
      findings.onAlert(reader.direction(), 0, 0, context.arrival());
    } else if (type == RecordHeader.APPLICATION_DATA || type == RecordHeader.HANDSHAKE) {
      findings.onSealed(reader.direction(), to - at - RecordHeader.LENGTH, context.arrival());
    }
  }

  private void onHandshake(
      RecordReader reader,
      int type,
      byte[] bytes,
      int from,
      int to,
      long packet,
      long nanos,
      StreamContext context) {
    Direction direction = reader.direction();
    switch (type) {
      case HandshakeType.CLIENT_HELLO -> onClientHello(bytes, from, to, packet, context);
      case HandshakeType.SERVER_HELLO -> {
        ServerHello hello = new ServerHello(bytes, from, to);
        findings.log(direction, hello.isRetry() ? 'j' : 's');
        findings.onServerHello(hello, packet, nanos);
        return;
      }
      case HandshakeType.SERVER_KEY_EXCHANGE -> findings.onServerKeyExchange(bytes, from, to);
      case HandshakeType.SERVER_HELLO_DONE -> findings.onServerHelloDone();
      case HandshakeType.CERTIFICATE_REQUEST -> findings.onCertificateRequest();
      case HandshakeType.CERTIFICATE -> onCertificates(direction, bytes, from, to, nanos, context);
      default -> {}
    }
    findings.log(direction, HandshakeType.letter(type));
  }

  private void onClientHello(byte[] bytes, int from, int to, long packet, StreamContext context) {
    ClientHello hello = new ClientHello(bytes, from, to);
    findings.onClientHello(hello, packet);
    if (hello.serverName() != null && isHostName(hello.serverName())) {
      context.serverName(hello.serverName(), "sni", true);
    }
  }

  private void onCertificates(
      Direction direction, byte[] bytes, int from, int to, long nanos, StreamContext context) {
    List<Certificate> certificates =
        CertificateList.read(bytes, from, to, findings.isTls13(), nanos);
    if (direction == Direction.FROM_CLIENT) {
      findings.onClientCertificates(certificates);
      return;
    }
    findings.onServerCertificates(certificates);
    String host = certificates.isEmpty() ? null : certificates.get(0).hostName();
    if (host != null && isHostName(host)) {
      context.serverName(host, "certificate", false);
    }
  }

  /** Does the text look like the name of a host? What is on the wire may be anything. */
  private static boolean isHostName(String text) {
    return !text.isEmpty()
        && text.length() <= 253
        && text.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '-'
                        || c == '.'
                        || c == '_');
  }
}
