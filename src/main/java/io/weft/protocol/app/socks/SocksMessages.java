package io.weft.protocol.app.socks;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.bytes.Text;

/** Where the messages of SOCKS end, and what stands in them. */
final class SocksMessages {
  static final int VERSION_4 = 4;
  static final int VERSION_5 = 5;

  /** The version of the messages that carry a user's name and password (RFC 1929). */
  static final int VERSION_USER = 1;

  static final int CONNECT = 1;
  static final int BIND = 2;
  static final int UDP_ASSOCIATE = 3;

  /** The client has not sent all of the message yet. */
  static final int MORE = -1;

  /** The bytes are none of SOCKS. */
  static final int BAD = -2;

  static final int REPLY_4_LENGTH = 8;

  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;

  /** Index in a request or reply of version 5 of the type of its address. */
  private static final int ADDRESS_TYPE = 3;

  /** Bytes of version, command, port and address before the user in a request of version 4. */
  private static final int USER_4 = 8;

  /** Longest user name and host name of version 4, in bytes. */
  private static final int MAX_TEXT = 255;

  private SocksMessages() {}

  /** Index behind the message of version 5 that offers methods, or {@link #MORE}. */
  static int greetingEnd(byte[] bytes, int from, int to) {
    return to - from < 2 ? MORE : whole(from + 2 + BigEndian.u8(bytes, from + 1), to);
  }

  /** The same for a message with user and password. */
  static int credentialsEnd(byte[] bytes, int from, int to) {
    if (to - from < 2) {
      return MORE;
    }
    int password = from + 2 + BigEndian.u8(bytes, from + 1);
    return password < to ? whole(password + 1 + BigEndian.u8(bytes, password), to) : MORE;
  }

  /** The same for a request or a reply of version 5; also {@link #BAD}. */
  static int addressedEnd(byte[] bytes, int from, int to) {
    int address = from + ADDRESS_TYPE + 1;
    if (to <= address) {
      return MORE;
    }
    return switch (bytes[address - 1]) {
      case IPV4 -> whole(address + 6, to);
      case NAME -> whole(address + 1 + BigEndian.u8(bytes, address) + 2, to);
      case IPV6 -> whole(address + 18, to);
      default -> BAD;
    };
  }

  /** The same for a request of version 4. */
  static int request4End(byte[] bytes, int from, int to) {
    if (to - from <= USER_4) {
      return MORE;
    }
    int end = textEnd(bytes, from + USER_4, to);
    return end > 0 && isNamed(bytes, from) ? textEnd(bytes, end, to) : end;
  }

  private static int whole(int end, int to) {
    return end <= to ? end : MORE;
  }

  /** Index behind the zero byte that ends a text. */
  private static int textEnd(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == 0) {
        return i + 1;
      }
      if (i - from == MAX_TEXT || (bytes[i] > 0 && bytes[i] < ' ')) {
        return BAD;
      }
    }
    return MORE;
  }

  /** Does a host name follow, as the address is 0.0.0.x (SOCKS 4A)? */
  private static boolean isNamed(byte[] bytes, int from) {
    int address = BigEndian.i32(bytes, from + 4);
    return address != 0 && address >>> 8 == 0;
  }

  /** The host that a whole request of version 5 asks for. */
  static String host5(byte[] bytes, int from) {
    int at = from + ADDRESS_TYPE + 1;
    return switch (bytes[at - 1]) {
      case IPV4 -> Addresses.ipv4(BigEndian.i32(bytes, at));
      case IPV6 -> Addresses.ipv6(BigEndian.i64(bytes, at), BigEndian.i64(bytes, at + 8));
      default -> Text.of(bytes, at + 1, at + 1 + BigEndian.u8(bytes, at));
    };
  }

  /** The host that a whole request of version 4 asks for. */
  static String host4(byte[] bytes, int from, int end) {
    if (!isNamed(bytes, from)) {
      return Addresses.ipv4(BigEndian.i32(bytes, from + 4));
    }
    int name = textEnd(bytes, from + USER_4, end);
    return Text.of(bytes, name, end - 1);
  }

  /** Has a whole request of version 4 the name of a user? */
  static boolean hasUser4(byte[] bytes, int from) {
    return bytes[from + USER_4] != 0;
  }
}
