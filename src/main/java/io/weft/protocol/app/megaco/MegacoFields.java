package io.weft.protocol.app.megaco;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;

/** The fields of a message, by Wireshark's names. */
final class MegacoFields {
  /** Depths of braces: within a transaction, and within a context of it. */
  private static final int IN_TRANSACTION = 1;

  private static final int IN_CONTEXT = 2;

  /** Digits of a transaction's and of a context's number, which have 32 bits. */
  private static final int MOST_DIGITS = 10;

  private static final long ALL = 0xFFFF_FFFFL;
  private static final long CHOOSE = 0xFFFF_FFFEL;

  private static final String[][] TRANSACTIONS = {
    {"transaction", "t", "Request"},
    {"reply", "p", "Reply"},
    {"pending", "pn", "Pending"},
    {"transactionresponseack", "k", "TransactionResponseAck"}
  };

  private static final String[][] COMMANDS = {
    {"add", "a", "Add"},
    {"modify", "mf", "Modify"},
    {"move", "mv", "Move"},
    {"subtract", "s", "Subtract"},
    {"auditvalue", "av", "AuditValue"},
    {"auditcapability", "ac", "AuditCapability"},
    {"notify", "n", "Notify"},
    {"servicechange", "sc", "ServiceChange"}
  };

  private static final Field START = Field.text("megaco.start_token", "Start token");
  private static final Field VERSION = Field.text("megaco.version", "Version");
  private static final Field SENDER = Field.text("megaco.mId", "MediagatewayID");
  private static final Field TRANSACTION =
      Field.text("megaco.transaction", "Transaction").repeating();
  private static final Field NUMBER = Field.u32("megaco.transid", "Transaction ID").repeating();
  private static final Field CONTEXT = Field.u32("megaco.context", "Context").repeating();
  private static final Field COMMAND = Field.text("megaco.command", "Command").repeating();
  private static final Field TERMINATION =
      Field.text("megaco.termid", "Termination ID").repeating();

  private MegacoFields() {}

  static LayerFields all() {
    return LayerFields.of(
        MegacoFields::read,
        START,
        VERSION,
        SENDER,
        TRANSACTION,
        NUMBER,
        CONTEXT,
        COMMAND,
        TERMINATION);
  }

  /** What kind of transaction the message begins with: {@code Request}; empty where it has none. */
  static String firstTransaction(Packet packet, int layer) {
    byte[] bytes = packet.bytes(layer);
    int limit = packet.limit(layer);
    int at = behindSender(bytes, Megaco.versionAt(bytes, packet.start(layer), limit), limit);
    String name = transaction(bytes, at, tokenEnd(bytes, at, limit));
    return name == null ? "" : name;
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    int version = Megaco.versionAt(bytes, start, limit);
    if (version < 0) {
      return;
    }
    text(START, bytes, start, version - 1, sink);
    int behindVersion = tokenEnd(bytes, version, limit);
    text(VERSION, bytes, version, behindVersion, sink);
    int sender = skipBlanks(bytes, behindVersion, limit);
    int behind = wordEnd(bytes, sender, limit);
    text(SENDER, bytes, sender, behind, sink);
    transactions(bytes, behind, limit, sink);
  }

  private static int behindSender(byte[] bytes, int version, int limit) {
    if (version < 0) {
      return limit;
    }
    int sender = skipBlanks(bytes, tokenEnd(bytes, version, limit), limit);
    return skipBlanks(bytes, wordEnd(bytes, sender, limit), limit);
  }

  /**
   * Goes over the braces: at the outmost place stand transactions, then contexts, then commands.
   */
  private static void transactions(byte[] bytes, int from, int limit, FieldSink sink) {
    int depth = 0;
    for (int at = from; at < limit; ) {
      byte letter = bytes[at];
      if (letter == '"') {
        at = quoteEnd(bytes, at + 1, limit);
      } else if (letter == '{') {
        depth++;
        at++;
      } else if (letter == '}') {
        depth--;
        at++;
      } else if (depth > IN_CONTEXT || !isLetter(letter)) {
        at++;
      } else {
        at = item(bytes, at, limit, depth, sink);
      }
    }
  }

  /** Reads {@code name = value}, and returns the index behind it. */
  private static int item(byte[] bytes, int from, int limit, int depth, FieldSink sink) {
    int end = tokenEnd(bytes, from, limit);
    int equals = skipBlanks(bytes, end, limit);
    boolean hasValue = equals < limit && bytes[equals] == '=';
    int value = hasValue ? skipBlanks(bytes, equals + 1, limit) : end;
    int behind = hasValue ? tokenEnd(bytes, value, limit) : end;
    if (depth == 0) {
      String name = transaction(bytes, from, end);
      if (name != null) {
        text(TRANSACTION, name, from, end - from, sink);
        number(NUMBER, bytes, value, behind, sink);
      }
    } else if (depth == IN_TRANSACTION && isContext(bytes, from, end)) {
      context(bytes, value, behind, sink);
    } else if (depth == IN_CONTEXT && hasValue) {
      String name = command(bytes, from, end);
      if (name != null) {
        text(COMMAND, name, from, end - from, sink);
        text(TERMINATION, bytes, value, behind, sink);
      }
    }
    return behind;
  }

  private static void context(byte[] bytes, int from, int end, FieldSink sink) {
    boolean isSign = end - from == 1;
    if (isSign && bytes[from] == '*') {
      value(CONTEXT, ALL, from, 1, sink);
    } else if (isSign && bytes[from] == '$') {
      value(CONTEXT, CHOOSE, from, 1, sink);
    } else if (isSign && bytes[from] == '-') {
      value(CONTEXT, 0, from, 1, sink);
    } else {
      number(CONTEXT, bytes, from, end, sink);
    }
  }

  private static void number(Field field, byte[] bytes, int from, int end, FieldSink sink) {
    long number = 0;
    for (int at = from; at < end; at++) {
      if (bytes[at] < '0' || bytes[at] > '9' || at - from == MOST_DIGITS) {
        return;
      }
      number = number * 10 + bytes[at] - '0';
    }
    if (end > from && number <= ALL) {
      value(field, number, from, end - from, sink);
    }
  }

  private static void value(Field field, long number, int from, int length, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, number, from, length);
    }
  }

  private static void text(Field field, byte[] bytes, int from, int end, FieldSink sink) {
    if (end > from && sink.wants(field)) {
      sink.text(field, bytes, from, end - from);
    }
  }

  private static void text(Field field, String value, int from, int length, FieldSink sink) {
    if (sink.wants(field)) {
      sink.text(field, value, from, length);
    }
  }

  /** Is this the word, in any case? */
  private static boolean is(byte[] bytes, int from, int end, String word) {
    if (end - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (Character.toLowerCase((char) bytes[from + i]) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The name that goes with a long or a short form; null where there is none. */
  private static String name(byte[] bytes, int from, int end, String[][] forms) {
    for (String[] form : forms) {
      if (is(bytes, from, end, form[0]) || is(bytes, from, end, form[1])) {
        return form[2];
      }
    }
    return null;
  }

  /** The name of a kind of transactions; null where it is none. */
  private static String transaction(byte[] bytes, int from, int end) {
    return name(bytes, from, end, TRANSACTIONS);
  }

  private static boolean isContext(byte[] bytes, int from, int end) {
    return is(bytes, from, end, "c") || is(bytes, from, end, "context");
  }

  /** The name of a command, which may be optional or for wildcards; null where it is none. */
  private static String command(byte[] bytes, int from, int end) {
    int at = from;
    while (end - at > 2
        && bytes[at + 1] == '-'
        && (is(bytes, at, at + 1, "o") || is(bytes, at, at + 1, "w"))) {
      at += 2;
    }
    return name(bytes, at, end, COMMANDS);
  }

  private static boolean isLetter(byte letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
  }

  private static boolean isBlank(byte letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
  }

  private static int skipBlanks(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Index behind what no blank parts. */
  private static int wordEnd(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit && !isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Index behind a name or value: what ends it are blanks and the signs between items. */
  private static int tokenEnd(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit && !isBlank(bytes[at]) && "{},=\"".indexOf(bytes[at]) < 0) {
      at++;
    }
    return at;
  }

  private static int quoteEnd(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit && bytes[at] != '"') {
      at++;
    }
    return Math.min(limit, at + 1);
  }
}
