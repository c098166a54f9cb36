package io.weft.flow.track;

import io.weft.dissect.ContentSink;
import io.weft.dissect.Exchange;
import io.weft.dissect.InternalErrors;

/** Stands before a listener's sink as {@link ListenerGuard} does before the listener. */
final class GuardedSink implements ContentSink {
  private final ContentSink sink;
  private final InternalErrors errors;

  GuardedSink(ContentSink sink, InternalErrors errors) {
    this.sink = sink;
    this.errors = errors;
  }

  @Override
  public void bytes(byte[] bytes, int from, int to) {
    try {
      sink.bytes(bytes, from, to);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public void gap(long missing) {
    try {
      sink.gap(missing);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public void end(Exchange exchange) {
    try {
      sink.end(exchange);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }
}
