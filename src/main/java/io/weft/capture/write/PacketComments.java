package io.weft.capture.write;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.capture.CapturedPacket;
import io.weft.capture.pcapng.PcapngFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Adds comments to packets before they are written. */
public final class PacketComments {
  private static final int OPTION_HEADER = 4;

  /** The most bytes of an option's value. */
  private static final int LONGEST = 0xFFFF;

  private PacketComments() {}

  /**
   * Adds a comment behind all options that the packet has; a pcapng file keeps it, a pcap file has
   * no room for it.
   *
   * @param text cut after 65,535 bytes of UTF-8
   */
  public static void add(CapturedPacket packet, String text) {
    boolean hasOptions = packet.optionsFrom() < packet.optionsTo();
    boolean isBig = hasOptions && packet.optionsBigEndian();
    byte[] before =
        Arrays.copyOfRange(packet.optionBytes(), packet.optionsFrom(), packet.optionsTo());
    byte[] all = before;
    if (!hasOptions && packet.comment() != null) {
      all = with(before, packet.comment(), false);
    }
    all = with(all, text, isBig);
    packet.options(all, 0, all.length, isBig);
    packet.comment(packet.comment() == null ? text : packet.comment() + '\n' + text);
  }

  private static byte[] with(byte[] options, String text, boolean isBig) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    int length = value.length;
    if (length > LONGEST) {
      length = LONGEST;
      while (value[length] >> 6 == -2) { // the cut would split a character
        length--;
      }
    }
    byte[] all = Arrays.copyOf(options, options.length + OPTION_HEADER + (length + 3 & ~3));
    int at = options.length;
    if (isBig) {
      BigEndian.putU16(all, at, PcapngFormat.OPT_COMMENT);
      BigEndian.putU16(all, at + 2, length);
    } else {
      LittleEndian.putU16(all, at, PcapngFormat.OPT_COMMENT);
      LittleEndian.putU16(all, at + 2, length);
    }
    System.arraycopy(value, 0, all, at + OPTION_HEADER, length);
    return all;
  }
}
