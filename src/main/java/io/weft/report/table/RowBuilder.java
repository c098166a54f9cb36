package io.weft.report.table;

import io.weft.report.table.ColumnType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts values into a row: each where its name says, within the structures and lists that are open.
 * What no column wants is passed over.
 */
final class RowBuilder {
  /** More nested objects and lists than any record has. */
  private static final int MAX_DEPTH = 32;

  /** Names of members without a column that are kept. */
  private static final int MAX_STRANGERS = 100;

  private final Shape root;
  private final Shape[] shapes = new Shape[MAX_DEPTH];
  private final Object[][] structs = new Object[MAX_DEPTH][];

  /** Null where a structure is open at that depth. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private final List<Object>[] lists = new List[MAX_DEPTH];

  /** Where the next value goes at each depth. */
  private final Shape.Target[] targets = new Shape.Target[MAX_DEPTH];

  private final Set<String> strangers = new TreeSet<>();
  private int depth = -1;

  /** Objects and lists that are open and not wanted. */
  private int skipped;

  private Object[] row;

  RowBuilder(Shape root) {
    this.root = root;
  }

  /** The row that was built; the next one begins anew. */
  Object[] take() {
    if (depth >= 0 || row == null) {
      throw new IllegalStateException("no whole row was written");
    }
    Object[] taken = row;
    row = null;
    return taken;
  }

  /** Forgets what was built: it could not be finished. */
  void discard() {
    depth = -1;
    skipped = 0;
    row = null;
  }

  /** Members that were left out, as no column has their names. */
  Set<String> strangers() {
    return strangers;
  }

  /** The next value is that of the member with this name. */
  void name(String name) {
    if (skipped > 0) {
      return;
    }
    Shape.Target target = shapes[depth].target(name);
    if (target == null) {
      target = Shape.UNWANTED;
      if (strangers.size() < MAX_STRANGERS) {
        strangers.add(name);
      }
    }
    targets[depth] = target;
  }

  /** Whether the next value is wanted as one of this kind. */
  boolean wants(Kind kind) {
    return skipped == 0 && targets[depth].kind() == kind;
  }

  /** Puts a value where the next one goes. */
  void put(Kind kind, Object value) {
    Shape.Target target = target(kind);
    if (target != null) {
      put(target, value);
    }
  }

  /**
   * Puts a time where the next value goes, and into the column of nanoseconds that belongs to it.
   *
   * @param nanos null where 64 bits do not reach
   */
  void putTime(long micros, Long nanos) {
    Shape.Target target = target(Kind.TIME);
    if (target != null) {
      put(target, micros);
      if (target.nanosSlot() >= 0) {
        structs[depth][target.nanosSlot()] = nanos;
      }
    }
  }

  /** Where the next value goes; null where it is not wanted. */
  private Shape.Target target(Kind kind) {
    if (skipped > 0) {
      return null;
    }
    Shape.Target target = targets[depth];
    if (!target.isWanted()) {
      return null;
    }
    if (target.kind() != kind) {
      throw new IllegalStateException("a value is " + kind + " where " + target + " is expected");
    }
    return target;
  }

  private void put(Shape.Target target, Object value) {
    if (lists[depth] != null) {
      lists[depth].add(value);
    } else if (target.slot() >= 0) {
      structs[depth][target.slot()] = value;
    }
  }

  /** Opens the row, or a structure where the next value goes. */
  void openStruct() {
    if (depth < 0) {
      row = new Object[root.width()];
      open(row, null, root);
      return;
    }
    Shape.Target target = target(Kind.STRUCT);
    if (target == null) {
      skipped++;
      return;
    }
    Object[] struct = new Object[target.shape().width()];
    put(target, struct);
    open(struct, null, target.shape());
  }

  /** Opens a list where the next value goes. */
  void openList() {
    if (skipped > 0 || !targets[depth].isWanted()) {
      skipped++;
      return;
    }
    Shape.Target target = targets[depth];
    List<Object> list = new ArrayList<>();
    put(target, list);
    open(null, list, null);
    targets[depth] = target;
  }

  private void open(Object[] struct, List<Object> list, Shape shape) {
    depth++;
    structs[depth] = struct;
    lists[depth] = list;
    shapes[depth] = shape;
  }

  /** Closes what was opened last. */
  void close() {
    if (skipped > 0) {
      skipped--;
    } else {
      depth--;
    }
  }
}
