package io.weft.dissect;

/**
 * A window on one layer of a packet, owned and reused by the caller. Valid until the packet's
 * cursor wraps the next one. After a successful {@link Packet#bind(View)} no accessor of a fixed
 * field can fail: the dissector has checked the header before it recorded the layer.
 */
public abstract class View {
  protected byte[] bytes;

  /** First byte of the layer in {@link #bytes}. */
  protected int at;

  /** End of the layer's captured bytes: header and payload. */
  protected int limit;

  /**
   * End of the layer as it was on the wire; beyond {@link #limit} where the capture cut the packet.
   */
  protected int wireLimit;

  public abstract Protocol protocol();

  final void wrap(byte[] bytes, int at, int limit, int wireLimit) {
    this.bytes = bytes;
    this.at = at;
    this.limit = limit;
    this.wireLimit = wireLimit;
  }

  /** The array that holds the layer; {@link #start} is its first byte. */
  public byte[] bytes() {
    return bytes;
  }

  /** Index of the first byte of the layer. */
  public int start() {
    return at;
  }

  /** Index behind the layer's last captured byte. */
  public int limit() {
    return limit;
  }

  /** Index behind the layer's last byte on the wire; at least {@link #limit()}. */
  public int wireLimit() {
    return wireLimit;
  }
}
