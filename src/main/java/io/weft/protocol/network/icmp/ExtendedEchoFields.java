package io.weft.protocol.network.icmp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;

/** The fields of extended echo messages (RFC 8335), which ICMP and ICMPv6 have alike. */
final class ExtendedEchoFields {
  private final FixedFields common;
  private final FixedFields request;
  private final FixedFields reply;

  /**
   * @param protocol with whose name those of the fields begin
   * @param identifier of echo messages
   */
  ExtendedEchoFields(String protocol, Field identifier) {
    String prefix = protocol + ".ext.echo.";
    common = FixedFields.of(at(4, identifier), at(6, Field.u8(prefix + "seq", "Sequence number")));
    request =
        FixedFields.of(
            at(7, Field.u8(prefix + "req.res", "Reserved").masked(0xFE).hexadecimal()),
            at(7, Field.flag(prefix + "req.local", "Local bit", 8, 0x01)));
    reply =
        FixedFields.of(
            at(7, Field.u8(prefix + "rsp.state", "State").masked(0xE0)),
            at(7, Field.u8(prefix + "rsp.res", "Reserved").masked(0x18).hexadecimal()),
            at(7, Field.flag(prefix + "rsp.active", "Active bit", 8, 0x04)),
            at(7, Field.flag(prefix + "rsp.ipv4", "IPv4 bit", 8, 0x02)),
            at(7, Field.flag(prefix + "rsp.ipv6", "IPv6 bit", 8, 0x01)));
  }

  /** What requests and replies have. */
  FixedFields common() {
    return common;
  }

  FixedFields request() {
    return request;
  }

  FixedFields reply() {
    return reply;
  }

  void readRequest(byte[] bytes, int at, int end, FieldSink sink) {
    common.read(bytes, at, end, sink);
    request.read(bytes, at, end, sink);
  }

  void readReply(byte[] bytes, int at, int end, FieldSink sink) {
    common.read(bytes, at, end, sink);
    reply.read(bytes, at, end, sink);
  }
}
