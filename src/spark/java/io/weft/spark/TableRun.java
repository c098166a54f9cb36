package io.weft.spark;

import io.weft.analysis.Analyzer;
import io.weft.analysis.SelectedExchanges;
import io.weft.capture.CaptureEnd;
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
import io.weft.report.table.ColumnType.Kind;
import io.weft.report.table.RowMaker;
import io.weft.report.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** The analysis of one capture, as far as the columns of a query need it. */
final class TableRun {
  private final ReadOptions options;
  private final List<Column> columns;
  private final RowTest test;
  private final CapturePartition capture;
  private final Configuration configuration;
  private final RowMaker rows;

  // Slots of the columns that tell of the capture; -1 where they are not wanted.
  private final int captureSlot;
  private final int lostSlot;
  private final int beganSlot;
  private final int continuesSlot;

  private final Chain chain = StandardProtocols.chain();
  private Consumer<Object[]> consumer;
  private Source source;

  /** Damages that the rows so far have told of. */
  private int told;

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
    captureSlot = slot(CaptureTable.CAPTURE);
    lostSlot = slot(CaptureTable.LOST);
    beganSlot = slot(CaptureTable.BEGAN_BEFORE);
    continuesSlot = slot(CaptureTable.CONTINUES_AFTER);
  }

  private int slot(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
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
        throw new IOException(lost(totals.end()));
      }
      if (told < totals.end().damages().size()) {
        Object[] row = new Object[columns.size()];
        put(row, captureSlot, name());
        put(row, lostSlot, lost(totals.end()));
        made.accept(row);
      }
    } catch (CaptureFormatException e) {
      if (options.failFast()) {
        throw e;
      }
      Object[] row = new Object[columns.size()];
      put(row, captureSlot, name());
      put(row, lostSlot, e.getMessage());
      made.accept(row);
    }
  }

  private Analyzer.Totals run(InternalErrors errors) throws IOException {
    Analyzer.Builder analyzer = Analyzer.of(chain).threads(1).errors(errors);
    FlowConfig config = config();
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
    List<Column> fields = new ArrayList<>();
    for (Column column : columns) {
      if (options.fields().contains(column.name())) {
        fields.add(column);
      }
    }
    int[] slots = fields.stream().mapToInt(field -> slot(field.name())).toArray();
    if (fields.stream().anyMatch(field -> isTracked(field.name(), catalogue))) {
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

  private static boolean isTracked(String name, FieldCatalogue catalogue) {
    FieldCatalogue.Entry entry = catalogue.field(name);
    // The list of all layers has those that are added while flows are tracked.
    return name.startsWith("frame.protocols")
        || (entry == null
            ? catalogue.protocols(name).stream().anyMatch(catalogue::isTracked)
            : entry.isTracked());
  }

  private FlowConfig config() {
    FlowConfig config = FlowConfig.defaults();
    long bytes = options.maxMemory() > 0 ? options.maxMemory() : TaskMemory.share();
    FlowConfig bounded =
        config.withLimits(config.limits().withBytes(Math.min(bytes, config.limits().bytes())));
    return bounded
        .withAnalysis(options.analysis())
        .withStreams(!options.table().equals(CaptureTable.FLOWS) || wantsApplications());
  }

  /** Does a column tell of what is spoken, or of names that are spoken of? */
  private boolean wantsApplications() {
    for (Column column : columns) {
      String name = column.name();
      boolean isName =
          column.type().columns().stream().anyMatch(part -> part.name().startsWith("name"));
      if (isName
          || name.equals("application")
          || name.endsWith("_exchanges")
          || column.type().kind() == Kind.LIST) {
        return true;
      }
    }
    return false;
  }

  private void add(Flow flow, Exchange exchange) {
    if (exchange.protocol().name().equals(options.table())) {
      add(rows.of(flow, exchange));
    }
  }

  private void add(Object[] row) {
    List<CaptureEnd.Damage> damages = source.end().damages();
    told = damages.size();
    put(row, captureSlot, name());
    if (told > 0) {
      put(row, lostSlot, lost(source.end()));
    }
    if (test.mayHold(columns, row)) {
      consumer.accept(row);
    }
  }

  private static void put(Object[] row, int slot, Object value) {
    if (slot >= 0) {
      row[slot] = value;
    }
  }

  private static String lost(CaptureEnd end) {
    return end.damages().stream()
        .map(CaptureEnd.Damage::sentence)
        .collect(Collectors.joining("; "));
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
      if (isTcp) {
        put(row, beganSlot, hasNoBeginning(record.tcp()));
      }
      boolean isOver = isTcp && record.outcome().connState().isOver();
      put(row, continuesSlot, source.hasEnded && !isOver);
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
