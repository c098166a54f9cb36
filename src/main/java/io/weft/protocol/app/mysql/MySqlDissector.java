package io.weft.protocol.app.mysql;

import io.weft.bytes.LittleEndian;
import io.weft.bytes.Text;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.CommandQueue;
import io.weft.protocol.app.DialogText;
import io.weft.protocol.app.FramedDissector;

/** Joins commands to the first packet that answers them. */
final class MySqlDissector extends FramedDissector {
  /** In the client's capabilities: it asks for TLS. */
  private static final int WANTS_TLS = 0x800;

  private static final int TLS_REQUEST_LENGTH = 32;
  private static final int USER = 32;

  private static final int OK = 0;
  private static final int MORE_DATA = 1;
  private static final int END = 0xFE;
  private static final int ERROR = 0xFF;

  /** State of an error, {@code #} and five characters, behind its number. */
  private static final int STATE = 6;

  private static final String LOGIN = "login";

  private static final String[] COMMANDS = {
    "sleep",
    "quit",
    "init_db",
    "query",
    "field_list",
    "create_db",
    "drop_db",
    "refresh",
    "shutdown",
    "statistics",
    "process_info",
    "connect",
    "process_kill",
    "debug",
    "ping",
    "time",
    "delayed_insert",
    "change_user",
    "binlog_dump",
    "table_dump",
    "connect_out",
    "register_slave",
    "stmt_prepare",
    "stmt_execute",
    "stmt_send_long_data",
    "stmt_close",
    "stmt_reset",
    "set_option",
    "stmt_fetch",
    "daemon",
    "binlog_dump_gtid",
    "reset_connection"
  };

  private static final int QUIT = 1;
  private static final int INIT_DB = 2;
  private static final int QUERY = 3;
  private static final int PREPARE = 22;
  private static final int SEND_LONG_DATA = 24;
  private static final int CLOSE = 25;

  private boolean hasLogin;
  private boolean hasGreeting;

  MySqlDissector() {
    super(MySqlExchange::new);
  }

  @Override
  protected long length(Direction direction, byte[] bytes, int from, int to) {
    if (to - from < MySql.HEADER) {
      return MORE;
    }
    return MySql.HEADER + (long) (LittleEndian.i32(bytes, from) & 0xFFFFFF);
  }

  @Override
  protected void onMessage(
      Direction direction, byte[] bytes, int from, int to, Arrival arrival, StreamContext out) {
    int body = from + MySql.HEADER;
    if (body >= to) {
      return;
    }
    if (direction == Direction.FROM_SERVER) {
      answer(bytes, body, to, arrival, out);
    } else if (!hasLogin) {
      login(bytes, body, to, arrival, out);
    } else if (bytes[from + MySql.HEADER - 1] == 0) {
      command(bytes, body, to, arrival, out);
    }
  }

  private void login(byte[] bytes, int body, int to, Arrival arrival, StreamContext out) {
    if (to - body == TLS_REQUEST_LENGTH && (LittleEndian.i32(bytes, body) & WANTS_TLS) != 0) {
      startTls(out);
      return;
    }
    hasLogin = true;
    if (to - body <= USER) {
      return;
    }
    int end = body + USER;
    while (end < to && bytes[end] != 0) {
      end++;
    }
    String user = DialogText.shortened(bytes, body + USER, end);
    commands.ask(null, LOGIN, user.isEmpty() ? null : user, arrival, out);
  }

  private void command(byte[] bytes, int body, int to, Arrival arrival, StreamContext out) {
    int code = bytes[body] & 0xFF;
    if (code >= COMMANDS.length) {
      bad();
      return;
    }
    boolean hasText = code == INIT_DB || code == QUERY || code == PREPARE;
    String argument = hasText && body + 1 < to ? DialogText.shortened(bytes, body + 1, to) : null;
    Object key = code == QUIT || code == SEND_LONG_DATA || code == CLOSE ? this : null;
    if (key == null) {
      commands.giveUp(out); // a client waits for the answer before it goes on
    }
    commands.ask(key, COMMANDS[code], argument, arrival, out);
    if (key != null) {
      commands.giveUp(out); // these are never answered
    }
  }

  private void answer(byte[] bytes, int body, int to, Arrival arrival, StreamContext out) {
    if (!hasGreeting) {
      hasGreeting = true;
      int end = MySql.versionEnd(bytes, body - MySql.HEADER, to);
      if (end > 0) {
        commands.greet(Text.of(bytes, body + 1, end), null, arrival, out);
        return;
      }
    }
    String waiting = commands.waiting(CommandQueue.OLDEST);
    if (waiting == null) {
      return; // rows, or what else belongs to an answer that has begun
    }
    int code = bytes[body] & 0xFF;
    if (code == ERROR) {
      commands.answer(CommandQueue.OLDEST, "error", error(bytes, body, to), arrival, out);
    } else if (code == OK) {
      commands.answer(CommandQueue.OLDEST, "ok", null, arrival, out);
    } else if (!waiting.equals(LOGIN)) {
      commands.answer(CommandQueue.OLDEST, "result", null, arrival, out);
    } else if (code != END && code != MORE_DATA) {
      commands.answer(CommandQueue.OLDEST, "ok", null, arrival, out);
    }
  }

  private static String error(byte[] bytes, int body, int to) {
    if (to - body < 3) {
      return null;
    }
    int number = LittleEndian.u16(bytes, body + 1);
    int text = body + 3;
    text += text < to && bytes[text] == '#' ? Math.min(STATE, to - text) : 0;
    return number + " " + DialogText.shortened(bytes, text, to);
  }

  @Override
  protected void onLost(Direction direction, StreamContext out) {
    hasLogin = true;
    hasGreeting = true;
    super.onLost(direction, out);
  }
}
