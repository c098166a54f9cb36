package io.weft.protocol.app.http;

import io.weft.bytes.Text;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;

/**
 * Start line and headers of an HTTP/1 message (RFC 9112), a layer of the packet in which they
 * became complete. The accessors of a request's parts answer null for a response, and the other way
 * round.
 */
public final class Http extends View {
  public static final Protocol PROTOCOL = Protocol.of("http", "Hypertext Transfer Protocol");

  /** Adds the protocol to a chain, with the usual limits. */
  public static void register(Chain.Builder chain) {
    register(chain, HttpLimits.DEFAULT);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain, HttpLimits limits) {
    chain.info(PROTOCOL, HttpText::describe);
    chain.stream(new HttpProtocol(limits));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  public boolean isRequest() {
    return StartLine.classify(bytes, at, lineEnd()) == StartLine.REQUEST;
  }

  public boolean isResponse() {
    return StartLine.classify(bytes, at, lineEnd()) == StartLine.RESPONSE;
  }

  public String method() {
    return isRequest() ? Methods.text(bytes, at, StartLine.methodTo(bytes, at, lineEnd())) : null;
  }

  /** The request-target as it was sent. */
  public String target() {
    if (!isRequest()) {
      return null;
    }
    int end = lineEnd();
    return Text.of(bytes, StartLine.targetFrom(bytes, at, end), StartLine.targetTo(bytes, at, end));
  }

  /** 0 in a request. */
  public int status() {
    return isResponse() ? StartLine.status(bytes, at, lineEnd()) : 0;
  }

  /** May be empty. */
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
