package io.weft.filter;

import io.weft.dissect.Packet;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.filter.syntax.FilterException;
import io.weft.filter.syntax.Parser;
import io.weft.filter.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/**
 * A display filter that selects records, such as flows, by their packets and by fields of their
 * own. Each largest part of it that names no field of the record is true of a record if it is true
 * of one of its packets. Not thread-safe.
 *
 * <p>Whoever has the records asks {@link #test} about each packet, keeps the bits of all packets of
 * a record together ({@code bits |= filter.test(packet)}), and at the end asks {@link #matches}.
 *
 * @param <R> what is selected
 */
public final class RecordFilter<R> {
  /** How many parts a filter may have. */
  static final int MAX_PARTS = Long.SIZE;

  private final String text;
  private final List<Condition> parts;
  private final Condition whole;
  private final boolean isTracked;
  private final boolean namesRecord;
  private final Evaluation evaluation = new Evaluation();

  private RecordFilter(String text, List<Condition> parts, Condition whole, Compiler compiler) {
    this.text = text;
    this.parts = List.copyOf(parts);
    this.whole = whole;
    isTracked = !compiler.effort().isNone();
    namesRecord = compiler.namesRecord();
  }

  /**
   * Compiles a filter.
   *
   * @param text at most 65,536 characters; the empty filter selects every record
   * @param packetFields that may be named: those of the chain that dissects the packets
   * @param recordFields that may be named besides
   * @throws FilterException where the text is no filter
   */
  public static <R> RecordFilter<R> compile(
      String text, FieldCatalogue packetFields, RecordFields<R> recordFields)
      throws FilterException {
    Syntax syntax = Parser.parse(text);
    Compiler compiler = new Compiler(text, packetFields, recordFields);
    List<Condition> parts = new ArrayList<>();
    Condition whole = syntax == null ? Condition.ALWAYS : split(syntax, compiler, parts);
    return new RecordFilter<>(text, parts, whole, compiler);
  }

  private static Condition split(Syntax syntax, Compiler compiler, List<Condition> parts)
      throws FilterException {
    if (!compiler.namesRecord(syntax)) {
      if (parts.size() == MAX_PARTS) {
        throw new FilterException(
            compiler.text(),
            syntax.from(),
            syntax.to(),
            "more than " + MAX_PARTS + " parts about packets among those about flows");
      }
      long bit = 1L << parts.size();
      parts.add(compiler.condition(syntax));
      return evaluation -> (evaluation.bits() & bit) != 0;
    }
    if (syntax instanceof Syntax.Not not) {
      return Condition.not(split(not.condition(), compiler, parts));
    }
    if (syntax instanceof Syntax.Grouped grouped) {
      return split(grouped.condition(), compiler, parts);
    }
    if (syntax instanceof Syntax.Logical logical) {
      return split(logical, compiler, parts);
    }
    return compiler.recordCondition(syntax);
  }

  /** Conditions about packets that one operator joins are one part: one packet has to meet them. */
  private static Condition split(Syntax.Logical logical, Compiler compiler, List<Condition> parts)
      throws FilterException {
    List<Syntax> ofPackets = new ArrayList<>();
    List<Condition> all = new ArrayList<>();
    for (Syntax each : logical.parts()) {
      if (compiler.namesRecord(each)) {
        all.add(split(each, compiler, parts));
      } else {
        ofPackets.add(each);
      }
    }
    if (!ofPackets.isEmpty()) {
      Syntax joined =
          ofPackets.size() == 1
              ? ofPackets.get(0)
              : new Syntax.Logical(
                  logical.operator(), List.copyOf(ofPackets), logical.from(), logical.to());
      all.add(0, split(joined, compiler, parts));
    }
    return Condition.joined(logical.operator(), all.toArray(new Condition[0]));
  }

  /** Which parts are true of the packet, a bit each; {@link #matches} knows which they are. */
  public long test(Packet packet) {
    evaluation.begin(packet);
    long bits = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).test(evaluation)) {
        bits |= 1L << i;
      }
    }
    return bits;
  }

  /**
   * Does the filter select the record?
   *
   * @param bits those of all its packets together
   */
  public boolean matches(R record, long bits) {
    evaluation.begin(record, bits);
    return whole.test(evaluation);
  }

  /** Does it ask anything about packets? */
  public boolean asksPackets() {
    return !parts.isEmpty();
  }

  /** Does it name a field of the record? */
  public boolean namesRecord() {
    return namesRecord;
  }

  /** Does it name something of packets that is found out only while flows are tracked? */
  public boolean isTracked() {
    return isTracked;
  }

  /** The filter as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
