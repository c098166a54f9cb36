package io.weft.dissect.chain;

import io.weft.dissect.Protocol;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.Frame;
import io.weft.dissect.field.LayerFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The fields and protocols of a chain by their names. It never changes for those who ask. */
public final class FieldCatalogue {
  /** A name suggested in place of another one differs from it in at most this many characters. */
  private static final int MAX_DISTANCE = 3;

  private final Chain chain;
  private final List<LateFields> late = new ArrayList<>();
  private final Map<String, Entry> entries;

  /** With those that are made late; null until one of them is asked for. */
  private volatile Map<String, Entry> all;

  private final Map<String, List<Protocol>> protocols = new LinkedHashMap<>();
  private final Set<Protocol> tracked = new HashSet<>();

  /**
   * What a name stands for: one field, or for an alias such as {@code tcp.port} all fields that
   * have it.
   *
   * @param fields at least one
   * @param protocols those whose layers have one of the fields
   * @param effort what it takes to find the values
   */
  public record Entry(String name, List<Field> fields, List<Protocol> protocols, Effort effort) {
    /** Are values found out only while flows are tracked? */
    public boolean isTracked() {
      return !effort.isNone();
    }

    /** Does the name stand for several fields, or for one that has another name of its own? */
    public boolean isAlias() {
      return !fields.get(0).name().equals(name);
    }
  }

  private FieldCatalogue(Chain chain) {
    this.chain = chain;
    Set<Protocol> dissected = new HashSet<>();
    chain.registrations().forEach(each -> dissected.add(each.protocol()));
    for (Protocol protocol : chain.protocols()) {
      protocols.computeIfAbsent(protocol.name(), key -> new ArrayList<>()).add(protocol);
    }
    chain.streams().forEach(each -> tracked.add(each.protocol()));
    chain.datagrams().forEach(each -> tracked.add(each.protocol()));
    tracked.addAll(chain.appended());
    tracked.add(DataDissector.PROTOCOL); // earlier packets may tell that it is something else
    for (Protocol protocol : chain.protocols()) {
      if (chain.layerFields(protocol) instanceof LateFields each) {
        late.add(each);
      }
    }
    entries = entries(false);
  }

  private Map<String, Entry> entries(boolean withLate) {
    Map<String, Set<Field>> fields = new LinkedHashMap<>();
    Map<String, Set<Protocol>> owners = new LinkedHashMap<>();
    for (Protocol protocol : chain.protocols()) {
      if (!withLate && chain.layerFields(protocol) instanceof LateFields) {
        continue;
      }
      for (Field field : chain.fields(protocol)) {
        List<String> names = new ArrayList<>(List.of(field.name()));
        names.addAll(field.aliases());
        for (String name : names) {
          fields.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(field);
          owners.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(protocol);
        }
      }
    }
    Map<String, Entry> made = new LinkedHashMap<>();
    fields.forEach(
        (name, each) -> {
          Set<Protocol> protocolsOfName = owners.get(name);
          made.put(
              name,
              new Entry(
                  name,
                  List.copyOf(each),
                  List.copyOf(protocolsOfName),
                  effort(each, protocolsOfName)));
        });
    return made;
  }

  private Map<String, Entry> all() {
    Map<String, Entry> known = all;
    if (known == null) {
      known = late.isEmpty() ? entries : entries(true);
      all = known;
    }
    return known;
  }

  private Effort effort(Set<Field> fields, Set<Protocol> owners) {
    boolean isTracked = fields.stream().anyMatch(Field::isTracked);
    Set<Protocol> applications = applications(owners);
    // What is tracked of the frame tells of all its layers, those of applications included.
    if (isTracked && owners.contains(Frame.PROTOCOL)) {
      applications.add(Frame.PROTOCOL);
    }
    // The owners are read in no stream: to ask for them is to ask for what may announce flows.
    if (fields.stream().anyMatch(Field::isAnnounced)) {
      applications.addAll(owners);
    }
    return new Effort(isTracked, applications);
  }

  /** Those of the protocols that are read in streams and conversations. */
  private Set<Protocol> applications(Collection<Protocol> owners) {
    Set<Protocol> applications = new HashSet<>(owners);
    applications.retainAll(tracked);
    if (applications.contains(DataDissector.PROTOCOL)) {
      applications.add(Frame.PROTOCOL); // it is what no other protocol, whichever, has claimed
    }
    return applications;
  }

  /**
   * What it takes to find the values of a field, or the layers of a protocol.
   *
   * @param name of a field or a protocol; nothing is to be done for another one
   */
  public Effort effort(String name) {
    Entry entry = field(name);
    return entry == null ? new Effort(false, applications(protocols(name))) : entry.effort();
  }

  /** The names of the chain's fields and protocols. */
  public static FieldCatalogue of(Chain chain) {
    return new FieldCatalogue(chain);
  }

  /** The field of a name, or those of an alias; null where the name is no field's. */
  public Entry field(String name) {
    boolean isLate = late.stream().anyMatch(each -> each.mayHave(name));
    return (isLate ? all() : entries).get(name);
  }

  /** All fields and aliases, by protocol and in the order of the headers. */
  public Collection<Entry> fields() {
    return Collections.unmodifiableCollection(all().values());
  }

  /** The protocols of a name: one as a rule, and none where the name is no protocol's. */
  public List<Protocol> protocols(String name) {
    return List.copyOf(protocols.getOrDefault(name, List.of()));
  }

  /** The names of all protocols. */
  public Collection<String> protocolNames() {
    return Collections.unmodifiableCollection(protocols.keySet());
  }

  /** The walk that reads the fields of a protocol's layers. */
  public LayerFields walk(Protocol protocol) {
    return chain.layerFields(protocol);
  }

  /**
   * The name that looks most like this one; null where none looks like it.
   *
   * @param more names besides those of the chain
   */
  public String nearest(String name, Collection<String> more) {
    String wanted = name.toLowerCase(Locale.ROOT);
    String best = null;
    int least = Math.min(MAX_DISTANCE, Math.max(1, name.length() / 3)) + 1;
    for (Collection<String> names : List.of(all().keySet(), protocols.keySet(), more)) {
      for (String each : names) {
        int distance = distance(wanted, each.toLowerCase(Locale.ROOT), least);
        if (distance < least) {
          least = distance;
          best = each;
        }
      }
    }
    return best;
  }

  /**
   * How many characters have to be changed, added, left out or swapped with the next; {@code
   * enough} where it is more.
   */
  private static int distance(String one, String other, int enough) {
    if (Math.abs(one.length() - other.length()) >= enough) {
      return enough;
    }
    int[] before = new int[other.length() + 1];
    int[] above = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int k = 0; k <= other.length(); k++) {
      row[k] = k;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] oldest = before;
      before = above;
      above = row;
      row = oldest;
      row[0] = i;
      for (int k = 1; k <= other.length(); k++) {
        boolean isSame = one.charAt(i - 1) == other.charAt(k - 1);
        int least = Math.min(above[k - 1] + (isSame ? 0 : 1), Math.min(row[k - 1], above[k]) + 1);
        boolean isSwapped =
            i > 1
                && k > 1
                && one.charAt(i - 1) == other.charAt(k - 2)
                && one.charAt(i - 2) == other.charAt(k - 1);
        row[k] = isSwapped ? Math.min(least, before[k - 2] + 1) : least;
      }
    }
    return Math.min(enough, row[other.length()]);
  }
}
