package io.weft.cli.command;

import io.weft.analysis.PacketListener;
import io.weft.capture.CaptureStatistics;
import io.weft.cli.terminal.Screen;
import io.weft.dissect.Packet;
import io.weft.flow.OpenFlows;
import io.weft.report.monitor.FlowMonitor;
import io.weft.report.monitor.FlowScreen;
import io.weft.report.monitor.MonitorOrder;
import io.weft.report.monitor.MonitorView;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Shows what a {@link FlowMonitor} sees while a live line is read, as the reading goes on: all that
 * is drawn is drawn by the reading thread, and the thread that waits for keys does no more than
 * note them.
 */
final class LiveScreen implements PacketListener, AutoCloseable {
  private static final long INTERVAL_NANOS = 1_000_000_000L;
  private static final int MOST_EXCHANGES = 200;
  private static final int CTRL_C = 3;
  private static final int CTRL_L = 12;

  private final Screen screen;
  private final FlowScreen layout;
  private final FlowMonitor monitor;
  private final Supplier<CaptureStatistics> statistics;
  private final Runnable quit;
  private long nextSample = Long.MIN_VALUE;
  private MonitorView view;

  // What the keys have said; written by their thread.
  private volatile MonitorOrder order;
  private volatile boolean held;
  private volatile boolean isSpoilt;
  private volatile boolean changed;

  /**
   * @param title what is watched
   * @param order the first one
   * @param statistics of the capture, asked with every drawing
   * @param quit called by another thread when the user wants no more
   */
  LiveScreen(
      Screen screen,
      String title,
      FlowMonitor monitor,
      MonitorOrder order,
      Supplier<CaptureStatistics> statistics,
      Runnable quit) {
    this.screen = screen;
    this.layout = new FlowScreen(title);
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
    boolean isChanged = changed; // first: what a key says from here on is for the next time
    changed = false;
    boolean isHeld = held;
    if (isResized || isChanged || (isDue && !isHeld)) {
      draw(!isHeld || isChanged || view == null, isHeld);
    }
  }

  private void draw(boolean anew, boolean isHeld) {
    int width = Math.max(1, screen.columns());
    int height = Math.max(1, screen.rows());
    if (anew) {
      view = monitor.view(order, FlowScreen.mostFlows(height), MOST_EXCHANGES);
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
      changed = true; // the terminal was given back, or is gone: no more keys
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
        return; // says nothing
      }
    }
    changed = true;
  }

  @Override
  public void close() throws IOException {
    screen.close();
  }
}
