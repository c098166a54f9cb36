package io.weft.dissect.chain;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Fields that are so many that they are made only when a layer of their protocol is read, or one of
 * them is named. Their names begin with the protocol's, so that the fields need not be made to know
 * whether one of them is meant.
 */
final class LateFields implements LayerFields {
  private final String prefix;
  private final Supplier<LayerFields> maker;
  private volatile LayerFields made;

  LateFields(Protocol protocol, Supplier<LayerFields> maker) {
    prefix = protocol.name() + '.';
    this.maker = maker;
  }

  /** May the name be that of one of the fields? */
  boolean mayHave(String name) {
    return name.startsWith(prefix);
  }

  private LayerFields made() {
    LayerFields known = made;
    return known == null ? make() : known;
  }

  private synchronized LayerFields make() {
    if (made == null) {
      LayerFields fields = maker.get();
      Set<String> names = new HashSet<>();
      for (Field field : fields.declared()) {
        if (!mayHave(field.name()) || !field.aliases().isEmpty()) {
          throw new IllegalArgumentException(field.name() + " does not begin with " + prefix);
        }
        if (!names.add(field.name())) {
          throw new IllegalArgumentException("two fields are called " + field.name());
        }
      }
      made = fields;
    }
    return made;
  }

  @Override
  public List<Field> declared() {
    return made().declared();
  }

  @Override
  public void read(Packet packet, int layer, FieldSink sink) {
    made().read(packet, layer, sink);
  }
}
