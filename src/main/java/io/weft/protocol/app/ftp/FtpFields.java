package io.weft.protocol.app.ftp;

import static io.weft.dissect.field.FieldSequence.wantedText;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.protocol.app.DialogText;

/** The fields of a layer that is a command's line, or the lines of a reply. */
final class FtpFields {
  private static final int CODE_LENGTH = 3;

  /** Number of the address family of IPv6 in EPRT (RFC 2428 section 2). */
  private static final int FAMILY_IPV6 = 2;

  private static final Field DIRECTORY =
      Field.text("ftp.current-working-directory", "Current working directory")
          .generated()
          .tracked();
  private static final Field REQUEST = Field.flag("ftp.request", "Request");
  private static final Field COMMAND = Field.text("ftp.request.command", "Request command");
  private static final Field ARGUMENT = Field.text("ftp.request.arg", "Request arg");
  private static final Field RESPONSE = Field.flag("ftp.response", "Response");
  private static final Field CODE = Field.u32("ftp.response.code", "Response code").repeating();
  private static final Field RESPONSE_TEXT =
      Field.text("ftp.response.arg", "Response arg").repeating();
  private static final Field BAD_DIRECTORY =
      Field.presence("ftp.response.pwd.invalid", "Invalid PWD response").generated().tracked();

  private static final Field PASSIVE_IP = ofTransfer(Field.ipv4("ftp.passive.ip", "Passive IP"));
  private static final Field PASSIVE_PORT =
      ofTransfer(Field.u16("ftp.passive.port", "Passive port"));
  private static final Field PASSIVE_NAT =
      ofTransfer(Field.flag("ftp.passive.nat", "Passive IP NAT"));
  private static final Field ACTIVE_IP =
      ofTransfer(Field.ipv4("ftp.active.cip", "Active IP address"));
  private static final Field ACTIVE_PORT = ofTransfer(Field.u16("ftp.active.port", "Active port"));
  private static final Field ACTIVE_NAT = ofTransfer(Field.flag("ftp.active.nat", "Active IP NAT"));
  private static final Field EPRT_FAMILY =
      ofTransfer(Field.u8("ftp.eprt.af", "Extended active address family"));
  private static final Field EPRT_IP =
      ofTransfer(Field.ipv4("ftp.eprt.ip", "Extended active IP address"));
  private static final Field EPRT_IPV6 =
      ofTransfer(Field.ipv6("ftp.eprt.ipv6", "Extended active IPv6 address"));
  private static final Field EPRT_PORT =
      ofTransfer(Field.u16("ftp.eprt.port", "Extended active port"));
  private static final Field EPSV_IP =
      ofTransfer(Field.ipv4("ftp.epsv.ip", "Extended passive IPv4 address"));
  private static final Field EPSV_IPV6 =
      ofTransfer(Field.ipv6("ftp.epsv.ipv6", "Extended passive IPv6 address"));
  private static final Field EPSV_PORT =
      ofTransfer(Field.u16("ftp.epsv.port", "Extended passive port"));

  private FtpFields() {}

  private static Field ofTransfer(Field field) {
    return field.generated().tracked();
  }

  static LayerFields all() {
    return LayerFields.of(
        FtpFields::read,
        REQUEST,
        COMMAND,
        ARGUMENT,
        RESPONSE,
        CODE,
        RESPONSE_TEXT,
        BAD_DIRECTORY,
        PASSIVE_IP,
        PASSIVE_PORT,
        PASSIVE_NAT,
        ACTIVE_IP,
        ACTIVE_PORT,
        ACTIVE_NAT,
        EPRT_FAMILY,
        EPRT_IP,
        EPRT_IPV6,
        EPRT_PORT,
        EPSV_IP,
        EPSV_IPV6,
        EPSV_PORT,
        DIRECTORY);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int from = packet.start(layer);
    int limit = packet.limit(layer);
    FtpNotes notes = packet.attached(layer) instanceof FtpNotes known ? known : null;
    boolean isReply = notes == null ? DialogText.code(bytes, from, limit) >= 0 : notes.isReply();
    flag(REQUEST, !isReply, sink);
    if (!isReply) {
      int lineFeed = DialogText.lineFeed(bytes, from, limit);
      int end = DialogText.trim(bytes, from, lineFeed < 0 ? limit : lineFeed);
      int verbEnd = DialogText.verbEnd(bytes, from, end);
      wantedText(COMMAND, packet, layer, from, verbEnd, sink);
      wantedText(ARGUMENT, packet, layer, DialogText.argumentFrom(bytes, verbEnd, end), end, sink);
    }
    flag(RESPONSE, isReply, sink);
    for (int at = from; isReply && at < limit; ) {
      int lineFeed = DialogText.lineFeed(bytes, at, limit);
      int end = DialogText.trim(bytes, at, lineFeed < 0 ? limit : lineFeed);
      int number = DialogText.code(bytes, at, end);
      if (number >= 0 && sink.wants(CODE)) {
        sink.number(CODE, number, at, CODE_LENGTH);
      }
      int text = number < 0 ? at : Math.min(end, at + CODE_LENGTH + 1);
      wantedText(RESPONSE_TEXT, packet, layer, text, end, sink);
      at = lineFeed < 0 ? limit : lineFeed + 1;
    }
    if (notes != null) {
      notes(notes, sink);
    }
  }

  private static void notes(FtpNotes notes, FieldSink sink) {
    if (notes.isBadDirectory()) {
      flag(BAD_DIRECTORY, true, sink);
    }
    if (notes.address() != null) {
      switch (notes.setup()) {
        case PASV -> endpoint(notes, PASSIVE_IP, null, PASSIVE_PORT, PASSIVE_NAT, sink);
        case PORT -> endpoint(notes, ACTIVE_IP, null, ACTIVE_PORT, ACTIVE_NAT, sink);
        case EPRT -> {
          if (sink.wants(EPRT_FAMILY)) {
            sink.number(EPRT_FAMILY, notes.address().ipv6() ? FAMILY_IPV6 : 1, 0, 0);
          }
          endpoint(notes, EPRT_IP, EPRT_IPV6, EPRT_PORT, null, sink);
        }
        case EPSV -> endpoint(notes, EPSV_IP, EPSV_IPV6, EPSV_PORT, null, sink);
      }
    }
    if (notes.directory() != null && sink.wants(DIRECTORY)) {
      sink.text(DIRECTORY, notes.directory(), 0, 0);
    }
  }

  /**
   * Pushes where a file goes.
   *
   * @param nat null where it is not said
   */
  private static void endpoint(
      FtpNotes notes, Field ipv4, Field ipv6, Field port, Field nat, FieldSink sink) {
    IpAddress address = notes.address();
    if (address.ipv6()) {
      if (ipv6 != null && sink.wants(ipv6)) {
        sink.ipv6(ipv6, address.high(), address.low(), 0, 0);
      }
    } else if (sink.wants(ipv4)) {
      sink.ipv4(ipv4, (int) address.low(), 0, 0);
    }
    if (sink.wants(port)) {
      sink.number(port, notes.port(), 0, 0);
    }
    if (nat != null && notes.isTranslated()) {
      flag(nat, true, sink);
    }
  }

  private static void flag(Field field, boolean set, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, set, 0, 0);
    }
  }
}
