package io.weft.protocol;

import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.data;
import static io.weft.protocol.Frames.innerFrame;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.udp;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is in a datagram decides who reads it; ports alone do not. */
final class DatagramContentTest {
  private static final byte[] NAME = "\3one\4test\0".getBytes(ISO_8859_1);

  private final Dissection dissection = new Dissection();

  private String layers(int source, int destination, byte[] payload) {
    return dissection.ip(ipv4(UDP, udp(source, destination, payload))).layers();
  }

  private static byte[] query() {
    return bytes().hex("0064 0100 0001 0000 0000 0000").add(NAME).hex("0001 0001").build();
  }

  private static byte[] answer() {
    return bytes()
        .hex("0064 8180 0001 0001 0000 0000")
        .add(NAME)
        .hex("0001 0001 c00c 0001 0001 0000003c 0004 c0000201")
        .build();
  }

  private static byte[] vxlan(int vni) {
    return bytes().hex("08000000").u32(vni << 8).add(innerFrame()).build();
  }

  /** A client may have any port, and these are those of other protocols. */
  @Test
  void dnsIsDnsWhateverTheClientsPort() {
    TreeSet<Integer> ports = new TreeSet<>();
    for (UdpPayload payload : dissection.chain().udpPayloads().all()) {
      for (Chain.Registration each : dissection.chain().registrations()) {
        if (each.table() == Chain.UDP_PORTS && each.protocol() == payload.protocol()) {
          ports.add(each.key());
        }
      }
    }
    assertTrue(ports.contains(4789) && ports.contains(5353) && ports.contains(6635), "" + ports);
    for (int port : ports) {
      if (port != 53) {
        assertEquals("ip:udp:dns", layers(port, 53, query()), "query from " + port);
        assertEquals("ip:udp:dns", layers(53, port, answer()), "answer to " + port);
      }
    }
  }

  @Test
  void vxlanIsVxlanWhateverTheSourcePort() {
    for (int vni : new int[] {0, 1, 99, 256, 0x01_00_01, 0xFF_FF_FF}) {
      for (int source : new int[] {53, 5353, 1701, 50_000}) {
        assertEquals("ip:udp:vxlan:eth:ip:tcp", layers(source, 4789, vxlan(vni)), "VNI " + vni);
        assertEquals("ip:udp:vxlan:eth:ip:tcp", layers(source, 8472, vxlan(vni)), "VNI " + vni);
      }
    }
    byte[] zeros = bytes().hex("08000000 00000000").add(new byte[60]).build();
    assertEquals("ip:udp:vxlan:eth", layers(53, 4789, zeros));
  }

  @Test
  void reservedBitsTellAgainstATunnel() {
    for (String header :
        new String[] {"08000001 00006300", "00000000 00006300", "08000000 00006301"}) {
      byte[] payload = bytes().hex(header).add(innerFrame()).build();
      assertEquals("ip:udp:data", layers(50_000, 4789, payload), header);
    }
    byte[] policy = bytes().hex("88000007 00006300").add(innerFrame()).build();
    assertEquals("ip:udp:vxlan:eth:ip:tcp", layers(50_000, 4789, policy));
  }

  @Test
  void dnsIsFoundOnAnyPort() {
    assertEquals("ip:udp:dns", layers(40_000, 10_053, query()));
    assertEquals("ip:udp:dns", layers(10_053, 40_000, answer()));
    byte[] longer = bytes().add(query(), data(1)).build();
    assertEquals("ip:udp:data", layers(40_000, 10_053, longer), "the counts do not fill it");
    assertEquals("ip:udp:dns", layers(40_000, 53, longer), "a damaged one on its port");
  }

  /** A control character has an escape in the text, and is one byte of the name. */
  @Test
  void lengthsOfNames() {
    byte[] query =
        bytes()
            .hex("0064 0100 0001 0000 0000 0000")
            .add("\3o\1e\4test\0".getBytes(ISO_8859_1))
            .hex("0001 0001")
            .build();
    dissection.ip(ipv4(UDP, udp(50_000, 53, query)));
    FieldValues values = FieldValues.of(dissection);
    assertEquals("o\\001e.test", values.of("dns.qry.name"));
    assertEquals("8", values.of("dns.qry.name.len"));
  }

  /** The name service of NetBIOS has the form of DNS. */
  @Test
  void netBiosIsNoDns() {
    byte[] query =
        bytes()
            .hex("0064 0110 0001 0000 0000 0000")
            .add(" CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\0".getBytes(ISO_8859_1))
            .hex("0021 0001")
            .build();
    assertEquals("ip:udp:nbns", layers(137, 137, query));
    assertEquals("ip:udp:dns", layers(137, 53, query), "somebody may ask DNS for such a name");
  }

  /** Each half of a byte is a letter (RFC 1001, section 14.1). */
  @Test
  void namesOfNetBiosThatAreNotEncoded() {
    String name = "FIFDFEFCEFEBENFPEIFJCACACACACAAA"; // XSTREAM_HY<00>
    assertEquals("XSTREAM_HY<00>", nameOfNetBios(name));
    assertEquals(
        "Illegal NetBIOS name (2nd character not between A and Z in first-level encoding)",
        nameOfNetBios(name.replaceFirst("FDFE", "FDF%")));
    assertEquals(
        "Illegal NetBIOS name (1st character not between A and Z in first-level encoding)",
        nameOfNetBios(name.replaceFirst("FDFE", "fDFE")));
  }

  private static String nameOfNetBios(String encoded) {
    byte[] query =
        bytes()
            .hex("1234 0110 0001 0000 0000 0000 20")
            .add(encoded.getBytes(ISO_8859_1))
            .hex("00 0020 0001")
            .build();
    Dissection dissection = new Dissection();
    dissection.ip(ipv4(UDP, udp(137, 137, query)));
    return FieldValues.of(dissection).of("nbns.name");
  }

  /** Random bytes prove nothing: on the ports of tunnels they invent no addresses. */
  @Test
  void randomBytesAreNeitherOnAnyPort() {
    Random random = new Random(4789);
    int invented = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] payload = new byte[40 + random.nextInt(60)];
      random.nextBytes(payload);
      assertEquals("ip:udp:data", layers(40_000, 30_000, payload));
      for (int port : new int[] {4789, 4790, 8472, 6081, 1701, 2152, 3544}) {
        invented += layers(40_000, port, payload).equals("ip:udp:data") ? 0 : 1;
      }
    }
    assertTrue(invented < 20_000 * 7 / 1000, invented + " of 140,000 taken for a tunnel");
  }

  /** Protocols on UDP state how they are recognised; the table of ports is the user's. */
  @Test
  void noProtocolTakesAPortWithoutAProbe() {
    Chain.Builder builder = StandardProtocols.register(new Chain.Builder());
    for (int port = 0; port < 1 << 16; port++) {
      assertEquals(null, builder.table(Chain.UDP_PORTS).find(port), "port " + port);
    }
  }
}
