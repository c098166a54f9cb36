package io.weft.flow.application;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Arrival;
import io.weft.dissect.ContentSink;
import io.weft.dissect.DataSource;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import io.weft.flow.table.FlowState;
import io.weft.flow.table.TrackedFlow;
import java.util.List;

/** The state of a flow whose bytes sessions read. */
public abstract class FlowHost extends FlowState implements SessionHost {
  private final TrackedFlow flow;
  private final FlowOutput output;

  /**
   * @param bytes estimated memory of the new state
   */
  protected FlowHost(TrackedFlow flow, FlowOutput output, int bytes) {
    super(bytes);
    this.flow = flow;
    this.output = output;
  }

  public final TrackedFlow flow() {
    return flow;
  }

  protected final FlowOutput output() {
    return output;
  }

  @Override
  public final int serverPort() {
    return flow.serverPort();
  }

  @Override
  public final int clientPort() {
    return flow.clientPort();
  }

  @Override
  public final IpAddress server() {
    return flow.server();
  }

  @Override
  public final IpAddress client() {
    return flow.client();
  }

  @Override
  public final boolean isClientFirst() {
    return flow.isClientFirst();
  }

  @Override
  public final void emit(Exchange exchange, Arrival arrival) {
    output.emit(flow, this, exchange, arrival);
  }

  @Override
  public final void replace(Exchange emitted, Exchange later) {
    output.replace(this, emitted, later);
  }

  @Override
  public final void begun(
      Protocol protocol,
      List<Protocol> over,
      long clientOffset,
      long serverOffset,
      Arrival arrival) {
    output.listener().onProtocol(flow, over, protocol, clientOffset, serverOffset, arrival);
  }

  @Override
  public final void innerBytes(
      List<Protocol> over, Direction direction, byte[] bytes, int from, int to, Arrival arrival) {
    output.listener().onInnerBytes(flow, over, direction, bytes, from, to, arrival);
  }

  @Override
  public final void innerGap(
      List<Protocol> over, Direction direction, long missing, Arrival arrival) {
    output.listener().onInnerGap(flow, over, direction, missing, arrival);
  }

  @Override
  public final ContentSink content(boolean ofRequest, Arrival arrival) {
    return output.content(flow, ofRequest, arrival);
  }

  @Override
  public final void name(boolean ipv6, long high, long low, String name, Arrival arrival) {
    output.name(ipv6, high, low, name, arrival);
  }

  @Override
  public final void serverName(String name, String source, boolean asked) {
    serverName(name, source, asked, output.memory());
  }

  @Override
  public final boolean attaches() {
    return output.attaches();
  }

  @Override
  public void append(Protocol protocol, byte[] bytes, int from, int to, Object holder) {
    output.append(source(), protocol, bytes, from, to, holder);
  }

  /** The name of the bytes that sessions put messages together from. */
  protected abstract DataSource source();

  @Override
  public final void grow(int bytes) {
    output.memory().grow(this, bytes);
  }
}
