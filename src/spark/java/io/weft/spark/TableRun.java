package io.weft.spark;

import io.weft.analysis.Analyzer;
import io.weft.analysis.SelectedExchanges;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureOptions;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import io.weft.capture.open.Captures;
import io.weft.dissect.Exchange;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import io.weft.insight.Finding;
import io.weft.protocol.StandardProtocols;
import io.weft.report.explain.CaptureInsight;
import io.weft.report.explain.Wording;
import io.weft.report.field.FieldRows;
import io.weft.report.table.Column;
import io.weft.report.table.RowMaker;
import io.weft.report.table.Table;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/** The analysis of one capture, as far as the columns of a query need it. */
final class TableRun {
  private final ReadOptions options;
  private final List<Column> columns;
  private final RowTest test;
  private final CapturePartition capture;
  private final Configuration configuration;
  private final RowMaker rows;

  private final CaptureColumns told;
  private final AnalysisNeeds needs;
  private final Chain chain = StandardProtocols.chain();
  private Consumer<Object[]> consumer;
  private Source source;

  TableRun(
      ReadOptions options,
      Table table,
      List<Column> columns,
      RowTest test,
      CapturePartition capture,
      Configuration configuration) {
    this.options = options;
    this.columns = columns;
    this.test = test;
    this.capture = capture;
    this.configuration = configuration;
    rows = new RowMaker(table, columns);
    told = new CaptureColumns(capture.name(), columns);
    needs = new AnalysisNeeds(options, columns);
  }

  /** The name of the capture. */
  String name() {
    return capture.name();
  }

  /**
   * Makes the rows of the capture. Where something is lost that no row tells of, one more row does,
   * which has no values but the capture's name and what was lost.
   *
   * @param made takes each row
   * @param isOver is nobody interested any more? Then the reading ends
   * @throws IOException where a file cannot be read, or is damaged and that was to fail
   */
  void run(Consumer<Object[]> made, BooleanSupplier isOver) throws IOException {
    consumer = made;
    List<HadoopFile> files =
        capture.files().stream().map(file -> new HadoopFile(file, configuration)).toList();
    CaptureOptions reading = CaptureOptions.defaults().withStrict(options.failFast());
    try (Source opened = new Source(Captures.openRemote(List.copyOf(files), reading), isOver)) {
      source = opened;
      InternalErrors errors = new InternalErrors();
      Analyzer.Totals totals = run(errors);
      if (options.failFast() && !totals.end().complete()) {
        throw new IOException(CaptureColumns.sentence(totals.end()));
      }
      if (told.isUntold(totals.end())) {
        made.accept(told.lost(CaptureColumns.sentence(totals.end())));
      }
    } catch (CaptureFormatException e) {
      if (options.failFast()) {
        throw e;
      }
      made.accept(told.lost(e.getMessage()));
    }
  }

  private Analyzer.Totals run(InternalErrors errors) throws IOException {
    Analyzer.Builder analyzer = Analyzer.of(chain).threads(1).errors(errors);
    FlowConfig config = needs.config();
    switch (options.table()) {
      case CaptureTable.FLOWS -> {
        return analyzer.flows(config, new Flows(errors)).build().run(source);
      }
      case CaptureTable.FINDINGS -> {
        CaptureInsight insight = new CaptureInsight(null);
        Analyzer.Totals totals =
            analyzer.flows(config.withAnalysis(true), insight).build().run(source);
        Wording words = Wording.english();
        for (Finding finding : insight.findings(totals).worst()) {
          add(rows.of(finding, words));
        }
        return totals;
      }
      case CaptureTable.PACKETS -> {
        return packets(analyzer, config);
      }
      default -> {
        SelectedExchanges exchanges = new SelectedExchanges(null, this::add);
        return analyzer.flows(config, exchanges).packets(exchanges).build().run(source);
      }
    }
  }

  /** Flows are tracked only where a field tells of them. */
  private Analyzer.Totals packets(Analyzer.Builder analyzer, FlowConfig config) throws IOException {
    FieldCatalogue catalogue = FieldCatalogue.of(chain);
    List<Column> fields = needs.fields();
    int[] slots = fields.stream().mapToInt(columns::indexOf).toArray();
    if (needs.wantsFlows(catalogue)) {
      analyzer.flows(config.withAnalysis(true), new FlowListener() {});
    }
    return analyzer
        .packets(
            new FieldRows(
                catalogue,
                fields,
                values -> {
                  Object[] row = new Object[columns.size()];
                  for (int i = 0; i < slots.length; i++) {
                    row[slots[i]] = values[i];
                  }
                  add(row);
                }))
        .build()
        .run(source);
  }

  private void add(Flow flow, Exchange exchange) {
    if (exchange.protocol().name().equals(options.table())) {
      add(rows.of(flow, exchange));
    }
  }

  private void add(Object[] row) {
    told.tell(row, source.end());
    if (test.mayHold(columns, row)) {
      consumer.accept(row);
    }
  }

  /** Makes rows of flows. */
  private final class Flows implements FlowListener {
    private final InternalErrors errors;

    Flows(InternalErrors errors) {
      this.errors = errors;
    }

    @Override
    public void onClosed(Flow flow, FlowRecord record) {
      Object[] row;
      try {
        row = rows.of(record);
      } catch (RuntimeException | StackOverflowError e) {
        errors.contain(e, record.times().lastPacket()); // this record alone is not told
        return;
      }
      boolean isTcp = record.ipProtocol() == IpProtocol.TCP;
      boolean isOver = isTcp && record.outcome().connState().isOver();
      told.tellEdges(row, isTcp ? hasNoBeginning(record.tcp()) : null, source.hasEnded && !isOver);
      add(row);
    }

    /** A SYN-ACK alone is the answer to a SYN that was not seen. */
    private static boolean hasNoBeginning(TcpRecord tcp) {
      return tcp.midstream()
          || (tcp.handshake() != null && tcp.handshake().synNanos() == TcpRecord.UNKNOWN);
    }
  }

  /** The capture, which ends when nobody is interested any more. */
  private static final class Source extends SourceWrapper {
    private final BooleanSupplier isOver;
    private boolean hasEnded;

    Source(PacketSource source, BooleanSupplier isOver) {
      super(source);
      this.isOver = isOver;
    }

    @Override
    public boolean next(CapturedPacket into) throws IOException {
      if (isOver.getAsBoolean() || !super.next(into)) {
        hasEnded = true;
        return false;
      }
      return true;
    }
  }
}
