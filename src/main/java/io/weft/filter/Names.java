package io.weft.filter;

import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Effort;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.LayerFields;
import io.weft.filter.syntax.FilterException;
import io.weft.filter.syntax.Ranges;
import io.weft.filter.syntax.Syntax;
import io.weft.filter.syntax.Token;
import io.weft.filter.syntax.TokenKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What names in a filter mean; each is one operand, however often it is named. */
final class Names {
  /** Begins the names of records' fields. */
  private static final String RECORD_PREFIX = "weft.flow.";

  private final String text;
  private final FieldCatalogue catalogue;
  private final Map<String, Field> recordFields = new HashMap<>();
  private final FieldReader recordReader;
  private final Map<List<Protocol>, FieldReader> readers = new HashMap<>();
  private final Map<String, Operand> operands = new HashMap<>();
  private Effort effort = Effort.NONE;
  private boolean namesRecord;
  private boolean isOnlyOfRecord;

  Names(String text, FieldCatalogue catalogue, RecordFields<?> record) {
    this.text = text;
    this.catalogue = catalogue;
    recordReader = record == null ? null : new FieldReader(record);
    if (record != null) {
      record.declared().forEach(field -> recordFields.put(field.name(), field));
    }
  }

  Effort effort() {
    return effort;
  }

  boolean namesRecord() {
    return namesRecord;
  }

  /** Says whether names of packets are refused from now on. */
  void onlyOfRecord(boolean refusesPackets) {
    isOnlyOfRecord = refusesPackets;
  }

  boolean isOfRecord(String name) {
    return recordFields.containsKey(name);
  }

  /** Is this a field or a protocol? A name behind a dot claims to be one. */
  boolean isKnown(Token token) {
    return token.kind() == TokenKind.FIELD_NAME
        || isOfRecord(token.text())
        || catalogue.field(token.text()) != null
        || !catalogue.protocols(token.text()).isEmpty();
  }

  /** The failure for a literal where a field is asked for. */
  FilterException unknown(Syntax.Word word) {
    Token token = word.token();
    String name = token.text();
    if (word.isQuoted()) {
      return failure(token, "a field or a function is expected here, not a literal");
    }
    if (name.startsWith(RECORD_PREFIX) && recordReader == null) {
      return failure(token, "'" + name + "' is of flows, and packets are asked about here");
    }
    if (name.matches("[0-9.:]*")) {
      return failure(token, "a field or a function is expected here, not a literal");
    }
    String nearest = catalogue.nearest(name, recordFields.keySet());
    return failure(
        token,
        "'"
            + name
            + "' is neither a field nor a protocol"
            + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
  }

  private FilterException failure(Token token, String reason) {
    return new FilterException(text, token.from(), token.to(), reason);
  }

  Operand operand(Token token) throws FilterException {
    if (isOnlyOfRecord && !isOfRecord(token.text())) {
      throw failure(
          token,
          "'"
              + token.text()
              + "' is of packets: a flow has many, so that none of them is compared with the flow's"
              + " own fields");
    }
    Operand known = operands.get(token.text());
    if (known == null) {
      known = make(token, false);
      operands.put(token.text(), known);
    }
    return known;
  }

  /** The values of a field of packets that the catalogue has. */
  Operand known(String name) {
    FieldCatalogue.Entry entry = catalogue.field(name);
    return new FieldOperand(
        entry.fields(), entry.fields().get(0), reader(entry.protocols()), false);
  }

  /** The bytes of a field's values. */
  Operand raw(Token token) throws FilterException {
    return make(token, true);
  }

  private Operand make(Token token, boolean isRaw) throws FilterException {
    String name = token.text();
    Field ofRecord = recordFields.get(name);
    if (ofRecord != null) {
      namesRecord = true;
      if (ofRecord.isTracked()) {
        effort = effort.and(Effort.ANALYSIS);
      }
      return new FieldOperand(List.of(ofRecord), ofRecord, recordReader, isRaw);
    }
    FieldCatalogue.Entry entry = catalogue.field(name);
    if (entry == null) {
      return protocol(token);
    }
    effort = effort.and(entry.effort());
    return isRaw
        ? new FieldOperand(entry.fields(), entry.fields().get(0), reader(entry.protocols()), true)
        : known(name);
  }

  private FieldReader reader(List<Protocol> protocols) {
    return readers.computeIfAbsent(
        protocols,
        key -> {
          List<LayerFields> walks = new ArrayList<>();
          key.forEach(protocol -> walks.add(catalogue.walk(protocol)));
          return new FieldReader(key, walks);
        });
  }

  private ProtocolOperand protocol(Token token) throws FilterException {
    List<Protocol> protocols = catalogue.protocols(token.text());
    if (protocols.isEmpty()) {
      throw unknown(new Syntax.Word(token));
    }
    effort = effort.and(catalogue.effort(token.text()));
    return new ProtocolOperand(protocols);
  }

  /** The values of a field in some layers. */
  Operand layered(Token token, Ranges layers) throws FilterException {
    if (isOfRecord(token.text())) {
      throw failure(token, "'" + token.text() + "' is of flows, which have no layers");
    }
    Operand all = operand(token);
    FieldCatalogue.Entry entry = catalogue.field(token.text());
    ProtocolOperand protocol =
        entry == null ? protocol(token) : new ProtocolOperand(entry.protocols());
    return new LayeredOperand(all, protocol, layers);
  }
}
