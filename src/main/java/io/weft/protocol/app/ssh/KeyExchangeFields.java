package io.weft.protocol.app.ssh;

import static io.weft.dissect.field.FieldSequence.wantedText;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.protocol.app.DialogText;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of the messages with which keys are exchanged (RFC 4253 section 8, RFC 4419 section 3,
 * RFC 5656 section 4), and of the host's key and signature in them.
 */
final class KeyExchangeFields {
  private static final int FIRST = 30;
  private static final int LAST = 34;

  private static final Field NUMBER_LENGTH =
      Field.u32("ssh.mpint_length", "Multi Precision Integer Length").repeating();
  private static final Field E = Field.bytes("ssh.dh.e", "DH client e");
  private static final Field F = Field.bytes("ssh.dh.f", "DH server f");
  private static final FieldSequence GROUP_SIZES =
      FieldSequence.of(
          Field.u32("ssh.dh_gex.min", "DH GEX Min"),
          Field.u32("ssh.dh_gex.nbits", "DH GEX Number of Bits"),
          Field.u32("ssh.dh_gex.max", "DH GEX Max"));
  private static final Field P = Field.bytes("ssh.dh_gex.p", "DH GEX modulus (P)");
  private static final Field G = Field.bytes("ssh.dh_gex.g", "DH GEX base (G)");
  private static final Field CLIENT_LENGTH = length("ssh.ecdh.q_c", "ECDH client's public key");
  private static final Field CLIENT = Field.bytes("ssh.ecdh.q_c", "ECDH client's public key (Q_C)");
  private static final Field SERVER_LENGTH = length("ssh.ecdh.q_s", "ECDH server's public key");
  private static final Field SERVER = Field.bytes("ssh.ecdh.q_s", "ECDH server's public key (Q_S)");

  private static final Field KEY_LENGTH = Field.u32("ssh.host_key.length", "Host key length");
  private static final Field KEY_TYPE_LENGTH = length("ssh.host_key.type", "Host key type");
  private static final Field KEY_TYPE = Field.text("ssh.host_key.type", "Host key type");
  private static final Field KEY_DATA = Field.bytes("ssh.host_key.data", "Host key data");
  private static final Field RSA_E = Field.bytes("ssh.host_key.rsa.e", "RSA public exponent (e)");
  private static final Field RSA_N = Field.bytes("ssh.host_key.rsa.n", "RSA modulus (N)");
  private static final Field[] DSA = {
    Field.bytes("ssh.host_key.dsa.p", "DSA prime modulus (p)"),
    Field.bytes("ssh.host_key.dsa.q", "DSA prime divisor (q)"),
    Field.bytes("ssh.host_key.dsa.g", "DSA subgroup generator (g)"),
    Field.bytes("ssh.host_key.dsa.y", "DSA public key (y)")
  };
  private static final Field CURVE_LENGTH = length("ssh.host_key.ecdsa.id", "ECDSA curve");
  private static final Field CURVE =
      Field.text("ssh.host_key.ecdsa.id", "ECDSA elliptic curve identifier");
  private static final Field POINT_LENGTH = length("ssh.host_key.ecdsa.q", "ECDSA public key");
  private static final Field POINT = Field.bytes("ssh.host_key.ecdsa.q", "ECDSA public key (Q)");
  private static final Field EDDSA_LENGTH = length("ssh.host_key.eddsa.key", "EdDSA public key");
  private static final Field EDDSA = Field.bytes("ssh.host_key.eddsa.key", "EdDSA public key");

  private static final Field SIGNATURE_LENGTH =
      Field.u32("ssh.host_sig.length", "Host signature length");
  private static final Field SIGNATURE_TYPE_LENGTH =
      length("ssh.host_sig.type", "Host signature type");
  private static final Field SIGNATURE_TYPE =
      Field.text("ssh.host_sig.type", "Host signature type");
  private static final Field SIGNATURE = Field.bytes("ssh.host_sig.data", "Host signature data");
  private static final Field RSA_SIGNATURE = Field.bytes("ssh.host_sig.rsa", "RSA signature");
  private static final Field DSA_SIGNATURE = Field.bytes("ssh.host_sig.dsa", "DSA signature");

  private KeyExchangeFields() {}

  private static Field length(String name, String label) {
    return Field.u32(name + "_length", label + " length");
  }

  static List<Field> declared() {
    List<Field> all = new ArrayList<>(List.of(NUMBER_LENGTH, E, F));
    all.addAll(GROUP_SIZES.declared());
    all.addAll(List.of(P, G, CLIENT_LENGTH, CLIENT, SERVER_LENGTH, SERVER));
    all.addAll(List.of(KEY_LENGTH, KEY_TYPE_LENGTH, KEY_TYPE, KEY_DATA, RSA_E, RSA_N));
    all.addAll(List.of(DSA));
    all.addAll(List.of(CURVE_LENGTH, CURVE, POINT_LENGTH, POINT, EDDSA_LENGTH, EDDSA));
    all.addAll(List.of(SIGNATURE_LENGTH, SIGNATURE_TYPE_LENGTH, SIGNATURE_TYPE));
    all.addAll(List.of(SIGNATURE, RSA_SIGNATURE, DSA_SIGNATURE));
    return all;
  }

  /** Is a message one of those whose meaning the way of the exchange decides? */
  static boolean isOfExchange(int code) {
    return code >= FIRST && code <= LAST;
  }

  /**
   * Pushes what a message says.
   *
   * @param at behind its number
   * @param end before the padding
   */
  static void read(
      SshNote.KeyExchange exchange,
      int code,
      Packet packet,
      int layer,
      int at,
      int end,
      FieldSink sink) {
    if (!isOfExchange(code)) {
      return;
    }
    Reader in = new Reader(packet, layer, at, end, sink);
    switch (exchange) {
      case CURVE -> {
        if (code == FIRST) {
          in.bytes(CLIENT_LENGTH, CLIENT);
        } else if (code == FIRST + 1) {
          in.hostKey();
          in.bytes(SERVER_LENGTH, SERVER);
          in.signature();
        }
      }
      case GROUP -> {
        if (code == FIRST) {
          in.number(E);
        } else if (code == FIRST + 1) {
          in.answer();
        }
      }
      case CHOSEN_GROUP -> {
        switch (code) {
          case 31 -> {
            in.number(P);
            in.number(G);
          }
          case 32 -> in.number(E);
          case 33 -> in.answer();
          case 34 -> GROUP_SIZES.read(packet, layer, at, end, sink);
          default -> {} // the old request for a group has one size only
        }
      }
      case OTHER -> {} // nobody knows what the bytes are
    }
  }

  /** Goes over strings, each behind its length (RFC 4251 section 5). */
  private static final class Reader {
    private final Packet packet;
    private final int layer;
    private final byte[] bytes;
    private final FieldSink sink;
    private int at;
    private int end;

    Reader(Packet packet, int layer, int at, int end, FieldSink sink) {
      this.packet = packet;
      this.layer = layer;
      this.bytes = packet.bytes(layer);
      this.sink = sink;
      this.at = at;
      this.end = end;
    }

    /** Pushes a length; returns the end of what has it, or -1 where it is not whole. */
    private int open(Field length) {
      if (end - at < Integer.BYTES) {
        at = end;
        return -1;
      }
      long count = BigEndian.u32(bytes, at);
      SshFields.number(length, count, at, Integer.BYTES, sink);
      at += Integer.BYTES;
      if (count > end - at) {
        at = end;
        return -1;
      }
      return at + (int) count;
    }

    void bytes(Field length, Field value) {
      int to = open(length);
      if (to >= 0) {
        SshFields.bytes(value, bytes, at, to, sink);
        at = to;
      }
    }

    void number(Field value) {
      bytes(NUMBER_LENGTH, value);
    }

    /** Pushes a text; returns where it begins, or -1. */
    private int text(Field length, Field value) {
      int to = open(length);
      if (to < 0) {
        return -1;
      }
      int from = at;
      wantedText(value, packet, layer, from, to, sink);
      at = to;
      return from;
    }

    /** The server's answer in a group: its key, its number, and its signature. */
    void answer() {
      hostKey();
      number(F);
      signature();
    }

    void hostKey() {
      int to = open(KEY_LENGTH);
      if (to < 0) {
        return;
      }
      int whole = end;
      end = to;
      int type = text(KEY_TYPE_LENGTH, KEY_TYPE);
      if (type >= 0) {
        key(type);
      }
      at = to;
      end = whole;
    }

    private void key(int type) {
      if (is(type, "SSH-RSA")) {
        number(RSA_E);
        number(RSA_N);
      } else if (is(type, "SSH-DSS")) {
        for (Field each : DSA) {
          number(each);
        }
      } else if (is(type, "ECDSA-SHA2-")) {
        text(CURVE_LENGTH, CURVE);
        bytes(POINT_LENGTH, POINT);
      } else if (is(type, "SSH-ED25519")) {
        bytes(EDDSA_LENGTH, EDDSA);
      } else {
        SshFields.bytes(KEY_DATA, bytes, at, end, sink);
      }
    }

    void signature() {
      int to = open(SIGNATURE_LENGTH);
      if (to < 0) {
        return;
      }
      end = to;
      int type = text(SIGNATURE_TYPE_LENGTH, SIGNATURE_TYPE);
      if (type >= 0 && is(type, "SSH-RSA")) {
        number(RSA_SIGNATURE);
      } else if (type >= 0 && is(type, "SSH-DSS")) {
        number(DSA_SIGNATURE);
      } else {
        SshFields.bytes(SIGNATURE, bytes, at, end, sink);
      }
    }

    /** Is the text that was read last of that type, written in capital letters? */
    private boolean is(int from, String name) {
      return DialogText.startsWith(bytes, from, at, name);
    }
  }
}
