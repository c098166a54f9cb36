/**
 * Tables as Parquet files, which DuckDB, pandas, Polars and Spark read. The library that writes
 * them is large and seldom needed: it is no part of the program's own jar, and this package, which
 * alone knows it, lies beside it.
 */
package io.weft.report.parquet;
