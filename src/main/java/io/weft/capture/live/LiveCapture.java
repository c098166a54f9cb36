package io.weft.capture.live;

import io.weft.capture.LinkType;
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
  /** How long the kernel may wait for a block of its buffer to fill, in milliseconds. */
  static final int READ_TIMEOUT_MILLIS = 50;

  /** The link type in which packets of {@link Interfaces#ANY} name their interface, on Linux. */
  private static final DataLinkType LINUX_SLL2 =
      new DataLinkType(LinkType.LINUX_SLL2, "LINUX_SLL2");

  private LiveCapture() {}

  /**
   * Opens an interface and begins to capture. If the options name a user, the process takes that
   * user's rights before it reads the first packet.
   *
   * @throws LiveException if the capture cannot begin
   */
  public static LiveSource open(LiveOptions options) throws IOException {
    PcapNetworkInterface face = Interfaces.named(options.name());
    PcapHandle handle = activate(face.getName(), options);
    Feed feed = null;
    LiveSource source = null;
    try {
      prepare(handle, face.getName(), options);
      feed = Feed.of(handle, options.transfer());
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

  /** Opens an interface with times in nanoseconds, or in microseconds where libpcap is too old. */
  static PcapHandle activate(String name, LiveOptions options) throws LiveException {
    try {
      return builder(name, options).timestampPrecision(TimestampPrecision.NANO).build();
    } catch (PcapNativeException e) {
      if (Libpcap.code(e) == 0 && Libpcap.message(e).contains("tstamp_precision")) {
        return activateInMicroseconds(name, options);
      }
      throw trouble(name, e);
    }
  }

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
    String message = Libpcap.message(e);
    return switch (Libpcap.code(e)) {
      case Libpcap.PERMISSION_DENIED, Libpcap.PROMISCUOUS_PERMISSION_DENIED ->
          new LiveException(
              LiveException.Reason.NO_RIGHT,
              name + ": no right to capture: " + Remedies.right(),
              e);
      case Libpcap.NO_SUCH_DEVICE ->
          new LiveException(
              LiveException.Reason.UNKNOWN_INTERFACE, name + ": no such interface: " + message, e);
      case Libpcap.NOT_UP ->
          new LiveException(
              LiveException.Reason.OTHER, name + ": not up: " + Remedies.switchOn(name), e);
      default -> new LiveException(LiveException.Reason.OTHER, name + ": " + message, e);
    };
  }

  /** Sets what can be set only after the interface was opened. */
  private static void prepare(PcapHandle handle, String name, LiveOptions options)
      throws LiveException {
    if (name.equals(Interfaces.ANY)) {
      try {
        handle.setDlt(LINUX_SLL2);
      } catch (PcapNativeException | NotOpenException e) {
        // In an older libpcap's link type, packets do not name their interface.
      }
    }
    if (options.filter() != null) {
      filter(handle, options.filter());
    }
  }

  /** Sets a handle's capture filter. */
  static void filter(PcapHandle handle, String filter) throws LiveException {
    try {
      handle.setFilter(filter, BpfCompileMode.OPTIMIZE);
    } catch (PcapNativeException | NotOpenException e) {
      throw new LiveException(
          LiveException.Reason.BAD_FILTER, "filter '" + filter + "': " + Libpcap.message(e), e);
    }
  }
}
