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
 * What a capture tells of itself, and what was counted while it was read. Databind writes it as
 * JSON; {@code capture.schema.json} describes that. A component that is unknown or empty is null.
 *
 * @param type always {@code capture}
 * @param files in the order in which they were opened
 * @param interfaces of all files
 * @param sections of pcapng files; null where none of them tells anything
 * @param packets number of packets
 * @param bytes of all frames, by their lengths on the wire
 * @param capturedBytes of all frames, by their lengths in the capture; less where a snaplen cut
 *     them
 * @param start time of the earliest packet
 * @param end time of the latest packet
 * @param duration from the earliest to the latest packet
 * @param shortest length of the shortest frame on the wire, in bytes
 * @param longest length of the longest frame on the wire, in bytes
 * @param cutPackets number of packets that are shorter in the capture than on the wire
 * @param outOfOrder number of packets with an earlier time than the packet before
 * @param untimed number of packets without a time
 * @param comments on packets: the first {@link CaptureMeter#MAX_COMMENTS}
 * @param commentCount number of all comments on packets
 * @param names number of addresses for which the capture has a name
 * @param secrets number of blocks with keys for encrypted traffic
 * @param sideDataDropped number of names, secrets and comments that were too many to keep
 * @param live counts of a live capture
 * @param complete whether all of the capture could be read
 * @param damage where files were damaged or cut
 * @param notes what was passed over without a loss of packets
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
   * A file of the capture.
   *
   * @param name path as the user gave it, or the words "standard input"
   * @param format such as {@code pcapng}
   * @param description details of the format, such as its version
   * @param compression names of the compressions around the format, the outermost first
   * @param size in bytes on disk; null for a pipe
   * @param byteOrder {@code big} or {@code little}
   * @param digest SHA-256 of the file as it is on disk, in hexadecimal; null where not asked for
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
   * An interface of the capture.
   *
   * @param id number of the interface within the whole capture, from 0 on
   * @param linkType a number of {@link LinkType}
   * @param snaplen the most bytes of a packet that are captured; null for no limit
   * @param ticksPerSecond resolution of the timestamps
   * @param fcsBytes length of the frame check sequence at the end of frames
   * @param filter the capture filter, in BPF syntax
   * @param packets number of packets that it captured
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

  /** Packet counts that the capturing program stored with an interface; null where it did not. */
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

  /** Packet counts of a live capture; null where the system does not give one. */
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

  /**
   * A comment on a packet.
   *
   * @param packet number of the packet
   */
  public record PacketComment(long packet, String comment) {}
}
