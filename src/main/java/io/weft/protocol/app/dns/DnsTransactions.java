package io.weft.protocol.app.dns;

import io.weft.dissect.Arrival;
import java.util.Arrays;

/**
 * Which messages of a flow belong together by their id alone, as Wireshark has it: what the fields
 * tell of them. Exchanges are joined more strictly, see {@link DnsPairing}.
 */
final class DnsTransactions {
  /** Most transactions of a flow that are remembered; the oldest makes way for a new one. */
  private static final int MAX = 256;

  private static final int FIRST = 4;

  /** A query that comes again within this time, in nanoseconds, is the same one sent once more. */
  private static final long REPEAT_NANOS = 5_000_000_000L;

  /** Memory of this object and of one transaction, estimated in bytes. */
  private static final int BYTES = 96;

  private static final int TRANSACTION = 26;

  private char[] ids = new char[FIRST];
  private long[] queries = new long[FIRST];
  private long[] responses = new long[FIRST];
  private long[] nanos = new long[FIRST];
  private int begun;

  /** Takes a query; returns what is odd about it, or null. */
  DnsStanding onQuery(int id, Arrival arrival) {
    int known = find(id);
    if (known >= 0 && responses[known] == 0 && arrival.nanos() - nanos[known] < REPEAT_NANOS) {
      return DnsStanding.repeatedQuery(queries[known]);
    }
    int at = room();
    ids[at] = (char) id;
    queries[at] = arrival.number();
    responses[at] = 0;
    nanos[at] = arrival.nanos();
    return null;
  }

  /** Takes a response; returns which query it answers, or what is odd about it. */
  DnsStanding onResponse(int id, Arrival arrival) {
    int known = find(id);
    if (known < 0) {
      return DnsStanding.UNSOLICITED;
    }
    long first = responses[known];
    if (first == 0) {
      responses[known] = arrival.number();
    }
    return DnsStanding.response(queries[known], arrival.nanos() - nanos[known], first);
  }

  /** Where the last transaction of the id stands, or -1. */
  private int find(int id) {
    for (int i = begun - 1; i >= Math.max(0, begun - MAX); i--) {
      if (ids[i % MAX] == id) {
        return i % MAX;
      }
    }
    return -1;
  }

  private int room() {
    int at = begun % MAX;
    if (at == ids.length) {
      int length = Math.min(MAX, 2 * ids.length);
      ids = Arrays.copyOf(ids, length);
      queries = Arrays.copyOf(queries, length);
      responses = Arrays.copyOf(responses, length);
      nanos = Arrays.copyOf(nanos, length);
    }
    begun = begun == 2 * MAX ? MAX + 1 : begun + 1; // the same place, and no overflow
    return at;
  }

  /** Memory of this object, estimated in bytes. */
  int memory() {
    return BYTES + TRANSACTION * ids.length;
  }
}
