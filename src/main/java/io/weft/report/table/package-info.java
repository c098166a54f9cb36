/**
 * Results as tables: rows whose columns have names and types.
 *
 * <p>A {@link io.weft.report.table.Table} has the columns that the JSON of its results has, since
 * it is made from the schema of that JSON; and a {@link io.weft.report.table.RowMaker} makes a row
 * by listening to who writes that JSON. So a table says what JSON says, and nobody else needs to
 * know the columns: writers of files ({@link io.weft.report.table.RowWriter}) go by the types.
 */
package io.weft.report.table;
