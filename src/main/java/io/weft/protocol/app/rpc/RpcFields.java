package io.weft.protocol.app.rpc;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.ArrayList;
import java.util.List;

/** The fields of a message, by Wireshark's names. */
final class RpcFields {
  private static final int UNIX = 1;

  private static final int SUCCESS = 0;
  private static final int PROGRAM_MISMATCH = 2;
  private static final int ACCEPTED = 0;
  private static final int RPC_MISMATCH = 0;

  private static final FieldSequence HEAD =
      FieldSequence.of(
          Field.u32("rpc.xid", "XID").hexadecimal(),
          Field.u32("rpc.msgtyp", "Message Type").named(ValueNames.from0("Call", "Reply")));
  private static final Field PROGRAM =
      Field.u32("rpc.program", "Program").named(RpcProgram::nameOf);
  private static final Field PROGRAM_VERSION =
      Field.u32("rpc.programversion", "Program Version").repeating();
  private static final Field PROCEDURE = Field.u32("rpc.procedure", "Procedure").repeating();
  private static final FieldSequence CALL =
      FieldSequence.of(
          Field.u32("rpc.version", "RPC Version"), PROGRAM, PROGRAM_VERSION, PROCEDURE);

  private static final Field FLAVOR =
      Field.u32("rpc.auth.flavor", "Flavor")
          .named(
              ValueNames.of(
                  "0 AUTH_NULL",
                  "1 AUTH_UNIX",
                  "2 AUTH_SHORT",
                  "3 AUTH_DES",
                  "4 AUTH_KRB4",
                  "6 RPCSEC_GSS"))
          .repeating();
  private static final Field LENGTH = Field.u32("rpc.auth.length", "Length").repeating();
  private static final FieldSequence AUTHENTICATION = FieldSequence.of(FLAVOR, LENGTH);
  private static final FieldSequence STAMP =
      FieldSequence.of(Field.u32("rpc.auth.stamp", "Stamp").hexadecimal());
  private static final Field MACHINE = Field.text("rpc.auth.machinename", "Machine Name");
  private static final Field GROUP = Field.u32("rpc.auth.gid", "GID").repeating();
  private static final FieldSequence USER =
      FieldSequence.of(Field.u32("rpc.auth.uid", "UID"), GROUP);
  private static final FieldSequence GROUPS = FieldSequence.of(GROUP);

  private static final ValueNames ACCEPT_STATES =
      ValueNames.from0(
          "RPC executed successfully",
          "remote hasn't exported program",
          "remote can't support version #",
          "program can't support procedure",
          "procedure can't decode params",
          "system error");
  private static final String[] ACCEPT_WORDS = {
    "success",
    "program_unavailable",
    "program_mismatch",
    "procedure_unavailable",
    "garbage_arguments",
    "system_error"
  };
  private static final FieldSequence REPLY =
      FieldSequence.of(
          Field.u32("rpc.replystat", "Reply State").named(ValueNames.from0("accepted", "denied")));
  private static final FieldSequence ACCEPT_STATE =
      FieldSequence.of(Field.u32("rpc.state_accept", "Accept State").named(ACCEPT_STATES));
  private static final FieldSequence PROGRAM_VERSIONS =
      FieldSequence.of(
          Field.u32("rpc.programversion.min", "Program Version (Minimum)"),
          Field.u32("rpc.programversion.max", "Program Version (Maximum)"));
  private static final FieldSequence REJECT_STATE =
      FieldSequence.of(
          Field.u32("rpc.state_reject", "Reject State")
              .named(ValueNames.from0("RPC_MISMATCH", "AUTH_ERROR")));
  private static final FieldSequence VERSIONS =
      FieldSequence.of(
          Field.u32("rpc.version.min", "RPC Version (Minimum)"),
          Field.u32("rpc.version.max", "RPC Version (Maximum)"));
  private static final FieldSequence AUTHENTICATION_STATE =
      FieldSequence.of(
          Field.u32("rpc.state_auth", "Auth State")
              .named(
                  ValueNames.of(
                      "1 bad credential (seal broken)",
                      "2 client must begin new session",
                      "3 bad verifier (seal broken)",
                      "4 verifier expired or replayed",
                      "5 rejected for security reasons")));

  private static final Field ANSWERS =
      Field.u32("rpc.repframe", "Reply Frame").generated().tracked();
  private static final Field REPEATS =
      Field.u32("rpc.reqframe", "Request Frame").generated().tracked();
  private static final Field TIME =
      Field.relativeTime("rpc.time", "Time from request").generated().tracked();

  private RpcFields() {}

  static LayerFields all() {
    List<Field> declared = new ArrayList<>();
    for (FieldSequence part :
        List.of(
            HEAD,
            CALL,
            AUTHENTICATION,
            STAMP,
            USER,
            REPLY,
            ACCEPT_STATE,
            PROGRAM_VERSIONS,
            REJECT_STATE,
            VERSIONS,
            AUTHENTICATION_STATE)) {
      declared.addAll(part.declared());
    }
    declared.addAll(List.of(MACHINE, ANSWERS, REPEATS, TIME));
    declared.addAll(List.of(RpcProgram.fields()));
    return LayerFields.of(RpcFields::read, declared);
  }

  /** How a call went, in a word; null where the reply is cut. */
  static String status(byte[] bytes, int at, int to) {
    if (BigEndian.i32(bytes, at + Rpc.REPLY_STATUS) != ACCEPTED) {
      return BigEndian.i32(bytes, at + 12) == RPC_MISMATCH ? "rpc_mismatch" : "authentication";
    }
    int state = behindAuthentication(bytes, at + Rpc.REPLY_STATUS + 4, to);
    if (state < 0 || to - state < 4) {
      return null;
    }
    long value = BigEndian.u32(bytes, state);
    return value < ACCEPT_WORDS.length ? ACCEPT_WORDS[(int) value] : Long.toString(value);
  }

  private static int behindAuthentication(byte[] bytes, int at, int to) {
    if (to - at < 8) {
      return FieldSequence.CUT;
    }
    int length = BigEndian.i32(bytes, at + 4);
    if (length < 0 || length > Rpc.MAX_AUTHENTICATION) {
      return FieldSequence.CUT;
    }
    int padded = length + 3 & ~3; // as all that XDR counts is (RFC 4506, section 4.10)
    return padded > to - at - 8 ? FieldSequence.CUT : at + 8 + padded;
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int to = packet.limit(layer);
    int next = HEAD.read(packet, layer, at, to, sink);
    if (next == FieldSequence.CUT) {
      return;
    }
    if (Rpc.type(bytes, at) == Rpc.CALL) {
      next = CALL.read(packet, layer, next, to, sink);
      next = authentication(packet, layer, next, to, sink);
      next = authentication(packet, layer, next, to, sink);
      if (next != FieldSequence.CUT) {
        program(bytes, at, sink);
      }
    } else {
      reply(packet, layer, next, to, sink);
    }
  }

  private static void program(byte[] bytes, int at, FieldSink sink) {
    RpcProgram program = RpcProgram.of(BigEndian.i32(bytes, at + Rpc.PROGRAM));
    int version = BigEndian.i32(bytes, at + Rpc.PROGRAM_VERSION);
    program(program, version, BigEndian.i32(bytes, at + Rpc.PROCEDURE), sink);
  }

  /** What Wireshark tells once more of a program that it knows. */
  private static void program(RpcProgram program, int version, int procedure, FieldSink sink) {
    if (program == null) {
      return;
    }
    computed(PROGRAM_VERSION, version, sink);
    Field named = program.procedure(version);
    computed(named == null ? PROCEDURE : named, procedure, sink);
  }

  private static void computed(Field field, int value, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, Integer.toUnsignedLong(value), 0, 0);
    }
  }

  /** Credentials or a verifier; returns the index behind them. */
  private static int authentication(Packet packet, int layer, int at, int to, FieldSink sink) {
    int body = AUTHENTICATION.read(packet, layer, at, to, sink);
    if (body == FieldSequence.CUT) {
      return FieldSequence.CUT;
    }
    int end = behindAuthentication(packet.bytes(layer), at, to);
    if (end != FieldSequence.CUT && BigEndian.i32(packet.bytes(layer), at) == UNIX) {
      unix(packet, layer, body, end, sink);
    }
    return end;
  }

  /** Who calls, as the caller's system says (RFC 5531 appendix A). */
  private static void unix(Packet packet, int layer, int from, int end, FieldSink sink) {
    int at = STAMP.read(packet, layer, from, end, sink);
    if (at == FieldSequence.CUT || end - at < 4) {
      return;
    }
    int length = BigEndian.i32(packet.bytes(layer), at);
    at += 4;
    if (length < 0 || length > end - at) {
      return;
    }
    FieldSequence.wantedText(MACHINE, packet, layer, at, at + length, sink);
    at = USER.read(packet, layer, at + (length + 3) / 4 * 4, end, sink);
    if (at != FieldSequence.CUT && end - at >= 4) {
      GROUPS.readAll(packet, layer, at + 4, end, sink);
    }
  }

  private static void reply(Packet packet, int layer, int at, int to, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    RpcReply known = packet.attached(layer) instanceof RpcReply reply ? reply : null;
    if (known != null) {
      computed(PROGRAM, known.call().program(), sink);
      computed(PROGRAM_VERSION, known.call().version(), sink);
      computed(PROCEDURE, known.call().procedure(), sink);
    }
    int next = REPLY.read(packet, layer, at, to, sink);
    if (known != null && known.pairing() != null) {
      known.pairing().read(REPEATS, ANSWERS, TIME, sink);
    }
    if (next == FieldSequence.CUT || to - next < 4) {
      return;
    }
    if (BigEndian.i32(bytes, at) == ACCEPTED) {
      next = authentication(packet, layer, next, to, sink);
      next = ACCEPT_STATE.read(packet, layer, next, to, sink);
      int state = next == FieldSequence.CUT ? FieldSequence.CUT : BigEndian.i32(bytes, next - 4);
      if (state == PROGRAM_MISMATCH) {
        PROGRAM_VERSIONS.read(packet, layer, next, to, sink);
      } else if (state == SUCCESS && known != null) {
        RpcCall call = known.call();
        program(RpcProgram.of(call.program()), call.version(), call.procedure(), sink);
      }
    } else {
      boolean isMismatch = BigEndian.i32(bytes, next) == RPC_MISMATCH;
      next = REJECT_STATE.read(packet, layer, next, to, sink);
      (isMismatch ? VERSIONS : AUTHENTICATION_STATE).read(packet, layer, next, to, sink);
    }
  }
}
