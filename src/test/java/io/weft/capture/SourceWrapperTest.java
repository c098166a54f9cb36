package io.weft.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Without its own version of a method that has a default, the wrapper would hide the source's. */
class SourceWrapperTest {
  @Test
  void handsEveryCallOn() throws Exception {
    List<String> called = new ArrayList<>();
    PacketSource source =
        (PacketSource)
            Proxy.newProxyInstance(
                PacketSource.class.getClassLoader(),
                new Class<?>[] {PacketSource.class},
                (proxy, method, arguments) -> {
                  called.add(method.getName());
                  return switch (method.getReturnType().getName()) {
                    case "boolean" -> false;
                    case "long" -> 0L;
                    default -> null;
                  };
                });
    SourceWrapper wrapper = new SourceWrapper(source) {};
    List<String> expected = new ArrayList<>();
    for (Method method : PacketSource.class.getMethods()) {
      expected.add(method.getName());
      Object[] arguments = new Object[method.getParameterCount()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = method.getParameterTypes()[i] == long.class ? 0L : null;
      }
      method.invoke(wrapper, arguments);
    }
    assertEquals(expected, called);
    assertTrue(expected.contains("whileWaiting"), expected.toString());
  }
}
