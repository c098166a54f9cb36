package io.weft.protocol.app.snmp;

import io.weft.bytes.BigEndian;
import io.weft.bytes.MemorySize;
import io.weft.bytes.Text;
import io.weft.dissect.Packet;
import io.weft.protocol.app.BerElement;
import io.weft.protocol.app.Conversation;
import io.weft.protocol.app.Conversation.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of a message.
 *
 * @param version as people call it: 1, 2c or 3
 * @param community null in version 3
 * @param user of version 3; null where the message has none
 * @param role of the message in an exchange
 * @param operation kind of its data unit; "encrypted" where it cannot be read
 * @param mark what an answer repeats: the message's identifier in version 3, the request's before
 * @param requestId null where the data unit cannot be read, or is a trap of version 1
 * @param errorStatus 0 for none; null where the data unit has none
 * @param names of the objects, the first of them
 */
record SnmpMessage(
    String version,
    String community,
    String user,
    Role role,
    String operation,
    long mark,
    Long requestId,
    Integer errorStatus,
    List<String> names)
    implements Conversation.Facts {
  /** So many names of objects are kept of a message. */
  static final int MAX_NAMES = 16;

  private static final int REPORTABLE = 4;
  private static final String ENCRYPTED = "encrypted";
  private static final String UNREADABLE = "unreadable";

  @Override
  public int memory() {
    int names = this.names.stream().mapToInt(MemorySize::of).sum();
    return 96 + MemorySize.of(community) + MemorySize.of(user) + names;
  }

  /**
   * Reads a message, as far as it goes.
   *
   * @param most so many names are read
   */
  static SnmpMessage of(Packet packet, int layer, int most) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    int version = Snmp.version(bytes, start, limit);
    String name = Snmp.versionName(version);
    int second = BerElement.end(bytes, BerElement.content(bytes, start, limit), limit);
    if (version == Snmp.V3) {
      return version3(bytes, name, second, limit, most);
    }
    String community = text(bytes, second, limit);
    int unit = BerElement.end(bytes, second, limit);
    return unit(bytes, unit, limit, most, name, community, null, null, Role.NOTICE);
  }

  private static SnmpMessage version3(byte[] bytes, String version, int at, int limit, int most) {
    int end = BerElement.end(bytes, at, limit);
    int id = BerElement.content(bytes, at, limit);
    int size = BerElement.end(bytes, id, end);
    int flags = BerElement.end(bytes, size, end);
    long mark = integer(bytes, id, end);
    int flag = BerElement.content(bytes, flags, end);
    boolean isReportable = flag != BerElement.NONE && flag < end && (bytes[flag] & REPORTABLE) != 0;
    Role role = isReportable ? Role.QUESTION : Role.ANSWER;
    int parameters = BerElement.content(bytes, end, limit);
    int boots = BerElement.end(bytes, BerElement.content(bytes, parameters, limit), limit);
    int user = BerElement.end(bytes, BerElement.end(bytes, boots, limit), limit);
    String userName = text(bytes, user, limit);
    int scoped = BerElement.end(bytes, end, limit);
    if (scoped == BerElement.NONE || scoped >= limit || bytes[scoped] != BerElement.SEQUENCE) {
      return new SnmpMessage(version, null, userName, role, ENCRYPTED, mark, null, null, List.of());
    }
    int context = BerElement.end(bytes, BerElement.content(bytes, scoped, limit), limit);
    int unit = BerElement.end(bytes, context, limit);
    return unit(bytes, unit, limit, most, version, null, userName, mark, role);
  }

  private static SnmpMessage unit(
      byte[] bytes,
      int at,
      int limit,
      int most,
      String version,
      String community,
      String user,
      Long mark,
      Role role) {
    int content = BerElement.content(bytes, at, limit);
    int kind =
        content == BerElement.NONE ? BerElement.NONE : BigEndian.u8(bytes, at) - Snmp.FIRST_UNIT;
    String operation = Snmp.unitName(kind);
    if (operation == null) {
      long none = mark == null ? 0 : mark;
      return new SnmpMessage(
          version, community, user, role, UNREADABLE, none, null, null, List.of());
    }
    if (kind == Snmp.TRAP) {
      return new SnmpMessage(
          version, community, user, Role.NOTICE, operation, 0, null, null, List.of());
    }
    int error = BerElement.end(bytes, content, limit);
    int bindings = BerElement.end(bytes, BerElement.end(bytes, error, limit), limit);
    long id = integer(bytes, content, limit);
    boolean isAnswer = kind == Snmp.RESPONSE || kind == Snmp.REPORT;
    return new SnmpMessage(
        version,
        community,
        user,
        isAnswer ? Role.ANSWER : kind == Snmp.TRAP_V2 ? Role.NOTICE : Role.QUESTION,
        operation,
        mark == null ? id : mark,
        id,
        isAnswer ? (int) integer(bytes, error, limit) : null,
        names(bytes, bindings, limit, most));
  }

  private static List<String> names(byte[] bytes, int bindings, int limit, int most) {
    List<String> names = new ArrayList<>();
    int end = bindings == BerElement.NONE ? limit : BerElement.endOrCut(bytes, bindings, limit);
    int at = BerElement.content(bytes, bindings, limit);
    while (at != BerElement.NONE && at < end && names.size() < most) {
      int name = BerElement.content(bytes, at, end);
      if (BerElement.is(bytes, name, end, BerElement.OBJECT)) {
        StringBuilder text = new StringBuilder();
        BerElement.appendObject(
            text, bytes, BerElement.content(bytes, name, end), BerElement.end(bytes, name, end));
        names.add(text.toString());
      }
      at = BerElement.end(bytes, at, end);
    }
    return List.copyOf(names);
  }

  private static long integer(byte[] bytes, int at, int to) {
    return BerElement.is(bytes, at, to, BerElement.INTEGER)
        ? BerElement.integer(
            bytes, BerElement.content(bytes, at, to), BerElement.end(bytes, at, to))
        : 0;
  }

  /** A text of at least one byte, or null. */
  private static String text(byte[] bytes, int at, int to) {
    if (!BerElement.is(bytes, at, to, BerElement.OCTETS)) {
      return null;
    }
    int from = BerElement.content(bytes, at, to);
    int end = BerElement.end(bytes, at, to);
    return from == end ? null : Text.of(bytes, from, end);
  }
}
