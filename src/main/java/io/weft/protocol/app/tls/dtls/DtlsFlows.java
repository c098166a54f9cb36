package io.weft.protocol.app.tls.dtls;

import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Protocol;
import java.util.function.Supplier;

/** Reads flows of DTLS, with those of their datagrams that have encrypted records only. */
record DtlsFlows(Supplier<RecordReader> readers) implements DatagramProtocol {
  @Override
  public Protocol protocol() {
    return Dtls.PROTOCOL;
  }

  @Override
  public DatagramDissector create() {
    return new DtlsDissector(readers);
  }

  @Override
  public boolean goesOnWith(byte[] bytes, int from, int to) {
    return from < to && Dtls.isShort(bytes[from]);
  }

  @Override
  public boolean leadsToOthers() {
    return true;
  }
}
