package io.weft.protocol.app.http.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.brotli.dec.BrotliInputStream;

/**
 * Decodes Brotli (RFC 7932). The library reads from a stream that gives all bytes when it is asked,
 * so the coded bytes wait here until they are all there, up to a limit.
 */
final class BrotliDecoder implements Decoder {
  /** Memory of this object, in bytes. */
  private static final int BYTES = 64;

  private byte[] coded = {};
  private int length;
  private boolean isTooLong;

  @Override
  public boolean decode(byte[] bytes, int from, int to, Output next) throws DamagedBodyException {
    int room = Math.min(to - from, BodyLimits.BROTLI - length);
    if (coded.length < length + room) {
      coded =
          Arrays.copyOf(
              coded, Math.min(BodyLimits.BROTLI, Math.max(length + room, 2 * coded.length)));
    }
    System.arraycopy(bytes, from, coded, length, room);
    length += room;
    if (room == to - from) {
      return true;
    }
    isTooLong = true;
    end(next); // what is there is all that will be decoded
    return false;
  }

  @Override
  public boolean end(Output next) throws DamagedBodyException {
    byte[] piece = new byte[BodyLimits.PIECE];
    try (BrotliInputStream in =
        new BrotliInputStream(new ByteArrayInputStream(coded, 0, length), BodyLimits.PIECE)) {
      for (int n = in.read(piece); n > 0; n = in.read(piece)) {
        if (!next.take(piece, 0, n)) {
          return false;
        }
      }
      return true;
    } catch (DamagedBodyException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // the library does not check all that it reads
      if (isTooLong) {
        return false;
      }
      throw new DamagedBodyException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    coded = new byte[0];
    length = 0;
  }

  @Override
  public int memory() {
    return BYTES + coded.length;
  }
}
