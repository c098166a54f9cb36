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
 * A capture file as libpcap reads it, for formats that only libpcap knows. Its packets come the way
 * that an interface's do.
 */
public final class LibpcapFile extends SourceWrapper {
  /** As libpcap names it. */
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
   * @param filter in libpcap's language; null for all packets
   * @throws LiveException without libpcap, or where the filter is none
   * @throws IOException for what libpcap cannot read
   */
  public static PacketSource open(String file, String filter) throws IOException {
    Libpcap.require();
    PcapHandle handle;
    try {
      handle = Pcaps.openOffline(file, TimestampPrecision.NANO);
    } catch (PcapNativeException e) {
      throw new IOException(named(file, Libpcap.words(e)), e);
    }
    Feed feed = null;
    LibpcapFile source = null;
    try {
      if (filter != null) {
        LiveCapture.filter(handle, filter);
      }
      feed = Feed.of(handle, LiveOptions.Way.BEST);
      feed.start();
      String name = file.equals(STANDARD_INPUT) ? "standard input" : file;
      source =
          new LibpcapFile(Captures.open(new PollingChannel(feed, nanos -> {}), name), name, feed);
      return source;
    } finally {
      if (source == null && feed != null) {
        feed.close();
      } else if (source == null) {
        handle.close();
      }
    }
  }

  /** libpcap tells the name of a file that it cannot open, and not of one that it cannot read. */
  private static String named(String file, String words) {
    return words.startsWith(file) ? words : file + ": " + words;
  }

  /** With libpcap's reason, where the file could not be read to its end. */
  @Override
  public CaptureEnd end() {
    CaptureEnd end = super.end();
    return feed.failure() == null ? end : end.lost(named(file, feed.failure()));
  }
}
