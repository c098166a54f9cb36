package io.weft.report.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.dissect.InternalErrors;
import io.weft.report.FlowRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Rows are written in order, whichever thread makes them. */
final class FlowRowsTest {
  private static final int FLOWS = 1000;

  @Test
  void theAnalysingThreadMakesRowsWhereTheWriterIsBehind() throws Exception {
    CountDownLatch accepted = new CountDownLatch(1);
    List<Object[]> written = new ArrayList<>();
    RowWriter writer =
        new RowWriter() {
          @Override
          public void write(List<Object[]> rows) {
            try {
              accepted.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            written.addAll(rows);
          }

          @Override
          public void close() {
            // Nothing is kept back.
          }
        };
    Table table = Table.flows();
    try (FlowRows rows = new FlowRows(table, writer, new InternalErrors())) {
      for (int i = 0; i < FLOWS; i++) {
        rows.accept(FlowRecords.attempt(i));
        if (i == FLOWS / 2) {
          accepted.countDown();
        }
      }
    }
    RowMaker maker = new RowMaker(table);
    assertEquals(FLOWS, written.size());
    for (int i = 0; i < FLOWS; i++) {
      assertArrayEquals(maker.of(FlowRecords.attempt(i)), written.get(i));
    }
  }
}
