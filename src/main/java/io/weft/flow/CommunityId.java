package io.weft.flow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.bytes.BigEndian;
import io.weft.bytes.IpAddress;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.network.icmp.IcmpPairs;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Computes community ids, version 1: names of flows that are the same in all tools and for both
 * directions. An object reuses its digest and its buffers, because captures have millions of flows;
 * so only one thread may use it.
 */
public final class CommunityId {
  private static final int SEED = 0;

  /** {@code 1:} and the 20 bytes of a SHA-1 digest in base 64. */
  private static final int LENGTH = 30;

  private static final int SHA1_LENGTH = 20;

  /** Seed, two IPv6 addresses, protocol, a zero, two ports. */
  private static final int MAX_HASHED = 2 + 16 + 16 + 1 + 1 + 2 + 2;

  private final MessageDigest sha1 = sha1();
  private final Base64.Encoder base64 = Base64.getEncoder();
  private final byte[] hashed = new byte[MAX_HASHED];
  private final byte[] digest = new byte[SHA1_LENGTH];
  private final byte[] encoded = new byte[LENGTH - 2];
  private final byte[] ascii = new byte[LENGTH];

  public CommunityId() {
    ascii[0] = '1';
    ascii[1] = ':';
  }

  /** The id in ASCII, in an array that the next call overwrites. */
  public byte[] of(FlowRecord flow) {
    boolean ofIcmp = flow.ipProtocol() == IpProtocol.ICMP || flow.ipProtocol() == IpProtocol.ICMPV6;
    // Other flows may have a note of an ICMP error, which is no part of their key.
    if (!ofIcmp || flow.icmp() == null) {
      boolean hasPorts = flow.ipProtocol() != IpProtocol.DCCP; // none of DCCP in the specification
      return of(
          flow.client().ip(),
          flow.server().ip(),
          flow.ipProtocol(),
          hasPorts ? flow.client().port() : -1,
          hasPorts ? flow.server().port() : -1,
          false);
    }
    int type = flow.icmp().type();
    int counterpart = IcmpPairs.counterpart(flow.ipProtocol() == IpProtocol.ICMP, type);
    return of(
        flow.client().ip(),
        flow.server().ip(),
        flow.ipProtocol(),
        type,
        counterpart < 0 ? flow.icmp().code() : counterpart,
        counterpart < 0);
  }

  /**
   * @param sourcePort -1 for protocols without ports; an ICMP message's type
   * @param destinationPort -1 for protocols without ports; for ICMP the type of the message that
   *     answers, or else the code
   * @param oneWay an ICMP message that has no answer
   */
  byte[] of(
      IpAddress source,
      IpAddress destination,
      int ipProtocol,
      int sourcePort,
      int destinationPort,
      boolean oneWay) {
    int order = compare(source, destination);
    boolean swap = !oneWay && (order > 0 || (order == 0 && sourcePort > destinationPort));
    BigEndian.putU16(hashed, 0, SEED);
    int at = (swap ? destination : source).writeTo(hashed, 2);
    at = (swap ? source : destination).writeTo(hashed, at);
    hashed[at++] = (byte) ipProtocol;
    hashed[at++] = 0;
    if (sourcePort >= 0) {
      BigEndian.putU16(hashed, at, swap ? destinationPort : sourcePort);
      BigEndian.putU16(hashed, at + 2, swap ? sourcePort : destinationPort);
      at += 4;
    }
    sha1.update(hashed, 0, at);
    try {
      sha1.digest(digest, 0, SHA1_LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("a SHA-1 digest has 20 bytes", e);
    }
    base64.encode(digest, encoded);
    System.arraycopy(encoded, 0, ascii, 2, encoded.length);
    return ascii;
  }

  /** Compares two addresses of the same IP version byte by byte, as they stand on the wire. */
  private static int compare(IpAddress a, IpAddress b) {
    int high = Long.compareUnsigned(a.high(), b.high());
    return high != 0 ? high : Long.compareUnsigned(a.low(), b.low());
  }

  /** The id of one flow, to keep. */
  static String text(FlowRecord flow) {
    return new String(new CommunityId().of(flow), ISO_8859_1);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
