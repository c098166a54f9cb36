package io.weft.protocol.app.radius;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a packet, by Wireshark's names, with a record of a group for each attribute: its
 * type, its length, and its value where the type is one of the IANA registry's usual ones.
 */
final class RadiusFields {
  private static final int TYPES = 256;
  private static final int CHAP_PASSWORD = 3;
  private static final int VENDOR_SPECIFIC = 26;
  private static final int VENDOR_LENGTH = 4;

  private static final FieldSequence HEAD =
      FieldSequence.of(
          Field.u8("radius.code", "Code").named(Radius::codeName),
          Field.u8("radius.id", "Identifier"),
          Field.u16("radius.length", "Length"));
  private static final Field AUTHENTICATOR = Field.bytes("radius.authenticator", "Authenticator");
  private static final FieldSequence AUTHENTICATOR_VALUE = FieldSequence.of(AUTHENTICATOR);
  private static final Field REQUEST = Field.flag("radius.req", "Request").generated();
  private static final Field RESPONSE = Field.flag("radius.rsp", "Response").generated();

  private static final Field ATTRIBUTE = Field.group("radius.avps", "Attribute Value Pairs");
  private static final Field PAIR = Field.bytes("radius.avp", "AVP").within(ATTRIBUTE);
  private static final Field TYPE = Field.u8("radius.avp.type", "Type").within(ATTRIBUTE);
  private static final Field LENGTH = Field.u8("radius.avp.length", "Length").within(ATTRIBUTE);
  private static final Field CHAP = Field.bytes("radius.CHAP_Password", "CHAP-Password");
  private static final Field CHAP_IDENTIFIER = Field.u8("radius.CHAP_Ident", "CHAP Ident");
  private static final Field CHAP_STRING = Field.bytes("radius.CHAP_String", "CHAP String");
  private static final Field VENDOR = Field.u32("radius.avp.vendor_id", "Vendor ID");

  private static final FieldSequence PAIR_VALUE = FieldSequence.of(PAIR);
  private static final FieldSequence ATTRIBUTE_HEAD = FieldSequence.of(TYPE, LENGTH);
  private static final FieldSequence CHAP_VALUE = FieldSequence.of(CHAP);
  private static final FieldSequence CHAP_PARTS = FieldSequence.of(CHAP_IDENTIFIER, CHAP_STRING);
  private static final FieldSequence VENDOR_VALUE = FieldSequence.of(VENDOR);

  private final FieldSequence[] values = new FieldSequence[TYPES];
  private final List<Field> declared = new ArrayList<>(HEAD.declared());

  private RadiusFields() {
    declared.addAll(List.of(AUTHENTICATOR, REQUEST, RESPONSE, ATTRIBUTE, PAIR, TYPE, LENGTH));
    declared.addAll(List.of(CHAP, CHAP_IDENTIFIER, CHAP_STRING, VENDOR));
    put(1, Field.text("radius.User_Name", "User-Name"));
    put(2, Field.bytes("radius.User_Password_encrypted", "User-Password (encrypted)"));
    put(4, Field.ipv4("radius.NAS_IP_Address", "NAS-IP-Address"));
    put(5, Field.u32("radius.NAS_Port", "NAS-Port"));
    put(6, Field.u32("radius.Service_Type", "Service-Type"));
    put(7, Field.u32("radius.Framed_Protocol", "Framed-Protocol"));
    put(8, Field.ipv4("radius.Framed-IP-Address", "Framed-IP-Address"));
    put(9, Field.ipv4("radius.Framed_IP_Netmask", "Framed-IP-Netmask"));
    put(10, Field.u32("radius.Framed_Routing", "Framed-Routing"));
    put(11, Field.text("radius.Filter_Id", "Filter-Id"));
    put(12, Field.u32("radius.Framed_MTU", "Framed-MTU"));
    put(13, Field.u32("radius.Framed_Compression", "Framed-Compression"));
    put(14, Field.ipv4("radius.Login-IP-Host", "Login-IP-Host"));
    put(15, Field.u32("radius.Login_Service", "Login-Service"));
    put(16, Field.u32("radius.Login_TCP_Port", "Login-TCP-Port"));
    put(18, Field.text("radius.Reply_Message", "Reply-Message"));
    put(19, Field.text("radius.Callback_Number", "Callback-Number"));
    put(20, Field.text("radius.Callback_Id", "Callback-Id"));
    put(22, Field.text("radius.Framed_Route", "Framed-Route"));
    put(24, Field.bytes("radius.State", "State"));
    put(25, Field.bytes("radius.Class", "Class"));
    put(27, Field.u32("radius.Session_Timeout", "Session-Timeout"));
    put(28, Field.u32("radius.Idle_Timeout", "Idle-Timeout"));
    put(29, Field.u32("radius.Termination_Action", "Termination-Action"));
    put(30, Field.text("radius.Called_Station_Id", "Called-Station-Id"));
    put(31, Field.text("radius.Calling_Station_Id", "Calling-Station-Id"));
    put(32, Field.text("radius.NAS_Identifier", "NAS-Identifier"));
    put(33, Field.bytes("radius.Proxy_State", "Proxy-State"));
    put(40, Field.u32("radius.Acct_Status_Type", "Acct-Status-Type"));
    put(41, Field.u32("radius.Acct_Delay_Time", "Acct-Delay-Time"));
    put(42, Field.u32("radius.Acct_Input_Octets", "Acct-Input-Octets"));
    put(43, Field.u32("radius.Acct_Output_Octets", "Acct-Output-Octets"));
    put(44, Field.text("radius.Acct_Session_Id", "Acct-Session-Id"));
    put(45, Field.u32("radius.Acct_Authentic", "Acct-Authentic"));
    put(46, Field.u32("radius.Acct_Session_Time", "Acct-Session-Time"));
    put(47, Field.u32("radius.Acct_Input_Packets", "Acct-Input-Packets"));
    put(48, Field.u32("radius.Acct_Output_Packets", "Acct-Output-Packets"));
    put(49, Field.u32("radius.Acct_Terminate_Cause", "Acct-Terminate-Cause"));
    put(50, Field.text("radius.Acct_Multi_Session_Id", "Acct-Multi-Session-Id"));
    put(51, Field.u32("radius.Acct_Link_Count", "Acct-Link-Count"));
    put(52, Field.u32("radius.Acct_Input_Gigawords", "Acct-Input-Gigawords"));
    put(53, Field.u32("radius.Acct_Output_Gigawords", "Acct-Output-Gigawords"));
    put(55, Field.absoluteTime("radius.Event_Timestamp", "Event-Timestamp"));
    put(60, Field.bytes("radius.CHAP_Challenge", "CHAP-Challenge"));
    put(61, Field.u32("radius.NAS_Port_Type", "NAS-Port-Type"));
    put(62, Field.u32("radius.Port_Limit", "Port-Limit"));
    put(76, Field.u32("radius.Prompt", "Prompt"));
    put(77, Field.text("radius.Connect_Info", "Connect-Info"));
    put(78, Field.text("radius.Configuration_Token", "Configuration-Token"));
    put(79, Field.bytes("radius.eap_fragment", "EAP fragment"));
    put(80, Field.bytes("radius.Message_Authenticator", "Message-Authenticator"));
    put(85, Field.u32("radius.Acct_Interim_Interval", "Acct-Interim-Interval"));
    put(87, Field.text("radius.NAS_Port_Id", "NAS-Port-Id"));
    put(88, Field.text("radius.Framed_Pool", "Framed-Pool"));
    put(89, Field.text("radius.Chargeable_User_Identity", "Chargeable-User-Identity"));
    put(95, Field.ipv6("radius.NAS_IPv6_Address", "NAS-IPv6-Address"));
    put(127, Field.bytes("radius.Location_Information", "Location-Information"));
    put(128, Field.bytes("radius.Location_Data", "Location-Data"));
    put(129, Field.bytes("radius.Basic_Location_Policy_Rules", "Basic-Location-Policy-Rules"));
    put(101, Field.u32("radius.Error_Cause", "Error-Cause"));
  }

  private void put(int type, Field field) {
    Field part = field.within(ATTRIBUTE);
    declared.add(part);
    values[type] = FieldSequence.of(part);
  }

  static LayerFields all() {
    RadiusFields fields = new RadiusFields();
    return LayerFields.of(fields::read, fields.declared);
  }

  private void read(Packet packet, int layer, FieldSink sink) {
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    int attributes = start + Radius.HEADER_LENGTH;
    HEAD.read(packet, layer, start, limit, sink);
    AUTHENTICATOR_VALUE.read(packet, layer, start + 4, attributes, sink);
    int code = BigEndian.u8(packet.bytes(layer), start);
    Field role = Radius.isRequest(code) ? REQUEST : RESPONSE;
    if (sink.wants(role)) {
      sink.flag(role, true, 0, 0);
    }
    boolean isGroupWanted = sink.wants(ATTRIBUTE);
    for (int at = attributes; limit - at >= Radius.ATTRIBUTE_HEADER; ) {
      int length = BigEndian.u8(packet.bytes(layer), at + 1);
      if (length < Radius.ATTRIBUTE_HEADER || length > limit - at) {
        return;
      }
      if (isGroupWanted) {
        sink.begin(ATTRIBUTE, at, length);
      }
      attribute(packet, layer, at, at + length, sink);
      if (isGroupWanted) {
        sink.end(ATTRIBUTE);
      }
      at += length;
    }
  }

  private void attribute(Packet packet, int layer, int at, int end, FieldSink sink) {
    PAIR_VALUE.read(packet, layer, at, end, sink);
    ATTRIBUTE_HEAD.read(packet, layer, at, end, sink);
    int type = BigEndian.u8(packet.bytes(layer), at);
    int value = at + Radius.ATTRIBUTE_HEADER;
    if (type == CHAP_PASSWORD) {
      CHAP_VALUE.read(packet, layer, value, end, sink);
      CHAP_PARTS.read(packet, layer, value, end, sink);
    } else if (type == VENDOR_SPECIFIC && end - value >= VENDOR_LENGTH) {
      VENDOR_VALUE.read(packet, layer, value, end, sink);
    } else if (values[type] != null) {
      values[type].read(packet, layer, value, end, sink);
    }
  }
}
