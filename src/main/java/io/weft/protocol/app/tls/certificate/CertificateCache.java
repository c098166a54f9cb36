package io.weft.protocol.app.tls.certificate;

import io.weft.bytes.BigEndian;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the certificates that were read last. Servers send the same few with every connection,
 * and reading one, with its fingerprints, costs more than the rest of the handshake. Thread-safe.
 */
public final class CertificateCache {
  private static final int MOST_CERTIFICATES = 256;

  /** Longer certificates are rare, and are read each time anew. */
  private static final int LONGEST_BYTES = 8 << 10;

  /** By their bytes; the one that was not asked for longest comes first. */
  private final Map<Bytes, CertificateReader> readers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, CertificateReader> eldest) {
          return size() > MOST_CERTIFICATES;
        }
      };

  /**
   * Reads a certificate, or remembers it.
   *
   * @param from its first byte
   * @param to behind its last byte
   * @param nanos when it was captured, in nanoseconds since the epoch: its validity is judged then
   */
  public synchronized Certificate read(byte[] bytes, int from, int to, long nanos) {
    if (to - from > LONGEST_BYTES) {
      return CertificateReader.read(bytes, from, to, nanos);
    }
    CertificateReader known = readers.get(new Bytes(bytes, from, to));
    if (known == null) {
      byte[] copy = Arrays.copyOfRange(bytes, from, to);
      known = new CertificateReader(copy);
      readers.put(new Bytes(copy, 0, copy.length), known);
    }
    return known.certificate(nanos);
  }

  /** Some bytes, compared by what they are. */
  private static final class Bytes {
    private final byte[] array;
    private final int from;
    private final int to;

    Bytes(byte[] array, int from, int to) {
      this.array = array;
      this.from = from;
      this.to = to;
    }

    /** The last bytes are those of the signature, in which no two certificates are alike. */
    @Override
    public int hashCode() {
      int length = to - from;
      return length < Long.BYTES
          ? length
          : 31 * length + Long.hashCode(BigEndian.i64(array, to - Long.BYTES));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes those
          && Arrays.equals(array, from, to, those.array, those.from, those.to);
    }
  }
}
