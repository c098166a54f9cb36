package io.weft.report.monitor;

/**
 * What the user has asked the screen to show.
 *
 * @param order of the flows
 * @param isHeld whether the screen stands still while the capture goes on
 * @param mode what the window is for
 * @param filter words that flows and exchanges must have; empty for all
 * @param cursor the row that is marked, from 0 on; -1 for none
 * @param scroll the first line of a flow's detail that is shown, from 0 on
 */
public record MonitorState(
    MonitorOrder order, boolean isHeld, Mode mode, String filter, int cursor, int scroll) {

  /** What the window is for. */
  public enum Mode {
    /** The flows, and the newest exchanges. */
    FLOWS,
    /** The same, while the filter is being typed. */
    FILTER,
    /** All that is known of one flow. */
    FLOW,
    /** What the keys do. */
    HELP
  }

  /** The state at the beginning. */
  public static MonitorState of(MonitorOrder order) {
    return new MonitorState(order, false, Mode.FLOWS, "", -1, 0);
  }

  /** The same in another order. */
  public MonitorState order(MonitorOrder other) {
    return new MonitorState(other, isHeld, mode, filter, cursor, scroll);
  }

  /** The same, held or not. */
  public MonitorState held(boolean hold) {
    return new MonitorState(order, hold, mode, filter, cursor, scroll);
  }

  /** The same in another mode, at the beginning of its lines. */
  public MonitorState mode(Mode other) {
    return new MonitorState(order, isHeld, other, filter, cursor, 0);
  }

  /** The same with another filter; no row is marked any more. */
  public MonitorState filter(String words) {
    return new MonitorState(order, isHeld, mode, words, -1, scroll);
  }

  /** The same with another row marked. */
  public MonitorState cursor(int row) {
    return new MonitorState(order, isHeld, mode, filter, Math.max(-1, row), scroll);
  }

  /** The same with other lines of the detail. */
  public MonitorState scroll(int line) {
    return new MonitorState(order, isHeld, mode, filter, cursor, Math.max(0, line));
  }
}
