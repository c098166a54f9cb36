package io.weft.stages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What each stage costs for all samples, in time and, by JMH's gc profiler, in bytes allocated. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StageBenchmark {
  private Stages stages;

  @Setup
  public void read() throws IOException {
    stages = new Stages(Path.of("samples"));
  }

  @Benchmark
  public long dissect() {
    return stages.dissect();
  }

  @Benchmark
  public long dissectAndTrack() {
    return stages.track();
  }

  @Benchmark
  public void writeJson() throws IOException {
    stages.write();
  }
}
