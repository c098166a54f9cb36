package io.weft.report.table;

import java.io.Serializable;

/**
 * A column of a table, or a member of a column's structure. Its value may always be absent.
 *
 * @param name as in JSON
 * @param type of its values
 */
public record Column(String name, ColumnType type) implements Serializable {}
