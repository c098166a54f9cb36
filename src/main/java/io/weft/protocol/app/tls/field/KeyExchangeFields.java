package io.weft.protocol.app.tls.field;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.protocol.app.tls.number.TlsNames;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of the messages between the hellos and the end of a handshake up to TLS 1.2 (RFC 5246
 * section 7.4), and of tickets. What form such a message has follows from the version and from the
 * cipher suite of other messages; here the form is taken whose lengths fill the message.
 */
final class KeyExchangeFields {
  /** The curve type that says that a number names the curve (RFC 8422 section 5.4). */
  private static final int NAMED_CURVE = 3;

  private final List<Field> declared = new ArrayList<>();
  private final Field curveType;
  private final Field curve;
  private final Field serverPointLength;
  private final Field serverPoint;
  private final Field primeLength;
  private final Field prime;
  private final Field generatorLength;
  private final Field generator;
  private final Field serverKeyLength;
  private final Field serverKey;
  private final Field signatureLength;
  private final Field signature;
  private final Field clientPointLength;
  private final Field clientPoint;
  private final Field certificateTypesCount;
  private final Field certificateTypes;
  private final Field certificateType;
  private final Field namesLength;
  private final Field names;
  private final Field nameLength;
  private final Field name;
  private final Field proofLength;
  private final Field proof;
  private final Field lifetime;
  private final Field ageAdd;
  private final Field nonceLength;
  private final Field nonce;
  private final Field ticketLength;
  private final Field ticket;
  private final Field statusLength;
  private final Field verifyData;
  private final SignatureFields signatures;
  private final ExtensionFields extensions;

  KeyExchangeFields(String prefix, SignatureFields signatures, ExtensionFields extensions) {
    this.signatures = signatures;
    this.extensions = extensions;
    String message = prefix + ".handshake.";
    curveType = add(Field.u8(message + "server_curve_type", "Curve Type").hexadecimal());
    curve =
        add(
            Field.u16(message + "server_named_curve", "Named Curve")
                .hexadecimal()
                .named(TlsNames.GROUPS));
    serverPointLength = add(Field.u8(message + "server_point_len", "Pubkey Length"));
    serverPoint = add(Field.bytes(message + "server_point", "Pubkey"));
    primeLength = add(Field.u16(message + "p_len", "p Length"));
    prime = add(Field.bytes(message + "p", "p"));
    generatorLength = add(Field.u16(message + "g_len", "g Length"));
    generator = add(Field.bytes(message + "g", "g"));
    serverKeyLength = add(Field.u16(message + "ys_len", "Pubkey Length"));
    serverKey = add(Field.bytes(message + "ys", "Pubkey"));
    signatureLength = add(Field.u16(message + "sig_len", "Signature Length"));
    signature = add(Field.bytes(message + "sig", "Signature"));
    clientPointLength = add(Field.u8(message + "client_point_len", "Pubkey Length"));
    clientPoint = add(Field.bytes(message + "client_point", "Pubkey"));
    certificateTypesCount = add(Field.u8(message + "cert_types_count", "Certificate types count"));
    certificateTypes = add(Field.presence(message + "cert_types", "Certificate types"));
    certificateType = add(Field.u8(message + "cert_type", "Certificate Type"));
    namesLength = add(Field.u16(message + "dnames_len", "Distinguished Names Length"));
    names = add(Field.presence(message + "dnames", "Distinguished Names"));
    nameLength = add(Field.u16(message + "dname_len", "Distinguished Name Length"));
    name = add(Field.presence(message + "dname", "Distinguished Name"));
    proofLength = add(Field.u16(message + "client_cert_vrfy.sig_len", "Signature length"));
    proof = add(Field.bytes(message + "client_cert_vrfy.sig", "Signature"));
    lifetime =
        add(Field.u32(message + "session_ticket_lifetime_hint", "Session Ticket Lifetime Hint"));
    ageAdd = add(Field.u32(message + "session_ticket_age_add", "Session Ticket Age Add"));
    nonceLength =
        add(Field.u8(message + "session_ticket_nonce_length", "Session Ticket Nonce Length"));
    nonce = add(Field.bytes(message + "session_ticket_nonce", "Session Ticket Nonce"));
    ticketLength = add(Field.u16(message + "session_ticket_length", "Session Ticket Length"));
    ticket = add(Field.bytes(message + "session_ticket", "Session Ticket"));
    statusLength = add(Field.u24(message + "ocsp_response_len", "OCSP Response Length"));
    verifyData = add(Field.presence(message + "verify_data", "Verify Data"));
  }

  private Field add(Field field) {
    Field repeating = field.repeating();
    declared.add(repeating);
    return repeating;
  }

  List<Field> declared() {
    return List.copyOf(declared);
  }

  /** What a server signs of its key: a point of a curve, or a number to a prime's modulus. */
  void ofServer(byte[] bytes, int from, int to, FieldSink sink) {
    int point = from + 4;
    if (to - from >= 4
        && bytes[from] == NAMED_CURVE
        && fillsBehind(bytes, point + BigEndian.u8(bytes, from + 3), to)) {
      Push.u8(curveType, bytes, from, to, sink);
      Push.u16(curve, bytes, from + 1, to, sink);
      Push.u8(serverPointLength, bytes, from + 3, to, sink);
      int length = BigEndian.u8(bytes, from + 3);
      Push.bytes(serverPoint, bytes, point, length, to, sink);
      signature(signatureLength, signature, bytes, point + length, to, sink);
      return;
    }
    int behindPrime = behind(bytes, from, to);
    int behindGenerator = behind(bytes, behindPrime, to);
    int behindKey = behind(bytes, behindGenerator, to);
    if (behindKey <= to && fillsBehind(bytes, behindKey, to)) {
      number(primeLength, prime, bytes, from, to, sink);
      number(generatorLength, generator, bytes, behindPrime, to, sink);
      number(serverKeyLength, serverKey, bytes, behindGenerator, to, sink);
      signature(signatureLength, signature, bytes, behindKey, to, sink);
    }
  }

  /** The client's key where it is a point; what others look like depends on the suite. */
  void ofClient(byte[] bytes, int from, int to, FieldSink sink) {
    if (from < to && from + 1 + BigEndian.u8(bytes, from) == to) {
      Push.u8(clientPointLength, bytes, from, to, sink);
      Push.bytes(clientPoint, bytes, from + 1, to - from - 1, to, sink);
    }
  }

  /** What certificates a server asks its client for. */
  void request(byte[] bytes, int from, int to, FieldSink sink) {
    if (from >= to) {
      return;
    }
    int types = from + 1 + BigEndian.u8(bytes, from);
    if (types > to) {
      return;
    }
    Push.u8(certificateTypesCount, bytes, from, to, sink);
    Push.list(certificateTypes, from + 1, types, sink);
    Push.octets(certificateType, bytes, from + 1, types, sink);
    boolean hasSchemes = behind(bytes, types, to) != to;
    int at = hasSchemes ? signatures.list(bytes, types, to, sink) : types;
    if (to - at < 2) {
      return;
    }
    Push.u16(namesLength, bytes, at, to, sink);
    int end = Math.min(to, behind(bytes, at, to));
    Push.list(names, at + 2, end, sink);
    for (int next = at + 2; end - next >= 2; next += 2 + BigEndian.u16(bytes, next)) {
      Push.u16(nameLength, bytes, next, end, sink);
      Push.mark(name, next + 2, Math.min(end, behind(bytes, next, end)), sink);
    }
  }

  /** The proof that a side has the key of its certificate. */
  void verify(byte[] bytes, int from, int to, FieldSink sink) {
    signature(proofLength, proof, bytes, from, to, sink);
  }

  /** A ticket, which in TLS 1.3 (RFC 8446 section 4.6.1) has more than a time and itself. */
  void ticket(byte[] bytes, int from, int to, FieldSink sink) {
    Push.u32(lifetime, bytes, from, to, sink);
    int at = from + 4;
    boolean isOld = behind(bytes, at, to) == to;
    if (!isOld) {
      Push.u32(ageAdd, bytes, at, to, sink);
      at += 4;
      if (at >= to) {
        return;
      }
      Push.u8(nonceLength, bytes, at, to, sink);
      Push.bytes(nonce, bytes, at + 1, BigEndian.u8(bytes, at), to, sink);
      at += 1 + BigEndian.u8(bytes, at);
    }
    number(ticketLength, ticket, bytes, at, to, sink);
    if (!isOld && to - at >= 2) {
      extensions.read(ExtensionFields.Message.TICKET, bytes, behind(bytes, at, to), to, sink);
    }
  }

  /** What somebody else says about the certificate (RFC 6066 section 8). */
  void status(byte[] bytes, int from, int to, FieldSink sink) {
    Push.u8(extensions.statusType(), bytes, from, to, sink);
    Push.u24(statusLength, bytes, from + 1, to, sink);
  }

  /** The end of a side's handshake. */
  void finished(int from, int to, FieldSink sink) {
    Push.mark(verifyData, from, to, sink);
  }

  /** Index behind bytes with their length before them; behind the end where that is not there. */
  private static int behind(byte[] bytes, int at, int to) {
    return to - at >= 2 ? at + 2 + BigEndian.u16(bytes, at) : to + 1;
  }

  /** Does a signature fill the rest, alone or with how it was made, or is nothing signed? */
  private static boolean fillsBehind(byte[] bytes, int at, int to) {
    return at == to || behind(bytes, at, to) == to || behind(bytes, at + 2, to) == to;
  }

  private void signature(
      Field lengthField, Field field, byte[] bytes, int from, int to, FieldSink sink) {
    int at = from;
    if (behind(bytes, from, to) != to && behind(bytes, from + 2, to) == to) {
      signatures.one(bytes, from, to, sink);
      at += 2;
    }
    number(lengthField, field, bytes, at, to, sink);
  }

  private static void number(
      Field lengthField, Field field, byte[] bytes, int at, int to, FieldSink sink) {
    if (to - at >= 2) {
      Push.u16(lengthField, bytes, at, to, sink);
      Push.bytes(field, bytes, at + 2, BigEndian.u16(bytes, at), to, sink);
    }
  }
}
