package io.weft.protocol.app.tls;

import io.weft.dissect.Arrival;
import io.weft.dissect.ChildStream;
import io.weft.dissect.Direction;
import io.weft.dissect.FlowContext;
import io.weft.dissect.Secrets;
import io.weft.protocol.app.tls.decrypt.Agreement;
import io.weft.protocol.app.tls.decrypt.DatagramDecryption;
import io.weft.protocol.app.tls.decrypt.UnifiedDecryption;
import io.weft.protocol.app.tls.dtls.RecordReader;

/** Reads the messages of DTLS as those of TLS are read. */
final class DtlsRecordReader implements RecordReader {
  /** Memory of this object with the counters of its decryption, estimated in bytes. */
  private static final int BYTES = 400;

  private final Findings findings;
  private final Handshake handshake;
  private final DatagramDecryption decryption = new DatagramDecryption();
  private final UnifiedDecryption unified = new UnifiedDecryption();
  private final Traffic ofClient = new Traffic();
  private final Traffic ofServer = new Traffic();

  /** The record that was decrypted last. */
  private byte[] clear = {};

  private int clearTo;

  /** Takes what was decrypted; null until there is some. */
  private ChildStream child;

  private static final class Traffic {
    long records;
    long applicationBytes;

    TlsExchange.Traffic toRecord() {
      return new TlsExchange.Traffic(records, applicationBytes);
    }
  }

  /**
   * @param caches what other connections have shown
   */
  DtlsRecordReader(TlsOptions options, TlsCaches caches) {
    findings = new Findings(options.ja3(), caches.profiles(), true);
    handshake = new Handshake(findings, caches, true);
  }

  @Override
  public void onRecord(Direction direction, int contentType, int length, Arrival arrival) {
    findings.begin(arrival.nanos());
    Traffic traffic = direction == Direction.FROM_CLIENT ? ofClient : ofServer;
    traffic.records++;
    if (contentType == RecordHeader.APPLICATION_DATA) {
      traffic.applicationBytes += length;
    }
  }

  @Override
  public void onMessage(
      Direction direction,
      int type,
      byte[] bytes,
      int from,
      int to,
      long packet,
      long nanos,
      FlowContext context) {
    boolean isClient = direction == Direction.FROM_CLIENT;
    if (context.secrets() != Secrets.NONE && !findings.isTls13()) {
      decryption.handshake(isClient, bytes, from, to);
    }
    handshake.onMessage(direction, type, bytes, from, to, packet, nanos, context);
  }

  @Override
  public void onMessageLost() {
    findings.note(Notes.MESSAGE_LOST);
  }

  @Override
  public void onBadRecord() {
    findings.note(Notes.BAD_RECORD);
  }

  @Override
  public void onChangeCipherSpec(Direction direction, boolean isWhole) {
    findings.log(direction, 'i');
    if (isWhole) {
      findings.onChangeCipherSpec(direction);
    }
  }

  @Override
  public void onAlert(Direction direction, int level, int description, Arrival arrival) {
    findings.onAlert(direction, level, description, arrival);
  }

  @Override
  public void onSealed(Direction direction, int length, Arrival arrival) {
    findings.onSealed(direction, length, arrival);
  }

  @Override
  public boolean open(
      Direction direction, byte[] bytes, int record, int body, int to, FlowContext context) {
    Agreement agreement = handshake.agreement();
    boolean isOpen =
        agreement != null
            && context.secrets() != Secrets.NONE
            && decryption.open(
                direction == Direction.FROM_CLIENT,
                bytes,
                record,
                body,
                to,
                agreement,
                context.secrets());
    if (isOpen) {
      clear = decryption.clear();
      clearTo = decryption.clearTo();
    }
    return isOpen;
  }

  @Override
  public int connectionIdLength(Direction direction) {
    Agreement agreement = handshake.agreement();
    return agreement == null ? 0 : agreement.connectionIdLength(direction == Direction.FROM_CLIENT);
  }

  @Override
  public boolean openUnified(
      Direction direction,
      byte[] bytes,
      int record,
      int numberAt,
      int numberLength,
      int body,
      int to,
      FlowContext context) {
    Agreement agreement = handshake.agreement();
    boolean isOpen =
        agreement != null
            && findings.isTls13()
            && context.secrets() != Secrets.NONE
            && unified.open(
                direction == Direction.FROM_CLIENT,
                bytes,
                record,
                numberAt,
                numberLength,
                body,
                to,
                agreement,
                context.secrets());
    if (isOpen) {
      clear = unified.clear();
      clearTo = unified.clearTo();
    }
    return isOpen;
  }

  @Override
  public byte[] clear() {
    return clear;
  }

  @Override
  public int clearTo() {
    return clearTo;
  }

  @Override
  public void onData(Direction direction, byte[] bytes, int from, int to, FlowContext context) {
    if (child == null) {
      child = context.child(null, 0);
    }
    child.bytes(direction, bytes, from, to, context.arrival());
  }

  @Override
  public void onEnd(boolean reversed, FlowContext context) {
    if (reversed) {
      findings.reversed();
    }
    context.emit(
        findings.exchange(
            ofClient.toRecord(),
            ofServer.toRecord(),
            findings.isTls13() ? unified.result() : decryption.result()));
    if (child != null) {
      child.end(Direction.FROM_CLIENT, false, context.arrival());
      child.end(Direction.FROM_SERVER, false, context.arrival());
    }
  }

  @Override
  public int memory() {
    return BYTES + decryption.memory() + unified.memory() + findings.memory();
  }
}
