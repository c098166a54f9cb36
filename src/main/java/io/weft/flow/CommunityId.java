package io.weft.flow;

import io.weft.bytes.BigEndian;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Community id, version 1: one name for a flow across tools, whoever is called its source. */
final class CommunityId {
  private static final int SEED = 0;

  private CommunityId() {}

  static String of(FlowRecord flow) {
    boolean ofIcmp =
        flow.ipProtocol() == IpProtocols.ICMP || flow.ipProtocol() == IpProtocols.ICMPV6;
    // Other flows may have a note of an ICMP error, which is no part of their key.
    if (!ofIcmp || flow.icmp() == null) {
      return of(
          flow.client().ip().toBytes(),
          flow.server().ip().toBytes(),
          flow.ipProtocol(),
          flow.client().port(),
          flow.server().port(),
          false);
    }
    int type = flow.icmp().type();
    int counterpart = IcmpPairs.counterpart(flow.ipProtocol(), type);
    return of(
        flow.client().ip().toBytes(),
        flow.server().ip().toBytes(),
        flow.ipProtocol(),
        type,
        counterpart < 0 ? flow.icmp().code() : counterpart,
        counterpart < 0);
  }

  /**
   * @param sourcePort -1 for protocols without ports; an ICMP message's type
   * @param destinationPort -1 likewise; the type of the message that answers it, or the code
   * @param oneWay an ICMP message that has no answer
   */
  static String of(
      byte[] source,
      byte[] destination,
      int ipProtocol,
      int sourcePort,
      int destinationPort,
      boolean oneWay) {
    int order = Arrays.compareUnsigned(source, destination);
    boolean swap = !oneWay && (order > 0 || (order == 0 && sourcePort > destinationPort));
    byte[] first = swap ? destination : source;
    byte[] second = swap ? source : destination;
    byte[] hashed = new byte[2 + 2 * source.length + 2 + (sourcePort < 0 ? 0 : 4)];
    BigEndian.putU16(hashed, 0, SEED);
    System.arraycopy(first, 0, hashed, 2, first.length);
    System.arraycopy(second, 0, hashed, 2 + first.length, second.length);
    int at = 2 + 2 * source.length;
    hashed[at] = (byte) ipProtocol;
    if (sourcePort >= 0) {
      BigEndian.putU16(hashed, at + 2, swap ? destinationPort : sourcePort);
      BigEndian.putU16(hashed, at + 4, swap ? sourcePort : destinationPort);
    }
    return "1:" + Base64.getEncoder().encodeToString(sha1().digest(hashed));
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
