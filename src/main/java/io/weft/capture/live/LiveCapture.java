package io.weft.capture.live;

import java.io.IOException;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.PcapDirection;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.packet.namednumber.DataLinkType;

/** Opens interfaces for capture. */
public final class LiveCapture {
  /** How long the kernel may wait for a block of its buffer to fill. */
  static final int READ_TIMEOUT_MILLIS = 50;

  private static final int NO_SUCH_DEVICE = -5;
  private static final int NOT_UP = -9;

  /** Linux: packets of {@code any} with the interface each came by. */
  private static final DataLinkType LINUX_SLL2 = new DataLinkType(276, "LINUX_SLL2");

  private LiveCapture() {}

  /**
   * Opens the interface and begins to capture. Rights are given up, where that is asked for, before
   * the first packet is looked at.
   *
   * @throws LiveException where that cannot be
   */
  public static LiveSource open(LiveOptions options) throws IOException {
    PcapNetworkInterface face = Interfaces.named(options.name());
    PcapHandle handle = activate(face.getName(), options);
    Feed feed = null;
    LiveSource source = null;
    try {
      prepare(handle, face.getName(), options);
      feed = Feed.of(handle, options.way());
      if (options.user() != null) {
        Privileges.dropTo(options.user());
      }
      Counters counters = new Counters(handle, feed);
      source = LiveSource.start(options, face.getName(), face.getDescription(), feed, counters);
      return source;
    } finally {
      if (source == null && feed != null) {
        feed.close();
      } else if (source == null) {
        handle.close();
      }
    }
  }

  static PcapHandle activate(String name, LiveOptions options) throws LiveException {
    try {
      return builder(name, options).timestampPrecision(TimestampPrecision.NANO).build();
    } catch (PcapNativeException e) {
      if (Libpcap.code(e) == 0 && Libpcap.words(e).contains("tstamp_precision")) {
        return activateInMicroseconds(name, options);
      }
      throw trouble(name, e);
    }
  }

  /** An old libpcap knows nothing else. */
  private static PcapHandle activateInMicroseconds(String name, LiveOptions options)
      throws LiveException {
    try {
      return builder(name, options).build();
    } catch (PcapNativeException e) {
      throw trouble(name, e);
    }
  }

  private static PcapHandle.Builder builder(String name, LiveOptions options) {
    PcapHandle.Builder builder =
        new PcapHandle.Builder(name)
            .snaplen(options.snaplen())
            .promiscuousMode(
                options.promiscuous()
                    ? PromiscuousMode.PROMISCUOUS
                    : PromiscuousMode.NONPROMISCUOUS)
            .bufferSize(options.bufferBytes())
            .timeoutMillis(READ_TIMEOUT_MILLIS);
    if (options.immediate()) {
      builder.immediateMode(true);
    }
    return switch (options.direction()) {
      case IN -> builder.direction(PcapDirection.IN);
      case OUT -> builder.direction(PcapDirection.OUT);
      case BOTH -> builder;
    };
  }

  private static LiveException trouble(String name, PcapNativeException e) {
    String words = Libpcap.words(e);
    return switch (Libpcap.code(e)) {
      case Libpcap.PERMISSION_DENIED, Libpcap.PROMISCUOUS_PERMISSION_DENIED ->
          new LiveException(
              LiveException.Reason.NO_RIGHT,
              name + ": no right to capture: " + Remedies.right(),
              e);
      case NO_SUCH_DEVICE ->
          new LiveException(
              LiveException.Reason.UNKNOWN_INTERFACE, name + ": no such interface: " + words, e);
      case NOT_UP ->
          new LiveException(
              LiveException.Reason.OTHER, name + ": not up: " + Remedies.switchOn(name), e);
      default -> new LiveException(LiveException.Reason.OTHER, name + ": " + words, e);
    };
  }

  /** What can be set only once the interface is open. */
  private static void prepare(PcapHandle handle, String name, LiveOptions options)
      throws LiveException {
    if (name.equals(Interfaces.ANY)) {
      try {
        handle.setDlt(LINUX_SLL2);
      } catch (PcapNativeException | NotOpenException e) {
        // An older libpcap: its packets tell all but their interface.
      }
    }
    if (options.filter() != null) {
      filter(handle, options.filter());
    }
  }

  static void filter(PcapHandle handle, String filter) throws LiveException {
    try {
      handle.setFilter(filter, BpfCompileMode.OPTIMIZE);
    } catch (PcapNativeException | NotOpenException e) {
      throw new LiveException(
          LiveException.Reason.BAD_FILTER, "filter '" + filter + "': " + Libpcap.words(e), e);
    }
  }
}
