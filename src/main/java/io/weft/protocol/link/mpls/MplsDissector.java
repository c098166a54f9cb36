package io.weft.protocol.link.mpls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;
import io.weft.protocol.link.EthernetHeader;
import io.weft.protocol.link.LlcHeader;

/**
 * Dissects MPLS. A label does not say what it carries. The first half byte behind the stack does
 * (RFC 4928): 4 is IPv4, 6 is IPv6, 0 begins a control word or an Ethernet address, and any other
 * value may begin an Ethernet address.
 */
final class MplsDissector implements Dissector {
  /** A stack in UDP of more entries than this is not believed to be one. */
  private static final int MAX_PROBED_ENTRIES = 16;

  private final DispatchTable byEtherType;

  MplsDissector(Chain.Builder chain) {
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return Mpls.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int length = 0;
    do {
      length += Mpls.ENTRY_LENGTH;
      if (!cursor.require(length)) {
        return null;
      }
    } while (!Mpls.isBottom(bytes, at, length / Mpls.ENTRY_LENGTH - 1));
    if (!cursor.enter(Mpls.PROTOCOL, length)) {
      return null;
    }
    for (int i = 0; i < length / Mpls.ENTRY_LENGTH; i++) {
      cursor.tunnel(Mpls.label(bytes, at, i));
    }
    if (cursor.available() == 0) {
      return null;
    }
    return switch (BigEndian.u8(bytes, cursor.offset()) >> 4) {
      case 4 -> byEtherType.get(EtherType.IPV4);
      case 6 -> byEtherType.get(EtherType.IPV6);
      default -> pseudowire(cursor);
    };
  }

  /**
   * Decides between Ethernet, a control word before Ethernet, and unknown bytes. An ethertype that
   * has a dissector is strong evidence for Ethernet; a length that fits the frame is weak evidence.
   */
  private Dissector pseudowire(Cursor cursor) {
    int at = cursor.offset();
    int behindControlWord = at + PseudowireControlWord.HEADER_LENGTH;
    if (!hasKnownType(cursor, at)
        && cursor.bytes()[at] >> 4 == 0
        && (hasKnownType(cursor, behindControlWord) || hasLength(cursor, behindControlWord))) {
      cursor.enter(PseudowireControlWord.PROTOCOL, PseudowireControlWord.HEADER_LENGTH);
      return byEtherType.get(EtherType.ETHERNET);
    }
    return hasKnownType(cursor, at) || hasLength(cursor, at)
        ? byEtherType.get(EtherType.ETHERNET)
        : byEtherType.otherwise();
  }

  private boolean hasKnownType(Cursor cursor, int at) {
    if (cursor.limit() - at < EthernetHeader.LENGTH) {
      return false;
    }
    int type = EthernetHeader.type(cursor.bytes(), at);
    return type >= EtherType.MIN && byEtherType.find(type) != null;
  }

  private static boolean hasLength(Cursor cursor, int at) {
    int behind = cursor.limit() - at - EthernetHeader.LENGTH;
    if (behind < LlcHeader.MIN_LENGTH) {
      return false;
    }
    int length = EthernetHeader.type(cursor.bytes(), at);
    return length >= LlcHeader.MIN_LENGTH && length <= behind;
  }

  /**
   * The stack must end within the payload, and an IP packet shows itself behind it; other payloads
   * prove nothing.
   */
  static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int at = from;
    int entries = 0;
    do {
      if (to - at < Mpls.ENTRY_LENGTH || entries == MAX_PROBED_ENTRIES) {
        return to < wireTo ? Fit.MAYBE : Fit.NO;
      }
      at += Mpls.ENTRY_LENGTH;
    } while (!Mpls.isBottom(bytes, from, entries++));
    if (to == at) {
      return Fit.MAYBE;
    }
    int version = BigEndian.u8(bytes, at) >> 4;
    return Fit.yesOrMaybe(version == 4 || version == 6);
  }
}
