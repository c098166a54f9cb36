package io.weft.cli.terminal;

import io.weft.analysis.PacketListener;
import io.weft.capture.CaptureStatistics;
import io.weft.dissect.Packet;
import io.weft.flow.FlowRecord;
import io.weft.flow.OpenFlows;
import io.weft.report.monitor.FlowMonitor;
import io.weft.report.monitor.MonitorLayout;
import io.weft.report.monitor.MonitorOrder;
import io.weft.report.monitor.MonitorState;
import io.weft.report.monitor.MonitorState.Mode;
import io.weft.report.monitor.MonitorView;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Shows on a {@link Screen} what a {@link FlowMonitor} sees during a live capture, and obeys keys.
 * The thread that analyses draws; {@link ScreenKeys} notes what keys ask for.
 */
public final class LiveScreen implements PacketListener, AutoCloseable {
  private static final long INTERVAL_NANOS = 1_000_000_000L;
  private static final int MAX_EXCHANGES = 200;

  /** Flows among which a row can be marked: more than fit into any window. */
  private static final int MAX_ROWS = 500;

  private final Screen screen;
  private final MonitorLayout layout;
  private final FlowMonitor monitor;
  private final Supplier<CaptureStatistics> statistics;
  private final ScreenKeys keys;
  private long nextSample = Long.MIN_VALUE;
  private MonitorView view;

  /** The filter of {@link #view}. */
  private String filter = "";

  /** The flow that is told of alone; null where none is. */
  private FlowRecord opened;

  /**
   * Begins to read keys.
   *
   * @param screen closed by {@link #close}
   * @param layout how it looks
   * @param order in which the screen sorts flows until a key changes it
   * @param statistics gives the capture's counts; called for every drawing
   * @param quit ends the capture; called on another thread when the user presses {@code q}
   */
  public LiveScreen(
      Screen screen,
      MonitorLayout layout,
      FlowMonitor monitor,
      MonitorOrder order,
      Supplier<CaptureStatistics> statistics,
      Runnable quit) {
    this.screen = screen;
    this.layout = layout;
    this.monitor = monitor;
    this.statistics = statistics;
    keys = new ScreenKeys(screen, MonitorState.of(order), quit);
    keys.start();
  }

  @Override
  public void onBegin(OpenFlows flows) {
    monitor.onBegin(flows);
  }

  @Override
  public void onPacket(Packet packet) {
    monitor.onPacket(packet);
  }

  @Override
  public void onTick(long nanos) {
    boolean isDue = nanos >= nextSample;
    if (isDue) {
      nextSample = nanos + INTERVAL_NANOS;
      monitor.sample(nanos);
    }
    boolean isResized = screen.resized();
    if (keys.takeSpoilt()) {
      screen.forget();
    }
    boolean isChanged = keys.takeChanged(); // before the state, so that no key pressed now is lost
    MonitorState state = keys.state();
    if (isResized || isChanged || (isDue && !state.isHeld())) {
      boolean anew =
          !state.isHeld()
              || view == null
              || view.order() != state.order()
              || !filter.equals(state.filter());
      draw(anew, state);
    }
  }

  private void draw(boolean anew, MonitorState state) {
    int width = Math.max(1, screen.columns());
    int height = Math.max(1, screen.rows());
    if (state.mode() == Mode.FLOW && opened == null && view != null && !view.flows().isEmpty()) {
      int row = Math.min(Math.max(0, state.cursor()), view.flows().size() - 1);
      opened = view.flows().get(row).flow(); // of the view that the user has seen
    }
    if (state.mode() == Mode.FLOWS || state.mode() == Mode.FILTER) {
      opened = null;
    }
    if (anew) {
      filter = state.filter();
      view = monitor.view(state.order(), state.filter(), MAX_ROWS, MAX_EXCHANGES);
    }
    screen.draw(lines(state, width, height));
  }

  private List<MonitorLayout.Line> lines(MonitorState state, int width, int height) {
    if (state.mode() == Mode.HELP) {
      return layout.help(width, height);
    }
    if (state.mode() == Mode.FLOW && opened != null) {
      FlowRecord now = monitor.record(opened.name());
      if (now != null) {
        opened = now;
      }
      List<MonitorLayout.Line> all = layout.flow(opened, now != null);
      keys.bound(view.flows().size() - 1, Math.max(0, all.size() - height + 1));
      return layout.part(all, width, height, state.scroll());
    }
    keys.bound(view.flows().size() - 1, 0);
    if (state.mode() == Mode.FLOW) {
      keys.leaveFlow(); // there was none to open
    }
    return layout.lines(view, statistics.get(), width, height, state);
  }

  /** Restores the terminal; the thread that reads keys ends. */
  @Override
  public void close() throws IOException {
    screen.close();
  }
}
