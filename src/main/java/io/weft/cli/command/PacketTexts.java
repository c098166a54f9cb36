package io.weft.cli.command;

import io.weft.analysis.PacketListener;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.cli.terminal.Output;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.flow.OpenFlows;
import io.weft.report.text.PacketLine;
import io.weft.report.text.TextStyle;
import io.weft.report.tree.PacketBytes;
import io.weft.report.tree.PacketTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Predicate;

/**
 * Prints packets as text: a line or a tree for each, and its bytes below that. Times have nine
 * digits behind the point where the interface of the first packet gives nanoseconds, else six.
 */
final class PacketTexts implements PacketListener {
  private final Chain chain;
  private final Writer out;
  private final Output output;
  private final TextStyle style;
  private final InternalErrors errors;
  private final Predicate<Packet> choice;
  private final PacketTree tree;
  private final PacketBytes bytes;
  private List<CaptureInterface> interfaces = List.of();
  private PacketLine line;

  /**
   * @param choice which packets are shown
   * @param tree prints packets in place of lines; null for lines
   * @param bytes prints what packets hold; null for nothing
   */
  PacketTexts(
      Chain chain,
      Output output,
      TextStyle style,
      InternalErrors errors,
      Predicate<Packet> choice,
      PacketTree tree,
      PacketBytes bytes)
      throws IOException {
    this.choice = choice;
    this.errors = errors;
    this.chain = chain;
    this.out = output.text();
    this.output = output;
    this.style = style;
    this.tree = tree;
    this.bytes = bytes;
  }

  @Override
  public void onBegin(OpenFlows flows) {
    if (tree != null) {
      tree.ask(flows);
    }
  }

  @Override
  public void onDescribed(List<CaptureInterface> described, CaptureInfo info) {
    interfaces = described;
  }

  @Override
  public void onPacket(Packet packet) {
    if (line == null) {
      boolean nanoseconds = interfaces.get(packet.interfaceId()).isFinerThanMicroseconds();
      line = new PacketLine(chain, out, style, nanoseconds, errors);
    }
    if (!choice.test(packet)) {
      line.passOver(packet);
      return;
    }
    try {
      if (tree == null) {
        line.onPacket(packet);
      } else {
        tree.write(packet, out);
      }
      if (bytes != null) {
        bytes.write(packet, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onQuiet() {
    try {
      output.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
