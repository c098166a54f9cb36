package io.weft.protocol.app.http;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.http.body.BodyFacts;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * An HTTP request with its final response, or one of the two where the capture does not hold the
 * other. A value that is not known is null; a list is empty where there is nothing to tell. Text is
 * kept as it was sent, so it may hold any character.
 *
 * @param transDepth place of the exchange in its connection, from 1
 * @param request null where the request was not seen
 * @param response null where no final response was seen
 * @param interim the responses with a status 1xx, except 101, that came before the final one; null
 *     where there were none
 * @param http2 what an exchange of HTTP/2 has besides; null for one of HTTP/1
 */
public record HttpExchange(
    int transDepth, Request request, Response response, Interim interim, Http2Details http2)
    implements Exchange {

  /** Memory of this object, estimated in bytes. */
  private static final int BYTES = 32;

  private static final int SWITCHING_PROTOCOLS = 101;

  /** An exchange of HTTP/1. */
  public HttpExchange(int transDepth, Request request, Response response, Interim interim) {
    this(transDepth, request, response, interim, null);
  }

  /**
   * @throws IllegalArgumentException where there is neither a request nor a response
   */
  public HttpExchange {
    if (request == null && response == null) {
      throw new IllegalArgumentException("an exchange has a request, a response, or both");
    }
  }

  @Override
  public Protocol protocol() {
    return Http.PROTOCOL;
  }

  /**
   * Time when the first byte of the request was captured, or of the response where there is no
   * request.
   */
  public Moment start() {
    return (request != null ? request.transfer : response.transfer).start;
  }

  @Override
  public long startNanos() {
    return start().nanos();
  }

  /**
   * The time from the request's last byte to the response's first byte. Null where one of the two
   * was not seen, and where the response began before the request had ended.
   */
  public Span waiting() {
    if (request == null || response == null) {
      return null;
    }
    long nanos = response.transfer.start.nanos() - request.transfer.end.nanos();
    return nanos >= 0 ? new Span(nanos) : null;
  }

  /**
   * The protocol that the connection was switched to. Where it was not switched, the protocols that
   * the request offered; null where it offered none (RFC 9110 section 7.8).
   */
  public String upgrade() {
    if (response != null && response.status == SWITCHING_PROTOCOLS && response.upgrade != null) {
      return response.upgrade;
    }
    return request == null ? null : request.upgrade;
  }

  /** {@code GET shop.test/cart 200}; a question mark stands for the half that was not seen. */
  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(80);
    if (request == null) {
      line.append("? ");
    } else {
      line.append(request.method).append(' ');
      if (request.host != null && request.target.startsWith("/")) {
        line.append(request.host);
      }
      line.append(request.target).append(' ');
    }
    return line.append(outcome()).toString();
  }

  private String outcome() {
    if (response == null) {
      return "?";
    }
    return response.status == 0 ? "HTTP/" + response.version : String.valueOf(response.status);
  }

  @Override
  public int memory() {
    return BYTES
        + (request == null ? 0 : request.memory())
        + (response == null ? 0 : response.memory())
        + (interim == null ? 0 : interim.memory())
        + (http2 == null ? 0 : http2.memory());
  }

  /**
   * A request (RFC 9110 section 10.1 names its header fields).
   *
   * @param method {@code GET}
   * @param target the request target as it was sent; may be empty
   * @param host the Host header field; without it the host that the target names, or null
   * @param version {@code 1.1}; {@code 0.9} for a request without a version
   * @param upgrade the protocols that the client offers to switch to, or null
   * @param proxyHeaders the header fields that proxies add, such as Via and X-Forwarded-For
   * @param notes what was odd about the request, by the names that the JSON schema lists
   * @param headers all header fields in order, where {@link HttpLimits#keepHeaders} asks for them
   */
  public record Request(
      String method,
      String target,
      String host,
      String version,
      Transfer transfer,
      Content content,
      Context context,
      String upgrade,
      List<HttpHeader> proxyHeaders,
      List<String> notes,
      List<HttpHeader> headers)
      implements Serializable {

    /** Memory of the object with its transfer, content and context, estimated in bytes. */
    private static final int BYTES = 56 + Transfer.BYTES + Content.BYTES + Context.BYTES;

    public Request {
      Objects.requireNonNull(method, "method");
      Objects.requireNonNull(target, "target");
      proxyHeaders = List.copyOf(proxyHeaders);
      notes = List.copyOf(notes);
      headers = List.copyOf(headers);
    }

    int memory() {
      return BYTES
          + MemorySize.of(target)
          + MemorySize.of(host)
          + MemorySize.of(upgrade)
          + content.texts()
          + context.texts()
          + HttpHeader.memory(proxyHeaders)
          + HttpHeader.memory(headers);
    }
  }

  /**
   * A final response (RFC 9110 section 10.2 names its header fields).
   *
   * @param version {@code 1.1}; up to 11 other characters where the server breaks the rules
   * @param status three digits, as sent: 101, or 200 and above where the server keeps to the rules;
   *     0 where the answer has none, because it is one of HTTP/0.9 or breaks the rules
   * @param reason the words behind the status, or null
   * @param server the program that answers, as it names itself, or null
   * @param location the address that the client is to ask instead, or null
   * @param upgrade in a response 101 the protocol that the connection is switched to, in others the
   *     protocols that the server would accept; or null
   * @param notes what was odd about the response, by the names that the JSON schema lists
   * @param headers all header fields in order, where {@link HttpLimits#keepHeaders} asks for them
   */
  public record Response(
      String version,
      int status,
      String reason,
      Transfer transfer,
      Content content,
      String server,
      String location,
      String upgrade,
      List<String> notes,
      List<HttpHeader> headers)
      implements Serializable {

    /** Memory of the object with its transfer and content, estimated in bytes. */
    private static final int BYTES = 56 + Transfer.BYTES + Content.BYTES;

    public Response {
      notes = List.copyOf(notes);
      headers = List.copyOf(headers);
    }

    int memory() {
      return BYTES
          + MemorySize.of(reason)
          + MemorySize.of(server)
          + MemorySize.of(location)
          + MemorySize.of(upgrade)
          + content.texts()
          + HttpHeader.memory(headers);
    }
  }

  /**
   * Times and sizes of a message. The body is counted as it was on the wire: still encoded, but
   * without the framing of the chunked coding.
   *
   * @param packet number of the packet with the message's first byte
   * @param start when the first byte was captured
   * @param end when the last byte was captured
   * @param headerBytes bytes of the start line, the header fields and the empty line behind them
   * @param bodyBytes bytes of the body that were captured
   * @param missingBodyBytes bytes of the body that were never captured
   */
  public record Transfer(
      long packet,
      Moment start,
      Moment end,
      long headerBytes,
      long bodyBytes,
      long missingBodyBytes)
      implements Serializable {
    /** Memory of the object with its moments, estimated in bytes. */
    private static final int BYTES = 104;

    public Transfer {
      Objects.requireNonNull(start, "start");
      Objects.requireNonNull(end, "end");
    }
  }

  /**
   * The facts about a message's body: those in its header fields, null where a field is missing,
   * and those found in the body itself.
   *
   * @param type the media type: {@code text/html}
   * @param length in bytes, as declared, below 10^18
   * @param transferEncoding {@code chunked}
   * @param encoding {@code gzip}
   * @param body null where there is none, or {@link HttpLimits#readBodies} does not ask for it
   */
  public record Content(
      String type, Long length, String transferEncoding, String encoding, BodyFacts body)
      implements Serializable {
    /** Memory of the object with its number, estimated in bytes. */
    private static final int BYTES = 56;

    /** Content whose body was not read. */
    public Content(String type, Long length, String transferEncoding, String encoding) {
      this(type, length, transferEncoding, encoding, null);
    }

    private int texts() {
      return MemorySize.of(type)
          + MemorySize.of(transferEncoding)
          + MemorySize.of(encoding)
          + (body == null ? 0 : body.memory());
    }
  }

  /**
   * The facts about its origin that a request states (RFC 9110 section 10.1); null where it does
   * not.
   *
   * @param userAgent the program that sent the request
   * @param referer the page that led to the request
   * @param origin the site that made the request (RFC 6454 section 7)
   * @param username of the Basic authentication scheme (RFC 7617); the password is never read
   */
  public record Context(String userAgent, String referer, String origin, String username)
      implements Serializable {
    private static final int BYTES = 32;

    private int texts() {
      return MemorySize.of(userAgent)
          + MemorySize.of(referer)
          + MemorySize.of(origin)
          + MemorySize.of(username);
    }
  }

  /**
   * The responses that only announce the final one (RFC 9110 section 15.2).
   *
   * @param count number of these responses, at least 1
   * @param status of the last of them: 100, or 102 to 199
   * @param reason the words behind that status, or null
   */
  public record Interim(int count, int status, String reason) implements Serializable {
    private static final int BYTES = 24;

    private int memory() {
      return BYTES + MemorySize.of(reason);
    }
  }
}
