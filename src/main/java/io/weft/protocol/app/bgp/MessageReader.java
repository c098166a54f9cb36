package io.weft.protocol.app.bgp;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.bytes.Text;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Moment;
import io.weft.dissect.field.ValueNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes a record of what a message says, as far as its lengths make sense. */
final class MessageReader {
  private static final int CAPABILITY = 2;
  private static final int LONG_AS = 65;
  private static final int LABELED = 4;

  private final byte[] bytes;
  private final int end;

  private List<String> announced;
  private List<String> withdrawn;
  private int announcedPrefixes;
  private int withdrawnPrefixes;
  private String origin;
  private List<Long> path;
  private String nextHop;

  private MessageReader(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /**
   * Reads a message that is whole.
   *
   * @param first the packet with its first byte
   */
  static BgpExchange read(Direction direction, Arrival first, byte[] bytes, int at, int end) {
    MessageReader reader = new MessageReader(bytes, end);
    int type = Bgp.type(bytes, at);
    int body = at + Bgp.HEADER_LENGTH;
    String name =
        switch (type) {
          case Bgp.OPEN -> "open";
          case Bgp.UPDATE -> "update";
          case Bgp.NOTIFICATION -> "notification";
          case Bgp.ROUTE_REFRESH, Bgp.ROUTE_REFRESH_CISCO -> "route_refresh";
          default -> Integer.toString(type);
        };
    return new BgpExchange(
        direction == Direction.FROM_CLIENT ? "client" : "server",
        name,
        new Moment(first.nanos()),
        first.number(),
        type == Bgp.OPEN ? reader.open(body) : null,
        type == Bgp.UPDATE ? reader.update(body) : null,
        type == Bgp.NOTIFICATION ? reader.notification(body) : null);
  }

  private BgpExchange.Open open(int at) {
    if (end - at < 10) {
      return null;
    }
    long as = BigEndian.u16(bytes, at + 1);
    List<String> capabilities = new ArrayList<>();
    int last = Math.min(end, at + 10 + BigEndian.u8(bytes, at + 9));
    for (int parameter = at + 10; last - parameter >= 2; ) {
      int next = Math.min(last, parameter + 2 + BigEndian.u8(bytes, parameter + 1));
      if (bytes[parameter] == CAPABILITY) {
        for (int each = parameter + 2; next - each >= 2; ) {
          int type = BigEndian.u8(bytes, each);
          int length = BigEndian.u8(bytes, each + 1);
          capabilities.add(name(BgpNames.CAPABILITIES, type));
          if (type == LONG_AS && length == 4 && next - each >= 6) {
            as = BigEndian.u32(bytes, each + 2);
          }
          each += 2 + length;
        }
      }
      parameter = next;
    }
    return new BgpExchange.Open(
        as,
        BigEndian.u16(bytes, at + 3),
        Addresses.ipv4(BigEndian.i32(bytes, at + 5)),
        capabilities);
  }

  private BgpExchange.Notification notification(int at) {
    if (end - at < 2) {
      return null;
    }
    int major = BigEndian.u8(bytes, at);
    int minor = BigEndian.u8(bytes, at + 1);
    int text = at + 3;
    boolean hasText = major == 6 && (minor == 2 || minor == 4) && text < end;
    int length = hasText ? Math.min(end - text, BigEndian.u8(bytes, at + 2)) : 0;
    return new BgpExchange.Notification(
        name(BgpNames.ERRORS, major),
        minor == 0 ? null : name(BgpNames.minor(major), minor),
        length == 0 ? null : Text.of(bytes, text, text + length));
  }

  private static String name(ValueNames names, int value) {
    String name = names.name(value);
    return name == null ? Integer.toString(value) : name;
  }

  private BgpExchange.Update update(int at) {
    if (end - at < 2) {
      return null;
    }
    int attributes = at + 2 + BigEndian.u16(bytes, at);
    if (attributes + 2 <= end) {
      prefixes(PrefixFields.IPV4, 0, false, at + 2, attributes);
      int last = attributes + 2 + BigEndian.u16(bytes, attributes);
      if (last <= end) {
        attributes(attributes + 2, last);
        prefixes(PrefixFields.IPV4, 0, true, last, end);
      }
    }
    return new BgpExchange.Update(
        announced, withdrawn, announcedPrefixes, withdrawnPrefixes, origin, path, nextHop);
  }

  private void attributes(int from, int to) {
    int at = from;
    while (to - at >= AttributeFields.headerLength(bytes[at])) {
      int value = at + AttributeFields.headerLength(bytes[at]);
      int next = value + AttributeFields.valueLength(bytes, at);
      if (next > to) {
        return;
      }
      attribute(BigEndian.u8(bytes, at + 1), value, next);
      at = next;
      if (at == to) {
        return;
      }
    }
  }

  private void attribute(int type, int at, int to) {
    switch (type) {
      case AttributeFields.ORIGIN -> {
        if (to - at == 1) {
          origin = name(BgpNames.ORIGINS, BigEndian.u8(bytes, at)).toLowerCase(Locale.ROOT);
        }
      }
      case AttributeFields.AS_PATH, AttributeFields.LONG_AS_PATH -> path(type, at, to);
      case AttributeFields.NEXT_HOP -> {
        if (to - at == 4) {
          nextHop = Addresses.ipv4(BigEndian.i32(bytes, at));
        }
      }
      case AttributeFields.REACH -> reach(at, to);
      case AttributeFields.UNREACH -> {
        if (to - at >= 3) {
          prefixes(BigEndian.u16(bytes, at), BigEndian.u8(bytes, at + 2), false, at + 3, to);
        }
      }
      default -> {} // The others are fields of the packet, not of the record.
    }
  }

  /** A path with long numbers goes before one in which they have no room. */
  private void path(int type, int from, int to) {
    int width = AttributeFields.asLength(type, bytes, from, to);
    if (width == 0) {
      return;
    }
    List<Long> numbers = new ArrayList<>();
    for (int at = from; at < to; ) {
      int next = at + 2 + width * BigEndian.u8(bytes, at + 1);
      for (int as = at + 2; as < next && numbers.size() < BgpExchange.MAX_PATH; as += width) {
        numbers.add(width == 2 ? (long) BigEndian.u16(bytes, as) : BigEndian.u32(bytes, as));
      }
      at = next;
    }
    path = numbers;
  }

  private void reach(int at, int to) {
    if (to - at < 5) {
      return;
    }
    int safi = BigEndian.u8(bytes, at + 2);
    int hop = at + 4;
    int points = hop + BigEndian.u8(bytes, at + 3);
    if (points >= to) {
      return;
    }
    int address = hop + (PrefixFields.hasDistinguisher(safi) ? 8 : 0);
    if (points - address == 4) {
      nextHop = Addresses.ipv4(BigEndian.i32(bytes, address));
    } else if (points - address >= 16) {
      nextHop = Addresses.ipv6(BigEndian.i64(bytes, address), BigEndian.i64(bytes, address + 8));
    }
    if (bytes[points] == 0) {
      prefixes(BigEndian.u16(bytes, at), safi, true, points + 1, to);
    }
  }

  /** Reads plain prefixes; those with labels are only in the packet's fields. */
  private void prefixes(int afi, int safi, boolean isAnnounced, int from, int to) {
    boolean isPlain = (afi == PrefixFields.IPV4 || afi == PrefixFields.IPV6) && safi < LABELED;
    if (!isPlain || from >= to) {
      return;
    }
    int most = afi == PrefixFields.IPV4 ? 32 : 128;
    int before = PrefixFields.isWithPaths(bytes, from, to, most) ? 4 : 0;
    int at = from + before;
    while (at < to) {
      int bits = BigEndian.u8(bytes, at);
      int next = at + 1 + (bits + Byte.SIZE - 1) / Byte.SIZE;
      if (bits > most || next > to) {
        return;
      }
      List<String> kept = isAnnounced ? announced : withdrawn;
      if (kept == null) {
        kept = new ArrayList<>();
      }
      if (kept.size() < BgpExchange.MAX_PREFIXES) {
        kept.add(prefix(most, bits, at + 1, next));
      }
      if (isAnnounced) {
        announced = kept;
        announcedPrefixes++;
      } else {
        withdrawn = kept;
        withdrawnPrefixes++;
      }
      at = next + before;
    }
  }

  private String prefix(int most, int bits, int from, int to) {
    byte[] address = new byte[16];
    System.arraycopy(bytes, from, address, 0, to - from);
    if (bits % Byte.SIZE != 0) {
      address[to - from - 1] &= (byte) (0xFF00 >> bits % Byte.SIZE);
    }
    String text =
        most == 32
            ? Addresses.ipv4(BigEndian.i32(address, 0))
            : Addresses.ipv6(BigEndian.i64(address, 0), BigEndian.i64(address, 8));
    return text + '/' + bits;
  }
}
