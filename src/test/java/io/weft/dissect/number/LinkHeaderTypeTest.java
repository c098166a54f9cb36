package io.weft.dissect.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.LinkType;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

/**
 * The numbers are those that capture files name. The two lists cannot be one, as dissection knows
 * nothing of captures, nor they of it.
 */
final class LinkHeaderTypeTest {
  @Test
  void theNumbersAreThoseOfCaptureFiles() throws ReflectiveOperationException {
    int constants = 0;
    for (Field field : LinkHeaderType.class.getFields()) {
      int expected =
          field.getName().equals("USER2")
              ? LinkType.USER0 + 2
              : LinkType.class.getField(field.getName()).getInt(null);
      assertEquals(expected, field.getInt(null), field.getName());
      constants++;
    }
    assertTrue(constants > 20, constants + " constants");
  }
}
