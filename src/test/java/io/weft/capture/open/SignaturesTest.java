package io.weft.capture.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.CaptureBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignaturesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "736e6f6f700000000000000200000004 | a snoop capture",
        "7f454c46020101000000000000000000 | an ELF program",
        "504b0304140000000800 | a zip archive",
        "425a6839314159265359 | bzip2 data",
        "02214c18c6aa0600 | lz4 data in the old (legacy) format",
        "68656c6c6f | text",
        "7b2261223a317d | text, JSON by its look",
        "0a205b312c325d | text, JSON by its look",
        "3c21444f43545950452068746d6c3e | an HTML page",
        "3c3f786d6c2076657273696f6e | text, XML by its look",
        "0011223344556677020000540000004e | something that may be an ERF capture",
        "d9a1000000000000 | something else",
      })
  void namesWhatItFinds(String hex, String what) {
    byte[] head = HexFormat.of().parseHex(hex);
    String said = Signatures.describe(head);
    assertTrue(said.startsWith("not a capture but " + what + " (it begins with "), said);
    assertTrue(said.contains(hex.substring(0, Math.min(16, hex.length()))), said);
    assertTrue(said.endsWith("Weft reads pcap and pcapng, plain or in gzip, zstd, lz4 or xz"));
  }

  @Test
  void namesEmptyFiles() {
    assertTrue(Signatures.describe(new byte[0]).startsWith("is empty; "));
  }

  @Test
  void isPartOfTheError() {
    byte[] csv = "time,source,destination\n".getBytes(StandardCharsets.UTF_8);
    String said = "";
    try {
      CaptureBytes.read(csv);
    } catch (IOException e) {
      said = e.getMessage();
    }
    assertEquals("test: " + Signatures.describe(Arrays.copyOf(csv, 16)), said);
  }
}
