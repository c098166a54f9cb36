package io.weft.protocol.app.rpc;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;

/** What is called. */
record RpcCall(int program, int version, int procedure) {
  /** What a call calls, or what is answered by a reply; null where that is not known. */
  static RpcCall of(Packet packet, int layer) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    if (Rpc.isCall(bytes, at, packet.limit(layer))) {
      return read(bytes, at);
    }
    return packet.attached(layer) instanceof RpcReply reply ? reply.call() : null;
  }

  static RpcCall read(byte[] bytes, int at) {
    return new RpcCall(
        BigEndian.i32(bytes, at + Rpc.PROGRAM),
        BigEndian.i32(bytes, at + Rpc.PROGRAM_VERSION),
        BigEndian.i32(bytes, at + Rpc.PROCEDURE));
  }

  /** The program's name, or its number where it has none. */
  String programName() {
    String known = RpcProgram.nameOf(program);
    return known == null ? Integer.toUnsignedString(program) : known;
  }

  /** The procedure's name, or its number where it has none. */
  String procedureName() {
    RpcProgram known = RpcProgram.of(program);
    String name = known == null ? null : known.procedureName(version, procedure);
    return name == null ? "proc-" + Integer.toUnsignedString(procedure) : name;
  }
}
