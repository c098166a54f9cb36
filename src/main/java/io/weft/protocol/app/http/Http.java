package io.weft.protocol.app.http;

import io.weft.bytes.Text;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;

/**
 * Start line and headers of an HTTP/1 message (RFC 9112). They are a layer of the packet in which
 * they became complete. The accessors for parts of a request return null for a response, and those
 * for parts of a response return null or 0 for a request.
 */
public final class Http extends View {
  public static final Protocol PROTOCOL = Protocol.of("http", "Hypertext Transfer Protocol");

  /** Common ports of servers, proxies and interfaces of programs. */
  private static final int[] PORTS = {
    80, 81, 591, 631, 3128, 5000, 5985, 8000, 8008, 8080, 8081, 8088, 8888, 9200
  };

  /** Adds the protocol to a chain, with the usual limits. */
  public static void register(Chain.Builder chain) {
    register(chain, HttpLimits.DEFAULT);
  }

  /** Adds the protocol to a chain, with limits of the caller's own. */
  public static void register(Chain.Builder chain, HttpLimits limits) {
    chain.fields(PROTOCOL, HttpFields::all);
    chain.info(PROTOCOL, HttpText::describe);
    chain.stream(
        StreamProtocol.of(PROTOCOL, StartLine::probe, () -> new HttpDissector(limits))
            .ports(PORTS)
            .leadingToOthers());
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  public boolean isRequest() {
    return StartLine.classifyKnown(bytes, at, lineEnd()) == StartLine.REQUEST;
  }

  public boolean isResponse() {
    return StartLine.classifyKnown(bytes, at, lineEnd()) == StartLine.RESPONSE;
  }

  /** {@code GET}; null in a response. */
  public String method() {
    return isRequest() ? Methods.text(bytes, at, StartLine.methodTo(bytes, at, lineEnd())) : null;
  }

  /** The request target as it was sent; it may be empty. */
  public String target() {
    if (!isRequest()) {
      return null;
    }
    int end = lineEnd();
    return Text.of(bytes, StartLine.targetFrom(bytes, at, end), StartLine.targetTo(bytes, at, end));
  }

  /** Three digits as sent; 0 in a request, and where the response has no digit there. */
  public int status() {
    return isResponse() ? StartLine.status(bytes, at, lineEnd()) : 0;
  }

  /** The words behind the status; they may be empty. */
  public String reason() {
    if (!isResponse()) {
      return null;
    }
    int end = lineEnd();
    return Text.of(bytes, StartLine.reasonFrom(bytes, at, end), end);
  }

  private int lineEnd() {
    int lineFeed = HeaderReader.indexOf(bytes, at, limit);
    return StartLine.trimEnd(bytes, at, lineFeed < 0 ? limit : lineFeed);
  }
}
