/**
 * Captures as tables of Apache Spark: {@code spark.read().format("weft")}.
 *
 * <p>{@link io.weft.spark.WeftSource} is what Spark finds by that name. On the driver {@link
 * io.weft.spark.CaptureFiles} finds the captures, and a scan learns which columns, rows and how
 * many of them a query needs. On the executors each partition, which is one capture, is read
 * through Hadoop's file systems by the same {@link io.weft.analysis.Analyzer} as on the command
 * line, which does no more than those columns ask for.
 *
 * <p>{@link io.weft.spark.Flows} joins what the edges of captures have cut; how is told by {@code
 * FlowParts} (which rows) and {@code PartJoin} (what becomes of their columns).
 */
package io.weft.spark;
