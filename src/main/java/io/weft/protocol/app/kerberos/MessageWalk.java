package io.weft.protocol.app.kerberos;

import io.weft.dissect.field.Field;
import io.weft.protocol.app.Asn1Time;
import io.weft.protocol.app.Ber;
import java.util.List;

/**
 * Goes over the parts of a message once (RFC 4120 sections 5.2 to 5.9). What a sequence holds is a
 * table of its parts, each under the number of its tag; parts that are in no table are passed over.
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

  /** Takes the parts of a message. */
  interface Visitor {
    void number(Field field, long value, int from, int length);

    /** A point in time in nanoseconds since the epoch. */
    void time(Field field, long nanos, int from, int length);

    /** Bytes of a text. */
    void text(Field field, byte[] bytes, int from, int length);

    /** The options of a request, of which the first byte says how many bits are unused. */
    void options(byte[] bytes, int from, int length);

    /** Are the parts of what proves who asks looked at, too? They are messages within messages. */
    boolean entersPreauthentication();
  }

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

  private final byte[] bytes;
  private final Visitor visitor;

  private MessageWalk(byte[] bytes, Visitor visitor) {
    this.bytes = bytes;
    this.visitor = visitor;
  }

  /** Tells the parts of a message as far as they are there. */
  static void over(byte[] bytes, int from, int to, Visitor visitor) {
    List<Part> parts =
        switch (Kerberos.type(bytes, from)) {
          case Kerberos.AS_REQUEST, Kerberos.TGS_REQUEST -> REQUEST;
          case Kerberos.AS_REPLY, Kerberos.TGS_REPLY -> REPLY;
          case Kerberos.AP_REQUEST -> AP_REQUEST;
          case Kerberos.AP_REPLY -> AP_REPLY;
          case Kerberos.ERROR -> ERROR;
          default -> List.of();
        };
    Ber message = new Ber(bytes, from, to);
    if (message.next()) {
      new MessageWalk(bytes, visitor).sequence(parts, message.inside());
    }
  }

  /** Reads the next element where it is a sequence; false where there is no element. */
  private boolean sequence(List<Part> parts, Ber around) {
    if (!around.next()) {
      return false;
    }
    Ber tagged = around.inside();
    while (around.tag() == Ber.SEQUENCE && tagged.next()) {
      for (Part part : parts) {
        if (part.tag == tagged.tag()) {
          part(part, tagged.inside());
          break;
        }
      }
    }
    return true;
  }

  private void part(Part part, Ber inside) {
    switch (part.kind) {
      case SEQUENCE -> sequence(part.inside, inside);
      case PREAUTHENTICATION -> {
        if (inside.next()) {
          preauthentication(inside.inside());
        }
      }
      case TICKET -> {
        if (inside.next() && inside.tag() == TICKET_TAG) {
          sequence(part.inside, inside.inside());
        }
      }
      case NAME -> name(part.field, inside);
      default -> {
        if (inside.next()) {
          value(part, inside);
        }
      }
    }
  }

  private void value(Part part, Ber at) {
    switch (part.kind) {
      case NUMBER -> number(part.field, at);
      case NUMBERS -> {
        Ber numbers = at.inside();
        while (numbers.next()) {
          number(part.field, numbers);
        }
      }
      case TEXT -> visitor.text(part.field, bytes, at.from(), at.to() - at.from());
      case TIME -> {
        Long seconds = Asn1Time.read(at.tag(), bytes, at.from(), at.to());
        if (seconds != null && Math.abs(seconds) < Long.MAX_VALUE / NANOS_PER_SECOND) {
          visitor.time(part.field, seconds * NANOS_PER_SECOND, at.from(), at.to() - at.from());
        }
      }
      default -> {
        if (at.tag() == BIT_STRING && at.isWhole() && at.length() > Integer.BYTES) {
          visitor.options(bytes, at.from() + 1, Integer.BYTES);
        }
      }
    }
  }

  private void number(Field field, Ber at) {
    if (at.tag() == Ber.INTEGER && at.isWhole() && at.length() <= Long.BYTES) {
      visitor.number(field, at.integer(), at.from(), at.to() - at.from());
    }
  }

  private void preauthentication(Ber all) {
    while (all.next()) {
      int type = 0;
      Ber tagged = all.inside();
      while (tagged.next()) {
        Ber content = tagged.inside();
        if (!content.next()) {
          continue;
        }
        if (tagged.tag() == CONTEXT + 1) {
          number(KerberosFields.PREAUTHENTICATION, content);
          type = content.number();
        } else if (tagged.tag() == CONTEXT + 2 && visitor.entersPreauthentication()) {
          proof(type, content);
        }
      }
    }
  }

  /** What pre-authentication of a type says (RFC 4120 section 5.2.7). */
  private void proof(int type, Ber content) {
    Ber inside = content.inside();
    switch (type) {
      case PA_TGS_REQ -> {
        if (inside.next() && inside.tag() == AP_REQUEST_TAG) {
          sequence(AP_REQUEST, inside.inside());
        }
      }
      case PA_ENC_TIMESTAMP -> sequence(ENCRYPTED, inside);
      case PA_ETYPE_INFO, PA_ETYPE_INFO2 -> {
        if (inside.next()) {
          Ber all = inside.inside();
          boolean hasMore = true;
          while (hasMore) {
            hasMore = sequence(USABLE, all);
          }
        }
      }
      default -> {} // Others are not looked at.
    }
  }

  /** A name: what kind it is, and its parts. */
  private void name(Field field, Ber inside) {
    if (!inside.next() || inside.tag() != Ber.SEQUENCE) {
      return;
    }
    Ber tagged = inside.inside();
    while (tagged.next()) {
      Ber content = tagged.inside();
      if (!content.next()) {
        continue;
      }
      if (tagged.tag() == CONTEXT) {
        number(KerberosFields.NAME_TYPE, content);
      } else if (tagged.tag() == CONTEXT + 1) {
        Ber texts = content.inside();
        while (texts.next()) {
          visitor.text(field, bytes, texts.from(), texts.to() - texts.from());
        }
      }
    }
  }
}
