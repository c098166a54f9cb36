package io.weft.capture.bpf;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CapturedPacket;
import io.weft.capture.LinkType;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The packets of another source that match a capture filter; they keep their numbers. Each link
 * type has a program of its own, because the interfaces of one capture may differ in it.
 */
public final class FilteredSource extends SourceWrapper {
  private final Compiler compiler;
  private final Map<Integer, Programs> byLinkType = new LinkedHashMap<>();

  /** The filter for {@link #linkType}; null where the filter does not fit that link type. */
  private BpfFilter filter;

  private Programs current;
  private int linkType = -1;

  /** Compiles a capture filter. */
  @FunctionalInterface
  public interface Compiler {
    /**
     * The filter as a program.
     *
     * @param linkType of the packets that it is for: a number of {@link LinkType}
     * @throws IOException for a filter that makes no sense, or none for this link type
     */
    BpfProgram compile(int linkType) throws IOException;
  }

  /** The filter for one link type, or how many packets had to be left out because there is none. */
  private static final class Programs {
    private final BpfFilter filter;
    private final String refusal;
    private long leftOut;

    Programs(BpfFilter filter, String refusal) {
      this.filter = filter;
      this.refusal = refusal;
    }
  }

  /**
   * Compiles the filter for the interfaces that the source has described so far.
   *
   * @param source closed with this one
   * @throws IOException where the filter cannot be compiled
   */
  public FilteredSource(PacketSource source, Compiler compiler) throws IOException {
    super(source);
    this.compiler = compiler;
    for (var each : source.interfaces()) {
      choose(each.linkType());
    }
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    while (super.next(into)) {
      if (into.linkType() != linkType) {
        choose(into.linkType());
      }
      if (filter == null) {
        current.leftOut++;
      } else if (filter.matches(into)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes the filter for a link type. The first one must fit; where a later one does not, as a
   * filter for 802.11 frames does not fit Ethernet, its packets do not match.
   */
  private void choose(int next) throws IOException {
    Programs known = byLinkType.get(next);
    if (known == null) {
      known = compile(next);
      byLinkType.put(next, known);
    }
    linkType = next;
    current = known;
    filter = known.filter;
  }

  private Programs compile(int next) throws IOException {
    try {
      return new Programs(new BpfFilter(compiler.compile(next)), null);
    } catch (IOException e) {
      if (byLinkType.isEmpty()) {
        throw e;
      }
      return new Programs(null, e.getMessage());
    }
  }

  /** Adds notes on packets that were left out because the filter does not fit their link type. */
  @Override
  public CaptureEnd end() {
    CaptureEnd end = super.end();
    for (Programs each : byLinkType.values()) {
      if (each.leftOut > 0) {
        end = end.note(each.refusal + "; packets left out for that: " + each.leftOut);
      }
    }
    return end;
  }
}
