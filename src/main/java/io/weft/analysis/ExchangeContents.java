package io.weft.analysis;

import io.weft.dissect.ContentSink;
import io.weft.dissect.Exchange;

/** Keeps what exchanges carry until the exchanges are passed on. */
public interface ExchangeContents {
  /** Begins with a content. */
  ContentSink open(boolean ofRequest);

  /** Forgets what an exchange carried, which nobody will ask for. */
  void drop(Exchange exchange);

  /** Memory of what is kept, estimated in bytes. */
  long memory();
}
