package io.weft.capture.write;

import io.weft.capture.CaptureDescription;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the packets of a source into a pcapng file, with the source's interfaces, names and
 * secrets. Interfaces with the same description become one, so that a copy of a thousand files from
 * one interface describes it once.
 */
final class PcapngCopy implements CaptureCopy {
  /**
   * The most interfaces among which an equal one is searched. No real capture has more different
   * ones, and if an attacker chose their texts to have equal hashes, each search would go through
   * all of them.
   */
  private static final int MAX_DESCRIBED = 1024;

  private final CaptureDescription source;
  private final PcapngWriter writer;
  private final Map<CaptureInterface, Integer> described = new HashMap<>();

  /** For each of the first {@link #numbered} interfaces of the source, its number in this file. */
  private int[] numbers = new int[1];

  private int numbered;

  private CaptureInfo info = CaptureInfo.EMPTY;
  private int names;
  private int secrets;

  /**
   * Begins the file with everything that the source has said so far.
   *
   * @param application the program that the file names as its writer
   */
  PcapngCopy(OutputStream target, CaptureDescription source, String application)
      throws IOException {
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

  /** Describes the source's new interfaces in its order, also those that have no packets yet. */
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

  /** What the file will say of an interface: equal for interfaces that become one. */
  private static CaptureInterface alike(CaptureInterface face) {
    return face.with(0, null, null);
  }

  @SuppressWarnings("ReferenceEquality") // the source returns the same object until it knows more
  private boolean hasMoreInfo() {
    return info != source.info();
  }

  /** Writes new names and secrets, before the packet that follows them in the source. */
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
  public RecordWriter writer() {
    return writer;
  }

  @Override
  public void flush() throws IOException {
    writer.flush();
  }

  /** Describes the last interfaces, and writes the counters of all. */
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
