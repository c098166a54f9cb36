package io.weft.filter;

import io.weft.dissect.Packet;
import io.weft.dissect.chain.Effort;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.filter.syntax.FilterException;
import io.weft.filter.syntax.Parser;
import io.weft.filter.syntax.Syntax;

/**
 * A display filter, in the language of Wireshark 4.0, that selects packets. It reads the fields
 * that it names, when it comes to them, and nothing else; that allocates nothing. Not thread-safe.
 */
public final class DisplayFilter {
  private final String text;
  private final Condition condition;
  private final Effort effort;
  private final Evaluation evaluation = new Evaluation();

  private DisplayFilter(String text, Condition condition, Effort effort) {
    this.text = text;
    this.condition = condition;
    this.effort = effort;
  }

  /**
   * Compiles a filter.
   *
   * @param text at most 65,536 characters; the empty filter selects every packet
   * @param fields that may be named: those of the chain that dissects the packets
   * @throws FilterException where the text is no filter
   */
  public static DisplayFilter compile(String text, FieldCatalogue fields) throws FilterException {
    Syntax syntax = Parser.parse(text);
    Compiler compiler = new Compiler(text, fields, null);
    Condition condition = syntax == null ? Condition.ALWAYS : compiler.condition(syntax);
    return new DisplayFilter(text, condition, compiler.effort());
  }

  /** Does the filter select the packet? */
  public boolean matches(Packet packet) {
    evaluation.begin(packet);
    return condition.test(evaluation);
  }

  /** What it takes to find out all that it names. */
  public Effort effort() {
    return effort;
  }

  /** The filter as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
