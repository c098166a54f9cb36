package io.weft.protocol.tunnel.gtp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.tunnel.IpByVersion;

/**
 * Dissects version 1. Other messages set tunnels up, so only a user's packet itself tells what it
 * is; the information elements of the other messages belong to their layer.
 */
final class GtpDissector implements Dissector {
  private final IpByVersion ip;

  GtpDissector(Chain.Builder chain) {
    ip = new IpByVersion(chain);
  }

  @Override
  public Protocol protocol() {
    return Gtp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(Gtp.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    if (!Gtp.isVersion1(bytes, at)) {
      return cursor.reject(Anomaly.BAD_VERSION);
    }
    cursor.narrow(Gtp.MIN_HEADER_LENGTH + Gtp.length(bytes, at), Gtp.PROTOCOL);
    int length = headerLength(cursor);
    if (length < 0) {
      cursor.enter(Gtp.PROTOCOL, cursor.available());
      return null;
    }
    if (Gtp.type(bytes, at) != Gtp.T_PDU) {
      cursor.require(cursor.wireLimit() - at);
      cursor.enter(Gtp.PROTOCOL, cursor.available());
      return null;
    }
    if (!cursor.enter(Gtp.PROTOCOL, length)) {
      return null;
    }
    cursor.tunnel(Gtp.teid(bytes, at) & 0xFFFF_FFFFL);
    return ip.next(cursor);
  }

  /**
   * Length in bytes with the extension headers, each of which states its length and the type of the
   * next; -1 where they are cut or make no sense.
   */
  private static int headerLength(Cursor cursor) {
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int length = Gtp.MIN_HEADER_LENGTH;
    if (!Gtp.hasOptional(bytes, at)) {
      return length;
    }
    length += Gtp.OPTIONAL_LENGTH;
    if (!cursor.require(length)) {
      return -1;
    }
    boolean more = Gtp.hasExtension(bytes, at) && bytes[at + length - 1] != 0;
    while (more) {
      if (!cursor.require(length + 1)) {
        return -1;
      }
      int units = BigEndian.u8(bytes, at + length);
      if (units == 0) {
        cursor.note(Anomaly.BAD_HEADER_LENGTH, 1, 0);
        return -1;
      }
      length += units << 2;
      if (!cursor.require(length)) {
        return -1;
      }
      more = bytes[at + length - 1] != 0;
    }
    return length;
  }

  /** Version, reserved bit and type must be right; the length must be that of the datagram. */
  static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    if (!Gtp.isVersion1(bytes, from) || Gtp.hasReserved(bytes, from) || !isKnown(bytes, from)) {
      return Fit.NO;
    }
    return Fit.yesOrMaybe(Gtp.MIN_HEADER_LENGTH + Gtp.length(bytes, from) == wireTo - from);
  }

  /** As {@link #fit}, of the control plane: any type but those of the user plane and of GTP'. */
  static Fit fitControl(byte[] bytes, int from, int to, int wireTo) {
    if (!Gtp.isVersion1(bytes, from) || Gtp.hasReserved(bytes, from)) {
      return Fit.NO;
    }
    return Fit.yesOrMaybe(Gtp.MIN_HEADER_LENGTH + Gtp.length(bytes, from) == wireTo - from);
  }

  private static boolean isKnown(byte[] bytes, int at) {
    return switch (Gtp.type(bytes, at)) {
      case Gtp.ECHO_REQUEST,
          Gtp.ECHO_RESPONSE,
          Gtp.ERROR_INDICATION,
          Gtp.EXTENSION_HEADERS,
          Gtp.TUNNEL_STATUS,
          Gtp.END_MARKER,
          Gtp.T_PDU ->
          true;
      default -> false;
    };
  }
}
