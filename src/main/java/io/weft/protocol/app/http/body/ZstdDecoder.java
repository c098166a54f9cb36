package io.weft.protocol.app.http.body;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/** Decodes zstd (RFC 8878) with windows of at most 8 MiB (RFC 9659). */
final class ZstdDecoder implements Decoder {
  /** Memory of the library's state without its window, and of this object, in bytes. */
  private static final int BYTES = 160 << 10;

  private final ZstdDecompressCtx context;
  private final ByteBuffer in = ByteBuffer.allocateDirect(BodyLimits.PIECE);
  private final ByteBuffer out = ByteBuffer.allocateDirect(BodyLimits.PIECE);
  private final byte[] piece = new byte[BodyLimits.PIECE];
  private boolean isAtEnd;
  private long given;

  /**
   * @throws LinkageError where the library's native code does not load
   */
  ZstdDecoder() {
    context = new ZstdDecompressCtx();
    context.setLongMax(BodyLimits.ZSTD_WINDOW_LOG);
  }

  @Override
  public boolean decode(byte[] bytes, int from, int to, Output next) throws DamagedBodyException {
    int at = from;
    while (at < to) {
      in.clear();
      int length = Math.min(in.remaining(), to - at);
      in.put(bytes, at, length).flip();
      at += length;
      if (!decodePiece(next)) {
        return false;
      }
    }
    return true;
  }

  private boolean decodePiece(Output next) throws DamagedBodyException {
    boolean isFull;
    do {
      out.clear();
      try {
        isAtEnd = context.decompressDirectByteBufferStream(out, in);
      } catch (ZstdException e) {
        throw new DamagedBodyException(e.getMessage(), e);
      }
      isFull = !out.hasRemaining();
      out.flip();
      int length = out.remaining();
      out.get(piece, 0, length);
      given += length;
      if (length > 0 && !next.take(piece, 0, length)) {
        return false;
      }
    } while (in.hasRemaining() || (isFull && !isAtEnd));
    return true;
  }

  @Override
  public boolean end(Output next) {
    return isAtEnd;
  }

  @Override
  public void close() {
    context.close();
  }

  /** The window grows with what is decoded, up to its limit. */
  @Override
  public int memory() {
    return BYTES + 3 * BodyLimits.PIECE + (int) Math.min(given, 1 << BodyLimits.ZSTD_WINDOW_LOG);
  }
}
