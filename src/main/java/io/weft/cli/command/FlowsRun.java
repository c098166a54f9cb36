package io.weft.cli.command;

import io.weft.analysis.Analyzer;
import io.weft.analysis.PacketListener;
import io.weft.analysis.Snapshots;
import io.weft.capture.PacketSource;
import io.weft.cli.option.FlowAnalysis;
import io.weft.cli.terminal.InterruptibleCapture;
import io.weft.cli.terminal.LiveScreen;
import io.weft.cli.terminal.Screen;
import io.weft.dissect.Arrival;
import io.weft.dissect.Exchange;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.report.FlowSelection;
import io.weft.report.monitor.FlowMonitor;
import io.weft.report.monitor.MonitorLayout;
import io.weft.report.monitor.MonitorOrder;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One analysis of {@code weft flows}: selects flows, and adds what the options ask for (processes,
 * records of open flows, a live screen).
 */
final class FlowsRun implements FlowListener {
  private static final int PACKETS_PER_TASK = 4096;

  private final FlowAnalysis analysis;
  private final FlowSelection selection;
  private final Consumer<FlowRecord> consumer;
  private InternalErrors errors = new InternalErrors();
  private FlowProcesses processes;
  private FlowMonitor monitor;
  private FlowsOwed owed;

  /** Null for none. */
  private FlowListener also;

  /** Null for none, as a call for each packet costs something. */
  private PacketListener packets;

  /** Null for none. */
  private TaskRunner task;

  /**
   * @param analysis its analyzer gets its listeners here
   * @param consumer takes the records of the flows that are selected
   */
  FlowsRun(FlowAnalysis analysis, FlowSelection selection, Consumer<FlowRecord> consumer) {
    this.analysis = analysis;
    this.selection = selection;
    this.consumer = consumer;
  }

  /** Shares the object that contains failures with whoever writes the records. */
  FlowsRun sharing(InternalErrors shared) {
    errors = shared;
    return this;
  }

  /**
   * Adds processes to the records.
   *
   * @param lookUp closed by the caller; null for none
   */
  FlowsRun withProcesses(FlowProcesses lookUp) {
    processes = lookUp;
    return this;
  }

  /**
   * Also gives the consumer the records of open flows that have changed.
   *
   * @param interval between two records of one flow: of the wall clock in a live capture, of the
   *     packets' times in a file
   */
  FlowsRun every(Duration interval) {
    packets = new Snapshots(interval, record -> accept(withProcesses(record)));
    return this;
  }

  /**
   * Also runs a task again and again, on the thread that analyses: ten times a second while a live
   * source waits, and once in 4096 packets.
   *
   * @param repeated the task
   * @param whenQuiet another one, for when no packet comes for a moment
   */
  FlowsRun alsoRunning(Runnable repeated, Runnable whenQuiet) {
    task = new TaskRunner(repeated, whenQuiet);
    return this;
  }

  /**
   * Counts what is known and not yet told.
   *
   * @param count null for none
   */
  FlowsRun counting(FlowsOwed count) {
    owed = count;
    return this;
  }

  /** Also tells another listener of flows that have ended, and of exchanges. */
  FlowsRun telling(FlowListener other) {
    also = other;
    return this;
  }

  /** Reads the source to its end. */
  Analyzer.Totals run(PacketSource source) throws IOException {
    Analyzer.Builder analyzer = analysis.analyzer().flows(analysis.config(), this).errors(errors);
    if (packets != null) {
      analyzer.packets(packets);
    }
    if (task != null) {
      analyzer.packets(task);
    }
    return analyzer.build().run(source);
  }

  private record TaskRunner(Runnable task, Runnable whenQuiet) implements PacketListener {
    @Override
    public void onPacket(Packet packet) {
      if (packet.number() % PACKETS_PER_TASK == 0) {
        task.run();
      }
    }

    @Override
    public void onTick(long nanos) {
      task.run();
    }

    @Override
    public void onQuiet() {
      whenQuiet.run();
    }
  }

  /**
   * Reads the source to its end while a screen shows its flows. The terminal is restored before
   * this returns, also when it throws.
   *
   * @param layout how the screen looks
   * @param order in which the screen sorts flows at first
   */
  Analyzer.Totals run(
      InterruptibleCapture source, Screen screen, MonitorLayout layout, MonitorOrder order)
      throws IOException {
    monitor = new FlowMonitor(selection, this::withProcesses);
    source.suppressWarnings();
    source.onHalt(
        () -> {
          try {
            screen.close();
          } catch (IOException e) {
            source.stop(); // the terminal is gone, and there is nothing to restore
          }
        });
    try (LiveScreen live =
        new LiveScreen(screen, layout, monitor, order, source::statistics, source::stop)) {
      packets = live;
      return run(source);
    }
  }

  @Override
  public void onOpened(Flow flow, Arrival arrival) {
    if (owed != null) {
      owed.opened();
    }
    if (processes != null) {
      processes.onOpened(flow);
    }
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    if (monitor != null) {
      monitor.onExchange(flow, exchange, arrival);
    }
    if (also != null) {
      also.onExchange(flow, exchange, arrival);
    }
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (monitor != null) {
      monitor.onClosed(flow, record);
    }
    if (also != null) {
      also.onClosed(flow, record);
    }
    if (owed != null) {
      owed.closed();
    }
    accept(processes == null ? record : processes.onClosed(record));
  }

  private FlowRecord withProcesses(FlowRecord record) {
    return processes == null ? record : processes.withProcesses(record);
  }

  private void accept(FlowRecord record) {
    if (selection.matches(record)) {
      if (owed != null) {
        owed.told();
      }
      try {
        consumer.accept(record);
      } catch (RuntimeException | StackOverflowError e) {
        errors.contain(e, record.times().lastPacket()); // this record alone is not told
      }
    }
  }
}
