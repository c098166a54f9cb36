package io.weft.protocol;

import io.weft.dissect.Annotations;
import io.weft.dissect.Chain;
import io.weft.dissect.Cursor;
import io.weft.dissect.Fragments;
import io.weft.dissect.Packet;
import io.weft.dissect.View;
import java.util.ArrayList;
import java.util.List;

/** Sends frames through the chain of all protocols, and says what it found. Reuses one packet. */
public final class Dissection {
  public static final int ETHERNET = 1;
  public static final int RAW_IP = 101;

  private static final long SECOND = 1_000_000_000L;

  private final Chain chain = StandardProtocols.chain();
  private final Cursor cursor;
  private final Packet packet;
  private long number;
  private long timeNanos = SECOND;

  public Dissection() {
    this(new Fragments());
  }

  public Dissection(Fragments fragments) {
    cursor = new Cursor(fragments);
    packet = cursor.packet();
  }

  public Chain chain() {
    return chain;
  }

  public Packet packet() {
    return packet;
  }

  public Annotations annotations() {
    return cursor.annotations();
  }

  public Fragments fragments() {
    return cursor.fragments();
  }

  /** Lets packet time pass. */
  public Dissection later(long nanos) {
    timeNanos += nanos;
    return this;
  }

  public Dissection ethernet(byte[] frame) {
    return of(ETHERNET, frame);
  }

  public Dissection ip(byte[] frame) {
    return of(RAW_IP, frame);
  }

  /** A frame captured whole. */
  public Dissection of(int linkType, byte[] frame) {
    return of(linkType, frame, frame.length);
  }

  /**
   * A frame of which {@code captured} is what the capture kept. It lies alone in an array of its
   * own: whoever reads beyond it fails.
   */
  public Dissection of(int linkType, byte[] captured, int original) {
    cursor.meta(++number, timeNanos, 0, linkType);
    cursor.wrap(captured.clone(), 0, captured.length, original);
    chain.dissect(cursor);
    return this;
  }

  /** Names of the layers, joined by colons: {@code eth:ip:udp:data}. */
  public String layers() {
    return String.join(":", layerNames());
  }

  public List<String> layerNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < packet.layerCount(); i++) {
      names.add(packet.protocol(i).name());
    }
    return names;
  }

  /** The view, bound to the outermost layer of its protocol. */
  public <V extends View> V view(V view) {
    return view(view, 0);
  }

  public <V extends View> V view(V view, int nth) {
    if (!packet.bind(view, nth)) {
      throw new AssertionError("no " + view.protocol() + " number " + nth + " in " + layers());
    }
    return view;
  }

  /** Bytes behind the header of the layer, as captured. */
  public int payloadLength(int layer) {
    return packet.limit(layer) - packet.payload(layer);
  }

  /** Name of the first anomaly, or {@code none}. */
  public String anomaly() {
    return packet.anomaly() == null ? "none" : packet.anomaly().name();
  }
}
