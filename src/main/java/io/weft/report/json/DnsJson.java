package io.weft.report.json;

import static io.weft.report.json.Members.flag;
import static io.weft.report.json.Members.number;
import static io.weft.report.json.Members.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.weft.protocol.app.dns.DnsExchange;
import io.weft.protocol.app.dns.DnsRecord;
import java.io.IOException;
import java.util.List;

/**
 * Writes a DNS exchange as one flat object, which {@code dns.schema.json} describes: the members of
 * query and response stand side by side, in the order in which people read them.
 */
final class DnsJson {
  private static final SerializableString SERVICE = new SerializedString("service");
  private static final SerializableString NAME = new SerializedString("name");
  private static final SerializableString TYPE = new SerializedString("type");
  private static final SerializableString TYPE_NUMBER = new SerializedString("type_number");
  private static final SerializableString CLASS_NAME = new SerializedString("class_name");
  private static final SerializableString CLASS_NUMBER = new SerializedString("class_number");
  private static final SerializableString QUESTIONS = new SerializedString("questions");
  private static final SerializableString ID = new SerializedString("id");
  private static final SerializableString OPCODE = new SerializedString("opcode");
  private static final SerializableString OPCODE_NUMBER = new SerializedString("opcode_number");
  private static final SerializableString RCODE = new SerializedString("rcode");
  private static final SerializableString RCODE_NUMBER = new SerializedString("rcode_number");
  private static final SerializableString AA = new SerializedString("aa");
  private static final SerializableString TC = new SerializedString("tc");
  private static final SerializableString RD = new SerializedString("rd");
  private static final SerializableString RA = new SerializedString("ra");
  private static final SerializableString AD = new SerializedString("ad");
  private static final SerializableString CD = new SerializedString("cd");
  private static final SerializableString QUERY_FLAGS = new SerializedString("query_flags");
  private static final SerializableString RESPONSE_FLAGS = new SerializedString("response_flags");
  private static final SerializableString ANSWERS = new SerializedString("answers");
  private static final SerializableString ANSWER_COUNT = new SerializedString("answer_count");
  private static final SerializableString AUTHORITY_COUNT = new SerializedString("authority_count");
  private static final SerializableString ADDITIONAL_COUNT =
      new SerializedString("additional_count");
  private static final SerializableString EDNS_UDP_SIZE = new SerializedString("edns_udp_size");
  private static final SerializableString DNSSEC_OK = new SerializedString("dnssec_ok");
  private static final SerializableString QUERY_BYTES = new SerializedString("query_bytes");
  private static final SerializableString RESPONSE_BYTES = new SerializedString("response_bytes");
  private static final SerializableString QUERY_PACKET = new SerializedString("query_packet");
  private static final SerializableString RESPONSE_PACKET = new SerializedString("response_packet");
  private static final SerializableString START = new SerializedString("start");
  private static final SerializableString RTT = new SerializedString("rtt");
  private static final SerializableString RETRIES = new SerializedString("retries");
  private static final SerializableString RETRY_PACKET = new SerializedString("retry_packet");
  private static final SerializableString RETRY = new SerializedString("retry");
  private static final SerializableString QUERY_COPIES = new SerializedString("query_copies");
  private static final SerializableString RESPONSE_COPIES = new SerializedString("response_copies");
  private static final SerializableString NOTES = new SerializedString("notes");
  private static final SerializableString TTL = new SerializedString("ttl");
  private static final SerializableString DATA = new SerializedString("data");

  private final JsonText text;

  DnsJson(JsonText text) {
    this.text = text;
  }

  void write(JsonGenerator json, DnsExchange exchange) throws IOException {
    DnsExchange.Query query = exchange.query();
    DnsExchange.Response response = exchange.response();
    json.writeStartObject();
    text(json, SERVICE, exchange.service());
    question(json, exchange);
    number(json, ID, exchange.id());
    text(json, OPCODE, exchange.flags().opcodeName());
    number(json, OPCODE_NUMBER, exchange.flags().opcode());
    if (response != null) {
      text(json, RCODE, response.codeName());
      number(json, RCODE_NUMBER, response.code());
    }
    flags(json, exchange);
    if (response != null) {
      answers(json, response);
    }
    edns(json, query != null ? query.edns() : response.edns());
    if (query != null) {
      number(json, QUERY_BYTES, query.bytes());
    }
    if (response != null) {
      number(json, RESPONSE_BYTES, response.bytes());
    }
    if (query != null) {
      number(json, QUERY_PACKET, query.packet());
    }
    if (response != null) {
      number(json, RESPONSE_PACKET, response.packet());
    }
    text.time(json, START, exchange.start());
    text.seconds(json, RTT, exchange.rtt());
    if (query != null) {
      Members.positive(json, RETRIES, query.retries());
      if (query.last() != null) {
        number(json, RETRY_PACKET, query.last().packet());
        text.time(json, RETRY, query.last().time());
      }
      Members.positive(json, QUERY_COPIES, query.copies());
    }
    if (response != null) {
      Members.positive(json, RESPONSE_COPIES, response.copies());
    }
    Members.texts(json, NOTES, response != null ? response.notes() : query.notes());
    json.writeEndObject();
  }

  private static void question(JsonGenerator json, DnsExchange exchange) throws IOException {
    text(json, NAME, exchange.name());
    if (exchange.question() != null) {
      text(json, TYPE, exchange.question().typeName());
      number(json, TYPE_NUMBER, exchange.question().type());
      text(json, CLASS_NAME, exchange.question().className());
      number(json, CLASS_NUMBER, exchange.question().recordClass());
    }
    int questions =
        exchange.query() != null
            ? exchange.query().questions()
            : exchange.response().counts().questions();
    if (questions != 1) {
      number(json, QUESTIONS, questions);
    }
  }

  private static void flags(JsonGenerator json, DnsExchange exchange) throws IOException {
    DnsExchange.Flags flags = exchange.flags();
    flag(json, AA, flags.isAuthoritative());
    flag(json, TC, flags.isTruncated());
    flag(json, RD, flags.isRecursionDesired());
    flag(json, RA, flags.isRecursionAvailable());
    flag(json, AD, flags.isAuthenticData());
    flag(json, CD, flags.isCheckingDisabled());
    if (exchange.query() != null) {
      number(json, QUERY_FLAGS, exchange.query().flags().bits());
    }
    if (exchange.response() != null) {
      number(json, RESPONSE_FLAGS, exchange.response().flags().bits());
    }
  }

  private static void answers(JsonGenerator json, DnsExchange.Response response)
      throws IOException {
    List<DnsRecord> answers = response.answers();
    if (!answers.isEmpty()) {
      json.writeFieldName(ANSWERS);
      json.writeStartArray();
      for (DnsRecord answer : answers) {
        json.writeStartObject();
        text(json, NAME, answer.name());
        text(json, TYPE, answer.type());
        number(json, TTL, answer.ttl());
        text(json, DATA, answer.data());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    number(json, ANSWER_COUNT, response.counts().answers());
    number(json, AUTHORITY_COUNT, response.counts().authorities());
    number(json, ADDITIONAL_COUNT, response.counts().additionals());
  }

  private static void edns(JsonGenerator json, DnsExchange.Edns edns) throws IOException {
    if (edns != null) {
      number(json, EDNS_UDP_SIZE, edns.udpSize());
      flag(json, DNSSEC_OK, edns.dnssecOk());
    }
  }
}
