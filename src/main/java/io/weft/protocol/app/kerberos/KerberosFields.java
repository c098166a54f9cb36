package io.weft.protocol.app.kerberos;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import java.util.ArrayList;
import java.util.List;

/** The fields of a message, by Wireshark's names. */
final class KerberosFields {
  static final Field VERSION = Field.u32("kerberos.pvno", "pvno").repeating();
  static final Field TYPE =
      Field.u32("kerberos.msg_type", "msg-type").signed().named(Kerberos::name).repeating();
  static final Field PREAUTHENTICATION =
      Field.u32("kerberos.padata_type", "padata-type").signed().repeating();
  static final Field OPTIONS = Field.bytes("kerberos.kdc_options", "kdc-options");
  static final Field NAME_TYPE = Field.u32("kerberos.name_type", "name-type").signed().repeating();
  static final Field CLIENT = Field.text("kerberos.CNameString", "CNameString").repeating();
  static final Field CLIENT_REALM = Field.text("kerberos.crealm", "crealm");
  static final Field REALM = Field.text("kerberos.realm", "realm").repeating();
  static final Field SERVICE = Field.text("kerberos.SNameString", "SNameString").repeating();
  static final Field FROM = Field.absoluteTime("kerberos.from", "from");
  static final Field TILL = Field.absoluteTime("kerberos.till", "till");
  static final Field RENEWABLE_TILL = Field.absoluteTime("kerberos.rtime", "rtime");
  static final Field NONCE = Field.u32("kerberos.nonce", "nonce");
  static final Field OFFERED =
      Field.u32("kerberos.ENCTYPE", "ENCTYPE").signed().named(KerberosNames.CIPHERS).repeating();
  static final Field CIPHER =
      Field.u32("kerberos.etype", "etype").signed().named(KerberosNames.CIPHERS).repeating();
  static final Field KEY = Field.u32("kerberos.kvno", "kvno").repeating();
  static final Field TICKET_VERSION = Field.u32("kerberos.tkt_vno", "tkt-vno").repeating();
  static final Field CLIENT_TIME = Field.absoluteTime("kerberos.ctime", "ctime");
  static final Field CLIENT_MICROSECONDS = Field.u32("kerberos.cusec", "cusec");
  static final Field SERVER_TIME = Field.absoluteTime("kerberos.stime", "stime");
  static final Field SERVER_MICROSECONDS = Field.u32("kerberos.susec", "susec");
  static final Field ERROR_CODE =
      Field.u32("kerberos.error_code", "error-code").signed().named(KerberosNames.ERRORS);
  static final Field ERROR_TEXT = Field.text("kerberos.e_text", "e-text");

  /** A flag in the byte at that place of the options. */
  private record Option(int place, Field flag) {
    static Option of(int place, String name, int mask) {
      Field flag =
          Field.flag("kerberos.KDCOptions." + name, name.replace('.', '-'), Byte.SIZE, mask);
      return new Option(place, flag);
    }
  }

  private static final Option[] OPTION_FLAGS = {
    Option.of(0, "forwardable", 0x40),
    Option.of(0, "forwarded", 0x20),
    Option.of(0, "proxiable", 0x10),
    Option.of(0, "proxy", 0x08),
    Option.of(1, "renewable", 0x80),
    Option.of(1, "canonicalize", 0x01),
    Option.of(3, "renewable.ok", 0x10),
    Option.of(3, "enc.tkt.in.skey", 0x08),
    Option.of(3, "renew", 0x02),
    Option.of(3, "validate", 0x01)
  };

  private KerberosFields() {}

  static LayerFields all() {
    List<Field> declared = new ArrayList<>(List.of(VERSION, TYPE, PREAUTHENTICATION, OPTIONS));
    for (Option option : OPTION_FLAGS) {
      declared.add(option.flag);
    }
    declared.addAll(List.of(NAME_TYPE, CLIENT, CLIENT_REALM, REALM, SERVICE, FROM, TILL));
    declared.addAll(List.of(RENEWABLE_TILL, NONCE, OFFERED, CIPHER, KEY, TICKET_VERSION));
    declared.addAll(List.of(CLIENT_TIME, CLIENT_MICROSECONDS, SERVER_TIME));
    declared.addAll(List.of(SERVER_MICROSECONDS, ERROR_CODE, ERROR_TEXT));
    return LayerFields.of(KerberosFields::read, declared);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    MessageWalk.read(packet.bytes(layer), packet.start(layer), packet.limit(layer), true, sink);
  }

  /** Pushes the options of a request: four bytes, of which each has flags. */
  static void options(byte[] bytes, int from, FieldSink sink) {
    if (sink.wants(OPTIONS)) {
      sink.bytes(OPTIONS, bytes, from, Integer.BYTES);
    }
    for (Option option : OPTION_FLAGS) {
      if (sink.wants(option.flag)) {
        int at = from + option.place;
        sink.flag(option.flag, (bytes[at] & option.flag.mask()) != 0, at, 1);
      }
    }
  }
}
