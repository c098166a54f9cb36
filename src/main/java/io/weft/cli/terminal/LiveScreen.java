package io.weft.cli.terminal;

import io.weft.analysis.PacketListener;
import io.weft.capture.CaptureStatistics;
import io.weft.dissect.Packet;
import io.weft.flow.OpenFlows;
import io.weft.report.monitor.FlowMonitor;
import io.weft.report.monitor.MonitorLayout;
import io.weft.report.monitor.MonitorOrder;
import io.weft.report.monitor.MonitorView;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Shows on a {@link Screen} what a {@link FlowMonitor} sees during a live capture, and obeys keys.
 * The thread that analyses draws; the thread that reads keys only notes what they ask for.
 */
public final class LiveScreen implements PacketListener, AutoCloseable {
  private static final long INTERVAL_NANOS = 1_000_000_000L;
  private static final int MAX_EXCHANGES = 200;
  private static final int CTRL_C = 3;
  private static final int CTRL_L = 12;

  private final Screen screen;
  private final MonitorLayout layout;
  private final FlowMonitor monitor;
  private final Supplier<CaptureStatistics> statistics;
  private final Runnable quit;
  private long nextSample = Long.MIN_VALUE;
  private MonitorView view;

  // What keys have asked for; written by the thread that reads keys.
  private volatile MonitorOrder order;
  private volatile boolean held;
  private volatile boolean isSpoilt;
  private volatile boolean changed;

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
    this.order = order;
    this.statistics = statistics;
    this.quit = quit;
    Thread keys = new Thread(this::readKeys, "weft-keys");
    keys.setDaemon(true);
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
    if (isSpoilt) {
      isSpoilt = false;
      screen.forget();
    }
    boolean isChanged = changed;
    changed = false; // before the others are read, so that a key pressed meanwhile is not lost
    boolean isHeld = held;
    if (isResized || isChanged || (isDue && !isHeld)) {
      draw(!isHeld || isChanged || view == null, isHeld);
    }
  }

  private void draw(boolean anew, boolean isHeld) {
    int width = Math.max(1, screen.columns());
    int height = Math.max(1, screen.rows());
    if (anew) {
      view = monitor.view(order, MonitorLayout.maxFlows(height), MAX_EXCHANGES);
    }
    screen.draw(layout.lines(view, statistics.get(), width, height, isHeld));
  }

  private void readKeys() {
    try {
      for (int key = screen.key(); key != Screen.NO_MORE_KEYS; key = screen.key()) {
        if (key != Screen.NO_KEY) {
          onKey(key);
        }
      }
    } catch (IOException e) {
      changed = true; // the screen was closed, or the terminal is gone: no more keys
    }
  }

  private void onKey(int key) {
    switch (key) {
      case 'r', 'R' -> order = MonitorOrder.RATE;
      case 'b', 'B' -> order = MonitorOrder.BYTES;
      case 'p', 'P' -> order = MonitorOrder.PACKETS;
      case 't', 'T' -> order = MonitorOrder.START;
      case ' ' -> held = !held;
      case 'q', 'Q', CTRL_C -> quit.run();
      case CTRL_L -> isSpoilt = true;
      default -> {
        return; // no key of ours
      }
    }
    changed = true;
  }

  /** Restores the terminal; the thread that reads keys ends. */
  @Override
  public void close() throws IOException {
    screen.close();
  }
}
