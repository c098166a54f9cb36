package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.analysis.PacketListener;
import io.weft.analysis.Snapshots;
import io.weft.capture.PacketSource;
import io.weft.cli.terminal.Screen;
import io.weft.dissect.Arrival;
import io.weft.dissect.Chain;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.report.FlowSelection;
import io.weft.report.monitor.FlowMonitor;
import io.weft.report.monitor.MonitorOrder;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** One analysis of {@code weft flows}, with all that goes on beside it. */
final class FlowsRun implements FlowListener {
  private static final int TICK_PACKETS = 4096;

  private final Chain chain;
  private final FlowConfig config;
  private final FlowSelection selection;
  private final Consumer<FlowRecord> consumer;
  private FlowProcesses processes;
  private FlowMonitor monitor;
  private PacketListener packets = packet -> {};

  /** Null for nothing to be done. */
  private Runnable tick;

  /**
   * @param consumer of the records of selected flows
   */
  FlowsRun(Chain chain, FlowConfig config, FlowSelection selection, Consumer<FlowRecord> consumer) {
    this.chain = chain;
    this.config = config;
    this.selection = selection;
    this.consumer = consumer;
  }

  /**
   * Ties flows to processes; to be called before {@link #run}.
   *
   * @param found closed by the caller; null for none
   */
  FlowsRun tie(FlowProcesses found) {
    processes = found;
    return this;
  }

  /** Also hands out flows that are open, again and again. */
  FlowsRun every(Duration interval) {
    packets = new Snapshots(interval, record -> accept(withProcesses(record)));
    return this;
  }

  /**
   * Also does something as time goes by on a live line, or packets from a pipe.
   *
   * @param task called about ten times a second, or once in some thousand packets, by the thread
   *     that analyses
   */
  FlowsRun nowAndThen(Runnable task) {
    tick = task;
    return this;
  }

  Analyzer.Totals run(PacketSource source) throws IOException {
    Analyzer.Builder analyzer = Analyzer.of(chain).flows(config, this).packets(packets);
    if (tick != null) {
      analyzer.packets(new Ticking(tick));
    }
    return analyzer.build().run(source);
  }

  /** Does the task now and then. */
  private record Ticking(Runnable task) implements PacketListener {
    @Override
    public void onPacket(Packet packet) {
      if (packet.number() % TICK_PACKETS == 0) {
        task.run();
      }
    }

    @Override
    public void onTick(long nanos) {
      task.run();
    }
  }

  /**
   * As {@link #run}, while a screen shows what goes on; the terminal is given back before this
   * returns, however it does.
   */
  Analyzer.Totals run(LiveRun source, Screen screen, String title, MonitorOrder order)
      throws IOException {
    monitor = new FlowMonitor(selection, this::withProcesses);
    source.withoutWarnings();
    source.beforeTheEnd(
        () -> {
          try {
            screen.close();
          } catch (IOException e) {
            source.stop(); // the terminal is gone, and the process will be
          }
        });
    try (LiveScreen live =
        new LiveScreen(screen, title, monitor, order, source::statistics, source::stop)) {
      packets = live;
      return run(source);
    }
  }

  @Override
  public void onOpened(Flow flow, Arrival arrival) {
    if (processes != null) {
      processes.onOpened(flow);
    }
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    if (monitor != null) {
      monitor.onExchange(flow, exchange, arrival);
    }
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (monitor != null) {
      monitor.onClosed(flow, record);
    }
    accept(processes == null ? record : processes.onClosed(record));
  }

  private FlowRecord withProcesses(FlowRecord record) {
    return processes == null ? record : processes.withProcesses(record);
  }

  private void accept(FlowRecord record) {
    if (selection.matches(record)) {
      consumer.accept(record);
    }
  }
}
