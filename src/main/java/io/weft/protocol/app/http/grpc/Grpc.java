package io.weft.protocol.app.http.grpc;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;

/** A message of gRPC ("gRPC over HTTP2", Length-Prefixed-Message), in a stream of HTTP/2. */
public final class Grpc {
  public static final Protocol PROTOCOL = Protocol.of("grpc", "GRPC Message");

  private Grpc() {}

  /** Says of a chain's packets what layers of messages have. */
  public static void register(Chain.Builder chain) {
    chain.lateFields(PROTOCOL, Grpc::fields);
    chain.appended(PROTOCOL);
  }

  private static LayerFields fields() {
    return FixedFields.of(
        at(
            0,
            Field.u8("grpc.frame_type", "Frame Type")
                .masked(0x80)
                .named(ValueNames.of("0 Data", "1 Trailer"))),
        at(
            0,
            Field.u8("grpc.compressed_flag", "Compressed Flag")
                .masked(0x01)
                .named(ValueNames.of("0 Not Compressed", "1 Compressed"))),
        at(1, Field.u32("grpc.message_length", "Message Length")),
        rest(GrpcMessages.PREFIX, Field.bytes("grpc.message_data", "Message Data")));
  }
}
