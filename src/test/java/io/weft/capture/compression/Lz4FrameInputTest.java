package io.weft.capture.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.CaptureBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.XXHashFactory;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with LZ4 data, everything before that place comes out. */
class Lz4FrameInputTest {
  private static final int VERSION = 0x40;
  private static final int INDEPENDENT = 0x20;
  private static final int BLOCK_CHECKSUM = 0x10;
  private static final byte[] PLAIN = plain();

  /** Every second piece of 50 bytes repeats the one before it; the others cannot be compressed. */
  private static byte[] plain() {
    byte[] plain = new byte[20_000];
    new Random(1).nextBytes(plain);
    for (int i = 0; i < plain.length; i += 100) {
      System.arraycopy(plain, i, plain, i + 50, 50);
    }
    return plain;
  }

  /** What comes out of the data, and the message of the exception behind it. */
  private static final class Output {
    private final byte[] bytes;
    private final String problem;

    private Output(byte[] bytes, String problem) {
      this.bytes = bytes;
      this.problem = problem;
    }

    byte[] bytes() {
      return bytes;
    }

    /** Null where there was no exception. */
    String problem() {
      return problem;
    }

    static Output of(byte[] packed) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] some = new byte[777];
      try (Lz4FrameInput in = new Lz4FrameInput(new ByteArrayInputStream(packed))) {
        for (int n = in.read(some); n >= 0; n = in.read(some)) {
          bytes.write(some, 0, n);
        }
        return new Output(bytes.toByteArray(), null);
      } catch (IOException e) {
        return new Output(bytes.toByteArray(), e.getMessage());
      }
    }
  }

  private static CaptureBytes frame(int flags) {
    byte[] descriptor = {(byte) (VERSION | flags), 0x40};
    return CaptureBytes.littleEndian()
        .u32(0x184D2204)
        .raw(descriptor)
        .u8(hash(descriptor) >>> 8 & 0xFF);
  }

  private static int hash(byte[] bytes) {
    return XXHashFactory.safeInstance().hash32().hash(bytes, 0, bytes.length, 0);
  }

  private static byte[] compress(byte[] plain) {
    return LZ4Factory.safeInstance().fastCompressor().compress(plain);
  }

  @Test
  void aCutBlockGivesWhatIsThere() throws IOException {
    byte[] block = compress(PLAIN);
    byte[] packed = frame(INDEPENDENT).u32(block.length).raw(block).u32(0).bytes();
    int last = 0;
    for (int i = 4; i < packed.length; i++) {
      Output output = Output.of(Arrays.copyOf(packed, i));
      int n = output.bytes().length;
      assertArrayEquals(Arrays.copyOf(PLAIN, n), output.bytes(), "cut to " + i);
      assertEquals("the file ends within a frame", output.problem());
      assertTrue(n >= last, "cut to " + i);
      last = n;
    }
    assertEquals(PLAIN.length, last);
    // A cut in the middle of the packed data loses about half of them, not all of the block.
    int half = Output.of(Arrays.copyOf(packed, packed.length / 2)).bytes().length;
    assertTrue(half > PLAIN.length / 3, half + " bytes");
    assertNull(Output.of(packed).problem());
  }

  @Test
  void aCutStoredBlockGivesWhatIsThere() throws IOException {
    byte[] packed = frame(0).u32(0x8000_0000L | PLAIN.length).raw(PLAIN).bytes();
    Output output = Output.of(Arrays.copyOf(packed, packed.length - 1));
    assertArrayEquals(Arrays.copyOf(PLAIN, PLAIN.length - 1), output.bytes());
    assertEquals("the file ends within a frame", output.problem());
  }

  @Test
  void aCutChecksumLosesNoBlock() throws IOException {
    byte[] block = compress(PLAIN);
    byte[] packed = frame(BLOCK_CHECKSUM).u32(block.length).raw(block).u32(hash(block)).bytes();
    Output output = Output.of(Arrays.copyOf(packed, packed.length - 1));
    assertArrayEquals(PLAIN, output.bytes());
    assertEquals("the file ends within a frame", output.problem());
  }

  @Test
  void nothingComesOfABlockWhoseChecksumIsWrong() throws IOException {
    byte[] block = compress(PLAIN);
    byte[] packed =
        frame(BLOCK_CHECKSUM)
            .u32(block.length)
            .raw(block)
            .u32(hash(block))
            .u32(block.length)
            .raw(block)
            .u32(hash(block) + 1)
            .bytes();
    Output output = Output.of(packed);
    assertArrayEquals(PLAIN, output.bytes());
    assertEquals("a block's checksum is wrong", output.problem());
  }

  @Test
  void aBlockThatContradictsItselfGivesWhatComesBefore() throws IOException {
    byte[] block = {0x30, 'a', 'b', 'c', 0, 0};
    Output output = Output.of(frame(0).u32(block.length).raw(block).u32(0).bytes());
    assertEquals("abc", new String(output.bytes(), StandardCharsets.US_ASCII));
    assertEquals("a block contradicts itself", output.problem());
  }

  @Test
  void aMissingDictionaryIsNamed() throws IOException {
    byte[] block = {0x30, 'a', 'b', 'c', 4, 0};
    Output output = Output.of(frame(0).u32(block.length).raw(block).u32(0).bytes());
    assertEquals("abc", new String(output.bytes(), StandardCharsets.US_ASCII));
    assertTrue(output.problem().contains("dictionary"), output.problem());
    assertEquals(
        "a frame that needs a dictionary",
        Output.of(frame(INDEPENDENT | 0x01).u32(0).bytes()).problem());
  }

  @Test
  void independentBlocksHaveNoHistory() throws IOException {
    byte[] first = compress(PLAIN);
    byte[] second = {0x30, 'a', 'b', 'c', 4, 0}; // four back, and only three are in this block
    CaptureBytes linked = frame(0).u32(first.length).raw(first).u32(second.length).raw(second);
    CaptureBytes independent =
        frame(INDEPENDENT).u32(first.length).raw(first).u32(second.length).raw(second);
    assertNull(Output.of(linked.u32(0).bytes()).problem());
    assertTrue(Output.of(independent.u32(0).bytes()).problem().contains("dictionary"));
  }
}
