package io.weft.flow;

import io.weft.bytes.IpAddress;

/**
 * One end of a flow and what it sent.
 *
 * @param port -1 where the protocol has none
 * @param name as an earlier DNS answer gave it, or null
 * @param nameSource where the name is from ({@code dns}), or null
 * @param bytes frames' lengths on the wire
 * @param payloadBytes transport payload, repeats included
 * @param stream null for protocols without streams
 * @param checksums null where all that were verified are right
 * @param process of this machine that the end belongs to; null where unknown or not asked for
 */
public record EndpointRecord(
    IpAddress ip,
    int port,
    String name,
    String nameSource,
    long packets,
    long bytes,
    long payloadBytes,
    Stream stream,
    Checksums checksums,
    LocalProcess process) {

  /** Of an end whose checksums are right, and whose process is not known. */
  public EndpointRecord(
      IpAddress ip,
      int port,
      String name,
      String nameSource,
      long packets,
      long bytes,
      long payloadBytes,
      Stream stream) {
    this(ip, port, name, nameSource, packets, bytes, payloadBytes, stream, null, null);
  }

  /** The same with its process. */
  public EndpointRecord withProcess(LocalProcess owner) {
    return new EndpointRecord(
        ip, port, name, nameSource, packets, bytes, payloadBytes, stream, checksums, owner);
  }

  /**
   * Packets that the end sent with checksums that are not right.
   *
   * @param errors damaged on the way
   * @param offloads captured before the network card filled the checksum in
   */
  public record Checksums(long errors, long offloads) {}

  /**
   * A process of the machine that captures.
   *
   * @param name as the system calls it; Linux keeps 15 bytes
   */
  public record LocalProcess(long pid, String name) {}

  /**
   * The byte stream that the end sent. Streams know no time-out: where the flow is continued,
   * bytes, missing bytes and digest are those of the whole stream, from its beginning to this
   * record's end; all else is of this record.
   *
   * @param bytes each byte once
   * @param missingBytes gaps: sent, but not in the capture
   * @param captureLossBytes the part of {@code missingBytes} in whose time the capture is known to
   *     have lost packets; the network lost the rest, or the capture did without knowing
   * @param retransmissions segments that held nothing new
   * @param overlapConflicts pieces whose bytes differ from those that came before for the same
   *     place; the first were kept
   * @param abandonedBytes bytes of holes given up because too much waited behind them; part of
   *     {@code missingBytes}
   * @param outsideWindow segments too far ahead of the stream to belong to it, and never
   *     acknowledged
   * @param digest lower-case hexadecimal; null where not asked for, or without bytes
   */
  public record Stream(
      long bytes,
      long missingBytes,
      long captureLossBytes,
      long retransmissions,
      long overlapConflicts,
      long abandonedBytes,
      long outsideWindow,
      String digest) {}
}
