package io.weft.report.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.bytes.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonTextTest {
  private final JsonText text = new JsonText();

  @Test
  void timesAreThoseOfTheClockFromTheFirstToTheLast() {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      long nanos =
          switch (i) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Long.MIN_VALUE;
            case 3 -> Long.MAX_VALUE;
            case 4 -> 951_782_400_000_000_000L; // 2000-02-29
            default -> i % 2 == 0 ? random.nextLong() : 1_772_357_400_000_000_000L + i * 7_777_777L;
          };
      assertEquals(format.format(Instant.ofEpochSecond(0, nanos)), text.time(nanos));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0.000000001",
    "-1, -0.000000001",
    "461067000, 0.461067",
    "1000000000, 1",
    "60500000000, 60.5",
    "-1500000000, -1.5",
    "9223372036854775807, 9223372036.854775807",
    "-9223372036854775808, -9223372036.854775808"
  })
  void secondsAreExact(long nanos, String expected) throws IOException {
    assertEquals(expected, bytes(json -> text.seconds(json, nanos)));
    assertEquals(expected, chars(json -> text.seconds(json, nanos)));
  }

  @Test
  void secondsReadBackAsTheSameNanoseconds() throws IOException {
    Random random = new Random(11);
    for (int i = 0; i < 10_000; i++) {
      long nanos = random.nextLong() >> random.nextInt(63);
      String seconds = bytes(json -> text.seconds(json, nanos));
      assertEquals(nanos, new BigDecimal(seconds).movePointRight(9).longValueExact());
    }
  }

  @Test
  void addressesAreTheUsualText() throws IOException {
    Random random = new Random(13);
    for (int i = 0; i < 1000; i++) {
      int ip = i == 0 ? 0 : i == 1 ? -1 : random.nextInt();
      IpAddress address = IpAddress.ipv4(ip);
      String expected = '"' + address.toString() + '"';
      assertEquals(expected, bytes(json -> text.address(json, address)));
      assertEquals(expected, chars(json -> text.address(json, address)));
    }
    assertEquals(
        "\"2001:db8::1\"",
        bytes(json -> text.address(json, new IpAddress(true, 0x20010DB8_00000000L, 1))));
  }

  private interface Writing {
    void write(JsonGenerator json) throws IOException;
  }

  private static String bytes(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      writing.write(json);
    }
    return out.toString(UTF_8);
  }

  private static String chars(Writing writing) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = Json.mapper().createGenerator(out)) {
      writing.write(json);
    }
    return out.toString();
  }
}
