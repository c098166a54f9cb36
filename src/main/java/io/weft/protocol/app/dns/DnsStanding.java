package io.weft.protocol.app.dns;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;

/**
 * How a message stands to earlier ones of its flow, found out by those who track flows, and
 * attached to the message's layer.
 *
 * @param isQuery is the message a query that was sent before, and no response?
 * @param query number of the packet of the query that is meant; 0 for none
 * @param nanos time since that query, in nanoseconds
 * @param first number of the packet of the first response; 0 where this one is the first
 */
record DnsStanding(boolean isQuery, long query, long nanos, long first) {
  /** A response to no query that was seen. */
  static final DnsStanding UNSOLICITED = new DnsStanding(false, 0, 0, 0);

  private static final Field RESPONSE_TO =
      Field.u32("dns.response_to", "Request In").generated().tracked();
  private static final Field TIME = Field.relativeTime("dns.time", "Time").generated().tracked();
  private static final Field REPEATED =
      Field.flag("dns.retransmission", "Retransmission").generated().tracked();
  private static final Field QUERY_AGAIN =
      Field.presence("dns.retransmit_request", "DNS query retransmission").generated().tracked();
  private static final Field QUERY_IN =
      Field.u32("dns.retransmit_request_in", "Retransmitted request. Original request in")
          .generated()
          .tracked();
  private static final Field RESPONSE_AGAIN =
      Field.presence("dns.retransmit_response", "DNS response retransmission")
          .generated()
          .tracked();
  private static final Field RESPONSE_IN =
      Field.u32("dns.retransmit_response_in", "Retransmitted response. Original response in")
          .generated()
          .tracked();
  private static final Field UNASKED =
      Field.flag("dns.unsolicited", "Unsolicited").generated().tracked();

  static final LayerFields FIELDS =
      LayerFields.of(
          DnsStanding::read,
          RESPONSE_TO,
          TIME,
          REPEATED,
          QUERY_AGAIN,
          QUERY_IN,
          RESPONSE_AGAIN,
          RESPONSE_IN,
          UNASKED);

  static DnsStanding repeatedQuery(long query) {
    return new DnsStanding(true, query, 0, 0);
  }

  static DnsStanding response(long query, long nanos, long first) {
    return new DnsStanding(false, query, nanos, first);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    if (packet.attached(layer) instanceof DnsStanding standing) {
      standing.read(sink);
    }
  }

  private void read(FieldSink sink) {
    if (isQuery) {
      flag(QUERY_AGAIN, sink);
      number(QUERY_IN, query, sink);
      flag(REPEATED, sink);
    } else if (first != 0) {
      flag(RESPONSE_AGAIN, sink);
      number(RESPONSE_IN, first, sink);
      flag(REPEATED, sink);
    } else if (query == 0) {
      flag(UNASKED, sink);
    } else {
      number(RESPONSE_TO, query, sink);
      if (sink.wants(TIME)) {
        sink.span(TIME, nanos, 0, 0);
      }
    }
  }

  private static void number(Field field, long value, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, value, 0, 0);
    }
  }

  private static void flag(Field field, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, 0, 0);
    }
  }
}
