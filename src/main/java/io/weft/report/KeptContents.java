package io.weft.report;

import io.weft.analysis.ExchangeContents;
import io.weft.dissect.ContentSink;
import io.weft.dissect.Exchange;
import java.util.IdentityHashMap;

/**
 * Keeps the first bytes of each content until its exchange is reported. A listener opens one here
 * when content begins, and takes it back with the exchange.
 */
public final class KeptContents implements ExchangeContents {
  /** Most bytes of all contents that wait; those that come when there are so many are left out. */
  private static final long MOST_IN_ALL = 64L << 20;

  /** Memory of one that waits, besides its bytes; estimated, in bytes. */
  private static final int BYTES = 120;

  private final int most;
  private long waiting;

  /** Of exchanges that are over and have not been passed on. */
  private final IdentityHashMap<Exchange, Pair> pairs = new IdentityHashMap<>();

  /**
   * @param most bytes of a content that are kept at most
   */
  public KeptContents(int most) {
    this.most = most;
  }

  @Override
  public ContentSink open(boolean ofRequest) {
    waiting += BYTES;
    return new Sink(ofRequest);
  }

  @Override
  public long memory() {
    return waiting;
  }

  /**
   * What an exchange carried; it is kept no longer.
   *
   * @return empty where it carried nothing
   */
  public Pair take(Exchange exchange) {
    Pair pair = pairs.remove(exchange);
    if (pair == null) {
      return Pair.NONE;
    }
    waiting -= pair.memory();
    return pair;
  }

  @Override
  public void drop(Exchange exchange) {
    take(exchange);
  }

  /**
   * What an exchange carried.
   *
   * @param request null for nothing
   * @param response null for nothing
   */
  public record Pair(KeptContent request, KeptContent response) {
    private static final Pair NONE = new Pair(null, null);

    private long memory() {
      return memory(request) + memory(response);
    }

    private static long memory(KeptContent content) {
      return content == null ? 0 : BYTES + content.capacity();
    }
  }

  private final class Sink implements ContentSink {
    private final boolean ofRequest;
    private final KeptContent content = new KeptContent();

    Sink(boolean ofRequest) {
      this.ofRequest = ofRequest;
    }

    @Override
    public void bytes(byte[] bytes, int from, int to) {
      long before = content.capacity();
      long room = Math.min(most - content.length(), MOST_IN_ALL - waiting);
      content.add(bytes, from, to, (int) Math.max(0, room));
      waiting += content.capacity() - before;
    }

    @Override
    public void gap(long missing) {
      // What follows stands right behind what came before; the exchange tells that bytes are
      // missing.
    }

    @Override
    public void end(Exchange over) {
      Pair pair = pairs.getOrDefault(over, Pair.NONE);
      pairs.put(
          over, ofRequest ? new Pair(content, pair.response()) : new Pair(pair.request(), content));
    }
  }
}
