package io.weft.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RealsTest {
  @ParameterizedTest
  @CsvSource({
    "20, 20, 64",
    "-0.5, -0.5, 64",
    "57.8, 57.8, 32",
    "433.33334, 433.33334, 32",
    "0.1, 0.1, 64",
    "0, 0, 64",
    "100000000, 100000000, 32",
    "1e300, 1E+300, 64",
    "1.2e-30, 1.2E-30, 64",
    "NaN, NaN, 64",
    "-Infinity, -Infinity, 32",
  })
  void asManyDigitsAsTellItApart(double value, String text, int bits) {
    assertEquals(text, Reals.text(value, bits));
    double read = Double.parseDouble(text);
    assertEquals(value, bits == Float.SIZE ? (float) read : read, bits == Float.SIZE ? 1e-4 : 0);
  }
}
