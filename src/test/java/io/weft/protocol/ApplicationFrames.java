package io.weft.protocol;

import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.ipv4;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.protocol.SampleFrames.Sample;
import io.weft.protocol.app.kerberos.KerberosMessages;
import io.weft.protocol.app.sip.SipMessages;
import java.util.List;

/** Honest datagrams of application protocols; those with options or records have one of each. */
final class ApplicationFrames {
  private final List<Sample> all;

  private ApplicationFrames(List<Sample> all) {
    this.all = all;
  }

  static void addTo(List<Sample> all) {
    ApplicationFrames frames = new ApplicationFrames(all);
    frames.names();
    frames.netbios();
    frames.configuration();
    frames.configuration6();
    frames.times();
    frames.traversal();
    frames.access();
    frames.management();
    frames.messages();
    frames.transfers();
    frames.discovery();
    frames.tunnelControl();
    frames.services();
    frames.earlyQuic();
    frames.procedures();
    frames.hashTables();
    frames.files();
    frames.paths();
    frames.mappings();
    frames.multicastFiles();
    frames.gateways();
    frames.routes();
    frames.netbiosDatagrams();
    String announcement =
        "{\"host_int\": 413, \"version\": [1, -8.5e1], \"port\": true, \"name\": \"a\\\"b\"}";
    frames.udp("db-lsp-disc", 17500, announcement.getBytes(UTF_8));
    KerberosMessages.all().forEach(message -> frames.udp("kerberos", 88, message));
    frames.udp(
        "dtls",
        40_001,
        bytes()
            .hex("16 fefd 0000 000000000001 0010 01 000200 0000 000000 000004 fefd5a5a")
            .hex("14 fefd 0000 000000000002 0001 01 16 fefd 0001 000000000000 0004 5a5a5a5a")
            .build());
    SipMessages.all()
        .forEach(
            message -> {
              boolean describes = new String(message, ISO_8859_1).contains("\r\n\r\nv=0");
              frames.udp(describes ? "sip:sdp" : "sip", 5060, message);
            });
  }

  private void udp(String layers, int port, byte[] payload) {
    byte[] packet = ipv4(UDP, Frames.udp(40_000, port, payload));
    all.add(new Sample(101, "ip:udp:" + layers, packet));
  }

  /** A search for services (UPnP Device Architecture 2.0, section 1.3.2), and an answer. */
  private void discovery() {
    String search =
        """
        M-SEARCH * HTTP/1.1\r
        HOST: 239.255.255.250:1900\r
        MAN: "ssdp:discover"\r
        MX: 2\r
        ST: ssdp:all\r
        \r
        """;
    udp("ssdp", 1900, search.getBytes(UTF_8));
    String answer =
        """
        HTTP/1.1 200 OK\r
        CACHE-CONTROL: max-age=1800\r
        EXT:\r
        LOCATION: http://192.0.2.1:80/d.xml\r
        ST: upnp:rootdevice\r
        \r
        """;
    udp("ssdp", 1900, answer.getBytes(UTF_8));
  }

  /**
   * Each message of the Service Location Protocol (RFC 2608 sections 8 and 10), and a first one.
   */
  private void services() {
    String url = "00 ffff 000f 736572766963653a782f2f612e746573 00";
    String scope = "0007 64656661756c74";
    String attributes = "0007 28613d31292c62";
    String[] messages = {
      "0000 0009 736572766963653a78" + scope + "0000 0000",
      "0000 0001" + url,
      url + "0009 736572766963653a78" + scope + attributes + "00",
      scope + url + "0001 61",
      "0000",
      "0000 000f 736572766963653a782f2f612e746573" + scope + "0001 61 0000",
      "0000" + attributes + "00",
      "0000 00000001 000f 736572766963653a782f2f612e746573" + scope + attributes + "0000 00",
      "0000 ffff" + scope,
      "0000 0009 736572766963653a78",
      "000f 736572766963653a782f2f612e746573" + scope + attributes + "00",
    };
    for (int i = 0; i < messages.length; i++) {
      byte[] rest = bytes().hex("2000 000000 0007 0002 656e").hex(messages[i]).build();
      byte[] head = bytes().hex("02").u8(i + 1).hex("00").u16(rest.length + 5).build();
      udp("srvloc", 427, bytes().add(head, rest).build());
    }
    udp("srvloc", 427, bytes().hex("01 05 000e 48 00 656e 006a 0007 0000").build());
  }

  /** Google's QUIC: a hello in each byte order of numbers, and a reset. */
  private void earlyQuic() {
    String hello = "43484c4f 0200 0000 534e4900 04000000 55414944 07000000 612e6264 757674";
    String hash = "000102030405060708090a0b";
    for (String version : new String[] {"51303330 01" + hash + "00", "51303339 01" + hash}) {
      udp(
          "gquic",
          40_001,
          bytes().hex("0d 0102030405060708").hex(version).hex("a0 01 001f").hex(hello).build());
    }
    udp(
        "gquic",
        40_001,
        bytes()
            .hex("c3 51303436 50 0102030405060708 00000001")
            .hex(hash)
            .hex("a0 01 001f")
            .hex(hello)
            .build());
    udp("gquic", 40_001, bytes().hex("0b 0102030405060708 51303339").hex(hello).build());
  }

  /** Calls of the port mapper, with the caller's system, and of a program without names. */
  private void procedures() {
    String call = "01020304 00000000 00000002";
    String unix =
        "00000001 0000001c 00000007 00000002 61620000 000003e8 00000064 00000001 00000005";
    String none = "00000000 00000000";
    String port = "000186a3 00000003 00000011 00000000";
    udp(
        "rpc",
        111,
        bytes().hex(call).hex("000186a0 00000002 00000003").hex(unix).hex(none).hex(port).build());
    udp(
        "rpc",
        40_001,
        bytes().hex(call).hex("000186a1 00000002 00000001").hex(none).hex(none).build());
  }

  /** Messages of Gnutella's hash table: a ping, its answer, a search with its answer, a value. */
  private void hashTables() {
    String node = "000102030405060708090a0b0c0d0e0f10111213";
    String address = "04 c0000201 1234";
    String[] rests = {
      "",
      address + "02 0101",
      node,
      "01 07 01 47544b47 0100" + node + address,
      node + "01" + node + "41544c54"
    };
    int[] operations = {1, 2, 5, 6, 7};
    for (int i = 0; i < rests.length; i++) {
      byte[] rest =
          bytes()
              .u8(operations[i])
              .hex("47544b47 0100" + node + address + "01 01 0000" + rests[i])
              .build();
      byte[] head = bytes().add(new byte[16]).hex("44 0000").u8(rest.length, 0, 0, 0).build();
      udp("mojito", 40_001, bytes().add(head, rest).build());
    }
  }

  /** Calls of the Andrew File System, and what answers their packets. */
  private void files() {
    String head = "01020304 00000005 00000006 00000001 00000007";
    udp("rx", 7000, bytes().hex(head).hex("01 05 00 02 0000 0001 00000084").build());
    udp(
        "rx",
        7003,
        bytes()
            .hex(head)
            .hex("02 00 00 00 0000 0001 0000 0000 00000001 00000000 00000007 01 02 00 01 000000")
            .hex("000005dc 000005a4 00000020 00000004")
            .build());
    udp("rx", 7000, bytes().hex(head).hex("04 00 00 00 0000 0001 ffffffff").build());
    udp(
        "rx",
        7000,
        bytes().hex(head).hex("06 00 00 02 0000 0001 00000002 00000009 00000000").build());
  }

  /** How two systems watch the path between them (RFC 5880), and what a sensor of a grid sends. */
  private void paths() {
    String head = "05 %s 00000001 00000002 000f4240 000f4240 00000000";
    udp("bfd", 3784, bytes().hex("20c0" + head.formatted("18")).build());
    udp("bfd", 4784, bytes().hex("20c4" + head.formatted("21") + "0109016162636465 66").build());
    udp(
        "bfd",
        3784,
        bytes().hex("20c4" + head.formatted("2a") + "02120100 00000005").add(new byte[10]).build());
    String time = "4893352a 00 199999";
    udp("synphasor", 4713, bytes().hex("aa41 0012 00f1" + time + "0005 d7d0").build());
    udp("synphasor", 4713, bytes().hex("aa01 0014 00f1" + time + "00000000 c1e2").build());
  }

  /** What gateways are told, and how exchanges speak to one another (RFC 5456 section 8.1). */
  private void gateways() {
    for (String text :
        new String[] {
          "!/1 <control>\nT=17{C=-{AV=DS/1/5{AT{M}}}}",
          "MEGACO/1 [192.0.2.1]:2944\nReply = 18 { Context = 191 { Add = A/1 , w-s = A/2 { er = 435"
              + " { \"} C = 7\" } } }, C = * { MF=$ } }",
        }) {
      udp("megaco", 2944, text.getBytes(US_ASCII));
    }
    udp("iax2", 4569, bytes().hex("8004 0000 00000001 00 00 06 01 0b02 0002").build());
    udp("iax2", 4569, bytes().hex("8017 8004 0000001f 01 01 04 04").build());
    udp("iax2", 4569, bytes().hex("8004 0017 00000049 01 02 02 02 d5d5d5d5").build());
    udp("iax2", 4569, bytes().hex("0004 0038 d5d5d5d5").build());
  }

  /** A transfer of UFTP: who may take part, what is sent, a part of it, and the end. */
  private void multicastFiles() {
    String time = "0005f5e1 00000007";
    String[] messages = {
      "01 06 00 14 02 00 0514" + time + "e6040401 e6050538",
      "01 0c 04 14 00 00 0514" + time + "ff150000".repeat(8),
      "04 01 0000 0a000002",
      "07 08 0001 00 000000 01 00 000000044000 00000000" + time + "612e7478 0a000002",
      "09 02 0001 0000 0003 6263",
      "0a 02 0001 0000 0000 0a000002",
      "0b 02 0001 0000 0000 08",
      "0c 02 0001 01 000000 0a000002",
      "0d 01 0000 0a000002",
      "0f 02 00000000 00000001"
    };
    for (String message : messages) {
      String head = message.substring(0, 2) + "0001 0a000001 01020304 00 9d 01 00";
      udp("uftp4", 1044, bytes().hex("40" + head + message).build());
      udp("uftp5", 1044, bytes().hex("50" + head + message).build());
    }
  }

  /** Ports of a router are mapped (RFC 6886 section 3, RFC 6887 section 11). */
  private void mappings() {
    udp("nat-pmp", 5351, bytes().hex("0000").build());
    udp("nat-pmp", 5351, bytes().hex("0002 0000 c8d5 c8d5 00000e10").build());
    udp("nat-pmp", 5351, bytes().hex("0080 0000 002b3add c0000201").build());
    udp("nat-pmp", 5351, bytes().hex("0082 0000 002b3add c8d5 c8d5 00000e10").build());
    String mapping =
        "0102030405060708090a0b0c 06 000000 1f90 1f90 00000000000000000000ffffc0000201";
    String request = "0201 0000 00000e10 00000000000000000000ffff0a000001";
    String response = "0281 0000 00000e10 00000009 000000000000000000000000";
    udp("portcontrol", 5351, bytes().hex(request + mapping).build());
    udp("portcontrol", 5351, bytes().hex(response + mapping).build());
  }

  /** Messages of Babel, one of each type; what a controller is asked for, and what it answers. */
  private void routes() {
    byte[] body =
        bytes()
            .hex("00 0102 0000 0206 0000 abcd 0190 0302 abcd 0406 0000 de0b 0190")
            .hex("0508 0300 0060 04b0 8d84 060a 0000 0102030405060708 0706 0300 0102 0304")
            .hex("080e 02 40 20 00 0640 0001 0100 c0000201 0902 0000 0a0a 0100 0001 4000 01020304")
            .build();
    udp("babel", 6696, bytes().hex("2a02").u16(body.length).add(body).hex("1002 0102").build());
    udp("omron", 9600, bytes().hex("80 00 02 000000 000000 7a 0101 00 cccc cc 0001").build());
    udp("omron", 9600, bytes().hex("c0 00 02 000000 000000 7a 0101 0000 0001").build());
  }

  /** Datagrams of NetBIOS (RFC 1002 section 4.4): one with SMB, an error, and a query. */
  private void netbiosDatagrams() {
    byte[] name =
        bytes().hex("20").add("FFFDEFFCCNFAEDCACACACACACACACAAA".getBytes(UTF_8)).hex("00").build();
    String head = "02 dcc3 c0000201 008a";
    udp(
        "nbdgm",
        138,
        bytes()
            .hex("11" + head + "0066 0000")
            .add(name, name)
            .hex("ff534d42 25 00 00 0000 00 0000 0000 0000000000000000 0000 0001 0002 0003 0004")
            .build());
    udp("nbdgm", 138, bytes().hex("13" + head + "82").build());
    udp("nbdgm", 138, bytes().hex("14" + head).add(name).build());
  }

  /** How tunnels of mobile networks are set up, in both versions. */
  private void tunnelControl() {
    byte[] first =
        bytes()
            .hex("02 42101032547698f0 03 64f600fffeff 0180 0800 0e03 0ffd 1000000001 1100000002")
            .hex("1405 1a0800 7f00000001 800006 f121c0000201 83000908696e7465726e6574")
            .hex("850004c0000202 86000791644720214365 87000c 021b421f738c404074 4b4040")
            .hex("97000102 9900022300 ff00052aab020103")
            .build();
    udp(
        "gtp",
        2123,
        bytes().hex("3210").u16(first.length + 4).hex("00000000 0c01 0000").add(first).build());
    byte[] second =
        bytes()
            .hex("01000800 42101032547698f0 02000600100700000000 4700090008696e7465726e6574")
            .hex("480008000000100000002000 4b0008005315403020100f00 4c000600647021436587")
            .hex("4d000200ffff 4f00050001c0000201 5200010006 6300010001 0300010007")
            .hex("570009008a00000001c0000202 5d00120049000100055700090181 00000002c0000203")
            .hex("500016007c09 0000000001 0000000002 0000000003 0000000004")
            .hex("5e00040000000001 5f0002000800 6100010003 6400010001 720002002301 7f00010000")
            .build();
    udp(
        "gtpv2",
        2123,
        bytes().hex("4820").u16(second.length + 8).hex("00000000 00000100").add(second).build());
  }

  private void names() {
    byte[] question = bytes().hex("04 73686f70 04 74657374 00").build();
    byte[] query = bytes().u16(7, 0x0120, 1, 0, 0, 0).add(question).u16(1, 1).build();
    udp("dns", 53, query);
    udp("mdns", 5353, bytes().u16(0, 0, 1, 0, 0, 0).add(question).u16(255, 0x8001).build());
    udp("llmnr", 5355, query);
    byte[][] records = {
      record(1, "c0000201"),
      record(2, "c00c"),
      record(5, "03777777c00c"),
      record(6, "c00c c00c 00000001 00000002 00000003 00000004 00000005"),
      record(11, "c0000201 06 00e0"),
      record(13, "03313233 03343536"),
      record(14, "c00c c00c"),
      record(15, "000a c00c"),
      record(16, "02 6869 03 c3a900"),
      record(17, "c00c c00c"),
      record(25, "0100 03 05 0102030405"),
      record(26, "000a c00c c00c"),
      record(27, "0131 0132 0133"),
      record(28, "20010db8000000000000000000000001"),
      record(29, "00 12 16 13 80000000 80000000 00989680"),
      record(30, "c00c 40"),
      record(33, "0001 0002 1f90 c00c"),
      record(35, "0001 0002 0155 0741424344454647 00 c00c"),
      record(37, "0001 0002 05 010203"),
      record(38, "40 0000000000000001 c00c"),
      record(42, "0001 18 03 0a0000 0002 40 84 20010db8 0009 01 01 07"),
      record(43, "1234 08 02 0102030405060708"),
      record(44, "01 01 0102030405"),
      record(45, "0a 01 02 c0000201 0102"),
      record(45, "0a 03 02 c00c 0102"),
      record(46, "0001 08 02 0000003c 60000000 5f000000 1234 00 010203"),
      record(47, "c00c 0006 400000000003"),
      record(48, "0101 03 08 0301000103"),
      record(50, "01 01 000a 02 aabb 05 0102030405 0001 40"),
      record(51, "01 00 000a 00"),
      record(52, "03 01 01 0102030405"),
      record(55, "04 02 0003 01020304 010203 c00c"),
      record(61, "0102030405"),
      record(62, "00000001 0003 0001 40"),
      record(63, "00000001 01 01 0102"),
      record(
          65,
          "0001 00 0000 0002 0001 0001 0006 02 6832 02 6833 0003 0002 01bb 0004 0004 c0000201"
              + "0005 0003 010203 0006 0010 20010db8000000000000000000000001 0009 0001 07"),
      record(108, "02000000000a"),
      record(249, "c00c 60000000 60000001 0003 0000 0002 0102 0000"),
      record(250, "c00c 000060000000 012c 0002 0102 0007 0000 0000"),
      record(257, "80 05 6973737565 63612e74657374"),
      record(1234, "010203"),
      edns(
          "0005 0002 080d 0008 0007 0001 18 00 c00002 0008 0008 0002 20 00 20010db8"
              + "000a 000a 0102030405060708 0910 000b 0002 0064 000c 0002 0000 000d 0002 c00c"
              + "000f 0004 0012 6e6f"),
    };
    byte[] response =
        bytes()
            .u16(7, 0x8580, 1, records.length, 0, 0)
            .add(question)
            .u16(255, 1)
            .add(records)
            .build();
    udp("dns", 53, response);
    udp("mdns", 5353, response);
    udp("llmnr", 5355, response);
  }

  /** Messages of NetBIOS: a query, an answer with addresses, and a node's names. */
  private void netbios() {
    String name = "20" + "4648454a4644".repeat(4) + "4341434143414341 00 ";
    udp("nbns", 137, bytes().hex("1234 0110 0001 0000 0000 0000").hex(name).u16(32, 1).build());
    String answer = "c00c 0020 0001 0000012c 000c 6000 c0000201 8000 c0000202";
    String status =
        "c00c 0021 0001 00000000 004f 02 "
            + "53484f50202020202020202020202000 0400 53484f5000202020202020202020201c 8400"
            + "02000000000a"
            + "00".repeat(36)
            + "c00c 000a 0001 00000000 0002 0102";
    udp(
        "nbns",
        137,
        bytes()
            .hex("1234 8500 0001 0001 0000 0002")
            .hex(name)
            .u16(32, 1)
            .hex(answer)
            .hex(status)
            .build());
  }

  private void configuration() {
    String options =
        "35 01 05  32 04 c0000205  0c 02 6869  01 04 ffffff00  03 08 c0000201 c0000202"
            + "33 04 00000e10  13 01 01  16 02 0240  19 04 01000200  21 08 c0000200 c0000201"
            + "37 03 010306  3d 07 01 02000000000a  3d 13 ff 00000001 0001 0001 00000002"
            + "02000000000a 0000  4d 06 02 6869 02 6869  51 05 04 00 00 01 68"
            + "52 0c 01 02 0102 02 02 0304 05 02 c000  5a 0b 01 01 00 0000000000000001"
            + "5d 02 0000  5e 03 01 02 01  61 11 00 000102030405060708090a0b0c0d0e0f"
            + "77 0b 03 616263 00 02 6465 c000 00  79 08 18 c00002 c0000201  7d 05 00000001 00"
            + "00 00 ff 0000";
    byte[] message =
        bytes()
            .hex("02 01 06 00 12345678 0001 8000 00000000 c0000205 c0000201 00000000")
            .hex("02000000000a 0000 0000000000000000")
            .hex("626f6f74")
            .add(new byte[60])
            .hex("66696c65")
            .add(new byte[124])
            .hex("63825363")
            .hex(options)
            .build();
    udp("dhcp", 67, message);
    udp("dhcp", 68, message);
  }

  /** Messages of DHCPv6, one with each kind of option, and one that relays passed on. */
  private void configuration6() {
    String address = "20010db8000000000000000000000001";
    String name = "03 777777 04 74657374 00";
    String options =
        "0001 000e 0001 0001 1846488c 001122334455  0002 000a 0003 0001 001122334455"
            + "0002 0008 0002 00000009 0102  0001 0012 0004 000102030405060708090a0b0c0d0e0f"
            + "0003 0028 02030405 00000e10 00001518 0005 0018 "
            + address
            + "00001c20 00001d4c  0004 0004 02030405  0019 0029 02030405 00000e10 00001518"
            + "001a 0019 00001c20 00001d4c 38 "
            + address
            + "0006 0004 0017 0018  0007 0001 ff  0008 0002 0064  000c 0010 "
            + address
            + "000d 0004 0000 6f6b  000e 0000  000f 0006 0004 00010203  0010 0008 00000009 0002"
            + " 68690011 000a 00000009 0001 0002 0102  0012 0002 0102  0013 0001 05000b 000f 030001"
            + " 0102030405060708 01 020304  0017 0020 "
            + address
            + address
            + "0018 000a "
            + name
            + "0015 000a "
            + name
            + "0027 000b 01 "
            + name
            + "0020 0004 00000e10  0025 0006 00000009 0102  0029 0002 6869"
            + "0038 0036 0001 0010 "
            + address
            + "0002 0010 "
            + address
            + "0003 000a "
            + name
            + "0040 000a "
            + name
            + "0070 0002 6869 0087 0002 0223 1234 0001 00";
    byte[] message = bytes().hex("07 f69b57").hex(options).build();
    udp("dhcpv6", 546, message);
    byte[] relayed = bytes().hex("0c 00").hex(address).hex(address).hex("0009").build();
    byte[] inner = bytes().add(relayed).u16(message.length).add(message).build();
    udp("dhcpv6", 547, bytes().add(relayed).u16(inner.length).add(inner).build());
  }

  private void times() {
    String times = "e0000000 80000000  e0000001 00000000  e0000002 00000000  e0000003 40000000";
    String server = "24 02 06 e9  00000c4f  00001234  c0000201";
    udp("ntp", 123, bytes().hex(server).hex(times).build());
    String extension = "0104 0010 000102030405060708090a0b";
    byte[] code = new byte[16];
    udp("ntp", 123, bytes().hex(server + times + extension + "00000001").add(code).build());
    udp("ntp", 123, bytes().hex("16 02 0001 0000 0000 0000 0000").build());
    udp("ntp", 123, bytes().hex("17 00 03 2a 0000 0000").build());
  }

  private void traversal() {
    String head = "2112a442 000102030405060708090a0b";
    udp(
        "stun",
        3478,
        bytes()
            .hex("0001 0014")
            .hex(head)
            .hex("0006 0005 6869686968 000000  0024 0004 6e000001")
            .build());
    udp(
        "stun",
        9999,
        bytes()
            .hex("0101 0040")
            .hex(head)
            .hex(
                "0001 0008 00 01 1234 c0000201  0020 0008 00 01 3326 e112a643"
                    + "0020 0014 00 02 3326 0113a9fa00010203 0405060708090a0a"
                    + "8022 0004 74657374  8028 0004 12345678")
            .build());
    udp(
        "stun",
        3478,
        bytes()
            .hex("0113 0024")
            .hex(head)
            .hex(
                "0009 0008 0000 04 01 6e6f7065  000a 0004 8001 8002  000c 0004 4000 0000"
                    + "0019 0004 11 000000")
            .build());
  }

  private void access() {
    String attributes =
        "0106 616c6963  04 06 c0000201  05 06 00000001  03 13 07 000102030405060708090a0b0c0d0e0f"
            + "08 06 c0000205  1a 0a 00000009 01 04 6869  12 04 6f6b  37 06 60000000"
            + "5f 12 20010db8000000000000000000000001  50 12 000102030405060708090a0b0c0d0e0f";
    byte[] values = bytes().hex(attributes).build();
    byte[] code = new byte[16];
    udp("radius", 1812, bytes().u8(1, 7).u16(20 + values.length).add(code, values).build());
    udp("radius", 1813, bytes().u8(5, 7).u16(20).add(code).build());
    byte[] more =
        bytes()
            .hex("40 06 01 00000d  51 05 02 3432  38 06 3100002a  3a 05 31 7631  61 06 0040 2001")
            .hex("1a 1b 00000137 10 0b 8001 1122334455667788 0c 0a 0102030405060708 1a 02 ff 03 00")
            .hex("1a 0c 000001ad 0000986c 0102  1a 0c 00001fe4 0003 0006 7465  1a 06 00000009")
            .hex("f0 04 abcd")
            .build();
    udp("radius", 1812, bytes().u8(2, 7).u16(20 + more.length).add(code, more).build());
  }

  /** Messages of SNMP: one with each kind of value, and one of each version. */
  private void management() {
    byte[][] bindings = {
      binding("0201ff"),
      binding("04026869"),
      binding("0500"),
      binding("06032b0601"),
      binding("4004c0000201"),
      binding("401020010db8000000000000000000000001"),
      binding("400101"),
      binding("41050080000000"),
      binding("420101"),
      binding("43020102"),
      binding("44020102"),
      binding("450101"),
      binding("460900ffffffffffffffff"),
      binding("470101"),
      binding("8000"),
      binding("8100"),
      binding("8200"),
      binding("0901 00"),
    };
    byte[] numbers = bytes().hex("0204 00000007 020100 020100").build();
    byte[] list = element(0x30, bindings);
    byte[] community = bytes().hex("020101 0406 7075626c6963").build();
    udp("snmp", 161, element(0x30, community, element(0xA2, numbers, list)));
    byte[] bulk = element(0xA5, numbers, element(0x30));
    udp("snmp", 161, element(0x30, community, bulk));
    byte[] trap = bytes().hex("06032b0601 4004c0000201 020106 020102 430103").build();
    byte[] first = bytes().hex("020100 0406 7075626c6963").build();
    udp("snmp", 162, element(0x30, first, element(0xA4, trap, list)));
    for (String engine : ENGINES) {
      byte[] parameters =
          element(
              0x30,
              element(4, bytes().hex(engine).build()),
              bytes().hex("020107 020108 0402 6869 0404 01020304 0402 0102").build());
      byte[] scoped =
          element(0x30, bytes().hex("0402 8000 0402 6869").build(), element(0xA8, numbers, list));
      byte[] head = bytes().hex("020103 300d 020102 02020400 040107 020103").build();
      udp("snmp", 161, element(0x30, head, element(4, parameters), scoped));
    }
    byte[] user = bytes().hex("0400 020107 020108 0402 6869 0400 0402 0102").build();
    byte[] secret = bytes().hex("020103 300d 020102 02020400 040107 020103").build();
    byte[] hidden = bytes().hex("0402 0102").build();
    udp("snmp", 161, element(0x30, secret, element(4, element(0x30, user)), hidden));
  }

  /** One identifier of each format (RFC 3411 section 5). */
  private static final List<String> ENGINES =
      List.of(
          "8000000901c0000201",
          "800000090220010db8000000000000000000000001",
          "800000090302000000000a",
          "80000009030002000000000a",
          "80000009046869",
          "8000000905010203",
          "80001f8880a9498e5e3a2c3043",
          "00000009010203040506 0708");

  private static byte[] binding(String value) {
    return element(0x30, bytes().hex("06 05 2b06018f51").hex(value).build());
  }

  /** An element of ASN.1. */
  private static byte[] element(int tag, byte[]... parts) {
    byte[] content = bytes().add(parts).build();
    return bytes().hex("%02x 82".formatted(tag)).u16(content.length).add(content).build();
  }

  private void messages() {
    String structured =
        "<165>1 2003-10-11T22:14:15.003+01:00 host.test app 1234 ID47 - \u00e9 text";
    udp("syslog", 514, structured.getBytes(UTF_8));
    udp("syslog", 514, "<34>Oct 11 22:14:15 host su[12]: failed".getBytes(UTF_8));
    udp("syslog", 514, "no priority".getBytes(UTF_8));
  }

  private void transfers() {
    udp("tftp", 69, "\0\1file.bin\0octet\0blksize\0001428\0".getBytes(UTF_8));
    udp("tftp", 69, "\0\2file.bin\0octet\0".getBytes(UTF_8));
    udp("tftp", 69, "\0\3\0\1data".getBytes(UTF_8));
    udp("tftp", 69, "\0\4\0\1".getBytes(UTF_8));
    udp("tftp", 69, "\0\5\0\1no file\0".getBytes(UTF_8));
    udp("tftp", 69, "\0\6blksize\0001428\0".getBytes(UTF_8));
  }

  private static byte[] record(int type, String data) {
    byte[] bytes = bytes().hex(data).build();
    return bytes().hex("c00c").u16(type, 1).u32(60).u16(bytes.length).add(bytes).build();
  }

  private static byte[] edns(String options) {
    byte[] bytes = bytes().hex(options).build();
    return bytes().hex("00 0029 1000 00 00 8000").u16(bytes.length).add(bytes).build();
  }
}
