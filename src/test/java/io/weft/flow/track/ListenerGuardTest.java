package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.FlowListener;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ListenerGuardTest {
  /** A method that it did not pass on would be lost in silence: all of them have defaults. */
  @Test
  void allMethodsArePassedOn() throws Exception {
    Set<String> missing = new TreeSet<>();
    for (Method each : FlowListener.class.getMethods()) {
      Method own = ListenerGuard.class.getMethod(each.getName(), each.getParameterTypes());
      if (own.getDeclaringClass() != ListenerGuard.class) {
        missing.add(each.getName());
      }
    }
    assertEquals(Set.of(), missing);
  }
}
