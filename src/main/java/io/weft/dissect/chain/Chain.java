package io.weft.dissect.chain;

import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.Frame;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.lookup.Places;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * All dissectors and how they find one another. Built once from a catalogue, then immutable and
 * shared among threads: what is registered only when somebody needs it ({@link Builder#later}) is
 * always the same, whoever needs it first.
 *
 * <p>Tables are shared by everybody who speaks of the same numbers: Ethernet, VLAN tags, Linux
 * cooked headers and GRE all look their payload up in the one ethertype table.
 */
public final class Chain {
  /**
   * Where dissection begins: the LINKTYPE_ numbers of capture files. They are {@code int}s, but
   * those in use are small.
   */
  public static final DispatchTable.Declaration LINK_TYPES =
      DispatchTable.declare("frame.link_type", "link type", 512);

  /**
   * UDP's ports, those of UDP-Lite included (IANA, Service Names and Port Numbers). The table holds
   * only what a user decides with {@link Builder#decoding}; all others are chosen by content.
   */
  public static final DispatchTable.Declaration UDP_PORTS =
      DispatchTable.declare("udp.port", "UDP port", 65_536);

  private final DispatchTable linkTypes;
  private final UdpPayloads udpPayloads;
  private final Registrations registrations;

  /**
   * Which of the protocols on streams and datagrams are asked for: all where the frame is among
   * them, and none belongs to the chain where nobody asks for any.
   */
  private final Set<Protocol> asked;

  private final StreamPorts streamPorts;

  /** Made when somebody asks for fields first, because many runs need none. */
  private volatile Map<Protocol, LayerFields> madeFields;

  private final Map<Protocol, Supplier<LayerMemory>> memories;
  private final Places places;

  private Chain(Builder builder) {
    linkTypes = builder.table(LINK_TYPES);
    udpPayloads = builder.udpPayloads();
    registrations = builder.registrations;
    asked = Set.of(Frame.PROTOCOL);
    streamPorts = builder.streamPorts;
    memories = Map.copyOf(builder.memories);
    places = builder.places;
  }

  private Chain(Chain all, Set<Protocol> asked) {
    linkTypes = all.linkTypes;
    udpPayloads = all.udpPayloads;
    registrations = all.registrations;
    this.asked = Set.copyOf(asked);
    streamPorts = asked.isEmpty() ? new StreamPorts() : all.streamPorts;
    memories = all.memories;
    places = all.places;
  }

  /**
   * The same chain for somebody who asks only for messages of these protocols on streams, and on
   * datagrams that need a memory of the flow. The others are recognised, lest they be taken for
   * those, but they are not read unless they may lead to them. Layers of packets are dissected as
   * before.
   *
   * @param protocols none where no streams are read at all; the frame stands for all
   */
  public Chain reading(Set<Protocol> protocols) {
    return protocols.contains(Frame.PROTOCOL) ? this : new Chain(this, protocols);
  }

  private boolean hasApplications() {
    return !asked.isEmpty();
  }

  /** Is the protocol read where it is recognised? */
  public boolean reads(StreamProtocol protocol) {
    return protocol.leadsToOthers() || reads(protocol.protocol());
  }

  /** Is the protocol read where it is recognised? */
  public boolean reads(DatagramProtocol protocol) {
    return protocol.leadsToOthers() || reads(protocol.protocol());
  }

  private boolean reads(Protocol protocol) {
    return asked.contains(Frame.PROTOCOL) || asked.contains(protocol);
  }

  /** Describes a protocol's layers for a packet list; null where nothing is registered. */
  public InfoColumn info(Protocol protocol) {
    return registrations.known().infos().get(protocol);
  }

  /** Makers of the memories that protocols have; each tracker of flows makes its own. */
  public Map<Protocol, Supplier<LayerMemory>> memories() {
    return memories;
  }

  /** Which numbers lead to which protocols, by table and number. */
  public List<Registration> registrations() {
    List<Registration> all = new ArrayList<>();
    for (DispatchTable table : registrations.all().tables()) {
      table.forEach(
          (key, dissector) ->
              all.add(new Registration(table.declaration(), key, dissector.protocol())));
    }
    for (UdpPayload payload : udpPayloads.all()) {
      for (int port : payload.ports()) {
        all.add(new Registration(UDP_PORTS, port, payload.protocol()));
      }
    }
    return all;
  }

  /** A number of a table leads to the protocol. */
  public record Registration(DispatchTable.Declaration table, int key, Protocol protocol) {}

  /** All protocols of the chain: those that have fields come first, the frame before all others. */
  public Set<Protocol> protocols() {
    Registrations.Known known = registrations.all();
    Set<Protocol> all = new LinkedHashSet<>(known.fields().keySet());
    all.addAll(known.infos().keySet());
    registrations().forEach(each -> all.add(each.protocol()));
    streams().forEach(each -> all.add(each.protocol()));
    datagrams().forEach(each -> all.add(each.protocol()));
    return all;
  }

  /**
   * Fields of a protocol's layers, in the order of the header; empty where none are declared.
   *
   * @throws IllegalArgumentException where two fields of the chain have the same name
   */
  public List<Field> fields(Protocol protocol) {
    return layerFields(protocol).declared();
  }

  /**
   * The walk that reads the fields of a protocol's layers; it pushes nothing where no fields are
   * declared.
   *
   * @throws IllegalArgumentException where two fields of the chain have the same name
   */
  public LayerFields layerFields(Protocol protocol) {
    Map<Protocol, LayerFields> made = madeFields;
    if (made == null) {
      made = makeFields();
    }
    return made.getOrDefault(protocol, LayerFields.NONE);
  }

  private synchronized Map<Protocol, LayerFields> makeFields() {
    if (madeFields == null) {
      Map<Protocol, LayerFields> made = new LinkedHashMap<>();
      registrations.all().fields().forEach((protocol, maker) -> made.put(protocol, maker.get()));
      requireDistinctNames(made);
      madeFields = made;
    }
    return madeFields;
  }

  /** Several protocols may share one field, but a name is that of one field only. */
  private static void requireDistinctNames(Map<Protocol, LayerFields> declared) {
    Map<String, Field> byName = new HashMap<>();
    List<LateFields> late = new ArrayList<>();
    for (LayerFields fields : declared.values()) {
      if (fields instanceof LateFields each) {
        late.add(each);
      }
    }
    for (LayerFields fields : declared.values()) {
      if (fields instanceof LateFields) {
        continue; // it sees to its names itself, which nobody else has
      }
      Set<Field> own = new HashSet<>();
      for (Field field : fields.declared()) {
        Field other = byName.putIfAbsent(field.name(), field);
        if (!own.add(field)
            || (other != null && other != field)
            || late.stream().anyMatch(each -> each.mayHave(field.name()))) {
          throw new IllegalArgumentException("two fields are called " + field.name());
        }
      }
    }
  }

  /** Dissects a wrapped packet, beginning with the dissector of its link type. */
  public void dissect(Cursor cursor) {
    dissect(linkTypes.get(cursor.packet().linkType()), cursor);
  }

  /** Dissects from the cursor's offset on. A loop, so that hostile nesting costs no stack. */
  public void dissect(Dissector first, Cursor cursor) {
    for (Dissector next = first; next != null; ) {
      next = next.dissect(cursor);
    }
  }

  /** Is there a dissector for frames of this link type? */
  public boolean knowsLinkType(int linkType) {
    return linkTypes.find(linkType) != null;
  }

  /** Chooses who reads the payload of a UDP datagram. */
  public UdpPayloads udpPayloads() {
    return udpPayloads;
  }

  /** Protocols on ordered byte streams, in the order in which they are tried. */
  public List<StreamProtocol> streams() {
    return hasApplications() ? registrations.all().streams() : List.of();
  }

  /**
   * Those of {@link #streams} that are registered already: see {@link Builder#later}. It is the
   * same list until there are more, which come behind these.
   */
  public List<StreamProtocol> knownStreams() {
    return hasApplications() ? registrations.known().streams() : List.of();
  }

  /**
   * The protocol that a user has given to the streams of a connection with these ports; null where
   * none was, and the content decides.
   */
  public StreamProtocol givenStream(int serverPort, int clientPort) {
    return streamPorts.find(serverPort, clientPort);
  }

  /** Tells where addresses belong to; {@link Places#NONE} where nobody asks. */
  public Places places() {
    return places;
  }

  /** Protocols on datagrams that need a memory of the flow. */
  public List<DatagramProtocol> datagrams() {
    return hasApplications() ? registrations.all().datagrams() : List.of();
  }

  /**
   * Those of {@link #datagrams} that are registered already: see {@link Builder#later}. The
   * protocols of a packet's layers are among them. It is the same list until there are more.
   */
  public List<DatagramProtocol> knownDatagrams() {
    return hasApplications() ? registrations.known().datagrams() : List.of();
  }

  /** Protocols whose layers are all there only while flows are tracked, besides these. */
  List<Protocol> appended() {
    return hasApplications() ? registrations.all().appended() : List.of();
  }

  /** Fields that are there already. */
  private record Made(LayerFields get) implements Supplier<LayerFields> {}

  /** Takes registrations. Not thread-safe. */
  public static final class Builder {
    private final Dissector data = new DataDissector();
    private final Map<DispatchTable.Declaration, DispatchTable> tables = new LinkedHashMap<>();
    private final Map<String, DispatchTable.Declaration> tableNames = new LinkedHashMap<>();
    private final Map<String, Dissector> names = new LinkedHashMap<>();
    private final Map<String, NamedDissector> named = new LinkedHashMap<>();
    private final Map<Protocol, LayerFields> knownFields = new LinkedHashMap<>();
    private final Map<Protocol, Supplier<LayerFields>> fields =
        new LinkedHashMap<>(Map.of(Frame.PROTOCOL, new Made(Frame.FIELDS)));
    private final Map<Protocol, InfoColumn> infos = new LinkedHashMap<>();
    private final Map<Protocol, Supplier<LayerMemory>> memories = new LinkedHashMap<>();
    private final List<StreamProtocol> streams = new ArrayList<>();
    private final List<DatagramProtocol> datagrams = new ArrayList<>();
    private final List<Protocol> appended = new ArrayList<>();
    private final StreamPorts streamPorts = new StreamPorts();
    private final Registrations registrations = new Registrations(this);

    /** What is registered last, in this order. */
    private final List<Consumer<Builder>> waiting = new ArrayList<>();

    private boolean isBuilt;

    /** Is what waited being registered, in a chain that is in use? */
    private boolean isCompleting;

    private UdpPayloads udpPayloads;
    private Places places = Places.NONE;

    /**
     * The chain's table for a declaration; empty until filled.
     *
     * @throws IllegalArgumentException where two declarations have one name
     */
    public DispatchTable table(DispatchTable.Declaration declaration) {
      return tables.computeIfAbsent(declaration, this::create);
    }

    private DispatchTable create(DispatchTable.Declaration declaration) {
      if (tableNames.putIfAbsent(declaration.name(), declaration) != null) {
        throw new IllegalArgumentException("two tables are called " + declaration.name());
      }
      return new DispatchTable(declaration, data, registrations);
    }

    /**
     * Registers more protocols behind those that are registered already, when somebody asks for
     * what these do not have: a number that leads to none of them, a payload that none of them is
     * sure of on a port that suggests it, a list of all. Results are the same either way; captures
     * of common protocols are spared the loading of all others. Where more is registered after this
     * call, these protocols are registered before it. None of them may have a {@link #memory}.
     */
    public Builder later(Consumer<Builder> registration) {
      requireOpen();
      waiting.add(registration);
      return this;
    }

    private void requireOpen() {
      if (isBuilt && !isCompleting) {
        throw new IllegalStateException("a chain that is built takes no more registrations");
      }
    }

    /** Registers what waits, before something that is to stand behind it. */
    private void keepOrder() {
      requireOpen();
      if (!isBuilt) {
        registerWaiting();
      }
    }

    private void registerWaiting() {
      List<Consumer<Builder>> all = List.copyOf(waiting);
      waiting.clear();
      all.forEach(each -> each.accept(this));
    }

    /** Registers what waits, in a chain that is in use. */
    Registrations.Known registerRest() {
      isCompleting = true;
      tables.values().forEach(DispatchTable::thaw);
      udpPayloads.thaw();
      registerWaiting();
      isCompleting = false;
      return freeze();
    }

    /** Checks what is registered, and shows it to those who ask the tables. */
    private Registrations.Known freeze() {
      requireDistinctNames(knownFields);
      for (Map.Entry<String, NamedDissector> each : named.entrySet()) {
        if (waiting.isEmpty() || names.containsKey(each.getKey())) {
          each.getValue().resolve(names.get(each.getKey()));
        }
      }
      for (DispatchTable table : tables.values()) {
        table.freeze();
      }
      udpPayloads().freeze();
      Map<Protocol, Supplier<LayerFields>> allFields = new LinkedHashMap<>(fields);
      allFields.putIfAbsent(DataDissector.PROTOCOL, new Made(DataDissector.FIELDS));
      return new Registrations.Known(
          List.copyOf(streams),
          List.copyOf(datagrams),
          List.copyOf(appended),
          allFields,
          new LinkedHashMap<>(infos),
          List.copyOf(tables.values()));
    }

    /**
     * Lets the dissector read what a table's number announces.
     *
     * @throws IllegalArgumentException where the number is taken, or not one of the table's
     */
    public Builder put(DispatchTable.Declaration table, int key, Dissector dissector) {
      keepOrder();
      table(table).put(key, dissector, false);
      return this;
    }

    /** Registers a dissector in the place of the one that the number has, if it has one. */
    public Builder replace(DispatchTable.Declaration table, int key, Dissector dissector) {
      keepOrder();
      table(table).put(key, dissector, true);
      return this;
    }

    /**
     * Gives a dissector a name by which protocols that do not know its class can go on with it: see
     * {@link #named}.
     *
     * @param name Wireshark's, where it has a dissector of that kind: {@code llc}
     * @throws IllegalArgumentException where the name is taken
     */
    public Builder name(String name, Dissector dissector) {
      keepOrder();
      if (names.putIfAbsent(name, dissector) != null) {
        throw new IllegalArgumentException("two dissectors are called " + name);
      }
      return this;
    }

    /**
     * Stands for the dissector of that name, which may be registered later; {@link #build} fails
     * where none is.
     */
    public Dissector named(String name) {
      return named.computeIfAbsent(name, key -> new NamedDissector(key, registrations));
    }

    /** Adds a protocol in UDP datagrams; where several claim a payload, those added earlier win. */
    public Builder udp(UdpPayload payload) {
      keepOrder();
      udpPayloads().add(payload);
      return this;
    }

    /** Chooses who reads the payload of a UDP datagram; it knows what is registered later, too. */
    public UdpPayloads udpPayloads() {
      if (udpPayloads == null) {
        udpPayloads = new UdpPayloads(table(UDP_PORTS), registrations);
      }
      return udpPayloads;
    }

    /**
     * Takes what a user decides about numbers and their protocols; to be asked for when all
     * protocols have been registered.
     */
    public Decoding decoding() {
      keepOrder();
      return new Decoding(this, streamPorts, tableNames, names);
    }

    /** The protocols on byte streams that have been added. */
    List<StreamProtocol> streamProtocols() {
      return streams;
    }

    /** Says which fields a protocol's layers have, and how they are read. */
    public Builder fields(Protocol protocol, LayerFields fields) {
      keepOrder();
      knownFields.put(protocol, fields);
      return fields(protocol, new Made(fields));
    }

    /**
     * Says which fields a protocol's layers have, and how they are read, when somebody asks for
     * fields first: a class full of fields takes a while to load.
     */
    public Builder fields(Protocol protocol, Supplier<LayerFields> maker) {
      keepOrder();
      fields.put(protocol, maker);
      return this;
    }

    /**
     * Does so for very many fields, whose names all begin with the protocol's and a dot: they are
     * made only when a layer of the protocol is read, or one of them is named.
     */
    public Builder lateFields(Protocol protocol, Supplier<LayerFields> maker) {
      return fields(protocol, new LateFields(protocol, maker));
    }

    /** Says what a packet list shows of the protocol's layers. */
    public Builder info(Protocol protocol, InfoColumn info) {
      keepOrder();
      infos.put(protocol, info);
      return this;
    }

    /** Says that layers of a protocol are to be compared with earlier ones. */
    public Builder memory(Protocol protocol, Supplier<LayerMemory> maker) {
      if (isBuilt) {
        throw new IllegalStateException("a protocol that has a memory cannot be registered later");
      }
      memories.put(protocol, maker);
      return this;
    }

    /**
     * Adds a protocol on byte streams; those added earlier are tried first. What was added before
     * for the same protocol gives up its place.
     */
    public Builder stream(StreamProtocol protocol) {
      keepOrder();
      for (int i = 0; i < streams.size(); i++) {
        if (streams.get(i).protocol() == protocol.protocol()) {
          streams.set(i, protocol);
          return this;
        }
      }
      streams.add(protocol);
      return this;
    }

    /** Says who tells where addresses belong to. */
    public Builder places(Places known) {
      places = known;
      return this;
    }

    /** Who tells where addresses belong to; for fields that are made when the chain is built. */
    public Places places() {
      return places;
    }

    /**
     * Adds a protocol on datagrams. What was added before for the same protocol gives up its place.
     */
    public Builder datagram(DatagramProtocol protocol) {
      keepOrder();
      datagrams.removeIf(each -> each.protocol() == protocol.protocol());
      datagrams.add(protocol);
      return this;
    }

    /**
     * Says that messages of the protocol are found inside those of others, on streams as well: its
     * layers are all there only while flows are tracked.
     */
    public Builder appended(Protocol protocol) {
      keepOrder();
      appended.add(protocol);
      return this;
    }

    /**
     * Keeps only some of the protocols on streams and of those on datagrams that need a memory of
     * the flow. Layers of packets are dissected as before.
     */
    public Builder retain(Predicate<Protocol> wanted) {
      keepOrder();
      streams.removeIf(each -> !wanted.test(each.protocol()));
      datagrams.removeIf(each -> !wanted.test(each.protocol()));
      return this;
    }

    /** Names of the protocols that {@link #retain} chooses from, in alphabetical order. */
    public SortedSet<String> applications() {
      keepOrder();
      SortedSet<String> names = new TreeSet<>();
      streams.forEach(each -> names.add(each.protocol().name()));
      datagrams.forEach(each -> names.add(each.protocol().name()));
      return names;
    }

    /** The dissector that records a payload that no other one reads. */
    public Dissector data() {
      return data;
    }

    /**
     * The chain of all that was registered. The builder takes no more registrations.
     *
     * @throws IllegalStateException where a protocol goes on with a named dissector that is
     *     missing, or the builder has made its chain already
     * @throws IllegalArgumentException where two fields have the same name; of fields that are made
     *     later, {@link Chain#layerFields} throws it
     */
    public Chain build() {
      requireOpen();
      table(LINK_TYPES);
      udpPayloads();
      registrations.begin(freeze(), waiting.isEmpty());
      isBuilt = true;
      return new Chain(this);
    }
  }
}
