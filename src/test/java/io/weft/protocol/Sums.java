package io.weft.protocol;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Checksum;
import java.util.Arrays;

/** Puts checksums into IP datagrams without options or extension headers, right or otherwise. */
public final class Sums {
  private Sums() {}

  /** The datagram with the checksums that belong there. */
  public static byte[] right(byte[] datagram) {
    byte[] bytes = headerOnly(datagram);
    int at = field(bytes);
    BigEndian.putU16(bytes, at, 0);
    long sum = Checksum.add(pseudoHeader(bytes), bytes, start(bytes), bytes.length);
    int checksum = Checksum.finish(sum);
    BigEndian.putU16(bytes, at, checksum == 0 ? 0xFFFF : checksum);
    return bytes;
  }

  /** As the kernel hands it to a network card that fills checksums in. */
  public static byte[] leftToCard(byte[] datagram) {
    byte[] bytes = headerOnly(datagram);
    BigEndian.putU16(bytes, field(bytes), ~Checksum.finish(pseudoHeader(bytes)) & 0xFFFF);
    return bytes;
  }

  /** One bit of the transport header's checksum is the wrong way round. */
  public static byte[] wrong(byte[] datagram) {
    byte[] bytes = right(datagram);
    bytes[field(bytes)] ^= 1;
    return bytes;
  }

  /** One bit of the IPv4 header's checksum is. */
  public static byte[] wrongHeader(byte[] datagram) {
    byte[] bytes = right(datagram);
    bytes[10] ^= 1;
    return bytes;
  }

  private static boolean isIpv4(byte[] bytes) {
    return bytes[0] >> 4 == 4;
  }

  /** The datagram with the IPv4 header's checksum alone: that of a fragment. */
  public static byte[] headerOnly(byte[] datagram) {
    byte[] bytes = datagram.clone();
    if (isIpv4(bytes)) {
      BigEndian.putU16(bytes, 10, 0);
      BigEndian.putU16(bytes, 10, Checksum.finish(Checksum.add(0, bytes, 0, 20)));
    }
    return bytes;
  }

  private static int start(byte[] bytes) {
    return isIpv4(bytes) ? 20 : 40;
  }

  private static int protocol(byte[] bytes) {
    return bytes[isIpv4(bytes) ? 9 : 6];
  }

  private static int field(byte[] bytes) {
    return start(bytes)
        + switch (protocol(bytes)) {
          case Frames.TCP -> 16;
          case Frames.UDP -> 6;
          default -> 2;
        };
  }

  /** Written as the RFCs draw it, to be summed up as any other bytes. */
  private static long pseudoHeader(byte[] bytes) {
    if (protocol(bytes) == Frames.ICMP) {
      return 0;
    }
    byte[] addresses =
        isIpv4(bytes) ? Arrays.copyOfRange(bytes, 12, 20) : Arrays.copyOfRange(bytes, 8, 40);
    byte[] pseudo = Arrays.copyOf(addresses, addresses.length + 8);
    BigEndian.putI32(pseudo, addresses.length, bytes.length - start(bytes));
    pseudo[pseudo.length - 1] = (byte) protocol(bytes);
    return Checksum.add(0, pseudo, 0, pseudo.length);
  }
}
