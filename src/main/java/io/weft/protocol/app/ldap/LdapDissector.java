package io.weft.protocol.app.ldap;

import io.weft.bytes.Text;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.Ber;
import io.weft.protocol.app.DialogText;
import io.weft.protocol.app.FramedDissector;

/** Joins results to requests by the number of the message (RFC 4511 section 4.1.1). */
final class LdapDissector extends FramedDissector {
  private static final int BIND = 0x60;
  private static final int UNBIND = 0x42;
  private static final int SEARCH = 0x63;
  private static final int MODIFY = 0x66;
  private static final int ADD = 0x68;
  private static final int DELETE = 0x4A;
  private static final int RENAME = 0x6C;
  private static final int COMPARE = 0x6E;
  private static final int ABANDON = 0x50;
  private static final int EXTENDED = 0x77;

  private static final int BIND_RESULT = 0x61;
  private static final int SEARCH_ENTRY = 0x64;
  private static final int SEARCH_DONE = 0x65;
  private static final int MODIFY_RESULT = 0x67;
  private static final int ADD_RESULT = 0x69;
  private static final int DELETE_RESULT = 0x6B;
  private static final int RENAME_RESULT = 0x6D;
  private static final int COMPARE_RESULT = 0x6F;
  private static final int SEARCH_REFERENCE = 0x73;
  private static final int EXTENDED_RESULT = 0x78;

  private static final int EXTENDED_NAME = 0x80;
  private static final String START_TLS = "1.3.6.1.4.1.1466.20037";
  private static final String SECURE = "start_tls";

  private static final String[] RESULTS = {
    "success", "operations_error", "protocol_error", "time_limit_exceeded",
    "size_limit_exceeded", "compare_false", "compare_true", "auth_method_not_supported",
    "stronger_auth_required", null, "referral", "admin_limit_exceeded",
    "unavailable_critical_extension", "confidentiality_required", "sasl_bind_in_progress"
  };

  private static final int NO_SUCH_OBJECT = 32;
  private static final int INVALID_CREDENTIALS = 49;
  private static final int INSUFFICIENT_ACCESS_RIGHTS = 50;

  LdapDissector() {
    super(LdapExchange::new);
  }

  static boolean isRequest(int tag) {
    return name(tag) != null;
  }

  static boolean isResult(int tag) {
    return switch (tag) {
      case BIND_RESULT,
          SEARCH_ENTRY,
          SEARCH_DONE,
          MODIFY_RESULT,
          ADD_RESULT,
          DELETE_RESULT,
          RENAME_RESULT,
          COMPARE_RESULT,
          SEARCH_REFERENCE,
          EXTENDED_RESULT ->
          true;
      default -> false;
    };
  }

  private static String name(int tag) {
    return switch (tag) {
      case BIND -> "bind";
      case UNBIND -> "unbind";
      case SEARCH -> "search";
      case MODIFY -> "modify";
      case ADD -> "add";
      case DELETE -> "delete";
      case RENAME -> "rename";
      case COMPARE -> "compare";
      case ABANDON -> "abandon";
      case EXTENDED -> "extended";
      default -> null;
    };
  }

  @Override
  protected long length(Direction direction, byte[] bytes, int from, int to) {
    if (bytes[from] != Ber.SEQUENCE) {
      return NONE; // also what a security layer has wrapped
    }
    Ber message = new Ber(bytes, from, to);
    if (message.next()) {
      return message.end() - from;
    }
    return to - from < 6 ? MORE : NONE;
  }

  @Override
  protected void onMessage(
      Direction direction, byte[] bytes, int from, int to, Arrival arrival, StreamContext out) {
    Ber message = new Ber(bytes, from, to);
    message.next();
    Ber inside = message.inside();
    if (!inside.next() || inside.tag() != Ber.INTEGER) {
      bad();
      return;
    }
    Integer id = inside.number();
    if (!inside.next()) {
      bad();
    } else if (direction == Direction.FROM_CLIENT) {
      request(id, inside, bytes, arrival, out);
    } else {
      result(id, inside, bytes, arrival, out);
    }
  }

  private void request(Integer id, Ber request, byte[] bytes, Arrival arrival, StreamContext out) {
    int tag = request.tag();
    String name = name(tag);
    if (name == null) {
      bad();
      return;
    }
    Ber parts = request.inside();
    String argument = null;
    if (tag == DELETE) {
      argument = text(request, bytes);
    } else if (tag == EXTENDED) {
      argument = parts.next() && parts.tag() == EXTENDED_NAME ? text(parts, bytes) : null;
      if (START_TLS.equals(argument)) {
        name = SECURE;
        argument = null;
        hold();
      }
    } else if (parts.next()) {
      boolean isText = parts.tag() == Ber.OCTETS || (parts.next() && parts.tag() == Ber.OCTETS);
      argument = isText ? text(parts, bytes) : null;
    }
    boolean isAnswered = tag != UNBIND && tag != ABANDON;
    commands.ask(isAnswered ? id : this, name, argument, arrival, out);
    if (!isAnswered) {
      commands.drop(this, out);
    }
  }

  private static String text(Ber part, byte[] bytes) {
    return part.to() == part.from() ? null : DialogText.shortened(bytes, part.from(), part.to());
  }

  private void result(Integer id, Ber result, byte[] bytes, Arrival arrival, StreamContext out) {
    if (!isResult(result.tag())) {
      return;
    }
    if (result.tag() == SEARCH_ENTRY || result.tag() == SEARCH_REFERENCE) {
      return; // the end of the search tells
    }
    Ber parts = result.inside();
    if (!parts.next() || parts.tag() != Ber.ENUMERATED) {
      return;
    }
    String status = status(parts.number());
    String reply = null;
    parts.next(); // the name that matched
    if (parts.next() && parts.tag() == Ber.OCTETS && parts.to() > parts.from()) {
      reply = Text.of(bytes, parts.from(), parts.to());
    }
    commands.answer(id, status, reply, arrival, out);
  }

  private static String status(int code) {
    if (code >= 0 && code < RESULTS.length && RESULTS[code] != null) {
      return RESULTS[code];
    }
    return switch (code) {
      case NO_SUCH_OBJECT -> "no_such_object";
      case INVALID_CREDENTIALS -> "invalid_credentials";
      case INSUFFICIENT_ACCESS_RIGHTS -> "insufficient_access_rights";
      default -> String.valueOf(code);
    };
  }

  @Override
  protected void onTurn(String request, String status, StreamContext out) {
    if (request.equals(SECURE)) {
      resume();
      if (RESULTS[0].equals(status)) {
        startTls(out);
      }
    }
  }
}
