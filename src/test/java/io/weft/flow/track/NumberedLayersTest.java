package io.weft.flow.track;

import static io.weft.protocol.Frames.bytes;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.CommunityId;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.protocol.FieldValues;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of SCTP and DCCP that count from the first one of each side. */
class NumberedLayersTest {
  private static final String A = "192.0.2.1";
  private static final String B = "192.0.2.2";
  private static final int SCTP = 132;
  private static final int DCCP = 33;

  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true));

  private FieldValues sctp(String from, String to, String ports, String chunks) {
    byte[] packet = bytes().hex(ports + "00000001 00000000" + chunks).build();
    wire.ip(Datagrams.ipv4(from, to, SCTP, packet));
    return wire.values();
  }

  private FieldValues dccp(String from, String to, String ports, String rest) {
    wire.ip(Datagrams.ipv4(from, to, DCCP, bytes().hex(ports + rest).build()));
    return wire.values();
  }

  private static String data(String number) {
    return "00 03 0011" + number + "0000 0000 00000000 41000000";
  }

  @Test
  void chunksCountFromTheNumberThatSetTheAssociationUp() {
    String there = "1388 1389";
    String back = "1389 1388";
    sctp(A, B, there, "01 00 0014 0000000a 00001000 0001 0001 fffffffe");
    sctp(B, A, back, "02 00 0014 0000000b 00001000 0001 0001 00000100");
    assertEquals("0", sctp(A, B, there, data("fffffffe")).of("sctp.data_tsn"));
    FieldValues both = sctp(A, B, there, data("ffffffff") + data("00000000"));
    assertEquals("1 2", both.of("sctp.data_tsn"));
    FieldValues answer = sctp(B, A, back, "03 00 0010 00000000 00001000 0000 0000");
    assertEquals("2", answer.of("sctp.sack_cumulative_tsn_ack"));
    assertEquals("0", answer.of("sctp.sack_cumulative_tsn_ack_raw"));
    assertEquals("2", sctp(B, A, back, data("00000102")).of("sctp.data_tsn"));
    assertEquals("0", sctp(A, B, "1388 138a", data("00000007")).of("sctp.data_tsn"));
  }

  @Test
  void anAcknowledgmentBeforeAnyNumberHasNone() {
    FieldValues answer = sctp(B, A, "1389 1388", "03 00 0010 00000007 00001000 0000 0000");
    assertEquals("7", answer.of("sctp.sack_cumulative_tsn_ack_raw"));
    assertEquals("", answer.of("sctp.sack_cumulative_tsn_ack"));
  }

  @Test
  void conversationsOfDccpAreNumberedAndCountFromTheirFirstPackets() {
    String there = "1388 1389";
    String back = "1389 1388";
    FieldValues request = dccp(A, B, there, "05 00 0000 01 00 fffffffffffe 00000000");
    assertEquals("0", request.of("dccp.stream"));
    assertEquals("0", request.of("dccp.seq"));
    FieldValues response =
        dccp(B, A, back, "07 00 0000 03 00 000000000064 0000 fffffffffffe 00000000");
    assertEquals("0", response.of("dccp.seq"));
    assertEquals("0", response.of("dccp.ack"));
    FieldValues ack = dccp(A, B, there, "06 00 0000 07 00 000000000001 0000 000000000065");
    assertEquals("3", ack.of("dccp.seq")); // beyond the largest number
    assertEquals("1", ack.of("dccp.ack"));
    FieldValues other = dccp(A, B, "1388 138a", "05 00 0000 01 00 000000000009 00000000");
    assertEquals("1", other.of("dccp.stream"));
    List<FlowRecord> records = wire.finish();
    assertEquals(2, records.size());
    assertEquals(0x138A, records.get(1).server().port());
    CommunityId id = new CommunityId();
    String ofFirst = new String(id.of(records.get(0)), US_ASCII);
    assertEquals(ofFirst, new String(id.of(records.get(1)), US_ASCII)); // it knows no ports of DCCP
  }
}
