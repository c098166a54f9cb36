package io.weft.dissect.lookup;

import io.weft.dissect.field.ValueNames;
import java.util.HashMap;
import java.util.Map;

/**
 * Names of services by their ports (IANA, Service Name and Transport Protocol Port Number
 * Registry). They say what a port is registered for, not what is spoken on it.
 */
public final class ServiceNames {
  public static final ValueNames TCP = port -> name("tcp", port);
  public static final ValueNames UDP = port -> name("udp", port);
  public static final ValueNames SCTP = port -> name("sctp", port);
  public static final ValueNames DCCP = port -> name("dccp", port);

  private ServiceNames() {}

  private static String name(String transport, long port) {
    return Table.NAMES.get(transport).get(port);
  }

  /** Read when the first name is asked for. */
  private static final class Table {
    private static final Map<String, Map<Long, String>> NAMES = read();

    /** Where a port has several names the first is the usual one. */
    private static Map<String, Map<Long, String>> read() {
      Map<String, Map<Long, String>> names = new HashMap<>();
      for (String transport : new String[] {"tcp", "udp", "sctp", "dccp"}) {
        names.put(transport, new HashMap<>());
      }
      Registry.read(
          ServiceNames.class,
          "services.txt",
          line -> {
            String[] parts = line.split(" ", -1);
            for (int i = 2; i < parts.length; i++) {
              names.get(parts[i]).putIfAbsent(Long.valueOf(parts[0]), parts[1]);
            }
          });
      return names;
    }
  }
}
