package io.weft.protocol.app.socks;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Moment;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;

/**
 * Reads what a client and its proxy say to each other until the proxy has agreed, and lets whatever
 * follows be recognised anew. Either side may be ahead of the other in the capture.
 */
final class SocksDissector implements StreamDissector {
  /** Memory of this object, estimated in bytes. */
  private static final int BYTES = 120;

  private static final int NO_METHOD = 0;
  private static final int USER_AND_PASSWORD = 2;
  private static final int REFUSED = 0xFF;
  private static final int UNKNOWN = -1;

  private static final int GRANTED_4 = 90;
  private static final String MASKED = "***";

  private static final String[] REPLIES_5 = {
    "succeeded",
    "general failure",
    "not allowed",
    "network unreachable",
    "host unreachable",
    "connection refused",
    "TTL expired",
    "command not supported",
    "address type not supported"
  };
  private static final String[] REPLIES_4 = {
    "granted", "rejected", "no identd", "another user by identd"
  };

  private int version;
  private int method = UNKNOWN;
  private boolean hasUser;
  private boolean isAuthenticated;
  private int command;
  private String host;
  private int port;
  private long requestPacket;
  private long responsePacket;
  private long startNanos;
  private boolean hasStart;
  private int reply = UNKNOWN;
  private int replies;
  private boolean isOver;
  private boolean isHandedOver;

  /** What a step returns that has no whole message. */
  private static final int WAIT = SocksMessages.MORE;

  @Override
  public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    int at = from;
    while (at < to && !isOver) {
      int next =
          direction == Direction.FROM_CLIENT
              ? fromClient(bytes, at, to)
              : fromServer(bytes, at, to);
      if (next == SocksMessages.BAD) {
        return giveUp(context);
      }
      if (next == WAIT) {
        break;
      }
      context.append(Socks.PROTOCOL, bytes, at, next);
      Arrival arrival = context.arrivalAt(context.offset() + next - 1 - from);
      onMessage(direction, context.arrivalAt(context.offset() + at - from), arrival);
      at = next;
      endIfAgreed(context);
    }
    return isOver && !isHandedOver ? STOP : at - from;
  }

  private int giveUp(StreamContext context) {
    emit(context);
    isOver = true;
    return LOST;
  }

  /** Takes note of who sent the last message, and when. */
  private void onMessage(Direction direction, Arrival first, Arrival last) {
    if (!hasStart) {
      hasStart = true;
      startNanos = first.nanos();
    }
    if (direction == Direction.FROM_CLIENT && host != null) {
      requestPacket = last.number();
    } else if (direction == Direction.FROM_SERVER && reply != UNKNOWN) {
      responsePacket = last.number();
    }
  }

  private int fromClient(byte[] bytes, int at, int to) {
    if (host != null) {
      return WAIT; // what follows is for whoever takes over
    }
    int first = BigEndian.u8(bytes, at);
    if (version == 0) {
      return first == SocksMessages.VERSION_4 ? request4(bytes, at, to) : greeting(bytes, at, to);
    }
    return switch (first) {
      case SocksMessages.VERSION_USER -> credentials(bytes, at, to);
      case SocksMessages.VERSION_5 -> request5(bytes, at, to);
      default -> SocksMessages.BAD;
    };
  }

  private int greeting(byte[] bytes, int at, int to) {
    int end = SocksMessages.greetingEnd(bytes, at, to);
    if (end > 0) {
      version = SocksMessages.VERSION_5;
    }
    return end;
  }

  private int request4(byte[] bytes, int at, int to) {
    int end = SocksMessages.request4End(bytes, at, to);
    if (end > 0) {
      version = SocksMessages.VERSION_4;
      command = BigEndian.u8(bytes, at + 1);
      port = BigEndian.u16(bytes, at + 2);
      host = SocksMessages.host4(bytes, at, end);
      hasUser = SocksMessages.hasUser4(bytes, at);
    }
    return end;
  }

  private int credentials(byte[] bytes, int at, int to) {
    int end = SocksMessages.credentialsEnd(bytes, at, to);
    hasUser |= end > 0;
    return end;
  }

  private int request5(byte[] bytes, int at, int to) {
    int end = SocksMessages.addressedEnd(bytes, at, to);
    if (end > 0) {
      command = BigEndian.u8(bytes, at + 1);
      host = SocksMessages.host5(bytes, at);
      port = BigEndian.u16(bytes, end - 2);
    }
    return end;
  }

  private int fromServer(byte[] bytes, int at, int to) {
    if (replies > 0 && (host == null || replies == repliesAwaited())) {
      return WAIT; // what follows is for whoever takes over
    }
    int first = BigEndian.u8(bytes, at);
    if (first == 0 && method == UNKNOWN) {
      return to - at < SocksMessages.REPLY_4_LENGTH ? WAIT : reply4(bytes, at);
    }
    if (to - at < 2) {
      return WAIT;
    }
    if (method == UNKNOWN && first == SocksMessages.VERSION_5) {
      method = BigEndian.u8(bytes, at + 1);
      isAuthenticated = method != USER_AND_PASSWORD;
      return at + 2;
    }
    if (!isAuthenticated && first == SocksMessages.VERSION_USER) {
      isAuthenticated = true;
      return at + 2;
    }
    if (first != SocksMessages.VERSION_5 || method == UNKNOWN) {
      return SocksMessages.BAD;
    }
    int end = SocksMessages.addressedEnd(bytes, at, to);
    if (end > 0) {
      reply = BigEndian.u8(bytes, at + 1);
      replies++;
    }
    return end;
  }

  private int reply4(byte[] bytes, int at) {
    reply = BigEndian.u8(bytes, at + 1);
    replies++;
    return at + SocksMessages.REPLY_4_LENGTH;
  }

  private boolean isGranted() {
    return version == SocksMessages.VERSION_4 ? reply == GRANTED_4 : reply == 0;
  }

  /** Ends the reading when the proxy has answered: with a carried stream, or without. */
  private void endIfAgreed(StreamContext context) {
    boolean isRefused = method == REFUSED || (method != UNKNOWN && !isReadable());
    if (isRefused || (reply != UNKNOWN && host != null && !isGranted())) {
      emit(context);
      isOver = true;
      return;
    }
    if (host != null && replies >= repliesAwaited()) {
      emit(context);
      isOver = true;
      isHandedOver = command != SocksMessages.UDP_ASSOCIATE;
      if (isHandedOver) {
        context.handOver(null);
      }
    }
  }

  /** The reply to "bind" is followed by another one, when somebody has connected. */
  private int repliesAwaited() {
    return command == SocksMessages.BIND ? 2 : 1;
  }

  /** GSSAPI may encrypt what follows, and private methods do what they like. */
  private boolean isReadable() {
    return method == NO_METHOD || method == USER_AND_PASSWORD;
  }

  @Override
  public void onGap(Direction direction, long missing, StreamContext context) {
    emit(context);
    isOver = true;
  }

  @Override
  public void onEnd(Direction direction, boolean clean, StreamContext context) {
    emit(context);
    isOver = true;
  }

  @Override
  public int memory() {
    return BYTES;
  }

  private void emit(StreamContext context) {
    if (isOver || version == 0) {
      return;
    }
    context.emit(
        new SocksExchange(
            version,
            methodName(),
            hasUser ? MASKED : null,
            host == null ? null : commandName(),
            host,
            host == null ? null : port,
            reply == UNKNOWN ? (method == REFUSED ? "no acceptable method" : null) : replyName(),
            host == null ? null : requestPacket,
            reply == UNKNOWN ? null : responsePacket,
            new Moment(startNanos)));
  }

  private String methodName() {
    return switch (method) {
      case UNKNOWN, REFUSED -> null;
      case NO_METHOD -> "none";
      case USER_AND_PASSWORD -> "username_password";
      case 1 -> "gssapi";
      default -> Integer.toString(method);
    };
  }

  private String commandName() {
    return switch (command) {
      case SocksMessages.CONNECT -> "connect";
      case SocksMessages.BIND -> "bind";
      case SocksMessages.UDP_ASSOCIATE -> "udp_associate";
      default -> Integer.toString(command);
    };
  }

  private String replyName() {
    String[] names = version == SocksMessages.VERSION_4 ? REPLIES_4 : REPLIES_5;
    int index = version == SocksMessages.VERSION_4 ? reply - GRANTED_4 : reply;
    return index >= 0 && index < names.length ? names[index] : Integer.toString(reply);
  }
}
