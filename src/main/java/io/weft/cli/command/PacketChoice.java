package io.weft.cli.command;

import io.weft.cli.option.PacketNumbers;
import io.weft.dissect.Packet;
import io.weft.filter.DisplayFilter;
import java.util.function.Predicate;

/**
 * Says which packets of a run are shown, and tells each packet when the one shown before it was
 * captured. To be asked of every packet once, in their order.
 */
final class PacketChoice implements Predicate<Packet> {
  private final PacketNumbers numbers;
  private final DisplayFilter filter;
  private long shownNanos = Packet.NO_TIME;

  /**
   * @param numbers null for packets of any number
   * @param filter null for all packets
   */
  PacketChoice(PacketNumbers numbers, DisplayFilter filter) {
    this.numbers = numbers;
    this.filter = filter;
  }

  @Override
  public boolean test(Packet packet) {
    packet.displayAfter(shownNanos == Packet.NO_TIME ? packet.timeNanos() : shownNanos);
    boolean isShown =
        (numbers == null || numbers.test(packet.number()))
            && (filter == null || filter.matches(packet));
    if (isShown && packet.hasTime()) {
      shownNanos = packet.timeNanos();
    }
    return isShown;
  }
}
