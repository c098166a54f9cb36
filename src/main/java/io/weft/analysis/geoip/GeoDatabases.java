package io.weft.analysis.geoip;

import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.Reader;
import io.weft.bytes.IpAddress;
import io.weft.dissect.lookup.Place;
import io.weft.dissect.lookup.Places;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Databases that are asked one after the other: that of countries or cities, and that of autonomous
 * systems, are two files as a rule. Threads may share it.
 *
 * <p>Most packets are of few addresses. The places found last are remembered, an address at each
 * number of a hash, so that an address of many packets is looked up once, and nothing grows.
 */
public final class GeoDatabases implements Places {
  /** So many addresses are remembered, a power of two: 4096 flows have both ends in it. */
  private static final int REMEMBERED = 1 << 13;

  /** In the tree of an IPv6 database an IPv4 address stands below 96 zero bits. */
  private static final int ONLY_IPV4 = 4;

  private final List<Database> databases;
  private final AtomicReferenceArray<Found> remembered = new AtomicReferenceArray<>(REMEMBERED);

  private record Database(Path file, Reader reader) {
    boolean holds(IpAddress address) {
      return !address.ipv6() || reader.getMetadata().ipVersion() != ONLY_IPV4;
    }
  }

  private record Found(boolean ipv6, long high, long low, Place place) {}

  private GeoDatabases(List<Database> databases) {
    this.databases = List.copyOf(databases);
  }

  /**
   * Reads databases into memory.
   *
   * @param files asked in this order
   * @throws NoSuchFileException where there is no such file
   * @throws FileSystemException where a file is no such database; its reason tells so
   * @throws IOException where a file cannot be read
   */
  public static GeoDatabases of(List<Path> files) throws IOException {
    List<Database> opened = new ArrayList<>();
    for (Path file : files) {
      opened.add(new Database(file, open(file)));
    }
    return new GeoDatabases(opened);
  }

  private static Reader open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "a folder, not a database");
    }
    try {
      return new Reader(file.toFile(), Reader.FileMode.MEMORY);
    } catch (InvalidDatabaseException | CharacterCodingException | RuntimeException e) {
      // The reader meets the end of a cut file, or a length beyond it, unprepared.
      throw new FileSystemException(
          file.toString(), null, "no database of the form MaxMind DB (.mmdb), or a damaged one");
    }
  }

  @Override
  public Place ipv4(int address) {
    return find(false, 0, Integer.toUnsignedLong(address));
  }

  @Override
  public Place ipv6(long high, long low) {
    return find(true, high, low);
  }

  private Place find(boolean ipv6, long high, long low) {
    int slot = slot(high * 31 + low);
    Found found = remembered.get(slot);
    if (found != null && found.low == low && found.high == high && found.ipv6 == ipv6) {
      return found.place;
    }
    Place place = lookUp(new IpAddress(ipv6, high, low));
    remembered.set(slot, new Found(ipv6, high, low, place));
    return place;
  }

  private static int slot(long number) {
    long mixed = number * 0x9E37_79B9_7F4A_7C15L; // Fibonacci hashing: neighbours lie apart
    return (int) (mixed >>> (Long.SIZE - Integer.numberOfTrailingZeros(REMEMBERED)));
  }

  private Place lookUp(IpAddress address) {
    Place place = Place.UNKNOWN;
    for (Database database : databases) {
      if (database.holds(address)) {
        place = place.or(lookUp(database, address));
      }
    }
    return place.isKnown() ? place : Place.UNKNOWN;
  }

  private static Place lookUp(Database database, IpAddress address) {
    byte[] bytes = new byte[address.ipv6() ? 16 : 4];
    address.writeTo(bytes, 0);
    try {
      Map<?, ?> entry = database.reader.get(InetAddress.getByAddress(bytes), Map.class);
      return entry == null ? Place.UNKNOWN : place(entry);
    } catch (IOException | RuntimeException e) {
      // The file is in memory: what goes wrong now are its bytes.
      throw new UncheckedIOException(
          new IOException(database.file + ": damaged where it tells of " + address, e));
    }
  }

  private static Place place(Map<?, ?> entry) {
    return new Place(
        text(entry, "country", "iso_code"),
        text(entry, "country", "names", "en"),
        text(entry, "city", "names", "en"),
        position(entry),
        entry.get("autonomous_system_number") instanceof Number number ? number.longValue() : 0,
        text(entry, "autonomous_system_organization"));
  }

  private static Place.Position position(Map<?, ?> entry) {
    return value(entry, "location", "latitude") instanceof Double latitude
            && value(entry, "location", "longitude") instanceof Double longitude
        ? new Place.Position(latitude, longitude)
        : null;
  }

  private static String text(Map<?, ?> entry, String... path) {
    return value(entry, path) instanceof String text ? text : null;
  }

  /** What stands at the end of a path of maps; null where there is nothing. */
  private static Object value(Map<?, ?> entry, String... path) {
    Object value = entry;
    for (String key : path) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }
}
