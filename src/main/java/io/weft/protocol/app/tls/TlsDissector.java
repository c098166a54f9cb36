package io.weft.protocol.app.tls;

import io.weft.dissect.Arrival;
import io.weft.dissect.ChildStream;
import io.weft.dissect.Direction;
import io.weft.dissect.Secrets;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;
import io.weft.protocol.app.tls.decrypt.Agreement;
import io.weft.protocol.app.tls.decrypt.Decryption;
import io.weft.protocol.app.tls.number.CipherSuites;
import io.weft.protocol.app.tls.number.Extension;
import io.weft.protocol.app.tls.number.HandshakeType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Reads one TLS connection, with a reader of records for each direction. */
final class TlsDissector implements StreamDissector {
  private static final int BYTES = 160;

  private static final int ALERT_BYTES = 2;

  private final Findings findings;
  private final RecordReader fromClient;
  private final RecordReader fromServer;
  private final Decryption decryption = new Decryption();

  /** Has the last hellos, from which the next keys are made. */
  private final Handshake handshake;

  /** Takes what was decrypted; null until there is some. */
  private ChildStream child;

  /** Has the client's encrypted data come before the server's hello? */
  private boolean early;

  private boolean stopped;
  private boolean told;
  private boolean clientOver;
  private boolean serverOver;

  /**
   * @param caches what other connections have shown
   */
  TlsDissector(TlsOptions options, TlsCaches caches) {
    findings = new Findings(options.ja3(), caches.profiles(), false);
    handshake = new Handshake(findings, caches, false);
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
    if (child != null) {
      child.end(direction, clean, context.arrival());
    }
    if (clientOver && serverOver) {
      tell(context);
    }
  }

  private void tell(StreamContext context) {
    if (!told && findings.isStarted()) {
      told = true;
      context.emit(
          findings.exchange(fromClient.traffic(), fromServer.traffic(), decryption.result()));
    }
  }

  @Override
  public int memory() {
    return BYTES
        + decryption.memory()
        + findings.memory()
        + fromClient.memory()
        + fromServer.memory();
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
    return RecordHeader.type(bytes, at) != RecordHeader.APPLICATION_DATA
        || decryption.isWorthwhile(isClient(reader));
  }

  private static boolean isClient(RecordReader reader) {
    return reader.direction() == Direction.FROM_CLIENT;
  }

  void onBadRecord() {
    findings.note(Notes.BAD_RECORD);
  }

  /** A gap lies inside one record, whose end is known. */
  void onRecordLost(RecordReader reader, int bodyLength, StreamContext context) {
    findings.note(Notes.MESSAGE_LOST);
    decryption.lostOne(isClient(reader));
    tellChildOfGap(reader, decryption.textLength(isClient(reader), bodyLength), context);
  }

  /** A gap has hidden where records begin. */
  void onRecordsLost(RecordReader reader, long missing, StreamContext context) {
    if (reader.joiner().isWaiting()) {
      findings.note(Notes.MESSAGE_LOST);
    }
    decryption.lost(isClient(reader), missing);
    tellChildOfGap(reader, missing, context);
  }

  private void tellChildOfGap(RecordReader reader, long length, StreamContext context) {
    if (child != null) {
      child.gap(reader.direction(), length, context.arrival());
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
      handshake.onClientHello(SslTwo.clientHello(bytes, from), packet, context);
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
    int type = RecordHeader.type(bytes, at);
    if (isSealed(reader, bytes, at, to)) {
      onSealed(reader, type, bytes, at, to, offset, context);
      return;
    }
    onContent(reader, type, bytes, at, to, context.arrivalAt(offset), context);
  }

  /**
   * Takes the content of a record, which was clear or has been decrypted.
   *
   * @param at index of the record's header, behind which the content begins
   */
  private void onContent(
      RecordReader reader,
      int type,
      byte[] bytes,
      int at,
      int to,
      Arrival arrival,
      StreamContext context) {
    int body = at + RecordHeader.LENGTH;
    switch (type) {
      case RecordHeader.HANDSHAKE -> reader.joiner().add(bytes, at, to, arrival, context);
      case RecordHeader.CHANGE_CIPHER_SPEC -> {
        appendHeader(bytes, at, context);
        findings.log(reader.direction(), 'i');
        findings.onChangeCipherSpec(reader.direction());
        reader.changeCipher();
        changeCipher(reader, context);
      }
      case RecordHeader.ALERT -> {
        if (to - body < ALERT_BYTES) {
          return;
        }
        context.append(Tls.PROTOCOL, bytes, at, to);
        findings.onAlert(
            reader.direction(), bytes[body] & 0xFF, bytes[body + 1] & 0xFF, context.arrival());
      }
      case RecordHeader.HEARTBEAT -> {
        appendHeader(bytes, at, context);
        findings.log(reader.direction(), 'b');
      }
      case RecordHeader.APPLICATION_DATA -> {
        if (to > body) {
          if (child == null) {
            child = context.child(null, 0);
          }
          child.bytes(reader.direction(), bytes, body, to, arrival);
        }
      }
      default -> {} // a type that nobody knows, inside an encrypted record
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
      RecordReader reader,
      int type,
      byte[] bytes,
      int at,
      int to,
      long offset,
      StreamContext context) {
    if (context.secrets() != Secrets.NONE) {
      if (decrypt(reader, type, bytes, at, to, offset, context)) {
        return;
      }
      if (type == RecordHeader.APPLICATION_DATA && findings.isVersionKnown()) {
        int length = to - at - RecordHeader.LENGTH;
        tellChildOfGap(reader, decryption.textLength(isClient(reader), length), context);
      }
    }
    appendHeader(bytes, at, context);
    if (type == RecordHeader.ALERT) {
      findings.onAlert(reader.direction(), 0, 0, context.arrival());
    } else if (type == RecordHeader.APPLICATION_DATA || type == RecordHeader.HANDSHAKE) {
      findings.onSealed(reader.direction(), to - at - RecordHeader.LENGTH, context.arrival());
    }
  }

  /** Shows a record of whose body nothing is known. */
  void appendHeader(byte[] bytes, int at, StreamContext context) {
    boolean isOpaque =
        RecordHeader.type(bytes, at) == RecordHeader.APPLICATION_DATA && findings.isTls13();
    context.append(
        Tls.PROTOCOL, bytes, at, at + RecordHeader.LENGTH, isOpaque ? TlsFields.OPAQUE : null);
  }

  /** Decrypts a record and reads what is in it; false where that cannot be done. */
  private boolean decrypt(
      RecordReader reader,
      int type,
      byte[] bytes,
      int at,
      int to,
      long offset,
      StreamContext context) {
    boolean isClient = isClient(reader);
    ClientHello clientHello = handshake.client();
    if (isClient && !findings.isVersionKnown() && !early && clientHello != null) {
      early = true;
      if (clientHello.has(Extension.EARLY_DATA)) {
        decryption.beginEarly(clientHello.random(), suites(clientHello), context.secrets());
      }
    }
    if (type == RecordHeader.APPLICATION_DATA
        && !reader.hasChangedCipher()
        && findings.isVersionKnown()
        && !findings.isTls13()) {
      reader.changeCipher(); // The message that says so was lost.
      changeCipher(reader, context);
    }
    if (!decryption.open(isClient, bytes, at, to)) {
      return false;
    }
    if (type != RecordHeader.ALERT) {
      findings.onSealed(reader.direction(), to - at - RecordHeader.LENGTH, context.arrival());
    }
    if (decryption.contentType() == RecordHeader.APPLICATION_DATA) {
      appendHeader(bytes, at, context);
    }
    onContent(
        reader,
        decryption.contentType(),
        decryption.clear(),
        0,
        decryption.clearTo(),
        context.arrivalAt(offset + (to - at) - 1),
        context);
    return true;
  }

  private static List<String> suites(ClientHello hello) {
    return Arrays.stream(hello.ciphers())
        .mapToObj(CipherSuites.NAMES::name)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Makes the keys of TLS 1.0 to 1.2; those of TLS 1.3 are begun with the server's hello. */
  private void changeCipher(RecordReader reader, StreamContext context) {
    Agreement agreement = handshake.agreement();
    if (context.secrets() != Secrets.NONE && agreement != null && !findings.isTls13()) {
      decryption.changeCipher(isClient(reader), agreement, context.secrets());
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
    if (context.secrets() != Secrets.NONE && !findings.isTls13() && !reader.hasChangedCipher()) {
      decryption.handshake(isClient(reader), bytes, from - HandshakeType.HEADER, to);
    }
    ServerHello before = handshake.server();
    handshake.onMessage(reader.direction(), type, bytes, from, to, packet, nanos, context);
    if (handshake.server() != before) {
      beginKeys(context);
    }
    switch (type) {
      case HandshakeType.FINISHED -> decryption.finished(isClient(reader));
      case HandshakeType.END_OF_EARLY_DATA -> decryption.endOfEarlyData();
      case HandshakeType.KEY_UPDATE -> decryption.keyUpdate(isClient(reader));
      default -> {}
    }
  }

  /** Makes the first keys of TLS 1.3, which follow from both hellos. */
  private void beginKeys(StreamContext context) {
    if (findings.isTls13() && handshake.client() != null && context.secrets() != Secrets.NONE) {
      decryption.begin(
          CipherSuites.NAMES.name(handshake.server().cipher()),
          handshake.client().random(),
          context.secrets());
    }
  }
}
