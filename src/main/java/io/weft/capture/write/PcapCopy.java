package io.weft.capture.write;

import io.weft.capture.CaptureDescription;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.LinkType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes the packets of a source into a pcap file. The file takes the link type and the resolution
 * of its first packet's interface. It cannot hold comments and counters of drops.
 */
final class PcapCopy implements CaptureCopy {
  private final OutputStream target;
  private final CaptureDescription source;
  private PcapWriter writer;
  private int linkType;

  /**
   * Begins the file at once if the source has already described the interface, otherwise with the
   * first packet.
   *
   * @param interfaceId the interface of the first packet, or a guess
   */
  PcapCopy(OutputStream target, CaptureDescription source, int interfaceId) throws IOException {
    this.target = target;
    this.source = source;
    List<CaptureInterface> known = source.interfaces();
    if (interfaceId < known.size()) {
      begin(known.get(interfaceId));
    }
  }

  private void begin(CaptureInterface face) throws IOException {
    linkType = face.linkType();
    boolean fine = face.isFinerThanMicroseconds();
    int snaplen = face.snaplen() == 0 ? PcapWriter.WHOLE_PACKETS : (int) face.snaplen();
    writer = new PcapWriter(target, linkType, face.fcsBytes(), snaplen, fine);
  }

  @Override
  public void write(CapturedPacket packet) throws IOException {
    if (writer == null) {
      begin(source.interfaces().get(packet.interfaceId()));
    } else if (packet.linkType() != linkType) {
      throw new UnsupportedPacketException(
          "packet "
              + packet.number()
              + " has the link type "
              + LinkType.description(packet.linkType())
              + ", and this pcap file "
              + LinkType.description(linkType)
              + ": a pcap file holds one of them, pcapng any number");
    }
    try {
      writer.write(packet);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedPacketException("packet " + packet.number() + ": " + e.getMessage());
    }
  }

  @Override
  public RecordWriter writer() {
    return writer;
  }

  @Override
  public void flush() throws IOException {
    if (writer != null) {
      writer.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (writer == null) {
      // There was no packet, and the source has not described any interface.
      writer = new PcapWriter(target, LinkType.ETHERNET, PcapWriter.WHOLE_PACKETS, true);
    }
    writer.close();
  }
}
