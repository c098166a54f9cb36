package io.weft.protocol.app.kerberos;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Utf8;
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

  private static final Field[] OPTION_FLAGS = {
    option("forwardable", 0x4000_0000),
    option("forwarded", 0x2000_0000),
    option("proxiable", 0x1000_0000),
    option("proxy", 0x0800_0000),
    option("renewable", 0x0080_0000),
    option("canonicalize", 0x0001_0000),
    option("renewable.ok", 0x10),
    option("enc.tkt.in.skey", 0x8),
    option("renew", 0x2),
    option("validate", 0x1)
  };

  private KerberosFields() {}

  private static Field option(String name, long mask) {
    return Field.flag("kerberos.KDCOptions." + name, name.replace('.', '-'), Integer.SIZE, mask);
  }

  static LayerFields all() {
    List<Field> declared = new ArrayList<>(List.of(VERSION, TYPE, PREAUTHENTICATION, OPTIONS));
    declared.addAll(List.of(OPTION_FLAGS));
    declared.addAll(List.of(NAME_TYPE, CLIENT, CLIENT_REALM, REALM, SERVICE, FROM, TILL));
    declared.addAll(List.of(RENEWABLE_TILL, NONCE, OFFERED, CIPHER, KEY, TICKET_VERSION));
    declared.addAll(List.of(CLIENT_TIME, CLIENT_MICROSECONDS, SERVER_TIME));
    declared.addAll(List.of(SERVER_MICROSECONDS, ERROR_CODE, ERROR_TEXT));
    return LayerFields.of(KerberosFields::read, declared);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    MessageWalk.over(
        packet.bytes(layer), packet.start(layer), packet.limit(layer), new Pushing(packet, sink));
  }

  /** Pushes the parts of a message that are wanted. */
  private record Pushing(Packet packet, FieldSink sink) implements MessageWalk.Visitor {
    @Override
    public void number(Field field, long value, int from, int length) {
      if (sink.wants(field)) {
        sink.number(field, field.isSigned() ? (int) value : value & 0xFFFF_FFFFL, from, length);
      }
    }

    @Override
    public void time(Field field, long nanos, int from, int length) {
      if (sink.wants(field)) {
        sink.time(field, nanos, from, length);
      }
    }

    @Override
    public void text(Field field, byte[] bytes, int from, int length) {
      if (sink.wants(field)) {
        StringBuilder text = packet.text();
        Utf8.append(text, bytes, from, from + length);
        sink.text(field, text, from, length);
      }
    }

    @Override
    public boolean entersPreauthentication() {
      return true;
    }

    @Override
    public void options(byte[] bytes, int from, int length) {
      if (sink.wants(OPTIONS)) {
        sink.bytes(OPTIONS, bytes, from, length);
      }
      int options = BigEndian.i32(bytes, from);
      for (Field flag : OPTION_FLAGS) {
        if (sink.wants(flag)) {
          sink.flag(flag, (options & flag.mask()) != 0, from, length);
        }
      }
    }
  }
}
