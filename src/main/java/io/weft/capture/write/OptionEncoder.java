package io.weft.capture.write;

import io.weft.bytes.IpAddress;
import io.weft.bytes.LittleEndian;
import io.weft.capture.CaptureInfo;
import io.weft.capture.pcapng.PcapngFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Encodes the options of one pcapng block, the least significant byte first. A value that is absent
 * (null or negative) makes no option; one that is longer than an option can be is cut. The records
 * of a name resolution block have the same form, so they are encoded here too.
 */
final class OptionEncoder {
  static final byte[] NO_OPTIONS = {};

  /** The most bytes of a name that fit a record with its address. */
  private static final int LONGEST_NAME = 65_000;

  private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();

  OptionEncoder text(int code, String text) {
    return text == null ? this : value(code, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a capture filter in libpcap's filter language. */
  OptionEncoder filter(String filter) {
    return text(
        PcapngFormat.IF_FILTER, filter == null ? null : (char) PcapngFormat.FILTER_STRING + filter);
  }

  /** Adds an option of one byte. */
  OptionEncoder number(int code, int value) {
    return value < 0 ? this : value(code, new byte[] {(byte) value});
  }

  /** Adds an option of eight bytes. */
  OptionEncoder counter(int code, long value) {
    return value < 0 ? this : value(code, littleEndian(value));
  }

  /** Adds a time, whose upper half stands before the lower one. */
  OptionEncoder time(int code, long nanos, int nanosPerTick) {
    return nanos < 0 ? this : value(code, littleEndian(Long.rotateLeft(nanos / nanosPerTick, 32)));
  }

  /** Adds a record of a name resolution block: an address and its name. */
  void name(CaptureInfo.Name name) {
    int address = name.v6() ? PcapngFormat.IPV6_LENGTH : PcapngFormat.IPV4_LENGTH;
    byte[] text = name.name().getBytes(StandardCharsets.UTF_8);
    int length = Math.min(text.length, LONGEST_NAME);
    byte[] value = new byte[address + length + 1]; // a zero byte ends the name
    int end = new IpAddress(name.v6(), name.high(), name.low()).writeTo(value, 0);
    System.arraycopy(text, 0, value, end, length);
    value(name.v6() ? PcapngFormat.NRB_RECORD_IPV6 : PcapngFormat.NRB_RECORD_IPV4, value);
  }

  private static byte[] littleEndian(long value) {
    byte[] eight = new byte[8];
    LittleEndian.putI64(eight, 0, value);
    return eight;
  }

  private OptionEncoder value(int code, byte[] value) {
    int length = Math.min(value.length, PcapngFormat.LONGEST_OPTION);
    u16(code);
    u16(length);
    encoded.write(value, 0, length);
    for (int i = length; (i & 3) != 0; i++) {
      encoded.write(0);
    }
    return this;
  }

  private void u16(int value) {
    encoded.write(value);
    encoded.write(value >>> 8);
  }

  /** All options with the one that ends them; no bytes at all where there is no option. */
  byte[] bytes() {
    if (encoded.size() == 0) {
      return NO_OPTIONS;
    }
    u16(PcapngFormat.OPT_ENDOFOPT);
    u16(0);
    return encoded.toByteArray();
  }
}
