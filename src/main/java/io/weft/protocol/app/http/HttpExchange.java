package io.weft.protocol.app.http;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import java.util.List;

/**
 * One request with its response, or one of them where the other was not seen. What is not known is
 * null. Sizes are in bytes, bodies as they were on the wire: still encoded, without the framing of
 * the chunked coding.
 *
 * @param host of the Host header, else of the target
 * @param target as it was sent
 * @param version of the request: {@code 1.1}
 * @param transDepth which exchange of the connection this is, from 1
 * @param requestPacket number of the packet with the request's first byte
 * @param responsePacket number of the packet with the first byte of the final response
 * @param start of the request; of the response where there is no request
 * @param requestEnd when the request's last byte was captured
 * @param waiting from the request's last byte to the response's first; absent where the response
 *     was earlier
 * @param requestHeaderBytes start line, headers and the empty line; likewise of the response
 * @param requestBodyMissing bytes of the body that were never captured; absent where none
 * @param upgrade the protocols asked for, or in a response 101 the one switched to
 * @param username of the Basic scheme
 * @param contentType of the response, as are contentLength (declared), transferEncoding and
 *     contentEncoding
 * @param interimResponses how many responses 1xx came before the final one; absent where none
 * @param interimStatus of the last of them
 * @param proxyHeaders of the request: Via, X-Forwarded-For and the like
 * @param requestNotes what was odd, by names
 * @param requestHeaders all of them in order, where the limits ask for them
 */
public record HttpExchange(
    String method,
    String host,
    String target,
    String version,
    Integer status,
    String reason,
    String responseVersion,
    int transDepth,
    Long requestPacket,
    Long responsePacket,
    Moment start,
    Moment requestEnd,
    Moment responseStart,
    Moment responseEnd,
    Span waiting,
    Long requestHeaderBytes,
    Long requestBodyBytes,
    Long requestBodyMissing,
    Long responseHeaderBytes,
    Long responseBodyBytes,
    Long responseBodyMissing,
    String userAgent,
    String referer,
    String origin,
    String username,
    String requestContentType,
    Long requestContentLength,
    String requestTransferEncoding,
    String requestContentEncoding,
    String upgrade,
    String server,
    String contentType,
    Long contentLength,
    String transferEncoding,
    String contentEncoding,
    String location,
    Integer interimResponses,
    Integer interimStatus,
    String interimReason,
    List<HttpHeader> proxyHeaders,
    List<String> requestNotes,
    List<String> responseNotes,
    List<HttpHeader> requestHeaders,
    List<HttpHeader> responseHeaders)
    implements Exchange {
  /** Without texts. */
  private static final int BYTES = 440;

  private static final int HEADER = 32;

  /** Stands in for the half that was not seen, so that its values read as unknown. */
  private static final HttpMessage NOTHING = new HttpMessage(HttpLimits.DEFAULT);

  /** Either half may be null, not both. */
  static HttpExchange of(HttpMessage request, HttpMessage response, int transDepth) {
    HttpMessage q = request == null ? NOTHING : request;
    HttpMessage r = response == null ? NOTHING : response;
    boolean asked = request != null;
    boolean answered = response != null;
    long waiting = asked && answered ? r.startNanos - q.endNanos : -1;
    HttpMessage last = answered ? r : q;
    return new HttpExchange(
        q.method,
        q.host != null ? q.host : authority(q.target),
        q.target,
        q.version,
        answered ? r.status : null,
        r.reason == null || r.reason.isEmpty() ? null : r.reason,
        r.version,
        transDepth,
        asked ? q.packet : null,
        answered ? r.packet : null,
        new Moment(asked ? q.startNanos : r.startNanos),
        asked ? new Moment(q.endNanos) : null,
        answered ? new Moment(r.startNanos) : null,
        answered ? new Moment(r.endNanos) : null,
        waiting >= 0 ? new Span(waiting) : null,
        asked ? q.headerBytes : null,
        asked ? q.bodyBytes : null,
        positive(q.bodyMissing),
        answered ? r.headerBytes : null,
        answered ? r.bodyBytes : null,
        positive(r.bodyMissing),
        q.userAgent,
        q.referer,
        q.origin,
        q.username,
        q.contentType,
        known(q.contentLength),
        q.transferEncoding,
        q.contentEncoding,
        r.upgrade != null && r.status == 101 ? r.upgrade : q.upgrade,
        r.server,
        r.contentType,
        known(r.contentLength),
        r.transferEncoding,
        r.contentEncoding,
        r.location,
        last.interimCount > 0 ? last.interimCount : null,
        last.interimCount > 0 ? last.interimStatus : null,
        last.interimReason == null || last.interimReason.isEmpty() ? null : last.interimReason,
        q.proxyHeaders,
        Notes.names(q.notes),
        Notes.names(r.notes),
        q.headers,
        r.headers);
  }

  private static Long positive(long value) {
    return value > 0 ? value : null;
  }

  private static Long known(long value) {
    return value == HttpMessage.UNKNOWN ? null : value;
  }

  /**
   * Host and port of a target in absolute form, or of CONNECT's authority form (RFC 9112 section
   * 3.2); null of another.
   */
  private static String authority(String target) {
    if (target == null || target.isEmpty() || target.charAt(0) == '/' || target.charAt(0) == '*') {
      return null;
    }
    int scheme = target.indexOf("://");
    if (scheme < 0) {
      return target.indexOf('/') < 0 && target.indexOf(':') > 0 ? target : null;
    }
    int from = scheme + 3;
    int to = from;
    while (to < target.length() && "/?#".indexOf(target.charAt(to)) < 0) {
      to++;
    }
    return to == from
        ? null
        : target.substring(
            target.lastIndexOf('@', to) >= from ? target.lastIndexOf('@', to) + 1 : from, to);
  }

  @Override
  public Protocol protocol() {
    return Http.PROTOCOL;
  }

  @Override
  public int memory() {
    return BYTES
        + MemorySize.of(host)
        + MemorySize.of(target)
        + MemorySize.of(reason)
        + MemorySize.of(userAgent)
        + MemorySize.of(referer)
        + MemorySize.of(origin)
        + MemorySize.of(username)
        + MemorySize.of(requestContentType)
        + MemorySize.of(requestTransferEncoding)
        + MemorySize.of(requestContentEncoding)
        + MemorySize.of(upgrade)
        + MemorySize.of(server)
        + MemorySize.of(contentType)
        + MemorySize.of(transferEncoding)
        + MemorySize.of(contentEncoding)
        + MemorySize.of(location)
        + MemorySize.of(interimReason)
        + memory(proxyHeaders)
        + memory(requestHeaders)
        + memory(responseHeaders);
  }

  private static int memory(List<HttpHeader> headers) {
    int bytes = 0;
    for (HttpHeader header : headers == null ? List.<HttpHeader>of() : headers) {
      bytes += HEADER + MemorySize.of(header.name()) + MemorySize.of(header.value());
    }
    return bytes;
  }

  /** {@code GET shop.test/cart 200}; a question mark for what was not seen. */
  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(80);
    if (method == null) {
      line.append("? ");
    } else {
      line.append(method).append(' ');
      if (host != null && target.startsWith("/")) {
        line.append(host);
      }
      line.append(target).append(' ');
    }
    return line.append(status == null ? "?" : status.toString()).toString();
  }

  @Override
  public long startNanos() {
    return start.nanos();
  }
}
