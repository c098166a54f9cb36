package io.weft.capture.live;

import io.weft.capture.CaptureEnd;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import io.weft.capture.open.Captures;
import java.io.IOException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

/**
 * A capture file that libpcap reads, for formats that only libpcap knows. Its packets come through
 * a {@link Feed}, as those of an interface do.
 */
public final class LibpcapFile extends SourceWrapper {
  /** libpcap's name of standard input. */
  private static final String STANDARD_INPUT = "-";

  private final String file;
  private final Feed feed;

  private LibpcapFile(PacketSource source, String file, Feed feed) {
    super(source);
    this.file = file;
    this.feed = feed;
  }

  /**
   * Opens a file.
   *
   * @param file its name; {@code -} for standard input
   * @param filter a filter in libpcap's filter language; null for all packets
   * @throws LiveException if there is no libpcap, or if the filter is not valid
   * @throws IOException for a file that libpcap cannot read
   */
  public static PacketSource open(String file, String filter) throws IOException {
    Libpcap.require();
    PcapHandle handle;
    try {
      handle = Pcaps.openOffline(file, TimestampPrecision.NANO);
    } catch (PcapNativeException e) {
      throw new IOException(named(file, Libpcap.message(e)), e);
    }
    Feed feed = null;
    LibpcapFile source = null;
    try {
      if (filter != null) {
        LiveCapture.filter(handle, filter);
      }
      feed = Feed.of(handle, LiveOptions.Transfer.BEST);
      feed.start();
      String name = file.equals(STANDARD_INPUT) ? "standard input" : file;
      source =
          new LibpcapFile(
              Captures.openInterface(new PollingChannel(feed, nanos -> {}, () -> {}), name),
              name,
              feed);
      return source;
    } finally {
      if (source == null && feed != null) {
        feed.close();
      } else if (source == null) {
        handle.close();
      }
    }
  }

  /** Adds the file's name, which libpcap gives when it cannot open a file, but not for others. */
  private static String named(String file, String message) {
    return message.startsWith(file) ? message : file + ": " + message;
  }

  /** Adds libpcap's reason if it could not read the file to its end. */
  @Override
  public CaptureEnd end() {
    CaptureEnd end = super.end();
    return feed.failure() == null ? end : end.lost(named(file, feed.failure()));
  }
}
