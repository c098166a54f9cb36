package io.weft.dissect.chain;

import io.weft.dissect.Dissector;
import io.weft.dissect.StreamProtocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a user decides in the place of dispatch tables and probes: that a number leads to a
 * protocol, as with tshark's {@code -d}. It stands in for a {@link Chain.Builder} that all
 * protocols have been registered with.
 */
public final class Decoding {
  /** tshark's names of tables that are called by their field's name here. */
  private static final Map<String, String> ALIASES = Map.of("ethertype", "eth.type");

  private final Chain.Builder chain;
  private final StreamPorts streamPorts;
  private final Map<String, DispatchTable.Declaration> tables;
  private final Map<String, Dissector> dissectors = new LinkedHashMap<>();

  Decoding(
      Chain.Builder chain,
      StreamPorts streamPorts,
      Map<String, DispatchTable.Declaration> tables,
      Map<String, Dissector> named) {
    this.chain = chain;
    this.streamPorts = streamPorts;
    this.tables = new LinkedHashMap<>(tables);
    this.tables.put(Chain.UDP_PORTS.name(), Chain.UDP_PORTS);
    dissectors.put(chain.data().protocol().name(), chain.data());
    for (DispatchTable.Declaration table : List.copyOf(tables.values())) {
      chain
          .table(table)
          .forEach((key, each) -> dissectors.putIfAbsent(each.protocol().name(), each));
    }
    named.forEach(dissectors::putIfAbsent);
  }

  /** The names of the tables: {@code udp.port}, {@code tcp.port}, {@code ip.proto} and others. */
  public Collection<String> tables() {
    Set<String> all = new LinkedHashSet<>(List.of(StreamPorts.NAME));
    all.addAll(tables.keySet());
    all.addAll(ALIASES.keySet());
    return all;
  }

  /**
   * How many numbers a table has: they begin at 0.
   *
   * @param table one of {@link #tables}
   */
  public int size(String table) {
    return table.equals(StreamPorts.NAME) ? StreamPorts.COUNT : declaration(table).size();
  }

  /**
   * The names of the protocols that a table's numbers can be given to.
   *
   * @param table one of {@link #tables}
   */
  public Collection<String> protocols(String table) {
    Set<String> names = new LinkedHashSet<>();
    if (table.equals(StreamPorts.NAME)) {
      chain.streamProtocols().forEach(each -> names.add(each.protocol().name()));
    } else if (declaration(table) == Chain.UDP_PORTS) {
      chain.udpPayloads().all().forEach(each -> names.add(each.protocol().name()));
      names.add(chain.data().protocol().name());
    } else {
      names.addAll(dissectors.keySet());
    }
    return names;
  }

  /**
   * Lets what a number announces be read as one protocol, whatever its content says.
   *
   * @param table one of {@link #tables}
   * @param number from 0 to below {@link #size}
   * @param protocol one of {@link #protocols}
   * @throws IllegalArgumentException where one of them is not
   */
  public void decodeAs(String table, int number, String protocol) {
    if (table.equals(StreamPorts.NAME)) {
      streamPorts.put(number, stream(protocol));
      return;
    }
    DispatchTable.Declaration declared = declaration(table);
    Dissector found =
        declared == Chain.UDP_PORTS && !protocol.equals(chain.data().protocol().name())
            ? chain.udpPayloads().find(protocol)
            : dissectors.get(protocol);
    if (found == null) {
      throw new IllegalArgumentException(
          "no protocol behind " + declared.label() + " is called " + protocol);
    }
    chain.replace(declared, number, found);
  }

  private StreamProtocol stream(String name) {
    for (StreamProtocol each : new ArrayList<>(chain.streamProtocols())) {
      if (each.protocol().name().equals(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException("no protocol on TCP is called " + name);
  }

  private DispatchTable.Declaration declaration(String table) {
    DispatchTable.Declaration declared = tables.get(ALIASES.getOrDefault(table, table));
    if (declared == null) {
      throw new IllegalArgumentException("no table is called " + table);
    }
    return declared;
  }
}
