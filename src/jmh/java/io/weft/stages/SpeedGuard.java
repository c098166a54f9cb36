package io.weft.stages;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Fails where a stage has become slower by more than a quarter. Times of one machine say nothing on
 * another, so each stage is compared with a loop that runs beside it in the same JVM: the recorded
 * figures are multiples of that loop's time. Of many rounds the fastest counts, which is the one
 * that nothing else on the machine has disturbed.
 *
 * <p>Whoever makes a stage slower or faster with good reason records the figures anew: they are
 * printed by every run.
 */
public final class SpeedGuard {
  private static final double TOLERATED = 1.25;
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP_ROUNDS = 30;
  private static final int ROUNDS = 100;

  private enum Stage {
    DISSECT(0.53),
    TRACK(5.0),
    WRITE(1.09);

    /** The stage's time over that of the loop, when it was recorded last. */
    final double recorded;

    Stage(double recorded) {
      this.recorded = recorded;
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private final Stages stages;

  private SpeedGuard(Stages stages) {
    this.stages = stages;
  }

  /**
   * Compares, prints, and ends with 1 where a stage is too slow.
   *
   * @param arguments the folder of the samples
   */
  public static void main(String[] arguments) throws IOException {
    SpeedGuard guard = new SpeedGuard(new Stages(Path.of(arguments[0])));
    System.exit(guard.isFastEnough() ? 0 : 1);
  }

  private boolean isFastEnough() throws IOException {
    long loop = Long.MAX_VALUE;
    Map<Stage, Long> least = new EnumMap<>(Stage.class);
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      long calibration = nanos(stages::calibrate);
      for (Stage stage : Stage.values()) {
        long taken = nanos(work(stage));
        if (round >= 0) {
          least.merge(stage, taken, Math::min);
        }
      }
      if (round >= 0) {
        loop = Math.min(loop, calibration);
      }
    }
    boolean isFastEnough = true;
    for (Stage stage : Stage.values()) {
      double now = (double) least.get(stage) / loop;
      boolean isSlow = now > stage.recorded * TOLERATED;
      isFastEnough &= !isSlow;
      System.out.printf(
          Locale.ROOT,
          "%-8s %8.2f ms, %6.2f of the loop; recorded %6.2f%s%n",
          stage.name().toLowerCase(Locale.ROOT),
          least.get(stage) / 1e6,
          now,
          stage.recorded,
          isSlow ? "  SLOWER by more than a quarter" : "");
    }
    return isFastEnough;
  }

  private Work work(Stage stage) {
    return switch (stage) {
      case DISSECT -> stages::dissect;
      case TRACK -> stages::track;
      case WRITE -> stages::write;
    };
  }

  /** Processor time of this thread: what else the machine does is not in it. */
  private static long nanos(Work work) throws IOException {
    long before = CLOCK.getCurrentThreadCpuTime();
    work.run();
    return CLOCK.getCurrentThreadCpuTime() - before;
  }
}
