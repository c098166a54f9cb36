package io.weft.testing;

import io.weft.bytes.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes databases of places: a binary tree of addresses' bits, whose leaves lead to entries (the
 * form MaxMind DB, version 2.0). IPv4 networks stand below 96 zero bits.
 */
public final class PlaceDatabase {
  private static final int TEXT = 2;
  private static final int DOUBLE = 3;
  private static final int UNSIGNED_16 = 5;
  private static final int UNSIGNED_32 = 6;
  private static final int MAP = 7;
  private static final int UNSIGNED_64 = 9;
  private static final int ARRAY = 11;

  /** Numbers of a node's two records: other nodes from 1 on, 0 for nothing, entries below 0. */
  private final List<int[]> nodes = new ArrayList<>(List.of(new int[2]));

  private final ByteArrayOutputStream entries = new ByteArrayOutputStream();

  /** Adds a network with its entry: maps, texts and numbers of up to 32 bits. */
  public PlaceDatabase with(IpAddress network, int prefix, Map<String, ?> entry) {
    int depth = network.ipv6() ? prefix : 96 + prefix;
    int node = 0;
    for (int bit = 0; bit < depth - 1; bit++) {
      int[] records = nodes.get(node);
      int side = bit(network, bit);
      if (records[side] == 0) {
        records[side] = nodes.size();
        nodes.add(new int[2]);
      }
      node = records[side];
    }
    nodes.get(node)[bit(network, depth - 1)] = -1 - entries.size();
    value(entries, entry);
    return this;
  }

  private static int bit(IpAddress address, int index) {
    long half = index < 64 ? address.high() : address.low();
    return (int) (half >>> (63 - index % 64)) & 1;
  }

  /** Writes the database with records of 24 bits. */
  public Path writeTo(Path file) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int[] records : nodes) {
      for (int record : records) {
        // Nothing is told by the number of nodes, an entry by its place behind 16 zero bytes.
        number(
            all,
            record == 0 ? nodes.size() : record > 0 ? record : nodes.size() + 16 - 1 - record,
            3);
      }
    }
    all.writeBytes(new byte[16]);
    entries.writeTo(all);
    all.writeBytes(new byte[] {(byte) 0xAB, (byte) 0xCD, (byte) 0xEF});
    all.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
    metadata(all);
    return Files.write(file, all.toByteArray());
  }

  private void metadata(ByteArrayOutputStream out) {
    control(out, MAP, 9);
    value(out, "node_count");
    value(out, nodes.size());
    value(out, "record_size");
    small(out, 24);
    value(out, "ip_version");
    small(out, 6);
    value(out, "database_type");
    value(out, "Weft-Test");
    value(out, "languages");
    control(out, ARRAY, 1);
    value(out, "en");
    value(out, "binary_format_major_version");
    small(out, 2);
    value(out, "binary_format_minor_version");
    small(out, 0);
    value(out, "build_epoch");
    control(out, UNSIGNED_64, 4);
    number(out, 1_780_000_000, 4);
    value(out, "description");
    value(out, Map.of("en", "made by a test"));
  }

  private static void small(ByteArrayOutputStream out, int value) {
    control(out, UNSIGNED_16, 2);
    number(out, value, 2);
  }

  private static void value(ByteArrayOutputStream out, Object value) {
    if (value instanceof Map<?, ?> map) {
      control(out, MAP, map.size());
      new LinkedHashMap<Object, Object>(map)
          .forEach(
              (key, each) -> {
                value(out, key);
                value(out, each);
              });
    } else if (value instanceof Double number) {
      control(out, DOUBLE, 8);
      long bits = Double.doubleToLongBits(number);
      number(out, (int) (bits >>> 32), 4);
      number(out, (int) bits, 4);
    } else if (value instanceof Number number) {
      control(out, UNSIGNED_32, 4);
      number(out, number.intValue(), 4);
    } else {
      byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
      control(out, TEXT, text.length);
      out.writeBytes(text);
    }
  }

  /** A type and a size in a byte; a type above 7 and a size from 29 on go on in bytes behind it. */
  private static void control(ByteArrayOutputStream out, int type, int size) {
    if (size >= 29 + 256) {
      throw new IllegalArgumentException("longer than two bytes can tell: " + size);
    }
    out.write((type > 7 ? 0 : type << 5) | Math.min(size, 29));
    if (type > 7) {
      out.write(type - 7);
    }
    if (size >= 29) {
      out.write(size - 29);
    }
  }

  private static void number(ByteArrayOutputStream out, int value, int length) {
    for (int i = length - 1; i >= 0; i--) {
      out.write(value >>> (8 * i));
    }
  }
}
