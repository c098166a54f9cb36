package io.weft.flow.track;

import io.weft.dissect.Arrival;
import io.weft.dissect.ContentSink;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Protocol;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.NeighborMessage;
import io.weft.flow.TcpSegment;
import java.util.List;

/**
 * Stands before a listener, so that what it throws can be told from failures of dissectors: those
 * are contained, while a listener's failure must reach whoever runs the analysis.
 */
final class ListenerGuard implements FlowListener {
  private final FlowListener listener;
  private final InternalErrors errors;

  ListenerGuard(FlowListener listener, InternalErrors errors) {
    this.listener = listener;
    this.errors = errors;
  }

  @Override
  public boolean wantsPackets() {
    return listener.wantsPackets();
  }

  @Override
  public void onPacket(Flow flow, Arrival arrival) {
    try {
      listener.onPacket(flow, arrival);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public void onOpened(Flow flow, Arrival arrival) {
    try {
      listener.onOpened(flow, arrival);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public void onBytes(
      Flow flow,
      Direction direction,
      long offset,
      byte[] bytes,
      int from,
      int to,
      Arrival arrival) {
    try {
      listener.onBytes(flow, direction, offset, bytes, from, to, arrival);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public void onRepeat(Flow flow, Direction direction, long offset, int length, Arrival arrival) {
    try {
      listener.onRepeat(flow, direction, offset, length, arrival);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public void onGap(Flow flow, Direction direction, long offset, long missing, Arrival arrival) {
    try {
      listener.onGap(flow, direction, offset, missing, arrival);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public void onProtocol(
      Flow flow,
      List<Protocol> over,
      Protocol protocol,
      long clientOffset,
      long serverOffset,
      Arrival arrival) {
    try {
      listener.onProtocol(flow, over, protocol, clientOffset, serverOffset, arrival);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public void onInnerBytes(
      Flow flow,
      List<Protocol> over,
      Direction direction,
      byte[] bytes,
      int from,
      int to,
      Arrival arrival) {
    try {
      listener.onInnerBytes(flow, over, direction, bytes, from, to, arrival);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public void onInnerGap(
      Flow flow, List<Protocol> over, Direction direction, long missing, Arrival arrival) {
    try {
      listener.onInnerGap(flow, over, direction, missing, arrival);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public void onDatagram(Flow flow, Direction direction, int layer, Arrival arrival) {
    try {
      listener.onDatagram(flow, direction, layer, arrival);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    try {
      listener.onReversed(flow, arrival);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public ContentSink onContent(Flow flow, boolean ofRequest, Arrival arrival) {
    try {
      ContentSink sink = listener.onContent(flow, ofRequest, arrival);
      return sink == null ? null : new GuardedSink(sink, errors);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    try {
      listener.onExchange(flow, exchange, arrival);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public boolean wantsSegments() {
    return listener.wantsSegments();
  }

  @Override
  public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
    try {
      listener.onSegment(flow, segment, arrival);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public boolean wantsNeighbors() {
    return listener.wantsNeighbors();
  }

  @Override
  public void onNeighbor(NeighborMessage message, Arrival arrival) {
    try {
      listener.onNeighbor(message, arrival);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    try {
      listener.onClosed(flow, record);
    } catch (RuntimeException | Error e) {
      errors.passListeners(e);
      throw e;
    }
  }

  @Override
  public long keptBytes() {
    return listener.keptBytes();
  }
}
