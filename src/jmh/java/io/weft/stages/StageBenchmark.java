package io.weft.stages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What each stage costs for all samples, in time and, by JMH's gc profiler, in bytes allocated. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
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
