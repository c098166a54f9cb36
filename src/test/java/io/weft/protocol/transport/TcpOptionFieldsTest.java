package io.weft.protocol.transport;

import static io.weft.protocol.Frames.TCP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.data;
import static io.weft.protocol.Frames.ipv4;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.protocol.Dissection;
import io.weft.protocol.FieldValues;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers of TCP that contradict themselves (RFC 9293, section 3.1). */
final class TcpOptionFieldsTest {
  private static final int SYN = 2;
  private static final int ACK = 16;

  private final Dissection dissection = new Dissection();

  /** Options that fill eight bytes, behind a header with these flags. */
  private FieldValues read(int headerWords, int flags, int urgent, String options) {
    byte[] segment =
        bytes()
            .u16(1000, 2000)
            .u32(7, 0)
            .u8(headerWords << 4, flags)
            .u16(512, 0, urgent)
            .add(HexFormat.of().parseHex(options.replace(" ", "")))
            .add(data(4))
            .build();
    dissection.ip(ipv4(TCP, segment));
    return FieldValues.of(dissection);
  }

  @ParameterizedTest
  @CsvSource({
    "02 04 05 B4 01 03 03 07, 1460, 7, ''",
    "02 06 05 B4 00 00 01 01, '', '', true", // an MSS of four bytes
    "03 04 07 00 02 04 05 B4, 1460, '', true", // a shift of two bytes
    "02 04 05 B4 01 01 08 0A, 1460, '', true", // timestamps that begin in the last two bytes
    "02 04 05 B4 03 01 00 00, 1460, '', true", // shorter than its own head
    "02 04 05 B4 01 01 01 03, 1460, '', true" // without a length
  })
  void lengthsOfOptions(String options, String size, String shift, String isInvalid) {
    FieldValues values = read(7, SYN, 0, options);
    assertEquals(size, values.of("tcp.options.mss_val"));
    assertEquals(shift, values.of("tcp.options.wscale.shift"));
    assertEquals(isInvalid, values.of("tcp.option.len.invalid"));
  }

  @Test
  void optionsAtTheWrongTime() {
    assertEquals("true", read(7, ACK, 0, "02040218 01010101").of("tcp.options.mss.present"));
    FieldValues shifted = read(7, SYN, 0, "02040218 0103030F");
    assertEquals("true", shifted.of("tcp.options.wscale.shift.invalid"));
    assertEquals("16384", shifted.of("tcp.options.wscale.multiplier"));
    FieldValues ended = read(7, ACK, 0, "01010100 00000900");
    assertEquals("true", ended.of("tcp.non_zero_bytes_after_eol"));
    assertEquals("", ended.of("tcp.option.len.invalid"));
  }

  @Test
  void headersThatContradictThemselves() {
    FieldValues tooShort = read(1, SYN, 0, "020405B4 01030307");
    assertEquals("true", tooShort.of("tcp.bogus_header_length"));
    assertEquals("", tooShort.of("tcp.options.mss_val"));
    assertEquals("true", read(15, SYN, 0, "020405B4 01030307").of("tcp.short_segment"));
    assertEquals("true", read(7, SYN, 9, "020405B4 01030307").of("tcp.urgent_pointer.non_zero"));
    assertEquals("", read(7, SYN | 32, 9, "020405B4 01030307").of("tcp.urgent_pointer.non_zero"));
  }

  /** What the capture has cut is no fault of the header. */
  @Test
  void optionsThatAreCut() {
    byte[] segment =
        bytes()
            .u16(1000, 2000)
            .u32(7, 0)
            .u8(8 << 4, ACK)
            .u16(512, 0, 0)
            .hex("0101 080A 00000309 00000207")
            .build();
    byte[] packet = ipv4(TCP, segment);
    byte[] cut = Arrays.copyOf(packet, packet.length - 4);
    dissection.of(Dissection.RAW_IP, cut, packet.length);
    FieldValues values = FieldValues.of(dissection);
    assertEquals("777", values.of("tcp.options.timestamp.tsval"));
    assertEquals("", values.of("tcp.options.timestamp.tsecr"));
    assertEquals("", values.of("tcp.option.len.invalid"));
  }
}
