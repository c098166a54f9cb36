/**
 * Fields by their names: {@link io.weft.report.field.FieldListing} lists those that there are,
 * {@link io.weft.report.field.ColumnLines} prints the values of some of each packet, in columns.
 */
package io.weft.report.field;
