package io.weft.dissect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All dissectors and how they find one another. Built once from a catalogue, then immutable and
 * shared among threads.
 *
 * <p>Tables are shared by everybody who speaks of the same numbers: Ethernet, VLAN tags, Linux
 * cooked headers and GRE all look their payload up in the one ethertype table.
 */
public final class Chain {
  private final DispatchTable linkTypes;
  private final List<StreamProtocol> streams;
  private final List<DatagramProtocol> datagrams;
  private final Map<Protocol, LayerFields> fields;
  private final Map<Protocol, LayerText> texts;
  private final List<DispatchTable> tables;

  private Chain(Builder builder) {
    linkTypes = builder.table(Builder.LINK_TYPE);
    streams = List.copyOf(builder.streams);
    datagrams = List.copyOf(builder.datagrams);
    fields = new LinkedHashMap<>(builder.fields);
    texts = new LinkedHashMap<>(builder.texts);
    tables = List.copyOf(builder.tables.values());
  }

  /** What a packet list says of a protocol's layers; null where nothing is registered. */
  public LayerText text(Protocol protocol) {
    return texts.get(protocol);
  }

  /** Which numbers lead to which protocols, by table and number. */
  public List<Registration> registrations() {
    List<Registration> all = new ArrayList<>();
    for (DispatchTable table : tables) {
      table.forEach(
          (key, dissector) -> all.add(new Registration(table.name(), key, dissector.protocol())));
    }
    return all;
  }

  /**
   * @param table by the constants of {@link Builder}: {@code eth.type}
   */
  public record Registration(String table, int key, Protocol protocol) {}

  /** Fields of a protocol's layers, in the order of the header; empty where none are declared. */
  public List<Field> fields(Protocol protocol) {
    return layerFields(protocol).declared();
  }

  /** The walk that reads the fields of a protocol's layers; it pushes nothing where none are. */
  public LayerFields layerFields(Protocol protocol) {
    return fields.getOrDefault(protocol, LayerFields.NONE);
  }

  /** Dissects a wrapped packet, beginning with the dissector of its link type. */
  public void dissect(Packet packet) {
    dissect(linkTypes.get(packet.linkType()), packet);
  }

  /** Dissects from the packet's offset on. A loop, so that hostile nesting costs no stack. */
  public void dissect(Dissector first, Packet packet) {
    for (Dissector next = first; next != null; ) {
      next = next.dissect(packet);
    }
  }

  /** Is there a dissector for frames of this link type? */
  public boolean knowsLinkType(int linkType) {
    return linkTypes.find(linkType) != null;
  }

  /** Protocols on ordered byte streams, in the order in which they are tried. */
  public List<StreamProtocol> streams() {
    return streams;
  }

  /** Protocols on datagrams that need a memory of the flow. */
  public List<DatagramProtocol> datagrams() {
    return datagrams;
  }

  /** Takes registrations. Not thread-safe. */
  public static final class Builder {
    /** LINKTYPE_ numbers of capture files; an {@code int}, but those in use are small. */
    public static final String LINK_TYPE = "frame.link_type";

    /** Ethertypes. */
    public static final String ETHER_TYPE = "eth.type";

    /** IP protocols and IPv6 next headers. */
    public static final String IP_PROTOCOL = "ip.proto";

    public static final String UDP_PORT = "udp.port";

    /** PPP protocol numbers (RFC 1661). */
    public static final String PPP_PROTOCOL = "ppp.protocol";

    /** Destination service access points of LLC. */
    public static final String LLC_SAP = "llc.dsap";

    private static final Map<String, Integer> SIZES =
        Map.of(
            LINK_TYPE,
            512,
            ETHER_TYPE,
            65_536,
            IP_PROTOCOL,
            256,
            UDP_PORT,
            65_536,
            PPP_PROTOCOL,
            65_536,
            LLC_SAP,
            256);

    private final Dissector data = new DataDissector();
    private final Map<String, DispatchTable> tables = new LinkedHashMap<>();
    private final Map<Protocol, LayerFields> fields =
        new LinkedHashMap<>(Map.of(Frame.PROTOCOL, Frame.FIELDS));
    private final Map<Protocol, LayerText> texts = new LinkedHashMap<>();
    private final List<StreamProtocol> streams = new ArrayList<>();
    private final List<DatagramProtocol> datagrams = new ArrayList<>();

    /** The table of that name, one of the constants above; empty until filled. */
    public DispatchTable table(String name) {
      return tables.computeIfAbsent(
          name,
          key -> {
            Integer size = SIZES.get(key);
            if (size == null) {
              throw new IllegalArgumentException("no table is called " + key);
            }
            return new DispatchTable(key, size, data);
          });
    }

    /**
     * @throws IllegalArgumentException where the key is taken
     */
    public Builder put(String table, int key, Dissector dissector) {
      table(table).put(key, dissector, false);
      return this;
    }

    /** Like {@link #put}, but takes the place of what is there. */
    public Builder replace(String table, int key, Dissector dissector) {
      table(table).put(key, dissector, true);
      return this;
    }

    public Builder linkType(int number, Dissector dissector) {
      return put(LINK_TYPE, number, dissector);
    }

    public Builder etherType(int number, Dissector dissector) {
      return put(ETHER_TYPE, number, dissector);
    }

    public Builder ipProtocol(int number, Dissector dissector) {
      return put(IP_PROTOCOL, number, dissector);
    }

    public Builder udpPort(int number, Dissector dissector) {
      return put(UDP_PORT, number, dissector);
    }

    /** Says which fields a protocol's layers have, and how they are read. */
    public Builder fields(Protocol protocol, LayerFields fields) {
      this.fields.put(protocol, fields);
      return this;
    }

    /** Says what a packet list shows of the protocol's layers. */
    public Builder text(Protocol protocol, LayerText text) {
      texts.put(protocol, text);
      return this;
    }

    public Builder stream(StreamProtocol protocol) {
      streams.add(protocol);
      return this;
    }

    public Builder datagram(DatagramProtocol protocol) {
      datagrams.add(protocol);
      return this;
    }

    /** Records what nobody reads. */
    public Dissector data() {
      return data;
    }

    /**
     * The chain of all that was registered.
     *
     * @throws IllegalArgumentException where two fields have the same name
     */
    public Chain build() {
      requireDistinctNames();
      Chain chain = new Chain(this);
      tables.values().forEach(DispatchTable::freeze);
      return chain;
    }

    /** Several protocols may share one field, but a name is that of one field only. */
    private void requireDistinctNames() {
      Map<String, Field> byName = new HashMap<>();
      for (Map.Entry<Protocol, LayerFields> entry : fields.entrySet()) {
        Set<Field> own = new HashSet<>();
        for (Field field : entry.getValue().declared()) {
          Field other = byName.putIfAbsent(field.name(), field);
          if (!own.add(field) || (other != null && other != field)) {
            throw new IllegalArgumentException("two fields are called " + field.name());
          }
        }
      }
    }
  }
}
