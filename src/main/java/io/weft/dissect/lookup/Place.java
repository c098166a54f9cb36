package io.weft.dissect.lookup;

import java.io.Serializable;

/**
 * Where an address belongs to; texts are null where they are not known.
 *
 * @param countryCode two letters (ISO 3166-1)
 * @param country its name in English
 * @param city its name in English
 * @param position about where it is; null where that is not known
 * @param asNumber number of the autonomous system that announces the address, up to 32 bits; 0,
 *     which is nobody's (RFC 7607), where it is not known
 * @param asOrganization who runs that system
 */
public record Place(
    String countryCode,
    String country,
    String city,
    Position position,
    long asNumber,
    String asOrganization)
    implements Serializable {
  /**
   * A point on the Earth.
   *
   * @param latitude in degrees, north of the equator above 0
   * @param longitude in degrees, east of Greenwich above 0
   */
  public record Position(double latitude, double longitude) implements Serializable {}

  /** Nothing is known of the address. */
  public static final Place UNKNOWN = new Place(null, null, null, null, 0, null);

  /** The same, with what another table knows besides. */
  public Place or(Place other) {
    return new Place(
        countryCode != null ? countryCode : other.countryCode,
        country != null ? country : other.country,
        city != null ? city : other.city,
        position != null ? position : other.position,
        asNumber != 0 ? asNumber : other.asNumber,
        asOrganization != null ? asOrganization : other.asOrganization);
  }

  /** Is anything known? */
  public boolean isKnown() {
    return countryCode != null
        || country != null
        || city != null
        || position != null
        || asNumber != 0
        || asOrganization != null;
  }
}
