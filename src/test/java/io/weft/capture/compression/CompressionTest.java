package io.weft.capture.compression;

import static net.jpountz.lz4.LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE;
import static net.jpountz.lz4.LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import io.weft.capture.CaptureBytes;
import io.weft.capture.CaptureBytes.Contents;
import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CapturedPacket;
import io.weft.capture.Compression;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.xxhash.XXHashFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

public class CompressionTest {
  private static final int PACKETS = 2000;
  private static final int RECORD = 16 + 100;
  private static final byte[] PLAIN = plain();

  @TempDir Path folder;

  private static byte[] plain() {
    CaptureBytes file = CaptureBytes.littleEndian().pcapHeader();
    for (int i = 0; i < PACKETS; i++) {
      file.pcapRecord(i, 0, CaptureBytes.packet(100, i * 7919));
    }
    return file.bytes();
  }

  public static byte[] pack(Compression compression, byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (compression) {
          case GZIP -> new GZIPOutputStream(packed);
          case ZSTD -> new ZstdOutputStream(packed).setChecksum(true);
          case LZ4 ->
              new LZ4FrameOutputStream(
                  packed, BLOCKSIZE.SIZE_4MB, BLOCK_INDEPENDENCE, CONTENT_CHECKSUM);
          case XZ -> new XZOutputStream(packed, new LZMA2Options(0));
        }) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static void assertWhole(Contents contents, Compression... found) {
    assertEquals(List.of(), contents.end().damages());
    assertEquals(PACKETS, contents.records().size());
    assertEquals(
        CaptureBytes.latin1(CaptureBytes.packet(100, (PACKETS - 1) * 7919)),
        contents.records().get(PACKETS - 1).bytes());
    assertEquals(List.of(found), contents.info().files().get(0).compression());
  }

  @ParameterizedTest
  @EnumSource
  void readsCompressedFiles(Compression compression) throws IOException {
    Path file = folder.resolve("no-telling-name");
    Files.write(file, pack(compression, PLAIN));
    try (PacketSource source = Captures.open(file)) {
      assertWhole(Contents.of(source), compression);
      assertEquals(Files.size(file), source.bytesRead());
      assertEquals(Files.size(file), source.bytesTotal());
      assertTrue(source.reopenable());
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsSeveralMembersOrFrames(Compression compression) throws IOException {
    byte[] packed =
        join(
            pack(compression, Arrays.copyOf(PLAIN, 100_001)),
            pack(compression, new byte[0]),
            pack(compression, Arrays.copyOfRange(PLAIN, 100_001, PLAIN.length)));
    assertWhole(CaptureBytes.read(packed), compression);
  }

  /** Bytes come one at a time, as from a slow pipe, which no reader may take for the end. */
  @ParameterizedTest
  @EnumSource
  void readsFromASlowPipe(Compression compression) throws IOException {
    byte[] half = pack(compression, Arrays.copyOf(PLAIN, 100_001));
    byte[] rest = pack(compression, Arrays.copyOfRange(PLAIN, 100_001, PLAIN.length));
    InputStream drops =
        new SequenceInputStream(new Drops(half), new SequenceInputStream(new Drops(rest), none()));
    try (PacketSource source = Captures.open(Channels.newChannel(drops), "-")) {
      assertWhole(Contents.of(source), compression);
      assertEquals(half.length + rest.length, source.bytesRead());
      assertEquals(-1, source.bytesTotal());
      assertFalse(source.reopenable());
    }
  }

  private static InputStream none() {
    return new ByteArrayInputStream(new byte[0]);
  }

  /** Gives one byte a read, and does not say how many more there are. */
  private static final class Drops extends InputStream {
    private final byte[] bytes;
    private int next;

    Drops(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return next == bytes.length ? -1 : bytes[next++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) {
      if (next == bytes.length) {
        return -1;
      }
      target[from] = bytes[next++];
      return 1;
    }
  }

  @Test
  void handsOutPacketsBeforeThePipeEnds() throws IOException {
    Pipe pipe = Pipe.open();
    byte[] packed;
    try (ByteArrayOutputStream memory = new ByteArrayOutputStream();
        GZIPOutputStream out = new GZIPOutputStream(memory, 512, true)) {
      out.write(PLAIN, 0, 24 + RECORD);
      out.flush();
      packed = memory.toByteArray();
    }
    try (Pipe.SinkChannel sink = pipe.sink()) {
      assertEquals(packed.length, sink.write(ByteBuffer.wrap(packed)));
      try (PacketSource source = Captures.open(pipe.source(), "pipe")) {
        assertTrue(source.next(new CapturedPacket()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatWasCompressedTwice(Compression outer) throws IOException {
    assertWhole(
        CaptureBytes.read(pack(outer, pack(Compression.GZIP, PLAIN))), outer, Compression.GZIP);
  }

  @Test
  void refusesWhatWasCompressedThrice() throws IOException {
    byte[] thrice = pack(Compression.XZ, pack(Compression.GZIP, pack(Compression.ZSTD, PLAIN)));
    assertThrows(CaptureFormatException.class, () -> CaptureBytes.read(thrice));
  }

  @ParameterizedTest
  @EnumSource
  void givesTheDataBeforeACut(Compression compression) throws IOException {
    byte[] first = pack(compression, Arrays.copyOf(PLAIN, 24 + 1000 * RECORD + 5));
    byte[] second =
        pack(compression, Arrays.copyOfRange(PLAIN, 24 + 1000 * RECORD + 5, PLAIN.length));
    // the second member is cut within its first bytes, so that the data end with the first
    Contents contents = CaptureBytes.read(join(first, Arrays.copyOf(second, 14)));
    assertEquals(1000, contents.records().size());
    CaptureEnd.Damage damage = contents.damage();
    assertEquals(24 + 1000 * RECORD, damage.offset());
    assertTrue(damage.decompressed());
    String sentence = damage.sentence();
    assertTrue(
        sentence.startsWith(
            "test: stops at byte 116024 of the decompressed data: the "
                + compression.label()
                + " data are cut or damaged"),
        sentence);
  }

  /** A cut exactly where a record ends shows only in the compressed data. */
  @ParameterizedTest
  @EnumSource
  void noticesACutBetweenRecords(Compression compression) throws IOException {
    byte[] first = pack(compression, Arrays.copyOf(PLAIN, 24 + 1000 * RECORD));
    byte[] second = pack(compression, Arrays.copyOfRange(PLAIN, 24 + 1000 * RECORD, PLAIN.length));
    Contents contents = CaptureBytes.read(join(first, Arrays.copyOf(second, 14)));
    assertEquals(1000, contents.records().size());
    assertEquals(24 + 1000 * RECORD, contents.damage().offset());
  }

  @ParameterizedTest
  @EnumSource
  void survivesEveryCutAndFlip(Compression compression) throws IOException {
    byte[] packed = pack(compression, Arrays.copyOf(PLAIN, 24 + 30 * RECORD));
    int whole = CaptureBytes.read(packed).records().size();
    int undamaged = 0;
    for (int i = 0; i < packed.length; i++) {
      byte[] flipped = packed.clone();
      flipped[i] ^= 0x10;
      if (readsWhole(flipped, whole)) {
        undamaged++;
      }
      assertFalse(readsWhole(Arrays.copyOf(packed, i), whole), "cut to " + i);
    }
    // a checksum catches all but a few flips of headers that mean nothing (a time, a system)
    assertTrue(undamaged < 20, undamaged + " flips unnoticed");
  }

  /** Whether all packets come and no damage is reported; other exceptions fail the test. */
  private static boolean readsWhole(byte[] packed, int packets) throws IOException {
    try {
      Contents contents = CaptureBytes.read(packed);
      return contents.records().size() == packets && contents.end().complete();
    } catch (CaptureFormatException e) {
      assertTrue(e.getMessage().startsWith("test: "), e.getMessage());
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesABombWithoutUnpackingIt(Compression compression) throws IOException {
    byte[] bomb = pack(compression, new byte[50_000_000]);
    try (CountingChannel channel = new CountingChannel(bomb)) {
      CaptureFormatException e =
          assertThrows(CaptureFormatException.class, () -> Captures.open(channel, "bomb"));
      assertTrue(e.getMessage().contains(compression.label() + " data within"), e.getMessage());
      assertTrue(channel.closed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void stopsAtABombBehindAGoodHeader(Compression compression) throws IOException {
    byte[] header = CaptureBytes.littleEndian().pcapHeader().bytes();
    Contents contents = CaptureBytes.read(pack(compression, Arrays.copyOf(header, 50_000_000)));
    assertEquals(0, contents.records().size());
    assertEquals(24, contents.damage().offset());
  }

  /** A block of 4 GiB - 4 whose bytes really come is refused for its length, without reading it. */
  @Test
  void stopsAtAHugeBlockInABomb() throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().section().describe(1, 0);
    int at = file.size();
    file.u32(6).u32(0xFFFF_FFFCL);
    byte[] bomb =
        join(pack(Compression.GZIP, file.bytes()), pack(Compression.GZIP, new byte[30_000_000]));
    Contents contents = CaptureBytes.read(bomb);
    assertEquals(at, contents.damage().offset());
  }

  private static final class CountingChannel implements ReadableByteChannel {
    private final ReadableByteChannel channel;
    private boolean closed;

    CountingChannel(byte[] bytes) {
      channel = CaptureBytes.channel(bytes);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return channel.read(target);
    }

    @Override
    public boolean isOpen() {
      return !closed;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void tellsTheDisksFailureFromDamage() throws IOException {
    byte[] packed = Arrays.copyOf(pack(Compression.GZIP, PLAIN), 2000);
    InputStream failing = new SequenceInputStream(new ByteArrayInputStream(packed), new Fire());
    IOException e =
        assertThrows(
            IOException.class,
            () -> {
              try (PacketSource source = Captures.open(Channels.newChannel(failing), "test")) {
                Contents.of(source);
              }
            });
    assertEquals("disk on fire", e.getMessage());
  }

  private static final class Fire extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("disk on fire");
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      return read();
    }
  }

  @Test
  void unpacksLinkedLz4Blocks() throws IOException {
    byte[] plain = CaptureBytes.littleEndian().pcapHeader().pcapRecord(1, 2, new byte[70]).bytes();
    // first block: all literals; second: matches the first's zeros, far overlapping; then a literal
    CaptureBytes first = CaptureBytes.littleEndian().u8(0xF0, plain.length - 15).raw(plain);
    CaptureBytes record = CaptureBytes.littleEndian().u32(1).u32(3).u32(100).u32(100);
    CaptureBytes second =
        CaptureBytes.littleEndian()
            .u8(0xF0 | 15, 1)
            .raw(record.bytes())
            .u16(40) // reaches back over the block's border
            .u8(98 - 15 - 4)
            .u8(0x20)
            .u8(7, 7);
    CaptureBytes frame = frame(0x40 | 0x10 | 0x04);
    block(frame, first.bytes(), false);
    block(frame, second.bytes(), false);
    byte[] zeros = new byte[24];
    byte[] sevens = {7, 7};
    byte[] unpacked =
        join(
            plain,
            record.bytes(),
            zeros,
            record.bytes(),
            zeros,
            record.bytes(),
            new byte[18],
            sevens);
    frame.u32(0).u32(hash(unpacked));
    assertEquals(plain.length + 116, unpacked.length);
    Contents contents = CaptureBytes.read(frame.bytes());
    assertEquals(List.of(), contents.end().damages());
    assertEquals(2, contents.records().size());
    assertEquals(
        CaptureBytes.latin1(unpacked).substring(plain.length + 16),
        contents.records().get(1).bytes());
  }

  @Test
  void readsStoredLz4BlocksAndPassesSkippableFrames() throws IOException {
    CaptureBytes frame = frame(0x60 | 0x10);
    block(frame, PLAIN, true);
    frame.u32(0);
    byte[] skippable = CaptureBytes.littleEndian().u32(0x184D2A53).u32(3).u8(1, 2, 3).bytes();
    assertWhole(CaptureBytes.read(join(frame.bytes(), skippable)), Compression.LZ4);
  }

  /** Both formats have the same skippable frames, and only what follows tells them apart. */
  @Test
  void skippableFramesMayComeFirst() throws IOException {
    CaptureBytes frames = CaptureBytes.littleEndian();
    frames.u32(0x184D2A50).u32(4).u8(1, 2, 3, 4).u32(0x184D2A5F).u32(0);
    frames.u32(0x184D2A51).u32(90_000).raw(new byte[90_000]);
    for (Compression compression : List.of(Compression.ZSTD, Compression.LZ4)) {
      byte[] packed = join(frames.bytes(), pack(compression, PLAIN));
      assertWhole(CaptureBytes.read(packed), compression);
    }
    byte[] alone = frames.bytes();
    assertThrows(CaptureFormatException.class, () -> CaptureBytes.read(alone));
    byte[] lying = CaptureBytes.littleEndian().u32(0x184D2A50).u32(-1).u8(1, 2, 3).bytes();
    assertThrows(CaptureFormatException.class, () -> CaptureBytes.read(lying));
  }

  @Test
  void checksLz4Blocks() throws IOException {
    byte[] plain = CaptureBytes.littleEndian().pcapHeader().pcapRecord(1, 2, new byte[70]).bytes();
    byte[][] wrong = {
      {0x0F}, // a length that never ends
      {0x10}, // literals that are not there
      {0x10, 1, 1}, // half a distance
      {0x10, 1, 0, 0}, // a distance of 0
      {0x10, 1, (byte) 200, 0}, // before the beginning
      {0x10, 1}, // fine, but not what was summed
    };
    for (byte[] bytes : wrong) {
      CaptureBytes frame = frame(0x40 | 0x04);
      block(frame, join(new byte[] {(byte) 0xF0, (byte) (plain.length - 15)}, plain), false);
      block(frame, bytes, false);
      frame.u32(0).u32(1);
      Contents contents = CaptureBytes.read(frame.bytes());
      assertEquals(1, contents.records().size());
      assertTrue(contents.damage().reason().startsWith("the lz4 data"), "" + contents.damage());
    }
  }

  private static CaptureBytes frame(int flags) {
    CaptureBytes frame = CaptureBytes.littleEndian().u32(0x184D2204);
    byte[] descriptor = {(byte) flags, 0x60};
    return frame.raw(descriptor).u8(hash(descriptor) >>> 8 & 0xFF);
  }

  private static void block(CaptureBytes frame, byte[] packed, boolean stored) {
    frame.u32(packed.length | (stored ? 0x8000_0000L : 0)).raw(packed);
    if ((frame.bytes()[4] & 0x10) != 0) {
      frame.u32(hash(packed));
    }
  }

  private static int hash(byte[] bytes) {
    return XXHashFactory.safeInstance().hash32().hash(bytes, 0, bytes.length, 0);
  }
}
