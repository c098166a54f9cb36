package io.weft.report.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.flow.FlowRecord;
import io.weft.report.FlowRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FlowJsonLinesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 10_000})
  void everyFlowIsALineInTheOrderGiven(int flows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FlowJsonLines lines = new FlowJsonLines(out)) {
      for (int i = 0; i < flows; i++) {
        lines.onClosed(null, FlowRecords.attempt(i));
      }
    }
    assertNumbered(flows, out);
    assertTrue(flows == 0 || out.toString(UTF_8).endsWith("}\n"));
  }

  /** Alone, too few to wake the writer for, just enough, and more than may wait for it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 200})
  void whatCameLastIsWrittenWhileTheAnalysisGoesOn(int flows) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch flushed = new CountDownLatch(1);
    FlowRecord heavy = FlowRecords.web(63); // 64 of what may wait, and 4 are worth a wake
    int length = lengthOf(heavy);
    OutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int from, int length) {
            try {
              go.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            super.write(bytes, from, length);
          }

          @Override
          public void flush() {
            if (size() == flows * length) {
              flushed.countDown();
            }
          }
        };
    try (FlowJsonLines lines = new FlowJsonLines(out)) {
      for (int i = 0; i < flows; i++) {
        lines.onClosed(null, heavy);
      }
      go.countDown();
      boolean done = false;
      for (int i = 0; i < 100 && !done; i++) {
        lines.writeWaiting();
        done = flushed.await(100, TimeUnit.MILLISECONDS);
      }
      assertTrue(done);
    }
  }

  @Test
  void anOutputThatTakesNoMoreStopsTheAnalysis() throws IOException {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    FlowJsonLines lines = new FlowJsonLines(full);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          UncheckedIOException failure =
              assertThrows(
                  UncheckedIOException.class,
                  () -> {
                    while (true) {
                      lines.onClosed(null, FlowRecords.attempt(0));
                    }
                  });
          assertEquals("Broken pipe", failure.getCause().getMessage());
        });
    assertEquals("Broken pipe", assertThrows(IOException.class, lines::close).getMessage());
  }

  @Test
  void aReaderThatWaitsHoldsTheAnalysisBack() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new AssertionError("writes come in blocks");
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            writing.countDown();
            try {
              go.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    AtomicInteger accepted = new AtomicInteger();
    FlowRecord heavy = FlowRecords.web(63);
    int length = lengthOf(heavy);
    try (FlowJsonLines lines = new FlowJsonLines(slow)) {
      lines.onClosed(null, heavy);
      writing.await(); // the writing thread is blocked with one record
      Thread analysis =
          new Thread(
              () -> {
                for (int i = 1; i < 1000; i++) {
                  lines.onClosed(null, heavy);
                  accepted.incrementAndGet();
                }
              });
      analysis.start();
      while (analysis.getState() != Thread.State.WAITING && analysis.isAlive()) {
        Thread.sleep(10);
      }
      int waiting = accepted.get();
      go.countDown();
      analysis.join();
      // Each costs 64, so that 64 of them fill the list of the writing thread. Behind them wait
      // lines of 2 MiB that the analysing thread has made, to within its generator's buffer.
      int most = 64 + ((2 << 20) + (16 << 10)) / length + 2;
      assertTrue(waiting <= most, waiting + " flows wait, of at most " + most);
      assertEquals(999, accepted.get());
    }
  }

  /** As many lines, with the streams' numbers from 0 on. */
  private static void assertNumbered(int flows, ByteArrayOutputStream out) {
    List<String> streams =
        out.toString(UTF_8)
            .lines()
            .map(line -> line.replaceFirst(".*\"stream\":(\\d+),.*", "$1"))
            .toList();
    assertEquals(IntStream.range(0, flows).mapToObj(Integer::toString).toList(), streams);
  }

  private static int lengthOf(FlowRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FlowJsonLines lines = new FlowJsonLines(out)) {
      lines.accept(record);
    }
    return out.size();
  }

  /** Lines that the one thread makes come between those of the other, in the order given. */
  @Test
  void linesMadeByWhoeverWouldWaitKeepTheOrder() throws Exception {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int from, int length) {
            try {
              Thread.sleep(1); // slower than who brings flows
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            super.write(bytes, from, length);
          }
        };
    int flows = 30_000;
    try (FlowJsonLines lines = new FlowJsonLines(out)) {
      for (int i = 0; i < flows; i++) {
        lines.accept(FlowRecords.attempt(i));
      }
    }
    assertNumbered(flows, out);
  }
}
