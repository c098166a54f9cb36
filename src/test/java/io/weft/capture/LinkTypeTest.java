package io.weft.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

class LinkTypeTest {
  @Test
  void describesEveryConstant() throws IllegalAccessException {
    int constants = 0;
    for (Field field : LinkType.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
        String text = LinkType.description(field.getInt(null));
        assertFalse(text.startsWith("link type"), field.getName());
        constants++;
      }
    }
    assertEquals(true, constants > 90, constants + " constants");
  }

  @Test
  void describesAsCapinfosDoes() {
    assertEquals("Ethernet", LinkType.description(1));
    assertEquals("Linux cooked-mode capture v1", LinkType.description(113));
    assertEquals("Raw IP", LinkType.description(12));
    assertEquals("USER 13", LinkType.description(160));
    assertEquals("link type 65000", LinkType.description(65_000));
  }
}
