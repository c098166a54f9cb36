package io.weft.protocol.app.tls.field;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.protocol.app.tls.number.TlsNames;
import java.util.List;

/**
 * How messages are signed (RFC 8446 section 4.2.3), as lists of offers and as the choice before a
 * signature. Before TLS 1.3 the two bytes are a hash and a method (RFC 5246 section 7.4.1.4.1).
 */
final class SignatureFields {
  private final Field listLength;
  private final Field list;
  private final Field scheme;
  private final Field hash;
  private final Field method;

  SignatureFields(String prefix) {
    listLength =
        Field.u16(prefix + ".handshake.sig_hash_alg_len", "Signature Hash Algorithms Length")
            .repeating();
    list = Field.presence(prefix + ".handshake.sig_hash_algs", "Signature Algorithms").repeating();
    scheme =
        Field.u16(prefix + ".handshake.sig_hash_alg", "Signature Algorithm")
            .hexadecimal()
            .named(TlsNames.SIGNATURE_SCHEMES)
            .repeating();
    hash =
        Field.u8(prefix + ".handshake.sig_hash_hash", "Signature Hash Algorithm Hash").repeating();
    method =
        Field.u8(prefix + ".handshake.sig_hash_sig", "Signature Hash Algorithm Signature")
            .repeating();
  }

  List<Field> declared() {
    return List.of(listLength, list, scheme, hash, method);
  }

  /** Reads a list with its length in two bytes; returns the index behind it. */
  int list(byte[] bytes, int at, int to, FieldSink sink) {
    if (to - at < 2) {
      return to;
    }
    Push.u16(listLength, bytes, at, to, sink);
    int end = Math.min(to, at + 2 + BigEndian.u16(bytes, at));
    Push.list(list, at + 2, end, sink);
    for (int next = at + 2; end - next >= 2; next += 2) {
      one(bytes, next, end, sink);
    }
    return end;
  }

  /** Reads the two bytes of one scheme. */
  void one(byte[] bytes, int at, int to, FieldSink sink) {
    if (to - at >= 2) {
      Push.u16(scheme, bytes, at, to, sink);
      Push.u8(hash, bytes, at, to, sink);
      Push.u8(method, bytes, at + 1, to, sink);
    }
  }
}
