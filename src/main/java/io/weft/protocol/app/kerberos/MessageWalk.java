package io.weft.protocol.app.kerberos;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.protocol.app.Asn1Time;
import io.weft.protocol.app.BerElement;
import java.util.List;

/**
 * Goes over the parts of a message once (RFC 4120 sections 5.2 to 5.9). What a sequence holds is a
 * table of its parts, each under the number of its tag; parts that are in no table are passed over.
 * Fields and exchanges read a message so, which differ in what they want of it. It allocates
 * nothing.
 */
final class MessageWalk {
  private static final int CONTEXT = 0xA0;
  private static final int TICKET_TAG = 0x61;
  private static final int AP_REQUEST_TAG = 0x6E;
  private static final int BIT_STRING = 3;
  private static final int PA_TGS_REQ = 1;
  private static final int PA_ENC_TIMESTAMP = 2;
  private static final int PA_ETYPE_INFO = 11;
  private static final int PA_ETYPE_INFO2 = 19;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** What a part of a sequence is. */
  private enum Kind {
    NUMBER,
    /** A sequence of numbers. */
    NUMBERS,
    TEXT,
    TIME,
    /** A kind of name and its parts. */
    NAME,
    OPTIONS,
    /** A sequence with parts of its own. */
    SEQUENCE,
    /** A sequence of types and what they say. */
    PREAUTHENTICATION,
    /** A sequence behind a tag of its own. */
    TICKET
  }

  private record Part(int tag, Kind kind, Field field, List<Part> inside) {
    static Part of(int number, Kind kind, Field field) {
      return new Part(CONTEXT + number, kind, field, List.of());
    }

    static Part of(int number, Kind kind, List<Part> inside) {
      return new Part(CONTEXT + number, kind, null, inside);
    }
  }

  private static final List<Part> ENCRYPTED =
      List.of(
          Part.of(0, Kind.NUMBER, KerberosFields.CIPHER),
          Part.of(1, Kind.NUMBER, KerberosFields.KEY));

  private static final List<Part> TICKET =
      List.of(
          Part.of(0, Kind.NUMBER, KerberosFields.TICKET_VERSION),
          Part.of(1, Kind.TEXT, KerberosFields.REALM),
          Part.of(2, Kind.NAME, KerberosFields.SERVICE),
          Part.of(3, Kind.SEQUENCE, ENCRYPTED));

  /** An encryption type that may be used, with what keys are made of. */
  private static final List<Part> USABLE = List.of(Part.of(0, Kind.NUMBER, KerberosFields.CIPHER));

  private static final List<Part> BODY =
      List.of(
          Part.of(0, Kind.OPTIONS, KerberosFields.OPTIONS),
          Part.of(1, Kind.NAME, KerberosFields.CLIENT),
          Part.of(2, Kind.TEXT, KerberosFields.REALM),
          Part.of(3, Kind.NAME, KerberosFields.SERVICE),
          Part.of(4, Kind.TIME, KerberosFields.FROM),
          Part.of(5, Kind.TIME, KerberosFields.TILL),
          Part.of(6, Kind.TIME, KerberosFields.RENEWABLE_TILL),
          Part.of(7, Kind.NUMBER, KerberosFields.NONCE),
          Part.of(8, Kind.NUMBERS, KerberosFields.OFFERED));

  private static final List<Part> REQUEST =
      List.of(
          Part.of(1, Kind.NUMBER, KerberosFields.VERSION),
          Part.of(2, Kind.NUMBER, KerberosFields.TYPE),
          Part.of(3, Kind.PREAUTHENTICATION, List.of()),
          Part.of(4, Kind.SEQUENCE, BODY));

  private static final List<Part> REPLY =
      List.of(
          Part.of(0, Kind.NUMBER, KerberosFields.VERSION),
          Part.of(1, Kind.NUMBER, KerberosFields.TYPE),
          Part.of(2, Kind.PREAUTHENTICATION, List.of()),
          Part.of(3, Kind.TEXT, KerberosFields.CLIENT_REALM),
          Part.of(4, Kind.NAME, KerberosFields.CLIENT),
          Part.of(5, Kind.TICKET, TICKET),
          Part.of(6, Kind.SEQUENCE, ENCRYPTED));

  private static final List<Part> AP_REQUEST =
      List.of(
          Part.of(0, Kind.NUMBER, KerberosFields.VERSION),
          Part.of(1, Kind.NUMBER, KerberosFields.TYPE),
          Part.of(3, Kind.TICKET, TICKET),
          Part.of(4, Kind.SEQUENCE, ENCRYPTED));

  private static final List<Part> AP_REPLY =
      List.of(
          Part.of(0, Kind.NUMBER, KerberosFields.VERSION),
          Part.of(1, Kind.NUMBER, KerberosFields.TYPE),
          Part.of(2, Kind.SEQUENCE, ENCRYPTED));

  private static final List<Part> ERROR =
      List.of(
          Part.of(0, Kind.NUMBER, KerberosFields.VERSION),
          Part.of(1, Kind.NUMBER, KerberosFields.TYPE),
          Part.of(2, Kind.TIME, KerberosFields.CLIENT_TIME),
          Part.of(3, Kind.NUMBER, KerberosFields.CLIENT_MICROSECONDS),
          Part.of(4, Kind.TIME, KerberosFields.SERVER_TIME),
          Part.of(5, Kind.NUMBER, KerberosFields.SERVER_MICROSECONDS),
          Part.of(6, Kind.NUMBER, KerberosFields.ERROR_CODE),
          Part.of(7, Kind.TEXT, KerberosFields.CLIENT_REALM),
          Part.of(8, Kind.NAME, KerberosFields.CLIENT),
          Part.of(9, Kind.TEXT, KerberosFields.REALM),
          Part.of(10, Kind.NAME, KerberosFields.SERVICE),
          Part.of(11, Kind.TEXT, KerberosFields.ERROR_TEXT));

  private MessageWalk() {}

  /**
   * Pushes the parts of a message as far as they are there.
   *
   * @param withProofs are the parts of what proves who asks pushed, too? They are messages within
   *     messages
   */
  static void read(byte[] bytes, int from, int to, boolean withProofs, FieldSink sink) {
    List<Part> parts =
        switch (Kerberos.type(bytes, from)) {
          case Kerberos.AS_REQUEST, Kerberos.TGS_REQUEST -> REQUEST;
          case Kerberos.AS_REPLY, Kerberos.TGS_REPLY -> REPLY;
          case Kerberos.AP_REQUEST -> AP_REQUEST;
          case Kerberos.AP_REPLY -> AP_REPLY;
          case Kerberos.ERROR -> ERROR;
          default -> List.of();
        };
    int content = BerElement.content(bytes, from, to);
    if (content != BerElement.NONE) {
      int end = BerElement.endOrCut(bytes, from, to);
      sequence(parts, bytes, content, end, withProofs, sink);
    }
  }

  /** Reads the element that begins there, where it is a sequence. */
  private static void sequence(
      List<Part> parts, byte[] bytes, int at, int to, boolean withProofs, FieldSink sink) {
    int content = BerElement.content(bytes, at, to);
    if (content == BerElement.NONE || BigEndian.u8(bytes, at) != BerElement.SEQUENCE) {
      return;
    }
    int end = BerElement.endOrCut(bytes, at, to);
    int next;
    for (int tagged = content; ; tagged = next) {
      int inside = BerElement.content(bytes, tagged, end);
      if (inside == BerElement.NONE) {
        return;
      }
      next = BerElement.endOrCut(bytes, tagged, end);
      Part part = part(parts, BigEndian.u8(bytes, tagged));
      if (part != null) {
        part(part, bytes, inside, next, withProofs, sink);
      }
    }
  }

  /** The part of that tag, or null; the list is gone through by index, as iterators are objects. */
  private static Part part(List<Part> parts, int tag) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).tag == tag) {
        return parts.get(i);
      }
    }
    return null;
  }

  private static void part(
      Part part, byte[] bytes, int at, int to, boolean withProofs, FieldSink sink) {
    int content = BerElement.content(bytes, at, to);
    if (content == BerElement.NONE) {
      return;
    }
    int tag = BigEndian.u8(bytes, at);
    int end = BerElement.endOrCut(bytes, at, to);
    switch (part.kind) {
      case SEQUENCE -> sequence(part.inside, bytes, at, to, withProofs, sink);
      case PREAUTHENTICATION -> preauthentication(bytes, content, end, withProofs, sink);
      case TICKET -> {
        if (tag == TICKET_TAG) {
          sequence(part.inside, bytes, content, end, withProofs, sink);
        }
      }
      case NAME -> {
        if (tag == BerElement.SEQUENCE) {
          name(part.field, bytes, content, end, sink);
        }
      }
      case NUMBER -> number(part.field, bytes, at, to, sink);
      case NUMBERS -> {
        int next;
        for (int i = content; BerElement.content(bytes, i, end) != BerElement.NONE; i = next) {
          next = BerElement.endOrCut(bytes, i, end);
          number(part.field, bytes, i, end, sink);
        }
      }
      case TEXT -> text(part.field, bytes, content, end, sink);
      case TIME -> time(part.field, tag, bytes, content, end, sink);
      case OPTIONS -> {
        boolean isWhole = BerElement.end(bytes, at, to) != BerElement.NONE;
        if (tag == BIT_STRING && isWhole && end - content > Integer.BYTES) {
          KerberosFields.options(bytes, content + 1, sink); // the first byte tells unused bits
        }
      }
    }
  }

  private static void text(Field field, byte[] bytes, int from, int to, FieldSink sink) {
    if (sink.wants(field)) {
      sink.text(field, bytes, from, to - from);
    }
  }

  private static void time(Field field, int tag, byte[] bytes, int from, int to, FieldSink sink) {
    if (!sink.wants(field)) {
      return;
    }
    long seconds = Asn1Time.seconds(tag, bytes, from, to);
    if (seconds != Asn1Time.NONE && Math.abs(seconds) < Long.MAX_VALUE / NANOS_PER_SECOND) {
      sink.time(field, seconds * NANOS_PER_SECOND, from, to - from);
    }
  }

  /** A number of at most eight bytes, whose lowest four count. */
  private static void number(Field field, byte[] bytes, int at, int to, FieldSink sink) {
    if (!sink.wants(field) || !BerElement.is(bytes, at, to, BerElement.INTEGER)) {
      return;
    }
    int from = BerElement.content(bytes, at, to);
    int end = BerElement.end(bytes, at, to);
    if (end - from >= 1 && end - from <= Long.BYTES) {
      long value = BerElement.integer(bytes, from, end);
      sink.number(field, field.isSigned() ? (int) value : value & 0xFFFF_FFFFL, from, end - from);
    }
  }

  private static void preauthentication(
      byte[] bytes, int from, int to, boolean withProofs, FieldSink sink) {
    int next;
    for (int at = from; ; at = next) {
      int inside = BerElement.content(bytes, at, to);
      if (inside == BerElement.NONE) {
        return;
      }
      next = BerElement.endOrCut(bytes, at, to);
      proof(bytes, inside, next, withProofs, sink);
    }
  }

  /** A type, and what it says (RFC 4120 section 5.2.7). */
  private static void proof(byte[] bytes, int from, int to, boolean withProofs, FieldSink sink) {
    int type = 0;
    int next;
    for (int tagged = from; ; tagged = next) {
      int at = BerElement.content(bytes, tagged, to);
      if (at == BerElement.NONE) {
        return;
      }
      next = BerElement.endOrCut(bytes, tagged, to);
      int content = BerElement.content(bytes, at, next);
      if (content == BerElement.NONE) {
        continue;
      }
      int end = BerElement.endOrCut(bytes, at, next);
      int tag = BigEndian.u8(bytes, tagged);
      if (tag == CONTEXT + 1) {
        number(KerberosFields.PREAUTHENTICATION, bytes, at, next, sink);
        type = (int) BerElement.integer(bytes, content, end);
      } else if (tag == CONTEXT + 2 && withProofs) {
        proven(type, bytes, content, end, sink);
      }
    }
  }

  /** What pre-authentication of a type says. Others are not looked at. */
  private static void proven(int type, byte[] bytes, int from, int to, FieldSink sink) {
    int content = BerElement.content(bytes, from, to);
    if (content == BerElement.NONE) {
      return;
    }
    int end = BerElement.endOrCut(bytes, from, to);
    if (type == PA_TGS_REQ && BigEndian.u8(bytes, from) == AP_REQUEST_TAG) {
      sequence(AP_REQUEST, bytes, content, end, true, sink);
    } else if (type == PA_ENC_TIMESTAMP) {
      sequence(ENCRYPTED, bytes, from, to, true, sink);
    } else if (type == PA_ETYPE_INFO || type == PA_ETYPE_INFO2) {
      int next;
      for (int at = content; BerElement.content(bytes, at, end) != BerElement.NONE; at = next) {
        next = BerElement.endOrCut(bytes, at, end);
        sequence(USABLE, bytes, at, end, true, sink);
      }
    }
  }

  /** A name: what kind it is, and its parts. */
  private static void name(Field field, byte[] bytes, int from, int to, FieldSink sink) {
    int next;
    for (int tagged = from; ; tagged = next) {
      int at = BerElement.content(bytes, tagged, to);
      if (at == BerElement.NONE) {
        return;
      }
      next = BerElement.endOrCut(bytes, tagged, to);
      int content = BerElement.content(bytes, at, next);
      if (content == BerElement.NONE) {
        continue;
      }
      int tag = BigEndian.u8(bytes, tagged);
      if (tag == CONTEXT) {
        number(KerberosFields.NAME_TYPE, bytes, at, next, sink);
      } else if (tag == CONTEXT + 1) {
        texts(field, bytes, content, BerElement.endOrCut(bytes, at, next), sink);
      }
    }
  }

  private static void texts(Field field, byte[] bytes, int from, int to, FieldSink sink) {
    int next;
    for (int at = from; ; at = next) {
      int content = BerElement.content(bytes, at, to);
      if (content == BerElement.NONE) {
        return;
      }
      next = BerElement.endOrCut(bytes, at, to);
      text(field, bytes, content, next, sink);
    }
  }
}
