package io.weft.protocol.link.wlan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The durations are those that Wireshark 4.0 gives for frames of these schemes. */
final class RadioTimeTest {
  @ParameterizedTest
  @CsvSource({
    // scheme, streams by coding, short interval, length, aggregate, preamble, whole
    "7, 1, true, 138, false, 40, 54",
    "7, 2, false, 82, false, 48, 56",
    "7, 3, true, 138, false, 48, 62",
    "7, 0, false, 101, true, 36, 44",
    "7, 0, false, 194, true, 36, 52",
  })
  void framesOf40Megahertz(
      int index,
      int coded,
      boolean isShort,
      int length,
      boolean isAggregate,
      int preamble,
      int whole) {
    assertEquals(preamble, RadioTime.preamble(index, coded, 0, false));
    assertEquals(
        whole, preamble + RadioTime.data(index, coded > 0, true, isShort, length, isAggregate));
  }

  @Test
  void threeStreamsAreTrainedAsFour() {
    assertEquals(40, RadioTime.preamble(16, 0, 0, true));
  }

  @Test
  void extensionStreamsAreTrained() {
    assertEquals(56, RadioTime.preamble(7, 1, 3, false));
  }

  @Test
  void partsOfMicrosecondsAreRounded() {
    assertEquals(4, RadioTime.data(5, false, false, true, 14, false));
  }

  @Test
  void moreStreamsThanThereMayBeTakeNoTime() {
    assertEquals(0, RadioTime.preamble(31, 1, 0, false));
  }
}
