package io.weft.spark;

import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/** How much memory a task may keep of flows. */
final class TaskMemory {
  /** What Spark leaves to itself. */
  private static final long RESERVED = 300L << 20;

  /** The share of the rest that Spark does not manage, with its own defaults. */
  private static final double USER_SHARE = 0.4;

  private static final long LEAST = 16L << 20;

  private TaskMemory() {}

  /** This task's share of the heap that tasks side by side have for themselves, in bytes. */
  static long share() {
    SparkEnv environment = SparkEnv.get();
    TaskContext task = TaskContext.get();
    int cores =
        environment == null
            ? 1
            : environment
                .conf()
                .getInt("spark.executor.cores", Runtime.getRuntime().availableProcessors());
    int tasks = Math.max(1, cores / (task == null ? 1 : task.cpus()));
    long heap = Runtime.getRuntime().maxMemory() - RESERVED;
    return Math.max(LEAST, (long) (heap * USER_SHARE / tasks));
  }
}
