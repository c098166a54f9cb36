package io.weft.filter;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.Frame;
import io.weft.dissect.field.LayerFields;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the fields that a filter names, of some protocols, when they are first asked for. It wants
 * no other fields, and looks at no layers of other protocols.
 */
final class FieldReader implements FieldSink {
  private static final byte[] NO_BYTES = {};

  /** Where the values of a field go. */
  private record Target(Field field, Values values, boolean isRaw) {}

  private final Protocol[] protocols;
  private final LayerFields[] walks;
  private final RecordFields<?> record;
  private final int[] layerCounts;
  private final List<Target> given = new ArrayList<>();
  private Target[] targets = {};
  private Field[] groups = {};
  private long read;
  private byte[] bytes;
  private int layer;

  /**
   * @param walks those of the protocols, in the same order
   */
  FieldReader(List<Protocol> protocols, List<LayerFields> walks) {
    this(protocols, walks, null);
  }

  /** Reads fields of records. */
  FieldReader(RecordFields<?> record) {
    this(List.of(), List.of(), record);
  }

  private FieldReader(List<Protocol> protocols, List<LayerFields> walks, RecordFields<?> record) {
    this.protocols = protocols.toArray(new Protocol[0]);
    this.walks = walks.toArray(new LayerFields[0]);
    this.record = record;
    layerCounts = new int[this.protocols.length];
  }

  /**
   * Also reads a field.
   *
   * @param values takes the values
   * @param isRaw whether it takes the bytes that hold them instead
   */
  void add(Field field, Values values, boolean isRaw) {
    given.add(new Target(field, values, isRaw));
    targets = given.toArray(new Target[0]);
    List<Field> parents = new ArrayList<>();
    for (Target target : targets) {
      for (Field group = target.field.parent(); group != null; group = group.parent()) {
        parents.add(group);
      }
    }
    groups = parents.toArray(new Field[0]);
  }

  /** Reads the packet's values, if that was not done yet. */
  void read(Evaluation evaluation) {
    if (read == evaluation.number()) {
      return;
    }
    read = evaluation.number();
    for (Target target : targets) {
      target.values.clear();
    }
    if (record != null) {
      bytes = NO_BYTES;
      layer = 1;
      read(record, evaluation.record());
      return;
    }
    Packet packet = evaluation.packet();
    for (int p = 0; p < protocols.length; p++) {
      layerCounts[p] = 0;
      if (protocols[p] == Frame.PROTOCOL) {
        bytes = packet.frame();
        layer = 1;
        walks[p].read(packet, Frame.LAYER, this);
      }
    }
    for (int i = 0; i < packet.layerCount(); i++) {
      Protocol protocol = packet.protocol(i);
      for (int p = 0; p < protocols.length; p++) {
        if (protocols[p] == protocol) {
          bytes = packet.bytes(i);
          layer = ++layerCounts[p];
          walks[p].read(packet, i, this);
        }
      }
    }
  }

  /** The record is of the class whose fields these are: a record filter takes no others. */
  @SuppressWarnings("unchecked")
  private <R> void read(RecordFields<R> fields, Object of) {
    fields.read((R) of, this);
  }

  @Override
  public boolean wants(Field field) {
    for (Target target : targets) {
      if (target.field == field) {
        return true;
      }
    }
    for (Field group : groups) {
      if (group == field) {
        return true;
      }
    }
    return false;
  }

  private void raw(Target target, int from, int length) {
    target.values.bytes(bytes, from, length, layer);
  }

  @Override
  public void number(Field field, long value, int from, int length) {
    for (Target target : targets) {
      if (target.field == field) {
        if (target.isRaw) {
          raw(target, from, length);
        } else {
          target.values.number(value, layer);
        }
      }
    }
  }

  @Override
  public void real(Field field, double value, int from, int length) {
    number(field, Double.doubleToRawLongBits(value), from, length);
  }

  @Override
  public void flag(Field field, boolean value, int from, int length) {
    number(field, value ? 1 : 0, from, length);
  }

  @Override
  public void span(Field field, long nanos, int from, int length) {
    number(field, nanos, from, length);
  }

  @Override
  public void time(Field field, long epochNanos, int from, int length) {
    number(field, epochNanos, from, length);
  }

  @Override
  public void ipv4(Field field, int address, int from, int length) {
    for (Target target : targets) {
      if (target.field == field) {
        if (target.isRaw) {
          raw(target, from, length);
        } else {
          target.values.address(0, Integer.toUnsignedLong(address), Integer.SIZE, layer);
        }
      }
    }
  }

  @Override
  public void ipv6(Field field, long high, long low, int from, int length) {
    for (Target target : targets) {
      if (target.field == field) {
        if (target.isRaw) {
          raw(target, from, length);
        } else {
          target.values.address(high, low, 2 * Long.SIZE, layer);
        }
      }
    }
  }

  @Override
  public void mac(Field field, byte[] array, int from) {
    bytes(field, array, from, 6);
  }

  @Override
  public void bytes(Field field, byte[] array, int from, int length) {
    for (Target target : targets) {
      if (target.field == field) {
        target.values.bytes(array, from, length, layer);
      }
    }
  }

  @Override
  public void text(Field field, byte[] array, int from, int length) {
    int count = 0;
    while (count < length && array[from + count] != 0) {
      count++; // a text ends before its first zero byte
    }
    for (Target target : targets) {
      if (target.field == field) {
        target.values.bytes(array, from, target.isRaw ? length : count, layer);
      }
    }
  }

  @Override
  public void text(Field field, CharSequence value, int from, int length) {
    for (Target target : targets) {
      if (target.field == field) {
        if (target.isRaw) {
          raw(target, from, length);
        } else {
          target.values.text(value, layer);
        }
      }
    }
  }

  @Override
  public void begin(Field group, int from, int length) {
    number(group, 1, from, length);
  }

  @Override
  public void end(Field group) {
    // The values of a record count one by one.
  }
}
