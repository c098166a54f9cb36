package io.weft.protocol.app.ssh;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.app.DialogText;

/**
 * The line with a side's version (RFC 4253 section 4.2), or the message with its algorithms
 * (section 7.1).
 */
public final class Ssh extends View {
  public static final Protocol PROTOCOL = Protocol.of("ssh", "SSH Protocol");

  static final int PORT = 22;

  /** Every version begins so. */
  static final String PREFIX = "SSH-";

  /** Number of the message with the algorithms. */
  static final int KEXINIT = 20;

  /** Number of the message behind which a direction is encrypted. */
  static final int NEWKEYS = 21;

  /** Bytes of a packet before its message: a length of four bytes, and one for the padding's. */
  static final int PACKET_HEADER = 5;

  /** Random bytes behind the message's number. */
  static final int COOKIE = 16;

  /** Adds the protocol on TCP to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, Ssh::describe);
    chain.fields(PROTOCOL, SshFields::all);
    chain.stream(StreamProtocol.of(PROTOCOL, SshProbe::probe, SshDissector::new).ports(PORT));
  }

  /** Bytes of padding behind the length of a packet of version 1. */
  static int oldPadding(long length) {
    return (int) (Long.BYTES - length % Long.BYTES);
  }

  /** Does the cipher check a packet's length, too, so that Wireshark shows nothing of it? */
  static boolean hidesLength(String cipher) {
    return cipher != null && (cipher.contains("poly1305") || cipher.contains("-gcm"));
  }

  /** Is the layer a side's version, and not a packet? */
  static boolean isVersion(byte[] bytes, int from, int to) {
    return DialogText.startsWith(bytes, from, to, PREFIX);
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int from = packet.start(layer);
    if (isVersion(bytes, from, packet.limit(layer))) {
      DialogText.describe(packet, layer, text);
    } else if (packet.attached(layer) instanceof SshNote note
        && note.kind() == SshNote.Kind.PACKET) {
      int code = BigEndian.u8(bytes, from + PACKET_HEADER);
      String name = SshFields.messageName(code);
      text.append(name == null ? "message " + code : name);
    } else {
      text.append("encrypted, ").append(packet.limit(layer) - from).append(" bytes");
    }
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}
