package io.weft.protocol.app.uftp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;

/** A packet of UFTP: the header, and one message. */
public final class Uftp extends View {
  public static final Protocol VERSION_4 = Protocol.of("uftp4", "UDP based FTP w/ multicast V4");
  public static final Protocol VERSION_5 = Protocol.of("uftp5", "UDP based FTP w/ multicast V5");

  /** Length of the header in bytes. */
  static final int HEADER_LENGTH = 16;

  static final int TYPE = 1;

  /** Bytes of a message that all of them begin with: its type again, and its length in words. */
  static final int MESSAGE_HEAD = 2;

  private static final int PORT = 1044;

  private static final int MARK_4 = 0x40;
  private static final int MARK_5 = 0x50;
  private static final int LEAST = HEADER_LENGTH + Integer.BYTES;

  private final Protocol protocol;

  /**
   * @param version {@link #VERSION_4} or {@link #VERSION_5}
   */
  public Uftp(Protocol version) {
    protocol = version;
  }

  /** Adds both versions to a chain. */
  public static void register(Chain.Builder chain) {
    for (Protocol version : new Protocol[] {VERSION_4, VERSION_5}) {
      chain.fields(version, () -> new UftpFields(version).all());
      chain.info(version, UftpFields::describe);
    }
    chain.udp(UdpPayload.of(new ByVersion(), LEAST, Uftp::fit).ports(PORT));
  }

  /**
   * The version, a type that there is, and a message that tells it again and a length that fits.
   */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int message = from + HEADER_LENGTH;
    int length = BigEndian.u8(bytes, message + 1) * Integer.BYTES;
    return Fit.yesIf(
        (bytes[from] == MARK_4 || bytes[from] == MARK_5)
            && UftpMessages.isType(bytes[from + TYPE])
            && bytes[message] == bytes[from + TYPE]
            && length != 0
            && length <= wireTo - message);
  }

  /** Each version is a protocol of its own. */
  private static final class ByVersion implements Dissector {
    private final Dissector four = new MessageDissector(VERSION_4, HEADER_LENGTH);
    private final Dissector five = new MessageDissector(VERSION_5, HEADER_LENGTH);

    @Override
    public Protocol protocol() {
      return VERSION_4;
    }

    @Override
    public Dissector dissect(Cursor cursor) {
      return cursor.require(HEADER_LENGTH) && cursor.bytes()[cursor.offset()] == MARK_5
          ? five.dissect(cursor)
          : four.dissect(cursor);
    }
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  /** 1 to 21: 9 for a part of a file. */
  public int type() {
    return BigEndian.u8(bytes, at + TYPE);
  }
}
