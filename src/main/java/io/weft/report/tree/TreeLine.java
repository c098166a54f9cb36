package io.weft.report.tree;

import io.weft.dissect.field.Field;

/** A line of a tree while its layer is being read; reused for later lines. */
final class TreeLine {
  private final StringBuilder text = new StringBuilder();
  private int depth;
  private Field field;
  private int from;
  private int length;
  private int additions;

  /**
   * Takes the place of an earlier line.
   *
   * @param depth how many lines it lies below, from 0
   * @param field that the line is about; null for a layer
   * @param from first byte of the value in its array
   * @param length 0 where no bytes hold the value
   */
  void begin(int depth, Field field, int from, int length) {
    this.depth = depth;
    this.field = field;
    this.from = from;
    this.length = length;
    text.setLength(0);
    additions = 0;
  }

  int depth() {
    return depth;
  }

  /** Null for a layer. */
  Field field() {
    return field;
  }

  int from() {
    return from;
  }

  int length() {
    return length;
  }

  StringBuilder text() {
    return text;
  }

  /** How much was added to the line by those below it. */
  int additions() {
    return additions;
  }

  /** Adds what a line below tells in short. */
  void add(String separator, String addition) {
    text.append(separator).append(addition);
    additions++;
  }
}
