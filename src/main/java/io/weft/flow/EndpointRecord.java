package io.weft.flow;

import io.weft.bytes.IpAddress;
import io.weft.dissect.lookup.Place;
import java.io.Serializable;

/**
 * One end of a flow and what it sent.
 *
 * @param port 0 to 65,535; -1 where the protocol has none
 * @param name null where none is known
 * @param place where the address belongs to; null where that is not known or not asked for
 * @param stream null for protocols without streams
 * @param checksums null where all that were verified are right
 * @param process the process of this machine that the end belongs to; null where unknown or not
 *     asked for
 */
public record EndpointRecord(
    IpAddress ip,
    int port,
    Name name,
    Place place,
    Volume volume,
    Stream stream,
    ChecksumErrors checksums,
    LocalProcess process)
    implements Serializable {

  /** An end whose name and process are not known, and whose checksums are right. */
  public static EndpointRecord of(IpAddress ip, int port, Volume volume, Stream stream) {
    return new EndpointRecord(ip, port, null, null, volume, stream, null, null);
  }

  /** The same with its name. */
  public EndpointRecord withName(Name known) {
    return new EndpointRecord(ip, port, known, place, volume, stream, checksums, process);
  }

  /** The same with what verifying its checksums gave. */
  public EndpointRecord withChecksums(ChecksumErrors found) {
    return new EndpointRecord(ip, port, name, place, volume, stream, found, process);
  }

  /** The same with its process. */
  public EndpointRecord withProcess(LocalProcess owner) {
    return new EndpointRecord(ip, port, name, place, volume, stream, checksums, owner);
  }

  /**
   * What the end is called.
   *
   * @param source where the name is from: {@code dns}, {@code sni}, by which TLS asks for it, or
   *     {@code certificate}
   */
  public record Name(String text, String source) implements Serializable {}

  /**
   * How much the end sent.
   *
   * @param bytes frames' lengths on the wire
   * @param payloadBytes transport payload, repeats included
   */
  public record Volume(long packets, long bytes, long payloadBytes) implements Serializable {
    /** The volume of an end that has sent nothing. */
    public static final Volume NONE = new Volume(0, 0, 0);
  }

  /**
   * Packets that the end sent with checksums that are not right.
   *
   * @param errors damaged on the way
   * @param offloads captured before the network card filled the checksum in
   */
  public record ChecksumErrors(long errors, long offloads) implements Serializable {}

  /**
   * A process of the machine that captures.
   *
   * @param name as the system calls it; Linux keeps 15 bytes
   */
  public record LocalProcess(long pid, String name) implements Serializable {}

  /**
   * The byte stream that the end sent. Streams know no time-out: where the flow is continued,
   * bytes, missing bytes and digest are those of the whole stream, from its beginning to this
   * record's end; all else is of this record.
   *
   * <p>Every byte is accounted for: the payload of {@link Volume} is the sum of the stream's new
   * bytes, the repeated ones, and those set aside.
   *
   * @param bytes each byte once
   * @param repeatedBytes bytes that had come before
   * @param segments those that bring nothing new, by kind
   * @param setAside bytes that became no part of the stream
   * @param digest lower-case hexadecimal; null where not asked for, or without bytes
   */
  public record Stream(
      long bytes,
      long repeatedBytes,
      Segments segments,
      Missing missing,
      SetAside setAside,
      Odd odd,
      String digest)
      implements Serializable {
    /** The stream of an end that has sent nothing. */
    public static final Stream NONE =
        new Stream(0, 0, Segments.NONE, Missing.NONE, SetAside.NONE, Odd.NONE, null);
  }

  /**
   * Segments that bring nothing new, each counted once.
   *
   * @param repeated sent again; what is called a retransmission with analysis may be more, because
   *     it also knows those whose first copy was lost before the capture
   * @param duplicates captured more than once
   * @param keepAlives sent only to see whether the peer answers (RFC 9293, section 3.8.4)
   * @param windowProbes of one byte, sent to learn whether a closed window has opened (RFC 9293,
   *     section 3.8.6.1)
   * @param zeroWindows segments that say that the receive window is closed
   */
  public record Segments(
      long repeated, long duplicates, long keepAlives, long windowProbes, long zeroWindows)
      implements Serializable {
    /** There is none. */
    public static final Segments NONE = new Segments(0, 0, 0, 0, 0);
  }

  /**
   * Bytes of payload that became no part of the stream, by reason.
   *
   * @param beforeStart they lie before the first byte of the stream
   * @param outsideWindow they lie too far ahead to belong to the stream
   * @param abandoned they came too late for a hole that was given up
   * @param conflicting they differ from those that came first for the same place
   * @param cut the capture cut them off
   * @param checksum the checksum of their segment is wrong
   * @param waiting they wait for a hole to be filled; only where the flow is still open
   */
  public record SetAside(
      long beforeStart,
      long outsideWindow,
      long abandoned,
      long conflicting,
      long cut,
      long checksum,
      long waiting)
      implements Serializable {
    /** Nothing was set aside. */
    public static final SetAside NONE = new SetAside(0, 0, 0, 0, 0, 0, 0);

    /** All of them. */
    public long sum() {
      return beforeStart + outsideWindow + abandoned + conflicting + cut + checksum + waiting;
    }
  }

  /**
   * Bytes of a stream that the end sent, but that are not in the capture.
   *
   * @param bytes of all gaps
   * @param captureLossBytes the part of them in whose time the capture is known to have lost
   *     packets; the network lost the rest, or the capture did without knowing
   * @param abandonedBytes the part of them that was given up because too much waited behind a hole
   */
  public record Missing(long bytes, long captureLossBytes, long abandonedBytes)
      implements Serializable {
    /** Nothing is missing. */
    public static final Missing NONE = new Missing(0, 0, 0);
  }

  /**
   * What does not fit into a stream.
   *
   * @param overlapConflicts pieces whose bytes differ from those that came before for the same
   *     place; the first were kept
   * @param outsideWindow segments too far ahead of the stream to belong to it, and never
   *     acknowledged
   */
  public record Odd(long overlapConflicts, long outsideWindow) implements Serializable {
    /** All fits. */
    public static final Odd NONE = new Odd(0, 0);
  }
}
