package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.bytes.IpAddress;
import io.weft.cli.Schemas;
import io.weft.cli.Session;
import io.weft.testing.PlaceDatabase;
import io.weft.testing.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GeoipOptionTest {
  private static final String IPV4 = "samples/dns-http.pcapng";
  private static final String IPV6 = "samples/http-ipv6.pcap";

  private final Session weft = new Session();

  @TempDir Path folder;

  private String database;

  @BeforeEach
  void makeDatabase() throws IOException {
    Map<String, ?> korea = Map.of("iso_code", "KR", "names", Map.of("en", "South Korea"));
    Map<String, ?> seoul =
        Map.of(
            "country",
            korea,
            "city",
            Map.of("names", Map.of("en", "Seoul")),
            "location",
            Map.of("latitude", 37.5576, "longitude", -126.97),
            "autonomous_system_number",
            64_496,
            "autonomous_system_organization",
            "Example Net");
    database =
        new PlaceDatabase()
            .with(address("10.1.0.2"), 32, seoul)
            .with(address("10.1.0.80"), 32, Map.of("country", korea))
            .with(address("fd00::"), 8, seoul)
            .with(address("2001:db8::"), 32, seoul)
            .writeTo(folder.resolve("test.mmdb"))
            .toString();
  }

  private static IpAddress address(String text) throws IOException {
    return IpAddress.of(InetAddress.getByName(text).getAddress());
  }

  private String run(String... words) {
    assertEquals(0, weft.run(words), weft.err());
    return weft.out();
  }

  @Test
  void flowsTellWhereBothEndsAre() throws Exception {
    String flows = run("flows", "--json", "--geoip", database, "--protocol", "http", IPV4);
    assertTrue(
        flows.contains(
            "\"country\":\"KR\",\"as_number\":64496,\"as_organization\":\"Example Net\""),
        flows);
    Schemas schemas = new Schemas();
    for (String flow : flows.lines().toList()) {
      assertEquals(List.of(), schemas.errors(flow));
    }
  }

  @Test
  void filtersKnowPlaces() {
    assertEquals(
        "10.1.0.2\n",
        run(
                "packets",
                "--geoip",
                database,
                "-Y",
                "ip.geoip.src_asnum == 64496",
                "-c",
                "4",
                "-e",
                "ip.src",
                IPV4)
            .lines()
            .distinct()
            .map(line -> line + "\n")
            .reduce("", String::concat));
    Session flows = new Session();
    flows.run(
        "flows", "--json", "--geoip", database, "-Y", "weft.flow.server.country == \"KR\"", IPV4);
    assertEquals(1, flows.out().lines().count(), flows.out() + flows.err());
  }

  @Test
  void positionsAreNumbersInDegrees() {
    assertEquals(
        "37.5576\t-126.97\n",
        run(
            "packets",
            "--geoip",
            database,
            "-Y",
            "ip.geoip.src_lat + 0.5 > 3.8e1 && ip.geoip.lon < -126.5 && abs(ip.geoip.lon) < 127",
            "-c",
            "3",
            "-e",
            "ip.geoip.lat",
            "-e",
            "ip.geoip.lon",
            IPV4));
  }

  @Test
  void withoutItNothingIsTold() {
    assertEquals(
        "\n",
        run("packets", "-Y", "ip", "-c", "4", "-e", "ip.geoip.country", IPV4)
            .lines()
            .distinct()
            .map(line -> line + "\n")
            .reduce("", String::concat));
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("text.mmdb"), "no database");
    assertEquals(2, weft.run("packets", "--geoip", text.toString(), IPV4));
    assertTrue(
        weft.err().contains("--geoip: " + text + ": no database of the form MaxMind DB"),
        weft.err());
    Session missing = new Session();
    assertEquals(2, missing.run("flows", "--geoip", folder.resolve("none").toString(), IPV4));
    assertTrue(missing.err().contains("none: no such file"), missing.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {IPV4, IPV6})
  void theSameFieldsAsTshark(String capture) throws Exception {
    assumeTrue(
        Programs.isInstalled("tshark")
            && Programs.isInstalled("mmdbresolve")
            && Programs.runOnce("tshark", "--version").out().startsWith("TShark (Wireshark) 4.0."),
        "skipped: no tshark 4.0 with look-ups here");
    String version = capture.equals(IPV6) ? "ipv6" : "ip";
    List<String> theirs = new ArrayList<>(List.of("tshark", "-r", capture, "-T", "fields", "-o"));
    theirs.add("uat:maxmind_db_paths:\"" + folder + "\"");
    List<String> ours = new ArrayList<>(List.of("packets", "--geoip", database, capture));
    for (String field :
        List.of(
            "src_summary",
            "dst_summary",
            "city",
            "src_city",
            "country",
            "dst_country",
            "country_iso",
            "asnum",
            "src_asnum",
            "org",
            "dst_org",
            "src_lat",
            "lat",
            "dst_lon",
            "lon")) {
      String name = version + ".geoip." + field;
      theirs.addAll(List.of("-e", name));
      ours.addAll(List.of("-e", name));
    }
    String expected = Programs.runOnce(theirs.toArray(new String[0])).out();
    assertTrue(expected.contains("Seoul"), expected);
    assertEquals(expected, run(ours.toArray(new String[0])));
  }
}
