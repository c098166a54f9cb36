package io.weft.dissect;

/** Records what nobody else reads as one layer, {@code data}. An empty payload makes no layer. */
public final class DataDissector implements Dissector {
  public static final Protocol PROTOCOL = Protocol.of("data", "Data");

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (packet.available() > 0) {
      packet.enter(PROTOCOL, packet.available());
    }
    return null;
  }
}
