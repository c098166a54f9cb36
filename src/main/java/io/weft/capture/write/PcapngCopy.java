package io.weft.capture.write;

import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.UnsupportedPacketException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A pcapng file in the making, with the interfaces, names and keys of its source. Interfaces that
 * are described alike become one: a capture's thousand files have one interface between them.
 */
final class PcapngCopy implements CaptureCopy {
  /**
   * Interfaces among which one alike is looked for: more that all differ are nobody's capture, and
   * if they were chosen to have one hash, each look would go through all of them.
   */
  private static final int MAX_DESCRIBED = 1024;

  private final PacketSource source;
  private final PcapngWriter writer;
  private final Map<CaptureInterface, Integer> described = new HashMap<>();

  /** The number in this file of each interface of the source, as far as {@link #numbered}. */
  private int[] numbers = new int[1];

  private int numbered;

  private CaptureInfo info = CaptureInfo.EMPTY;
  private int names;
  private int secrets;

  /**
   * Begins the file with what is known so far.
   *
   * @param application what the file says it was written by
   */
  PcapngCopy(OutputStream target, PacketSource source, String application) throws IOException {
    this.source = source;
    CaptureInfo known = source.info();
    boolean one = known.sections().size() == 1;
    CaptureInfo.Section from = one ? known.sections().get(0) : null;
    writer =
        new PcapngWriter(
            target,
            new CaptureInfo.Section(
                null,
                one ? from.hardware() : null,
                one ? from.os() : null,
                application,
                one ? from.comment() : null));
    numberNewInterfaces();
    copyInfo();
  }

  @Override
  public void write(CapturedPacket packet) throws IOException {
    if (hasMoreInfo()) {
      copyInfo();
    }
    int id = packet.interfaceId();
    if (id >= numbered) {
      numberNewInterfaces();
    }
    try {
      writer.write(packet, numbers[id]);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedPacketException("packet " + packet.number() + ": " + e.getMessage());
    }
  }

  /** In the order of the source, those without packets too. */
  private void numberNewInterfaces() throws IOException {
    List<CaptureInterface> known = source.interfaces();
    for (CaptureInterface face : known.subList(numbered, known.size())) {
      number(face);
    }
    numbered = known.size();
  }

  private void number(CaptureInterface face) throws IOException {
    int id = face.index();
    if (id == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * id);
    }
    CaptureInterface alike = alike(face);
    Integer number = described.get(alike);
    if (number == null) {
      number = writer.addInterface(face);
      if (described.size() < MAX_DESCRIBED) {
        described.put(alike, number);
      }
    }
    numbers[id] = number;
  }

  /** All that the file will say of it. */
  private static CaptureInterface alike(CaptureInterface face) {
    return face.with(0, null, null);
  }

  @SuppressWarnings("ReferenceEquality") // the same object until there is more
  private boolean hasMoreInfo() {
    return info != source.info();
  }

  /** Names and keys go before the packet that comes behind them in the source. */
  private void copyInfo() throws IOException {
    info = source.info();
    List<CaptureInfo.Secrets> keys = info.secrets();
    for (CaptureInfo.Secrets each : keys.subList(secrets, keys.size())) {
      writer.writeSecrets(each.type(), each.bytes());
    }
    secrets = keys.size();
    writer.writeNames(info.names().subList(names, info.names().size()));
    names = info.names().size();
  }

  @Override
  public PacketWriter writer() {
    return writer;
  }

  @Override
  public void flush() throws IOException {
    writer.flush();
  }

  /** Interfaces met by now are described, and so are their counters. */
  @Override
  public void close() throws IOException {
    try (writer) {
      if (hasMoreInfo()) {
        copyInfo();
      }
      numberNewInterfaces();
      Map<Integer, CaptureInterface.Statistics> newest = new HashMap<>();
      for (CaptureInterface face : source.interfaces()) {
        if (face.statistics() != null) {
          newest.put(numbers[face.index()], face.statistics());
        }
      }
      for (Map.Entry<Integer, CaptureInterface.Statistics> each : newest.entrySet()) {
        writer.writeStatistics(
            each.getKey(), each.getValue(), Math.max(0, each.getValue().endNanos()));
      }
    }
  }
}
