package io.weft.protocol.app.bgp;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What a message says; KEEPALIVE, which says nothing, makes none. A part that the message does not
 * have is null.
 *
 * @param from {@code client} or {@code server}
 * @param message {@code open}, {@code update}, {@code notification}, {@code route_refresh}, or the
 *     type's number where it is none of these
 * @param start when the message's first byte was captured
 * @param packet number of the packet with the first byte
 */
public record BgpExchange(
    String from,
    String message,
    Moment start,
    long packet,
    Open open,
    Update update,
    Notification notification)
    implements Exchange {
  /** Memory of this object with its moment, estimated in bytes. */
  private static final int BYTES = 96;

  /** Prefixes of either kind that an update is reported with; all are counted. */
  public static final int MAX_PREFIXES = 64;

  /** Numbers of a path that an update is reported with: longer ones are attacks or mistakes. */
  public static final int MAX_PATH = 255;

  /**
   * How a side introduces itself.
   *
   * @param as number of its autonomous system: the long one where it has one
   * @param holdTime in seconds
   * @param identifier its address, as a rule
   * @param capabilities names of what it can do, or their numbers
   */
  public record Open(long as, int holdTime, String identifier, List<String> capabilities)
      implements Serializable {
    public Open {
      capabilities = List.copyOf(capabilities);
    }
  }

  /**
   * Routes.
   *
   * @param announced the first {@link #MAX_PREFIXES} prefixes, those of IPv6 as well; null for none
   * @param withdrawn likewise
   * @param announcedPrefixes how many there are
   * @param withdrawnPrefixes how many there are
   * @param origin {@code igp}, {@code egp} or {@code incomplete}; null where it is not said
   * @param asPath nearest AS first, at most {@link #MAX_PATH}; null where it is not said
   * @param nextHop null where it is not said
   */
  public record Update(
      List<String> announced,
      List<String> withdrawn,
      int announcedPrefixes,
      int withdrawnPrefixes,
      String origin,
      List<Long> asPath,
      String nextHop)
      implements Serializable {
    public Update {
      announced = announced == null ? null : List.copyOf(announced);
      withdrawn = withdrawn == null ? null : List.copyOf(withdrawn);
      asPath = asPath == null ? null : List.copyOf(asPath);
    }

    private int memory() {
      int prefixes =
          (announced == null ? 0 : announced.size()) + (withdrawn == null ? 0 : withdrawn.size());
      return 120 + 64 * prefixes + (asPath == null ? 0 : 24 * asPath.size());
    }
  }

  /**
   * Why the connection ends.
   *
   * @param error its name, or its number
   * @param detail name of what lies behind it, or its number; null for nothing
   * @param text by which an operator told why; null for none
   */
  public record Notification(String error, String detail, String text) implements Serializable {}

  public BgpExchange {
    Objects.requireNonNull(start, "start");
  }

  @Override
  public Protocol protocol() {
    return Bgp.PROTOCOL;
  }

  @Override
  public long startNanos() {
    return start.nanos();
  }

  @Override
  public int memory() {
    return BYTES
        + (open == null ? 0 : 80 + 64 * open.capabilities.size())
        + (update == null ? 0 : update.memory())
        + (notification == null ? 0 : 64 + MemorySize.of(notification.text));
  }

  /** {@code client open AS 64512, hold time 180 s}. */
  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(64).append(from).append(' ').append(message);
    if (open != null) {
      line.append(" AS ").append(open.as);
      line.append(", hold time ").append(open.holdTime).append(" s");
    } else if (update != null) {
      line.append(": ").append(update.announcedPrefixes).append(" announced, ");
      line.append(update.withdrawnPrefixes).append(" withdrawn");
    } else if (notification != null) {
      line.append(": ").append(notification.error);
      if (notification.detail != null) {
        line.append(", ").append(notification.detail);
      }
    }
    return line.toString();
  }
}
