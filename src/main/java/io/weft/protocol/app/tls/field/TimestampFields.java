package io.weft.protocol.app.tls.field;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import java.util.List;

/** Times at which logs of certificates have seen one, with their proofs (RFC 6962 section 3.3). */
final class TimestampFields {
  private static final int LOG_ID = 32;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Field listLength;
  private final Field length;
  private final Field version;
  private final Field log;
  private final Field time;
  private final Field extensionsLength;
  private final Field signatureLength;
  private final Field signature;
  private final SignatureFields signatures;

  TimestampFields(String prefix, SignatureFields signatures) {
    this.signatures = signatures;
    String sct = prefix + ".sct.";
    listLength = Field.u16(sct + "scts_length", "Serialized SCT List Length").repeating();
    length = Field.u16(sct + "sct_length", "Serialized SCT Length").repeating();
    version = Field.u8(sct + "sct_version", "SCT Version").repeating();
    log = Field.bytes(sct + "sct_logid", "Log ID").repeating();
    time = Field.absoluteTime(sct + "sct_timestamp", "Timestamp").repeating();
    extensionsLength = Field.u16(sct + "sct_extensions_length", "Extensions length").repeating();
    signatureLength = Field.u16(sct + "sct_signature_length", "Signature Length").repeating();
    signature = Field.bytes(sct + "sct_signature", "Signature").repeating();
  }

  List<Field> declared() {
    return List.of(
        listLength, length, version, log, time, extensionsLength, signatureLength, signature);
  }

  /** Reads a list with its length. */
  void read(byte[] bytes, int from, int to, FieldSink sink) {
    Push.u16(listLength, bytes, from, to, sink);
    for (int at = from + 2; to - at >= 2; at += 2 + BigEndian.u16(bytes, at)) {
      Push.u16(length, bytes, at, to, sink);
      one(bytes, at + 2, Math.min(to, at + 2 + BigEndian.u16(bytes, at)), sink);
    }
  }

  private void one(byte[] bytes, int from, int to, FieldSink sink) {
    Push.u8(version, bytes, from, to, sink);
    int at = from + 1;
    Push.bytes(log, bytes, at, LOG_ID, to, sink);
    at += LOG_ID;
    if (to - at < Long.BYTES + 2) {
      return;
    }
    // Past the year 2262 a time does not fit into 64 bits of nanoseconds.
    long millis = BigEndian.i64(bytes, at);
    if (millis >= 0 && millis <= Long.MAX_VALUE / NANOS_PER_MILLI && sink.wants(time)) {
      sink.time(time, millis * NANOS_PER_MILLI, at, Long.BYTES);
    }
    at += Long.BYTES;
    Push.u16(extensionsLength, bytes, at, to, sink);
    at += 2 + BigEndian.u16(bytes, at);
    signatures.one(bytes, at, to, sink);
    at += 2;
    if (to - at >= 2) {
      Push.u16(signatureLength, bytes, at, to, sink);
      Push.bytes(signature, bytes, at + 2, BigEndian.u16(bytes, at), to, sink);
    }
  }
}
