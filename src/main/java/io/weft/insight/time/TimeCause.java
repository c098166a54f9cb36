package io.weft.insight.time;

import java.util.Locale;

/**
 * What a moment of a connection went by with. Of several that hold, the first in the order of these
 * constants names the moment. The method is told in {@code weft help explain}.
 */
public enum TimeCause {
  /** A SYN or a SYN-ACK was not answered and had to be sent again. */
  CONNECT_RETRY(TimeGroup.CONNECT),

  /** The three-way handshake without its repetitions. */
  CONNECT(TimeGroup.CONNECT),

  /** The handshake of TLS, as far as nothing below TLS held it up. */
  TLS_HANDSHAKE(TimeGroup.TLS_HANDSHAKE),

  /** From the first FIN behind the last data, or from the RST, to the end. */
  CLOSE(TimeGroup.CLOSE),

  /** The capture lacks what happened. */
  CAPTURE_LOSS(TimeGroup.CAPTURE_LOSS),

  /** The receiver had closed its window: its program did not read. */
  WINDOW_CLOSED(TimeGroup.RECEIVER_WINDOW),

  /** The sender had filled the receiver's window, and waited for it to move on. */
  WINDOW_FULL(TimeGroup.RECEIVER_WINDOW),

  /** A lost segment came again only when the sender's timer ran out. */
  LOSS_TIMEOUT(TimeGroup.LOSS),

  /** A lost segment came again because the receiver's acknowledgments asked for it. */
  LOSS_RECOVERY(TimeGroup.LOSS),

  /** The sender waited for an acknowledgment that the receiver held back. */
  DELAYED_ACK(TimeGroup.DELAYED_ACK),

  /** The server had the whole request, and had not begun to answer. */
  SERVER_THINK(TimeGroup.SERVER_THINK),

  /** A server that speaks first had not begun to. */
  SERVER_GREETING(TimeGroup.SERVER_THINK),

  /** The client had its answer, and had not begun the next request. */
  CLIENT_IDLE(TimeGroup.CLIENT_IDLE),

  /** The sender was in the middle of its message, could send, and its program gave it nothing. */
  APPLICATION(TimeGroup.APPLICATION),

  /** Slow start: each round sends more than the one before, and waits for its acknowledgments. */
  START_UP(TimeGroup.START_UP),

  /** A loss before made the sender cautious: it sends less than it did before that. */
  AFTER_LOSS(TimeGroup.LOSS),

  /**
   * The sender sends as much as before in every round, though the receiver takes more and nothing
   * is lost: its send buffer or its congestion window.
   */
  SENDER_CAP(TimeGroup.SENDER_CAP),

  /** The path carries no more: segments come one behind another, or queue up. */
  PATH(TimeGroup.PATH),

  /** The way to the other end and back, which a request and its answer take. */
  ROUND_TRIP(TimeGroup.ROUND_TRIP),

  /** None of these can be told. */
  UNKNOWN(TimeGroup.UNKNOWN);

  private final TimeGroup group;

  TimeCause(TimeGroup group) {
    this.group = group;
  }

  /** Name in JSON and texts, which stays the same from version to version. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Is it always the same end that was waited for? */
  public boolean namesItsEnd() {
    return switch (this) {
      case SERVER_THINK, SERVER_GREETING, CLIENT_IDLE -> true;
      default -> false;
    };
  }

  /** The causes that have one remedy. */
  public TimeGroup group() {
    return group;
  }
}
