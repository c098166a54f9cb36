package io.weft.bytes;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What verifying a checksum costs: an IPv4 header, and a full segment. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChecksumBenchmark {
  /** Octets summed. */
  @Param({"20", "1460"})
  int length;

  private byte[] bytes;

  @Setup
  public void fill() {
    bytes = new byte[length];
    new Random(1).nextBytes(bytes);
  }

  @Benchmark
  public int sum() {
    return Checksum.finish(Checksum.add(0, bytes, 0, length));
  }
}
