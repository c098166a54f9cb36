package io.weft.report.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.field.Field;
import org.junit.jupiter.api.Test;

final class BitTextTest {
  private static final Field FLAG = Field.flag("x.df", "Don't fragment", 8, 0x40);
  private static final Field OFFSET = Field.u16("x.offset", "Offset").masked(0x1FFF);

  private static String drawn(Field field, long value, int... bytes) {
    byte[] array = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      array[i] = (byte) bytes[i];
    }
    StringBuilder text = new StringBuilder();
    BitText.append(text, field, BitText.number(field, value, array, 0, array.length));
    return text.toString();
  }

  @Test
  void bitsStandAtTheirPlaces() {
    assertEquals(".1.. ....", drawn(FLAG, -1, 0x40));
    assertEquals(".0.. ....", drawn(FLAG, 0, 0xBF));
    assertEquals("...0 0000 1011 1001", drawn(OFFSET, 185, 0x20, 0xB9));
  }

  @Test
  void aValueInOtherUnitsIsDrawnAsItStands() {
    Field length = Field.u8("x.length", "Header Length").masked(0x0F);
    assertEquals(".... 0101", drawn(length, 20, 0x45));
  }

  @Test
  void theLowestByteMayStandFirst() {
    assertEquals("...0 0000 0000 0101", drawn(OFFSET, 5, 0x05, 0xE0));
  }

  @Test
  void withoutBytesTheValueIsDrawn() {
    assertEquals("...0 0000 0000 0101", drawn(OFFSET, 5));
  }

  @Test
  void sixtyFourBits() {
    Field high = Field.u64("x.high", "High").masked(0xF000_0000_0000_0000L);
    assertEquals("1010" + " ....".repeat(15), drawn(high, 10, 0xA0, 0, 0, 0, 0, 0, 0, 1));
  }

  @Test
  void aWholeNumberIsNotDrawn() {
    assertFalse(BitText.isDrawn(Field.u64("x.a", "A")));
    assertFalse(BitText.isDrawn(Field.flag("x.b", "B")));
    assertFalse(BitText.isDrawn(Field.ipv4("x.c", "C")));
    assertTrue(BitText.isDrawn(OFFSET));
  }
}
