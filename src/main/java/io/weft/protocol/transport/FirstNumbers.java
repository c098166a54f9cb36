package io.weft.protocol.transport;

import io.weft.dissect.Packet;

/**
 * What those who track flows know of a packet's conversation: its number, and with which number
 * each side began to count what it sends, so that numbers can be told from 0. It is attached to the
 * layer of SCTP or DCCP, and reused for later packets.
 */
public final class FirstNumbers {
  private static final long UNKNOWN = -1;

  private long stream;
  private long ofSender;
  private long ofReceiver;

  /** What is attached to a layer; null where flows are not tracked. */
  public static FirstNumbers of(Packet packet, int layer) {
    return packet.attached(layer) instanceof FirstNumbers numbers ? numbers : null;
  }

  /**
   * Sets what is known.
   *
   * @param number of the conversation, from 0, in the order of first packets of its protocol
   * @param sender first number of the side that sent this packet, 0 to 2^48 - 1; -1 for unknown
   * @param receiver first number of the other side
   */
  public void set(long number, long sender, long receiver) {
    stream = number;
    ofSender = sender;
    ofReceiver = receiver;
  }

  /** Number of the conversation, from 0. */
  public long stream() {
    return stream;
  }

  /** Is the first number of the packet's sender known? */
  public boolean isSenderKnown() {
    return ofSender != UNKNOWN;
  }

  /** Is the first number of the packet's receiver known? */
  public boolean isReceiverKnown() {
    return ofReceiver != UNKNOWN;
  }

  /** First number of the packet's sender; meaningless where it is not known. */
  public long ofSender() {
    return ofSender;
  }

  /** First number of the packet's receiver; meaningless where it is not known. */
  public long ofReceiver() {
    return ofReceiver;
  }
}
