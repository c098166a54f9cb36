package io.weft.protocol.app.tls;

import io.weft.protocol.app.tls.number.Grease;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the profiles of clients that were seen last. A few programs make most connections, and
 * to name what their hellos list costs more than to read them. Thread-safe.
 */
final class ClientProfiles {
  private static final int MOST_PROFILES = 128;

  /** The one that was not asked for longest comes first. */
  private final Map<Numbers, ClientProfile> profiles =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Numbers, ClientProfile> eldest) {
          return size() > MOST_PROFILES;
        }
      };

  synchronized ClientProfile of(ClientHello hello) {
    Numbers numbers = Numbers.of(hello);
    ClientProfile known = profiles.get(numbers);
    if (known == null) {
      known = ClientProfile.of(hello);
      profiles.put(numbers, known);
    }
    return known;
  }

  /**
   * All numbers of a hello's lists. The values of {@link Grease} are alike, as clients draw them
   * anew for each connection and none of them is reported.
   */
  private static final class Numbers {
    private final int[] numbers;
    private int hash;

    private Numbers(int size) {
      numbers = new int[size];
    }

    static Numbers of(ClientHello hello) {
      int[][] lists = {
        hello.versions(),
        hello.ciphers(),
        hello.extensions(),
        hello.groups(),
        hello.keyShares(),
        hello.signatureSchemes()
      };
      int size = lists.length;
      for (int[] list : lists) {
        size += list.length;
      }
      Numbers all = new Numbers(size);
      int at = 0;
      for (int[] list : lists) {
        at = all.add(at, list.length);
        for (int number : list) {
          at = all.add(at, Grease.is(number) ? Grease.FIRST : number);
        }
      }
      return all;
    }

    private int add(int at, int number) {
      numbers[at] = number;
      hash = 31 * hash + number;
      return at + 1;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Numbers those && Arrays.equals(numbers, those.numbers);
    }
  }
}
