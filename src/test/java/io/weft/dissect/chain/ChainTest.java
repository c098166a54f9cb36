package io.weft.dissect.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.number.EtherType;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How dissectors are registered, and how they find one another. */
final class ChainTest {
  private static final DispatchTable.Declaration TABLE =
      DispatchTable.declare("test.kind", "test kind", 16);

  private final Chain.Builder builder = new Chain.Builder();

  /** Reads one byte, and goes on with whoever it is told. */
  private static final class OneByte implements Dissector {
    private final Protocol protocol;
    private final Dissector next;

    OneByte(String name, Dissector next) {
      protocol = Protocol.of(name, name);
      this.next = next;
    }

    @Override
    public Protocol protocol() {
      return protocol;
    }

    @Override
    public Dissector dissect(Cursor cursor) {
      return cursor.require(1) && cursor.enter(protocol, 1) ? next : null;
    }
  }

  private static Packet dissect(Chain chain, int linkType, int length) {
    Cursor cursor = new Cursor();
    cursor.meta(1, 0, 0, linkType);
    cursor.wrap(new byte[length], 0, length, length);
    chain.dissect(cursor);
    return cursor.packet();
  }

  @Test
  void aProtocolDeclaresATableOfItsOwn() {
    OneByte inner = new OneByte("inner", null);
    builder.put(TABLE, 3, inner);
    builder.put(Chain.LINK_TYPES, 1, new OneByte("outer", builder.table(TABLE).get(3)));
    Chain chain = builder.build();
    Packet packet = dissect(chain, 1, 2);
    assertEquals(2, packet.layerCount());
    assertSame(inner.protocol(), packet.protocol(1));
    assertEquals(
        List.of("test.kind 3 inner", "frame.link_type 1 outer"),
        chain.registrations().stream()
            .map(each -> each.table() + " " + each.key() + " " + each.protocol())
            .toList());
  }

  @Test
  void tablesAreToldApartByTheirDeclarations() {
    DispatchTable.Declaration same = DispatchTable.declare("test.kind", "another one", 16);
    builder.table(TABLE);
    assertSame(builder.table(TABLE), builder.table(TABLE));
    Exception clash = assertThrows(IllegalArgumentException.class, () -> builder.table(same));
    assertEquals("two tables are called test.kind", clash.getMessage());
  }

  @Test
  void numbersOutsideTheTableAndTakenOnesAreRefused() {
    OneByte dissector = new OneByte("x", null);
    Exception outside =
        assertThrows(IllegalArgumentException.class, () -> builder.put(TABLE, 16, dissector));
    assertEquals("test.kind has no number 16, only 0 to 15", outside.getMessage());
    assertThrows(IllegalArgumentException.class, () -> builder.put(TABLE, -1, dissector));
    builder.put(TABLE, 15, dissector);
    Exception taken =
        assertThrows(IllegalArgumentException.class, () -> builder.put(TABLE, 15, dissector));
    assertEquals("test.kind 15 is taken by x", taken.getMessage());
    OneByte other = new OneByte("y", null);
    assertSame(other, builder.replace(TABLE, 15, other).table(TABLE).get(15));
    assertSame(DataDissector.PROTOCOL, builder.table(TABLE).get(16).protocol());
  }

  @Test
  void aBuiltChainTakesNoMore() {
    builder.table(TABLE);
    builder.build();
    assertThrows(IllegalStateException.class, () -> builder.put(TABLE, 1, new OneByte("x", null)));
  }

  @Test
  void neighboursGoOnWithOneAnotherByName() {
    builder.put(Chain.LINK_TYPES, 1, new OneByte("outer", builder.named("neighbour")));
    OneByte neighbour = new OneByte("inner", null);
    builder.name("neighbour", neighbour); // later than its user
    Packet packet = dissect(builder.build(), 1, 2);
    assertSame(neighbour.protocol(), packet.protocol(1));
  }

  @Test
  void aMissingNeighbourIsFoundOutWhenTheChainIsBuilt() {
    builder.put(Chain.LINK_TYPES, 1, new OneByte("outer", builder.named("neighbour")));
    Exception missing = assertThrows(IllegalStateException.class, builder::build);
    assertTrue(missing.getMessage().contains("\"neighbour\""), missing.getMessage());
    builder.name("neighbour", new OneByte("inner", null));
    Exception twice =
        assertThrows(
            IllegalArgumentException.class,
            () -> builder.name("neighbour", new OneByte("other", null)));
    assertEquals("two dissectors are called neighbour", twice.getMessage());
  }

  @Test
  void numbersAreShownAsPeopleReadThem() {
    assertEquals("0x0800", EtherType.TABLE.text(EtherType.IPV4));
    assertEquals("7", TABLE.text(7));
    assertEquals("ethertype", EtherType.TABLE.label());
  }

  @Test
  void fieldsThatAreMadeLateAreMadeWhenOneIsNamed() {
    Protocol protocol = Protocol.of("late", "Late");
    AtomicInteger made = new AtomicInteger();
    builder.lateFields(
        protocol,
        () -> {
          made.incrementAndGet();
          return LayerFields.of((packet, layer, sink) -> {}, Field.u8("late.one", "One"));
        });
    FieldCatalogue catalogue = FieldCatalogue.of(builder.build());
    assertEquals("frame.len", catalogue.field("frame.len").name());
    assertNull(catalogue.field("later.one"));
    assertEquals(0, made.get());
    assertEquals(List.of(protocol), catalogue.field("late.one").protocols());
    assertTrue(catalogue.fields().stream().anyMatch(each -> each.name().equals("late.one")));
    assertEquals("late.one", catalogue.nearest("Late.onne", List.of()));
    assertEquals(1, made.get());
  }

  @Test
  void namesOfFieldsThatAreMadeLateAreOfTheirProtocol() {
    Protocol protocol = Protocol.of("late", "Late");
    builder.lateFields(
        protocol, () -> LayerFields.of((packet, layer, sink) -> {}, Field.u8("other.one", "One")));
    Chain chain = builder.build();
    assertThrows(IllegalArgumentException.class, () -> chain.fields(protocol));
    Chain.Builder taken = new Chain.Builder();
    taken.lateFields(protocol, () -> LayerFields.NONE);
    taken.fields(
        Protocol.of("other", "Other"),
        LayerFields.of((packet, layer, sink) -> {}, Field.u8("late.two", "Two")));
    assertThrows(IllegalArgumentException.class, taken::build);
  }
}
