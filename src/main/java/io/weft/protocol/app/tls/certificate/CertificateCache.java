package io.weft.protocol.app.tls.certificate;

import java.nio.ByteBuffer;
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
  private final Map<ByteBuffer, CertificateReader> readers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, CertificateReader> eldest) {
          return size() > MOST_CERTIFICATES;
        }
      };

  /**
   * Reads a certificate, or remembers it.
   *
   * @param bytes of the certificate alone; not to be changed any more
   * @param nanos when it was captured, in nanoseconds since the epoch: its validity is judged then
   */
  public synchronized Certificate read(byte[] bytes, long nanos) {
    if (bytes.length > LONGEST_BYTES) {
      return CertificateReader.read(bytes, 0, bytes.length, nanos);
    }
    return readers
        .computeIfAbsent(ByteBuffer.wrap(bytes), key -> new CertificateReader(bytes))
        .certificate(nanos);
  }
}
