package io.weft.protocol.app.tls.certificate;

import java.util.ArrayList;
import java.util.List;

/** A name of the directory as text (RFC 4514): the last part first, {@code CN=shop.test,O=Shop}. */
final class DistinguishedName {
  /** Most attributes that are read. */
  private static final int MAX_PARTS = 64;

  private static final String ESCAPED = ",+\"\\<>;";

  private final String text;
  private final String commonName;
  private final boolean bad;

  private DistinguishedName(String text, String commonName, boolean bad) {
    this.text = text;
    this.commonName = commonName;
    this.bad = bad;
  }

  /** Reads the parts of a name, a set of attributes each. */
  static DistinguishedName read(DerReader parts) {
    List<String> texts = new ArrayList<>();
    String commonName = null;
    boolean bad = false;
    int count = 0;
    while (count < MAX_PARTS && parts.next(DerReader.SET)) {
      StringBuilder part = new StringBuilder();
      DerReader attributes = parts.inside();
      while (count < MAX_PARTS && attributes.next(DerReader.SEQUENCE)) {
        count++;
        DerReader attribute = attributes.inside();
        String type = attribute.next() ? ObjectId.read(attribute) : null;
        if (type == null || !attribute.next()) {
          bad = true;
          continue;
        }
        String value = DerText.read(attribute);
        if (type.equals(ObjectId.COMMON_NAME)) {
          commonName = value;
        }
        part.append(part.length() == 0 ? "" : "+").append(ObjectId.attribute(type)).append('=');
        if (DerText.isText(attribute.tag())) {
          escape(value, part);
        } else {
          part.append(value);
        }
      }
      bad |= attributes.isBad();
      texts.add(part.toString());
      if (texts.size() == MAX_PARTS) {
        break;
      }
    }
    bad |= parts.isBad();
    StringBuilder text = new StringBuilder();
    for (int i = texts.size() - 1; i >= 0; i--) {
      text.append(text.length() == 0 ? "" : ",").append(texts.get(i));
    }
    return new DistinguishedName(text.toString(), commonName, bad);
  }

  private static void escape(String value, StringBuilder text) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean isEdge = i == 0 || i == value.length() - 1;
      if (ESCAPED.indexOf(c) >= 0 || (c == ' ' && isEdge) || (c == '#' && i == 0)) {
        text.append('\\');
      }
      text.append(c);
    }
  }

  /** All parts; empty where there are none. */
  String text() {
    return text;
  }

  /** The last common name, or null. */
  String commonName() {
    return commonName;
  }

  boolean isBad() {
    return bad;
  }
}
