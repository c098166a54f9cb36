package io.weft.insight.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.bytes.IpAddress;
import org.junit.jupiter.api.Test;

final class PlaceTest {
  private static final Place WEB = new Place(IpAddress.ipv4(0x0A000001), 80);

  @Test
  void aNameStandsBeforeTheAddress() {
    assertEquals("shop.test (10.0.0.1:80)", Place.text(WEB, "shop.test"));
    assertEquals("10.0.0.1:80", Place.text(WEB, null));
  }

  @Test
  void anAddressIsNotNamedByItself() {
    assertEquals("10.0.0.1:80", Place.text(WEB, "10.0.0.1"));
    assertEquals("10.0.0.1:80", Place.text(WEB, "10.0.0.1:80"));
  }
}
