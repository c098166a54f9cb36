package io.weft.dissect.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import org.junit.jupiter.api.Test;

/** Payloads of one byte that say of what protocol they are: {@code 'a'} fits A and so on. */
final class UdpPayloadsTest {
  private static final byte BOTH = '*';
  private static final byte PERHAPS = '?';

  private final Chain.Builder chain = new Chain.Builder();
  private final Cursor cursor = new Cursor();

  private record Named(Protocol protocol) implements Dissector {
    @Override
    public Dissector dissect(Cursor at) {
      at.enter(protocol, at.available());
      return null;
    }
  }

  private static UdpPayload payload(String name) {
    DatagramProbe probe =
        (bytes, from, to, wireTo) -> {
          byte said = bytes[from];
          return said == name.charAt(0) || said == BOTH
              ? Fit.YES
              : said == PERHAPS ? Fit.MAYBE : Fit.NO;
        };
    return UdpPayload.of(new Named(Protocol.of(name, name)), 1, probe);
  }

  private String chosen(int source, int destination, int content) {
    cursor.wrap(new byte[] {(byte) content}, 0, 1, 1);
    return chain.udpPayloads().choose(cursor, source, destination).protocol().name();
  }

  @Test
  void eitherPortSuggestsAndTheContentDecides() {
    chain.udp(payload("a").ports(1111)).udp(payload("b").ports(2222));
    assertEquals("a", chosen(1111, 2222, 'a'));
    assertEquals("b", chosen(1111, 2222, 'b'));
    assertEquals("b", chosen(2222, 1111, 'b'));
    assertEquals("data", chosen(1111, 2222, 'x'));
    assertEquals("data", chosen(3333, 4444, 'a'));
  }

  @Test
  void whereTwoFitTheLikelierServerPortDecidesForBothDirections() {
    chain.udp(payload("dns").ports(53)).udp(payload("low").ports(52)).udp(payload("x").ports(9999));
    assertEquals("dns", chosen(9999, 53, BOTH));
    assertEquals("dns", chosen(53, 9999, BOTH));
    assertEquals("dns", chosen(52, 53, BOTH), "a port at which servers commonly listen");
    assertEquals("low", chosen(9999, 52, BOTH), "else the lower one");
    assertEquals("low", chosen(52, 9999, BOTH));
  }

  @Test
  void severalProtocolsShareAPort() {
    chain.udp(payload("a").ports(443)).udp(payload("b").ports(443, 444));
    assertEquals("a", chosen(443, 5000, 'a'));
    assertEquals("b", chosen(443, 5000, 'b'));
    assertEquals("a", chosen(443, 5000, BOTH), "in the order of registration");
    assertEquals("b", chosen(444, 5000, BOTH));
  }

  @Test
  void oneThatKnowsItselfIsFoundOnAnyPortButBehindThoseSuggested() {
    chain.udp(payload("a").ports(1).onAnyPort()).udp(payload("b").ports(2));
    assertEquals("a", chosen(3, 4, 'a'));
    assertEquals("b", chosen(2, 4, BOTH));
    assertEquals("a", chosen(2, 4, 'a'));
    assertEquals("data", chosen(3, 4, PERHAPS), "without a port there must be proof");
  }

  @Test
  void aProbeForAnyPortMayBeAStricterOne() {
    chain.udp(payload("a").ports(1).onAnyPort((bytes, from, to, wireTo) -> Fit.NO));
    assertEquals("a", chosen(1, 4, 'a'));
    assertEquals("data", chosen(3, 4, 'a'));
  }

  @Test
  void withoutProofThePortDecidesUnlessAnotherHasProof() {
    chain.udp(payload("a").ports(1)).udp(payload("?").ports(2)).udp(payload("c").ports(3));
    assertEquals("a", chosen(1, 3, PERHAPS));
    assertEquals("a", chosen(3, 1, PERHAPS), "the likelier server's first");
    assertEquals("?", chosen(1, 2, PERHAPS), "the one that is sure");
  }

  @Test
  void whoseHeaderIsNotThereIsNotAsked() {
    UdpPayload eight =
        UdpPayload.of(
            new Named(Protocol.of("eight", "")),
            8,
            (bytes, from, to, wireTo) -> {
              assertTrue(to - from >= 8);
              return Fit.YES;
            });
    chain.udp(eight.ports(8));
    cursor.wrap(new byte[8], 0, 7, 7);
    assertEquals("data", chain.udpPayloads().choose(cursor, 8, 9).protocol().name());
    cursor.wrap(new byte[8], 0, 7, 8); // cut by the capture
    assertEquals("eight", chain.udpPayloads().choose(cursor, 8, 9).protocol().name());
    cursor.wrap(new byte[8], 0, 0, 0);
    assertEquals("data", chain.udpPayloads().choose(cursor, 8, 9).protocol().name());
  }

  @Test
  void whatTheUserDecidesIsNotAskedFor() {
    chain.udp(payload("a").ports(1)).udp(payload("b").ports(2));
    Decoding decoding = chain.decoding();
    decoding.decodeAs("udp.port", 1, "b");
    decoding.decodeAs("udp.port", 7777, "a");
    assertEquals("b", chosen(1, 50_000, 'a'));
    assertEquals("a", chosen(50_000, 7777, 'x'));
    Exception unknown =
        assertThrows(
            IllegalArgumentException.class, () -> decoding.decodeAs("udp.port", 5, "nobody"));
    assertEquals("no protocol behind UDP port is called nobody", unknown.getMessage());
  }

  @Test
  void proofIsTheContents() {
    chain.udp(payload("a").ports(1));
    UdpPayloads payloads = chain.udpPayloads();
    for (char content : new char[] {'a', PERHAPS}) {
      cursor.wrap(new byte[] {(byte) content}, 0, 1, 1);
      payloads.choose(cursor, 1, 50_000).dissect(cursor);
      assertEquals("a", cursor.packet().protocol(0).name());
      assertEquals(content == 'a', payloads.isProven(cursor.packet(), 0));
    }
    cursor.wrap(new byte[] {'a'}, 0, 1, 1);
    new DataDissector().dissect(cursor);
    assertFalse(payloads.isProven(cursor.packet(), 0));
  }

  @Test
  void portsAreListedWithTheNumbersOfTheChain() {
    chain.udp(payload("a").ports(1, 7));
    assertEquals(
        "[udp.port 1 a, udp.port 7 a]",
        chain.build().registrations().stream()
            .map(each -> each.table() + " " + each.key() + " " + each.protocol())
            .toList()
            .toString());
  }
}
