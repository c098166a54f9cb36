package io.weft.protocol.app.dcerpc;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.FramedDissector;
import io.weft.protocol.app.NtlmLogin;
import java.util.Locale;

/** Joins answers to calls by the number of the call. */
final class DceRpcDissector extends FramedDissector {
  private static final int REQUEST = 0;
  private static final int RESPONSE = 2;
  private static final int FAULT = 3;
  private static final int BIND = 11;
  private static final int BIND_ACK = 12;
  private static final int BIND_NAK = 13;
  private static final int ALTER = 14;
  private static final int ALTER_ACK = 15;
  private static final int AUTH3 = 16;
  private static final int SHUTDOWN = 17;
  private static final int ORPHANED = 19;

  /** In the flags: the first of the fragments of a call. */
  private static final int FIRST = 1;

  private static final int OPERATION = 22;
  private static final int INTERFACE = 32;
  private static final int UUID = 16;
  private static final int FAULT_STATUS = 24;

  DceRpcDissector() {
    super(DceRpcExchange::new);
  }

  static boolean isKnown(int type) {
    return type == REQUEST
        || type == RESPONSE
        || type == FAULT
        || (type >= BIND && type <= ORPHANED);
  }

  static boolean isOfClient(int type) {
    return type == REQUEST || type == BIND || type == ALTER || (type >= AUTH3 && type != SHUTDOWN);
  }

  /** A number in the byte order of its message. */
  static int u16(byte[] bytes, int message, int at) {
    return bytes[message + 4] == DceRpc.LITTLE
        ? LittleEndian.u16(bytes, at)
        : BigEndian.u16(bytes, at);
  }

  private static int i32(byte[] bytes, int message, int at) {
    return bytes[message + 4] == DceRpc.LITTLE
        ? LittleEndian.i32(bytes, at)
        : BigEndian.i32(bytes, at);
  }

  @Override
  protected long length(Direction direction, byte[] bytes, int from, int to) {
    if (to - from < DceRpc.HEADER) {
      return MORE;
    }
    int length = u16(bytes, from, from + 8);
    return bytes[from] == 5 && isKnown(bytes[from + 2]) && length >= DceRpc.HEADER ? length : NONE;
  }

  @Override
  protected void onMessage(
      Direction direction, byte[] bytes, int from, int to, Arrival arrival, StreamContext out) {
    Integer call = i32(bytes, from, from + 12);
    boolean isFirst = (bytes[from + 3] & FIRST) != 0;
    switch (bytes[from + 2]) {
      case BIND -> commands.ask(call, "bind", face(bytes, from, to), arrival, out);
      case ALTER -> {
        commands.ask(call, "alter_context", face(bytes, from, to), arrival, out);
        login(bytes, from, to, arrival, out);
      }
      case REQUEST -> {
        if (isFirst && to - from >= OPERATION + 2) {
          String operation = String.valueOf(u16(bytes, from, from + OPERATION));
          commands.ask(call, "call", operation, arrival, out);
        }
      }
      case AUTH3 -> login(bytes, from, to, arrival, out);
      case BIND_ACK, ALTER_ACK -> commands.answer(call, "ack", null, arrival, out);
      case BIND_NAK -> commands.answer(call, "nak", null, arrival, out);
      case RESPONSE -> {
        if (isFirst) {
          commands.answer(call, "ok", null, arrival, out);
        }
      }
      case FAULT -> {
        String status =
            to - from < FAULT_STATUS + 4
                ? null
                : String.format(Locale.ROOT, "0x%08x", i32(bytes, from, from + FAULT_STATUS));
        commands.answer(call, "fault", status, arrival, out);
      }
      default -> {}
    }
  }

  /** A login ends with this message, where it holds one; nobody answers that. */
  private void login(byte[] bytes, int from, int to, Arrival arrival, StreamContext out) {
    String user = NtlmLogin.find(bytes, from, to);
    if (user != null) {
      commands.ask(this, "login", user, arrival, out);
      commands.drop(this, out);
    }
  }

  /** The first interface that a binding names. */
  private static String face(byte[] bytes, int from, int to) {
    int at = from + INTERFACE;
    if (at + UUID > to) {
      return null;
    }
    int third = at + 8;
    String uuid =
        String.format(
            Locale.ROOT,
            "%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x",
            i32(bytes, from, at),
            u16(bytes, from, at + 4),
            u16(bytes, from, at + 6),
            bytes[third],
            bytes[third + 1],
            bytes[third + 2],
            bytes[third + 3],
            bytes[third + 4],
            bytes[third + 5],
            bytes[third + 6],
            bytes[third + 7]);
    return switch (uuid) {
      case "e1af8308-5d1f-11c9-91a4-08002b14a0fa" -> "epmapper";
      case "12345778-1234-abcd-ef00-0123456789ab" -> "lsarpc";
      case "12345778-1234-abcd-ef00-0123456789ac" -> "samr";
      case "12345678-1234-abcd-ef00-01234567cffb" -> "netlogon";
      case "367abb81-9844-35f1-ad32-98f038001003" -> "svcctl";
      case "4b324fc8-1670-01d3-1278-5a47bf6ee188" -> "srvsvc";
      case "6bffd098-a112-3610-9833-46c3f87e345a" -> "wkssvc";
      case "338cd001-2244-31f1-aaaa-900038001003" -> "winreg";
      case "e3514235-4b06-11d1-ab04-00c04fc2dcd2" -> "drsuapi";
      default -> uuid;
    };
  }
}
