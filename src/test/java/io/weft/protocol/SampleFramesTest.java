package io.weft.protocol;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.protocol.SampleFrames.Sample;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the frames of all protocols. */
final class SampleFramesTest {
  private static final String DATA = "data";
  private static final Set<String> FRAGMENTS = Set.of("ip:data", "ipv6:ipv6.fraghdr:data");

  private final Dissection dissection = new Dissection();
  private final FieldReads fields = new FieldReads(dissection.chain());

  @Test
  void everySampleHasItsLayersAndNoAnomaly() {
    assertAll(
        SampleFrames.all().stream()
            .map(
                sample ->
                    () -> {
                      dissection.of(sample.linkType(), sample.frame());
                      assertEquals(sample.layers(), dissection.layers());
                      assertEquals("none", dissection.anomaly(), sample.toString());
                    }));
  }

  /** What lies behind a datagram in its frame is no payload. */
  @Test
  void paddingBelongsToNoPayload() {
    for (Sample sample : SampleFrames.all()) {
      if (sample.linkType() != Dissection.ETHERNET || !sample.layers().contains(":ip")) {
        continue;
      }
      if (sample.layers().contains("macsec")) {
        continue; // its end is counted from the end of the frame
      }
      dissection.of(sample.linkType(), sample.frame());
      int innermost = dissection.payloadLength(dissection.packet().layerCount() - 1);
      byte[] padded = Arrays.copyOf(sample.frame(), sample.frame().length + 11);
      dissection.of(sample.linkType(), padded);
      assertEquals(sample.layers(), dissection.layers());
      assertEquals(
          innermost,
          dissection.payloadLength(dissection.packet().layerCount() - 1),
          sample.toString());
    }
  }

  /** A snaplen takes layers from the end, and is no fault of the packet's. */
  @Test
  void everyPrefixOfAFrameThatTheCaptureCut() {
    for (Sample sample : SampleFrames.all()) {
      byte[] frame = sample.frame();
      for (int length = 0; length < frame.length; length++) {
        dissection.of(sample.linkType(), Arrays.copyOf(frame, length), frame.length);
        String where = sample + " cut to " + length;
        assertLayersArePrefix(sample, where);
        assertTrue(
            Set.of("none", "cut_by_capture").contains(dissection.anomaly()),
            where + " has " + dissection.anomaly());
        fields.readAll(dissection.packet());
      }
    }
  }

  /** Lengths that promise more than there is: the layers before stand. */
  @Test
  void everyPrefixOfAFrameThatEndsTooEarly() {
    for (Sample sample : SampleFrames.all()) {
      byte[] frame = sample.frame();
      for (int length = 0; length < frame.length; length++) {
        dissection.of(sample.linkType(), Arrays.copyOf(frame, length));
        assertLayersArePrefix(sample, sample + " ends at " + length);
        fields.readAll(dissection.packet());
      }
    }
  }

  private void assertLayersArePrefix(Sample sample, String where) {
    List<String> whole = withoutData(List.of(sample.layers().split(":")));
    List<String> got = withoutData(dissection.layerNames());
    if (FRAGMENTS.contains(sample.layers())) {
      return; // the beginning of a fragment that is cut is read as far as it goes
    }
    assertTrue(
        got.size() <= whole.size() && whole.subList(0, got.size()).equals(got),
        where + " has " + dissection.layers());
  }

  private static List<String> withoutData(List<String> names) {
    return names.stream().filter(name -> !name.equals(DATA)).collect(Collectors.toList());
  }

  /** Any byte may be anything: nothing is thrown, nothing is read outside the frame. */
  @Test
  void flippedBytesHarmNobody() {
    Set<String> seen = new HashSet<>();
    for (Sample sample : SampleFrames.all()) {
      Random random = new Random(sample.layers().hashCode());
      for (int round = 0; round < 500; round++) {
        byte[] frame = sample.frame().clone();
        int flips = 1 + random.nextInt(4);
        for (int i = 0; i < flips; i++) {
          frame[random.nextInt(frame.length)] = (byte) random.nextInt();
        }
        int captured = random.nextInt(4) == 0 ? random.nextInt(frame.length) : frame.length;
        dissection.of(sample.linkType(), Arrays.copyOf(frame, captured), frame.length);
        fields.readAll(dissection.packet());
        checkBounds();
        seen.add(dissection.anomaly());
      }
    }
    assertTrue(
        seen.containsAll(Set.of("none", "length_lie", "cut_by_capture", "bad_header_length")),
        () -> seen.stream().sorted().collect(Collectors.joining(" ")));
  }

  @Test
  void noiseHarmsNobody() {
    Random random = new Random(7);
    int[] linkTypes = SampleFrames.all().stream().mapToInt(Sample::linkType).distinct().toArray();
    for (int round = 0; round < 50_000; round++) {
      byte[] frame = new byte[random.nextInt(200)];
      random.nextBytes(frame);
      dissection.of(linkTypes[round % linkTypes.length], frame);
      fields.readAll(dissection.packet());
      checkBounds();
    }
  }

  private void checkBounds() {
    var packet = dissection.packet();
    for (int i = 0; i < packet.layerCount(); i++) {
      assertTrue(
          packet.start(i) >= 0
              && packet.start(i) <= packet.payload(i)
              && packet.payload(i) <= packet.limit(i)
              && packet.limit(i) <= packet.wireLimit(i)
              && packet.limit(i) <= packet.bytes(i).length,
          () -> dissection.layers());
    }
  }

  @Test
  void everyKindOfLayerOccurs() {
    Set<String> kinds =
        SampleFrames.all().stream()
            .flatMap(sample -> Stream.of(sample.layers().split(":")))
            .collect(Collectors.toSet());
    assertTrue(kinds.size() >= 50, () -> kinds.size() + " kinds of layers");
  }
}
