package io.weft.protocol.network;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.lookup.Place;
import io.weft.dissect.lookup.Places;
import java.util.List;

/**
 * The fields that tell where an address of an IP header belongs to. They have values only where
 * look-ups are asked for.
 */
public final class PlaceFields {
  private final Field summary;
  private final Field city;
  private final Field country;
  private final Field countryCode;
  private final Field asNumber;
  private final Field asOrganization;
  private final Field latitude;
  private final Field longitude;

  private PlaceFields(String protocol, String side, String label) {
    String prefix = protocol + ".geoip.";
    String own = prefix + side + "_";
    summary = Field.text(own + "summary", label + " GeoIP").generated();
    city = Field.text(own + "city", label + " GeoIP City").alias(prefix + "city").generated();
    country =
        Field.text(own + "country", label + " GeoIP Country").alias(prefix + "country").generated();
    countryCode =
        Field.text(own + "country_iso", label + " GeoIP ISO Two Letter Country Code")
            .alias(prefix + "country_iso")
            .generated();
    asNumber =
        Field.u32(own + "asnum", label + " GeoIP AS Number").alias(prefix + "asnum").generated();
    asOrganization =
        Field.text(own + "org", label + " GeoIP AS Organization").alias(prefix + "org").generated();
    latitude = Field.f64(own + "lat", label + " GeoIP Latitude").alias(prefix + "lat").generated();
    longitude =
        Field.f64(own + "lon", label + " GeoIP Longitude").alias(prefix + "lon").generated();
  }

  private List<Field> all() {
    return List.of(
        summary, city, country, countryCode, asNumber, asOrganization, latitude, longitude);
  }

  /** Finds the place of an address. */
  @FunctionalInterface
  public interface LookUp {
    /**
     * Where the address belongs to.
     *
     * @param at its first byte, which was captured with all others of the header
     */
    Place of(Places places, byte[] bytes, int at);
  }

  /**
   * The fields of both addresses of a header.
   *
   * @param addresses where in the header the source address stands; the destination follows it
   * @param length of an address, in bytes
   */
  public static LayerFields of(
      Protocol protocol, int addresses, int length, LookUp lookUp, Places places) {
    PlaceFields source = new PlaceFields(protocol.name(), "src", "Source");
    PlaceFields destination = new PlaceFields(protocol.name(), "dst", "Destination");
    return LayerFields.inOrder(
        LayerFields.of(source.walk(addresses, lookUp, places), source.all()),
        LayerFields.of(destination.walk(addresses + length, lookUp, places), destination.all()));
  }

  private LayerFields.Walk walk(int offset, LookUp lookUp, Places places) {
    if (places == Places.NONE) {
      return (packet, layer, sink) -> {};
    }
    List<Field> fields = all();
    return (packet, layer, sink) -> {
      for (Field field : fields) {
        if (sink.wants(field)) {
          read(packet, layer, offset, lookUp, places, sink);
          return;
        }
      }
    };
  }

  private void read(
      Packet packet, int layer, int offset, LookUp lookUp, Places places, FieldSink sink) {
    Place place = lookUp.of(places, packet.bytes(layer), packet.start(layer) + offset);
    if (!place.isKnown()) {
      return;
    }
    if (sink.wants(summary)) {
      StringBuilder text = sink.scratch();
      summarize(place, text);
      sink.text(summary, text, 0, 0);
    }
    text(city, place.city(), sink);
    text(country, place.country(), sink);
    text(countryCode, place.countryCode(), sink);
    if (place.asNumber() != 0 && sink.wants(asNumber)) {
      sink.number(asNumber, place.asNumber(), 0, 0);
    }
    text(asOrganization, place.asOrganization(), sink);
    if (place.position() != null && sink.wants(latitude)) {
      sink.real(latitude, place.position().latitude(), 0, 0);
    }
    if (place.position() != null && sink.wants(longitude)) {
      sink.real(longitude, place.position().longitude(), 0, 0);
    }
  }

  private static void text(Field field, String text, FieldSink sink) {
    if (text != null && sink.wants(field)) {
      sink.text(field, text, 0, 0);
    }
  }

  /** All that is known, in short, as Wireshark puts it. */
  private static void summarize(Place place, StringBuilder text) {
    add(text, place.city());
    add(text, place.countryCode() != null ? place.countryCode() : place.country());
    add(text, place.asNumber() == 0 ? null : "ASN " + place.asNumber());
    add(text, place.asOrganization());
  }

  private static void add(StringBuilder text, String part) {
    if (part != null) {
      text.append(text.isEmpty() ? "" : ", ").append(part);
    }
  }
}
