package io.weft.report.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CaptureStatistics;
import io.weft.capture.Compression;
import io.weft.capture.LinkType;
import io.weft.dissect.Moment;
import io.weft.dissect.Span;
import java.math.BigInteger;
import java.util.List;

/**
 * What a capture says of itself, and what reading it told. Written by databind, as {@code
 * capture.schema.json} describes it; what is not known or empty is null.
 *
 * @param bytes of frames on the wire
 * @param capturedBytes of frames in the capture; less where a snaplen cut them
 * @param start of the earliest packet
 * @param cutPackets packets of which the capture has less than the wire had
 * @param outOfOrder packets with an earlier time than the one before
 * @param untimed packets for which the capture gives no time
 * @param comments on packets, the first {@link CaptureMeter#COMMENTS}
 * @param names of addresses, kept with the capture
 * @param secrets blocks of keys to encrypted traffic
 * @param sideDataDropped names, secrets and comments that were too many to keep
 * @param live what became of the packets of a live capture
 * @param complete whether all of it could be read
 * @param notes what was passed over without loss
 */
public record CaptureRecord(
    String type,
    List<FileRecord> files,
    List<InterfaceRecord> interfaces,
    List<CaptureInfo.Section> sections,
    long packets,
    long bytes,
    long capturedBytes,
    Moment start,
    Moment end,
    Span duration,
    Integer shortest,
    Integer longest,
    Long cutPackets,
    Long outOfOrder,
    Long untimed,
    List<PacketComment> comments,
    Long commentCount,
    Integer names,
    Integer secrets,
    Long sideDataDropped,
    Live live,
    boolean complete,
    List<CaptureEnd.Damage> damage,
    List<String> notes) {

  /**
   * @param size in bytes on disk; null for a pipe
   * @param digest of the file as it lies on disk, where asked for
   */
  public record FileRecord(
      String name,
      String format,
      String description,
      List<String> compression,
      Long size,
      String byteOrder,
      @JsonProperty("sha256") String digest) {
    static FileRecord of(CaptureInfo.File file, String digest) {
      return new FileRecord(
          file.name(),
          file.format(),
          file.description(),
          file.compression().isEmpty()
              ? null
              : file.compression().stream().map(Compression::label).toList(),
          file.size() < 0 ? null : file.size(),
          file.bigEndian() ? "big" : "little",
          digest);
    }
  }

  /**
   * @param snaplen null for no limit
   * @param ticksPerSecond resolution of its timestamps
   */
  public record InterfaceRecord(
      int id,
      String file,
      String name,
      String description,
      int linkType,
      String linkTypeName,
      Long snaplen,
      BigInteger ticksPerSecond,
      Integer fcsBytes,
      String filter,
      String os,
      String hardware,
      String comment,
      long packets,
      Statistics statistics) {
    static InterfaceRecord of(CaptureInterface description, long packets) {
      return new InterfaceRecord(
          description.index(),
          description.file(),
          description.name(),
          description.description(),
          description.linkType(),
          LinkType.description(description.linkType()),
          description.snaplen() == 0 ? null : description.snaplen(),
          new BigInteger(Long.toUnsignedString(description.ticksPerSecond())),
          description.fcsBytes() < 0 ? null : description.fcsBytes(),
          description.filter(),
          description.os(),
          description.hardware(),
          description.comment(),
          packets,
          Statistics.of(description.statistics()));
    }
  }

  /** Counters of whoever captured; null where not told. */
  public record Statistics(
      Moment start,
      Moment end,
      Long received,
      Long interfaceDropped,
      Long filterAccepted,
      Long systemDropped,
      Long delivered) {
    static Statistics of(CaptureInterface.Statistics told) {
      return told == null
          ? null
          : new Statistics(
              told.startNanos() < 0 ? null : new Moment(told.startNanos()),
              told.endNanos() < 0 ? null : new Moment(told.endNanos()),
              known(told.received()),
              known(told.interfaceDropped()),
              known(told.filterAccepted()),
              known(told.systemDropped()),
              known(told.delivered()));
    }

    private static Long known(long value) {
      return value < 0 ? null : value;
    }
  }

  /** Counts of a live capture; null where the system does not tell. */
  public record Live(Long received, Long kernelDropped, Long interfaceDropped, Long queueDropped) {
    static Live of(CaptureStatistics told) {
      return told.known()
          ? new Live(
              Statistics.known(told.received()),
              Statistics.known(told.kernelDropped()),
              Statistics.known(told.interfaceDropped()),
              Statistics.known(told.queueDropped()))
          : null;
    }
  }

  public record PacketComment(long packet, String comment) {}
}
