package io.weft.protocol.app.bfd;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** A control packet by which two systems watch the path between them (RFC 5880 section 4). */
public final class Bfd extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("bfd", "Bidirectional Forwarding Detection Control Message");

  /** Control over one hop (RFC 5881), several (RFC 5883), links of a bundle and seamless. */
  private static final int[] PORTS = {3784, 4784, 6784, 7784};

  private static final int MIN_LENGTH = 24;
  private static final int VERSION = 1;

  private static final int STATE = 1;
  private static final int MULTIPLIER = 2;
  private static final int LENGTH = 3;
  private static final int DISCRIMINATOR = 4;
  private static final int AUTHENTICATED = 0x04;

  // Types of authentication.
  private static final int PASSWORD = 1;
  private static final int MD5 = 2;
  private static final int MAX_TYPE = 5;

  private static final ValueNames STATES = ValueNames.from0("AdminDown", "Down", "Init", "Up");
  private static final Field FLAGS = Field.u8("bfd.flags", "Message Flags").hexadecimal();
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u8("bfd.version", "Protocol Version").masked(0xE0)),
          at(
              0,
              Field.u8("bfd.diag", "Diagnostic Code")
                  .masked(0x1F)
                  .hexadecimal()
                  .named(
                      ValueNames.from0(
                          "No Diagnostic",
                          "Control Detection Time Expired",
                          "Echo Function Failed",
                          "Neighbor Signaled Session Down",
                          "Forwarding Plane Reset",
                          "Path Down",
                          "Concatenated Path Down",
                          "Administratively Down",
                          "Reverse Concatenated Path Down"))),
          at(STATE, Field.u8("bfd.sta", "Session State").masked(0xC0).hexadecimal().named(STATES)),
          at(STATE, FLAGS),
          at(STATE, flag("bfd.flags.p", "Poll", 0x20)),
          at(STATE, flag("bfd.flags.f", "Final", 0x10)),
          at(STATE, flag("bfd.flags.c", "Control Plane Independent", 0x08)),
          at(STATE, flag("bfd.flags.a", "Authentication Present", AUTHENTICATED)),
          at(STATE, flag("bfd.flags.d", "Demand", 0x02)),
          at(STATE, flag("bfd.flags.m", "Multipoint", 0x01)),
          at(MULTIPLIER, Field.u8("bfd.detect_time_multiplier", "Detect Time Multiplier")),
          at(LENGTH, Field.u8("bfd.message_length", "Message Length")),
          at(DISCRIMINATOR, Field.u32("bfd.my_discriminator", "My Discriminator").hexadecimal()),
          at(8, Field.u32("bfd.your_discriminator", "Your Discriminator").hexadecimal()),
          at(12, Field.u32("bfd.desired_min_tx_interval", "Desired Min TX Interval")),
          at(16, Field.u32("bfd.required_min_rx_interval", "Required Min RX Interval")),
          at(20, Field.u32("bfd.required_min_echo_interval", "Required Min Echo Interval")));
  private static final FixedFields AUTHENTICATION =
      FixedFields.of(
          at(
              0,
              Field.u8("bfd.auth.type", "Authentication Type")
                  .named(
                      ValueNames.of(
                          "1 Simple Password",
                          "2 Keyed MD5",
                          "3 Meticulous Keyed MD5",
                          "4 Keyed SHA1",
                          "5 Meticulous Keyed SHA1"))),
          at(1, Field.u8("bfd.auth.len", "Authentication Length")),
          at(2, Field.u8("bfd.auth.key", "Authentication Key ID")));
  private static final FixedFields SECRET =
      FixedFields.of(rest(3, Field.text("bfd.auth.password", "Password")));
  private static final FixedFields DIGEST =
      FixedFields.of(
          at(4, Field.u32("bfd.auth.seq_num", "Sequence Number").hexadecimal()),
          rest(8, Field.bytes("bfd.checksum", "Checksum")));

  private static Field flag(String name, String label, int mask) {
    return Field.flag(name, label, Byte.SIZE, mask).within(FLAGS);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(
        PROTOCOL, LayerFields.of(Bfd::read, List.of(HEAD, AUTHENTICATION, SECRET, DIGEST)));
    chain.info(PROTOCOL, Bfd::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, MIN_LENGTH), MIN_LENGTH, Bfd::fit)
            .ports(PORTS));
  }

  /**
   * What RFC 5880 asks of each packet in section 6.8.6: the version, a length that fits, and a
   * multiplier and a discriminator that are not zero.
   */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int length = BigEndian.u8(bytes, from + LENGTH);
    return Fit.yesIf(
        (bytes[from] >> 5 & 7) == VERSION
            && length >= MIN_LENGTH
            && length <= wireTo - from
            && bytes[from + MULTIPLIER] != 0
            && BigEndian.i32(bytes, from + DISCRIMINATOR) != 0);
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    int state = BigEndian.u8(packet.bytes(layer), packet.start(layer) + STATE) >> 6;
    text.append(STATES.name(state));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    HEAD.read(bytes, start, limit, sink);
    int at = start + MIN_LENGTH;
    if ((bytes[start + STATE] & AUTHENTICATED) == 0 || limit - at < 2) {
      return;
    }
    int end = Math.min(limit, at + BigEndian.u8(bytes, at + 1));
    AUTHENTICATION.read(bytes, at, end, sink);
    if (bytes[at] == PASSWORD) {
      SECRET.read(bytes, at, end, sink);
    } else if (bytes[at] >= MD5 && bytes[at] <= MAX_TYPE) {
      DIGEST.read(bytes, at, end, sink);
    }
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 3: 3 where the path is up. */
  public int state() {
    return BigEndian.u8(bytes, at + STATE) >> 6;
  }
}
