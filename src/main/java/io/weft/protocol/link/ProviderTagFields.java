package io.weft.protocol.link;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.number.EtherType;

/**
 * The fields that end the tags of providers, those of service VLANs and those of backbones:
 * Wireshark names them alike, whichever of the two tags they stand in.
 */
public final class ProviderTagFields {
  private static final Field TYPE =
      Field.u16("ieee8021ah.etype", "Type").hexadecimal().named(EtherType.NAMES);
  private static final LayerFields TRAILER =
      TrailerFields.ofTag(Field.bytes("ieee8021ah.trailer", "Trailer"));

  private ProviderTagFields() {}

  /**
   * The fields of a tag.
   *
   * @param own those that the tag has for itself
   * @param type where in the tag the type of what follows stands, in bytes from its beginning
   */
  public static LayerFields of(FixedFields own, int type) {
    return LayerFields.inOrder(own, FixedFields.of(at(type, TYPE)), TRAILER);
  }
}
