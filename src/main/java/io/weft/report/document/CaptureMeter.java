package io.weft.report.document;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import io.weft.dissect.Moment;
import io.weft.dissect.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A source that counts the packets of another one while they are read. */
public final class CaptureMeter extends SourceWrapper {
  /** How many comments on packets are kept; the others are only counted. */
  static final int MAX_COMMENTS = 1000;

  private long packets;
  private long bytes;
  private long capturedBytes;
  private long cutPackets;
  private long outOfOrder;
  private long untimed;
  private long commentCount;
  private final List<CaptureRecord.PacketComment> comments = new ArrayList<>();
  private long start = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;
  private long previous = Long.MIN_VALUE;
  private int shortest = Integer.MAX_VALUE;
  private int longest;
  private long[] byInterface = new long[4];

  /**
   * @param source closed with this one
   */
  public CaptureMeter(PacketSource source) {
    super(source);
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    if (!super.next(into)) {
      return false;
    }
    count(into);
    return true;
  }

  private void count(CapturedPacket packet) {
    packets++;
    int length = Math.max(packet.originalLength(), packet.capturedLength());
    bytes += length;
    capturedBytes += packet.capturedLength();
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
    if (packet.capturedLength() < length) {
      cutPackets++;
    }
    if (packet.hasTime()) {
      long time = packet.timeNanos();
      start = Math.min(start, time);
      end = Math.max(end, time);
      if (time < previous) {
        outOfOrder++;
      }
      previous = time;
    } else {
      untimed++;
    }
    int id = packet.interfaceId();
    if (id >= byInterface.length) {
      byInterface = Arrays.copyOf(byInterface, Math.max(id + 1, 2 * byInterface.length));
    }
    byInterface[id]++;
    if (packet.comment() != null && commentCount++ < MAX_COMMENTS) {
      comments.add(new CaptureRecord.PacketComment(packet.number(), packet.comment()));
    }
  }

  /** The counts so far, with what the source tells of itself. */
  public CaptureRecord record() {
    return record(null);
  }

  /**
   * The counts so far, with what the source tells of itself.
   *
   * @param digest SHA-256 of the only file, in hexadecimal; null for none
   */
  public CaptureRecord record(String digest) {
    CaptureInfo info = info();
    CaptureEnd how = end();
    boolean timed = start <= end;
    return new CaptureRecord(
        "capture",
        info.files().stream().map(file -> CaptureRecord.FileRecord.of(file, digest)).toList(),
        interfaceRecords(),
        info.sections().stream().anyMatch(CaptureMeter::tellsAnything) ? info.sections() : null,
        packets,
        bytes,
        capturedBytes,
        timed ? new Moment(start) : null,
        timed ? new Moment(end) : null,
        timed ? new Span(end - start) : null,
        packets > 0 ? shortest : null,
        packets > 0 ? longest : null,
        positive(cutPackets),
        positive(outOfOrder),
        positive(untimed),
        orNull(comments),
        positive(commentCount),
        info.names().isEmpty() ? null : info.names().size(),
        info.secrets().isEmpty() ? null : info.secrets().size(),
        positive(info.dropped()),
        CaptureRecord.Live.of(statistics()),
        how.complete(),
        orNull(how.damages()),
        orNull(how.lost() == null ? how.notes() : how.note(how.lost()).notes()));
  }

  private List<CaptureRecord.InterfaceRecord> interfaceRecords() {
    List<CaptureRecord.InterfaceRecord> records = new ArrayList<>();
    for (CaptureInterface each : interfaces()) {
      long count = each.index() < byInterface.length ? byInterface[each.index()] : 0;
      records.add(CaptureRecord.InterfaceRecord.of(each, count));
    }
    return records;
  }

  private static boolean tellsAnything(CaptureInfo.Section section) {
    return section.hardware() != null
        || section.os() != null
        || section.application() != null
        || section.comment() != null;
  }

  private static Long positive(long value) {
    return value > 0 ? value : null;
  }

  private static <T> List<T> orNull(List<T> list) {
    return list.isEmpty() ? null : List.copyOf(list);
  }
}
