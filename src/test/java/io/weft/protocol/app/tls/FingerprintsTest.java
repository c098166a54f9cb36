package io.weft.protocol.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.protocol.app.tls.number.Extension;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The published examples of JA3 and JA4. */
class FingerprintsTest {
  private static ClientHello hello(Hellos hello, int version, String ciphers) {
    byte[] body = hello.client(version, ciphers);
    return new ClientHello(body, 0, body.length);
  }

  private static String decimal(String numbers) {
    StringBuilder hex = new StringBuilder();
    for (String number : numbers.split("-")) {
      hex.append(String.format("%04x", Integer.parseInt(number)));
    }
    return hex.toString();
  }

  @Test
  void ja3() {
    Hellos offered =
        new Hellos()
            .serverName("a")
            .extension(10, Hellos.vector(2, Hellos.bytes("001700180019")))
            .extension(11, Hellos.vector(1, new byte[1]));
    ClientHello hello =
        hello(offered, 0x0301, decimal("47-53-5-10-49161-49162-49171-49172-50-56-19-4"));
    assertEquals(
        "769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0", Ja3.text(hello));
    assertEquals("ada70206e40642a3e4461f35503241d5", Ja3.of(hello));

    ClientHello plain = hello(new Hellos(), 0x0301, decimal("4-5-10-9-100-98-3-6-19-18-99"));
    assertEquals("769,4-5-10-9-100-98-3-6-19-18-99,,,", Ja3.text(plain));
    assertEquals("de350869b8c85de67a350c8d186f11e6", Ja3.of(plain));
  }

  @Test
  void ja3PassesOverGrease() {
    Hellos offered =
        new Hellos()
            .extension(0x8a8a, new byte[0])
            .extension(10, Hellos.vector(2, Hellos.bytes("fafa0017")));
    assertEquals("771,47,10,23,", Ja3.text(hello(offered, 0x0303, "1a1a002f")));
  }

  private static Hellos browser(boolean withSchemes) {
    Hellos hello = new Hellos().extension(0x5a5a, new byte[0]);
    String order =
        "001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015";
    for (String each : order.split(",")) {
      int type = Integer.parseInt(each, 16);
      switch (type) {
        case Extension.SERVER_NAME -> hello.serverName("shop.test");
        case Extension.ALPN ->
            hello.extension(type, Hellos.vector(2, Hellos.bytes("02 6832 08 687474702f312e31")));
        case Extension.SUPPORTED_VERSIONS ->
            hello.extension(type, Hellos.vector(1, Hellos.bytes("7a7a 0304 0303")));
        case Extension.SIGNATURE_ALGORITHMS ->
            hello.extension(
                type,
                withSchemes
                    ? Hellos.vector(2, Hellos.bytes("0403080404010503080505010806 0601"))
                    : new byte[0]);
        default -> hello.extension(type, new byte[0]);
      }
    }
    return hello;
  }

  @Test
  void ja4() {
    String ciphers =
        "3a3a,1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035";
    assertEquals(
        "t13d1516h2_8daaf6152771_e5627efa2ab1", Ja4.of(hello(browser(true), 0x0303, ciphers)));
    assertEquals(
        "t13d1516h2_8daaf6152771_6d807ffa2a79", Ja4.of(hello(browser(false), 0x0303, ciphers)));
  }

  @Test
  void ja4OfNothing() {
    assertEquals(
        "t10i010000_ba72b8082249_000000000000", Ja4.of(hello(new Hellos(), 0x0301, "002f")));
    assertEquals("t00i000000_000000000000_000000000000", Ja4.of(hello(new Hellos(), 0x0399, "")));
  }

  @Test
  void ja4OfProtocolsThatAreNoText() {
    assertEquals("00", Ja4.alpn(new byte[0]));
    assertEquals("hh", Ja4.alpn(Hellos.bytes("68")));
    assertEquals("ab", Ja4.alpn(Hellos.bytes("ab")));
    assertEquals("ad", Ja4.alpn(Hellos.bytes("abcd")));
    assertEquals("3b", Ja4.alpn(Hellos.bytes("30ab")));
    assertEquals("60", Ja4.alpn(Hellos.bytes("6120")));
  }

  @Test
  void anOddListOfCiphersMovesNothing() {
    Hellos offered = new Hellos().serverName("shop.test");
    ClientHello hello = hello(offered, 0x0303, "1301 1302 13");
    assertEquals("[4865, 4866]", Arrays.toString(hello.ciphers()));
    assertEquals("shop.test", hello.serverName());
    assertFalse(hello.isCut());
  }

  @Test
  void hundredsOfExtensionsAreCountedUpTo99() {
    Hellos offered = new Hellos();
    for (int i = 0; i < 300; i++) {
      offered.extension(20_000 + i, new byte[3]);
    }
    ClientHello hello = hello(offered, 0x0303, "1301");
    assertEquals(300, hello.extensions().length);
    assertTrue(Ja4.of(hello).startsWith("t12i019900_"), Ja4.of(hello));
  }

  @Test
  void lengthsThatContradictOneAnotherAreNoted() {
    byte[] body = new Hellos().serverName("shop.test").client(0x0303, "1301");
    for (int to = 0; to < body.length; to++) {
      ClientHello cut = new ClientHello(body, 0, to);
      assertTrue(cut.isCut() || to == body.length - 20, to + " bytes");
    }
    assertFalse(new ClientHello(body, 0, body.length).isCut());
  }
}
