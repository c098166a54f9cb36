package io.weft.analysis.geoip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.bytes.IpAddress;
import io.weft.dissect.lookup.Place;
import io.weft.testing.PlaceDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GeoDatabasesTest {
  @TempDir Path folder;

  static IpAddress address(String text) throws IOException {
    return IpAddress.of(InetAddress.getByName(text).getAddress());
  }

  private Path countries() throws IOException {
    return new PlaceDatabase()
        .with(
            address("192.0.2.0"),
            24,
            Map.of("country", Map.of("iso_code", "KR", "names", Map.of("en", "South Korea"))))
        .with(address("2001:db8::"), 32, Map.of("country", Map.of("iso_code", "FR")))
        .writeTo(folder.resolve("countries.mmdb"));
  }

  private Path systems() throws IOException {
    return new PlaceDatabase()
        .with(
            address("192.0.2.128"),
            25,
            Map.of("autonomous_system_number", -5, "autonomous_system_organization", "Test Net"))
        .writeTo(folder.resolve("systems.mmdb"));
  }

  @Test
  void databasesAreAskedTogether() throws Exception {
    GeoDatabases places = GeoDatabases.of(List.of(countries(), systems()));
    assertEquals(
        new Place("KR", "South Korea", null, null, 4_294_967_291L, "Test Net"),
        places.of(address("192.0.2.129")));
    assertEquals(
        new Place("KR", "South Korea", null, null, 0, null), places.of(address("192.0.2.127")));
    assertEquals(new Place("FR", null, null, null, 0, null), places.of(address("2001:db8::1")));
    assertSame(Place.UNKNOWN, places.of(address("198.51.100.1")));
    assertSame(Place.UNKNOWN, places.of(address("2001:db9::1")));
  }

  @Test
  void anAddressIsLookedUpOnce() throws Exception {
    GeoDatabases places = GeoDatabases.of(List.of(countries()));
    Place first = places.of(address("192.0.2.1"));
    assertSame(first, places.of(address("192.0.2.1")));
  }

  @Test
  void manyAddressesPushOneAnotherOut() throws Exception {
    GeoDatabases places = GeoDatabases.of(List.of(countries()));
    int network = (int) address("192.0.0.0").low();
    for (int i = 0; i < 1 << 16; i++) {
      assertEquals(i >> 8 == 2 ? "KR" : null, places.ipv4(network + i).countryCode());
    }
  }

  @Test
  void aMissingFileIsSaidToBeMissing() {
    assertThrows(
        NoSuchFileException.class, () -> GeoDatabases.of(List.of(folder.resolve("none.mmdb"))));
  }

  @Test
  void whatIsNoDatabaseIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("text.mmdb"), "countries: none");
    assertThrows(FileSystemException.class, () -> GeoDatabases.of(List.of(text)));
    assertThrows(FileSystemException.class, () -> GeoDatabases.of(List.of(folder)));
    byte[] whole = Files.readAllBytes(countries());
    for (int length = 0; length < whole.length; length++) {
      Path cut = Files.write(folder.resolve("cut.mmdb"), Arrays.copyOf(whole, length));
      assertThrows(FileSystemException.class, () -> GeoDatabases.of(List.of(cut)), "" + length);
    }
  }

  /** No byte of a file makes a look-up fail otherwise than by telling which file is damaged. */
  @Test
  void damageIsToldWithTheFile() throws Exception {
    byte[] bytes = Files.readAllBytes(countries());
    int refused = 0;
    int damaged = 0;
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= (byte) 0xFF;
      Path file = Files.write(folder.resolve("damaged.mmdb"), changed);
      try {
        GeoDatabases.of(List.of(file)).of(address("192.0.2.1"));
      } catch (FileSystemException e) {
        refused++;
      } catch (UncheckedIOException e) {
        assertTrue(e.getMessage().contains("damaged.mmdb: damaged where it tells"), e.getMessage());
        damaged++;
      }
    }
    assertTrue(refused > 0 && damaged > 0, refused + " refused, " + damaged + " damaged");
  }
}
