package io.weft.report.text;

import io.weft.capture.LinkType;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.report.text.TextTable.Align;
import io.weft.report.text.TextTable.Column;
import io.weft.report.text.TextTable.Concession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints the protocols of a chain as tables, with the numbers and ports that lead to each. */
public final class ProtocolCatalogue {
  private static final List<Column> PROTOCOLS =
      List.of(
          new Column("PROTOCOL", Align.LEFT),
          new Column("NAME", Align.LEFT),
          new Column("FOUND BY", Align.LEFT));

  private static final List<Column> LINK_TYPES =
      List.of(
          new Column("LINK TYPE", Align.RIGHT),
          new Column("NAME", Align.LEFT),
          new Column("PROTOCOL", Align.LEFT));

  private final Chain chain;

  public ProtocolCatalogue(Chain chain) {
    this.chain = chain;
  }

  /**
   * Prints the tables.
   *
   * @param width of the terminal in characters; 0 for no limit
   */
  public void print(Appendable out, int width) throws IOException {
    TextTable protocols =
        new TextTable(
            PROTOCOLS, List.of(Concession.cut(24, "FOUND BY"), Concession.cut(24, "NAME")));
    protocols().forEach((protocol, ways) -> add(protocols, protocol, ways));
    protocols.print(out, width);
    out.append('\n');
    TextTable linkTypes = new TextTable(LINK_TYPES, List.of(Concession.cut(24, "NAME")));
    for (Chain.Registration each : chain.registrations()) {
      if (each.table() == Chain.LINK_TYPES) {
        linkTypes.add(
            Integer.toString(each.key()), LinkType.description(each.key()), each.protocol().name());
      }
    }
    linkTypes.print(out, width);
  }

  private static void add(TextTable table, Protocol protocol, List<String> ways) {
    table.add(protocol.name(), protocol.label(), String.join("; ", ways));
  }

  /** The protocols by name, each with the ways that lead to it. */
  private Map<Protocol, List<String>> protocols() {
    Map<Protocol, Map<DispatchTable.Declaration, List<String>>> keys =
        new TreeMap<>(Comparator.comparing(Protocol::name));
    for (Chain.Registration each : chain.registrations()) {
      keys.computeIfAbsent(each.protocol(), key -> new LinkedHashMap<>())
          .computeIfAbsent(each.table(), key -> new ArrayList<>())
          .add(each.table().text(each.key()));
    }
    Map<Protocol, List<String>> ways = new TreeMap<>(Comparator.comparing(Protocol::name));
    keys.forEach(
        (protocol, byTable) -> {
          List<String> texts = ways.computeIfAbsent(protocol, key -> new ArrayList<>());
          byTable.forEach(
              (table, numbers) -> texts.add(table.label() + " " + String.join(", ", numbers)));
        });
    for (StreamProtocol stream : chain.streams()) {
      ways.computeIfAbsent(stream.protocol(), key -> new ArrayList<>())
          .add(stream.isRecognised() ? "content of TCP streams" : "announced by other protocols");
    }
    for (DatagramProtocol datagram : chain.datagrams()) {
      ways.computeIfAbsent(datagram.protocol(), key -> new ArrayList<>());
    }
    return ways;
  }
}
