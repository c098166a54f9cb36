package io.weft.protocol.app.rdp;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.CommandQueue;
import io.weft.protocol.app.DialogText;
import io.weft.protocol.app.FramedDissector;

/** Reads the request for a connection and its answer. */
final class RdpDissector extends FramedDissector {
  private static final String CONNECT = "connect";
  private static final String COOKIE = "COOKIE: ";
  private static final String USER = "MSTSHASH=";

  private static final int NEGOTIATION_LENGTH = 8;
  private static final int ANSWER = 2;
  private static final int FAILURE = 3;

  private static final int RDP = 0;
  private static final int TLS = 1;
  private static final int CREDSSP = 2;
  private static final int RDSTLS = 4;
  private static final int CREDSSP_EARLY = 8;

  RdpDissector() {
    super(RdpExchange::new);
  }

  /** Is what stands there a request for a kind of security, or its answer? */
  static boolean isNegotiation(byte[] bytes, int from, int to) {
    return to - from >= NEGOTIATION_LENGTH
        && bytes[from] >= 1
        && bytes[from] <= FAILURE
        && LittleEndian.u16(bytes, from + 2) == NEGOTIATION_LENGTH;
  }

  static boolean hasCookie(byte[] bytes, int from, int to) {
    return DialogText.startsWith(bytes, from, to, COOKIE);
  }

  @Override
  protected long length(Direction direction, byte[] bytes, int from, int to) {
    if (to - from < 4) {
      return MORE;
    }
    int length = BigEndian.u16(bytes, from + 2);
    return bytes[from] == 3 && length > Rdp.KIND ? length : NONE;
  }

  @Override
  protected void onMessage(
      Direction direction, byte[] bytes, int from, int to, Arrival arrival, StreamContext out) {
    int kind = bytes[from + Rdp.KIND] & 0xFF;
    int body = Math.min(to, from + Rdp.LEAST);
    if (direction == Direction.FROM_CLIENT && kind == Rdp.REQUEST) {
      hold();
      commands.ask(null, CONNECT, cookie(bytes, body, to), arrival, out);
    } else if (direction == Direction.FROM_SERVER && kind == Rdp.CONFIRM) {
      answer(bytes, body, to, arrival, out);
    } else {
      stop();
    }
  }

  private static String cookie(byte[] bytes, int body, int to) {
    if (!hasCookie(bytes, body, to)) {
      return null;
    }
    int at = body + COOKIE.length();
    at += DialogText.startsWith(bytes, at, to, USER) ? USER.length() : 0;
    int lineFeed = DialogText.lineFeed(bytes, at, to);
    return DialogText.shortened(
        bytes, at, DialogText.trim(bytes, at, lineFeed < 0 ? to : lineFeed));
  }

  private void answer(byte[] bytes, int body, int to, Arrival arrival, StreamContext out) {
    String status = "rdp";
    String reply = null;
    if (isNegotiation(bytes, body, to)) {
      int value = LittleEndian.i32(bytes, body + 4);
      if (bytes[body] == FAILURE) {
        status = "error";
        reply = String.valueOf(value);
      } else if (bytes[body] == ANSWER) {
        status = security(value);
      }
    }
    commands.answer(CommandQueue.OLDEST, status, reply, arrival, out);
  }

  private static String security(int chosen) {
    return switch (chosen) {
      case RDP -> "rdp";
      case TLS -> "tls";
      case CREDSSP -> "credssp";
      case RDSTLS -> "rdstls";
      case CREDSSP_EARLY -> "credssp_early";
      default -> String.valueOf(chosen);
    };
  }

  @Override
  protected void onTurn(String command, String status, StreamContext out) {
    if (status == null || status.equals("rdp") || status.equals("error")) {
      stop();
    } else {
      startTls(out); // all other ways begin with TLS
    }
  }

  @Override
  protected void onLost(Direction direction, StreamContext out) {
    stop();
  }
}
