package io.weft.protocol.app.smb;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.DialogLimits;
import io.weft.protocol.app.FramedDissector;
import io.weft.protocol.app.KerberosLogin;
import io.weft.protocol.app.NtlmLogin;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Joins responses to commands by the number of the message. */
final class SmbDissector extends FramedDissector {
  /** The part of a header that is read, in bytes. */
  static final int LEAST = 32;

  private static final byte VERSION_1 = (byte) 0xFF;
  private static final byte VERSION_2 = (byte) 0xFE;
  private static final int RESPONSE_1 = 0x80;
  private static final int RESPONSE_2 = 1;
  private static final int LENGTH_2 = 64;
  private static final int SESSION_SETUP_1 = 0x73;
  private static final int NEGOTIATE_1 = 0x72;

  /**
   * Number of version 2's first message: it may answer a negotiation that version 1 has begun
   * ([MS-SMB2] section 3.3.5.3.1).
   */
  private static final Long FIRST = 0L;

  private static final int SESSION_SETUP = 1;
  private static final int TREE_CONNECT = 3;
  private static final int CREATE = 5;

  /** In a request to open a file, where its name stands, and how long it is. */
  private static final int NAME_OF_FILE = 44;

  private static final int NAME_OF_SHARE = 4;

  /** The answer comes later. */
  private static final int PENDING = 0x103;

  private static final String[] COMMANDS = {
    "negotiate",
    "session_setup",
    "logoff",
    "tree_connect",
    "tree_disconnect",
    "create",
    "close",
    "flush",
    "read",
    "write",
    "lock",
    "ioctl",
    "cancel",
    "echo",
    "query_directory",
    "change_notify",
    "query_info",
    "set_info",
    "oplock_break"
  };

  private static final int CANCEL = 12;

  SmbDissector() {
    super(SmbExchange::new);
  }

  /** Is the message there neither encrypted nor compressed (MS-SMB2 2.2.41, 2.2.42)? */
  static boolean isOpen(byte[] bytes, int at) {
    return bytes[at] == VERSION_1 || bytes[at] == VERSION_2;
  }

  static boolean isResponse(byte[] bytes, int at) {
    return bytes[at] == VERSION_1
        ? (bytes[at + 9] & RESPONSE_1) != 0
        : bytes[at] == VERSION_2 && (bytes[at + 16] & RESPONSE_2) != 0;
  }

  @Override
  protected long length(Direction direction, byte[] bytes, int from, int to) {
    int there = to - from;
    if (there < Smb.HEADER) {
      return MORE;
    }
    boolean isMessage = bytes[from] == 0;
    boolean isOfSession = (bytes[from] & 0xFF) >= 0x81 && (bytes[from] & 0xFF) <= 0x85;
    if (!isMessage && !isOfSession) {
      return NONE;
    }
    if (isMessage && there > Smb.HEADER && !Smb.isMark(bytes, from + Smb.HEADER, to)) {
      return NONE;
    }
    return Smb.HEADER + (long) BigEndian.u24(bytes, from + 1);
  }

  @Override
  protected void onMessage(
      Direction direction, byte[] bytes, int from, int to, Arrival arrival, StreamContext out) {
    int at = from + Smb.HEADER;
    if (bytes[from] != 0 || to - at < LEAST) {
      return; // of the session, or nothing to keep it open
    }
    if (bytes[at] == VERSION_1) {
      one(bytes, at, to, arrival, out);
      return;
    }
    while (bytes[at] == VERSION_2 && to - at >= LENGTH_2) {
      two(bytes, at, to, arrival, out);
      long next = LittleEndian.u32(bytes, at + 20);
      if (next < LENGTH_2 || next > to - at - LENGTH_2) {
        break;
      }
      at += (int) next;
    }
  }

  private void one(byte[] bytes, int at, int to, Arrival arrival, StreamContext out) {
    Object key = bytes[at + 4] == NEGOTIATE_1 ? FIRST : (Object) LittleEndian.u16(bytes, at + 30);
    String name = FirstCommands.name(bytes[at + 4] & 0xFF);
    if (isResponse(bytes, at)) {
      commands.answer(key, status(LittleEndian.i32(bytes, at + 5)), null, arrival, out);
    } else {
      boolean isLogin = bytes[at + 4] == SESSION_SETUP_1;
      commands.ask(key, name, isLogin ? login(bytes, at, to) : null, arrival, out);
    }
  }

  private void two(byte[] bytes, int at, int to, Arrival arrival, StreamContext out) {
    int command = LittleEndian.u16(bytes, at + 12);
    Long key = LittleEndian.i64(bytes, at + 24);
    if (isResponse(bytes, at)) {
      int status = LittleEndian.i32(bytes, at + 8);
      if (status != PENDING) {
        commands.answer(key, status(status), null, arrival, out);
      }
      return;
    }
    String name = command < COMMANDS.length ? COMMANDS[command] : String.valueOf(command);
    if (command == CANCEL) {
      return; // the command that it stops is answered, this one is not
    }
    commands.ask(key, name, argument(command, bytes, at, to), arrival, out);
  }

  private static String argument(int command, byte[] bytes, int at, int to) {
    return switch (command) {
      case SESSION_SETUP -> login(bytes, at + LENGTH_2, to);
      case TREE_CONNECT -> text(bytes, at, at + LENGTH_2 + NAME_OF_SHARE, to);
      case CREATE -> text(bytes, at, at + LENGTH_2 + NAME_OF_FILE, to);
      default -> null;
    };
  }

  /** Who logs in by NTLM, or for which service a ticket of Kerberos is shown; null for neither. */
  private static String login(byte[] bytes, int from, int to) {
    String user = NtlmLogin.find(bytes, from, to);
    return user != null ? user : KerberosLogin.find(bytes, from, to);
  }

  /**
   * A text of which a message says where it stands and how long it is; null where it is not there.
   */
  private static String text(byte[] bytes, int message, int place, int to) {
    if (place + 4 > to) {
      return null;
    }
    int from = message + LittleEndian.u16(bytes, place);
    int length = Math.min(LittleEndian.u16(bytes, place + 2), 2 * DialogLimits.MAX_TEXT);
    return length == 0 || from + length > to
        ? null
        : new String(bytes, from, length, StandardCharsets.UTF_16LE);
  }

  private static String status(int code) {
    return switch (code) {
      case 0 -> "success";
      case 0x80000006 -> "no_more_files";
      case 0xC0000016 -> "more_processing_required";
      case 0xC0000022 -> "access_denied";
      case 0xC0000034 -> "object_name_not_found";
      case 0xC000006D -> "logon_failure";
      case 0xC00000CC -> "bad_network_name";
      case 0xC0000225 -> "not_found";
      default -> String.format(Locale.ROOT, "0x%08x", code);
    };
  }
}
