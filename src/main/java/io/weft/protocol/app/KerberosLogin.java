package io.weft.protocol.app;

/**
 * For which service a client shows a ticket of Kerberos, in whatever carries the token of GSS-API:
 * SMB, DCE/RPC (RFC 4121 section 4.1, RFC 4120 sections 5.3 and 5.5.1). Who the client is, is
 * encrypted.
 */
public final class KerberosLogin {
  /** The mechanism's number, and the mark of a first token. */
  private static final byte[] MARK = {
    0x06,
    0x09,
    0x2A,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xF7,
    0x12,
    0x01,
    0x02,
    0x02,
    0x01,
    0x00
  };

  private static final int REQUEST = 0x6E;
  private static final int TICKET = 0x61;

  /** Where these stand in what is around them: tags of the context. */
  private static final int TICKET_OF_REQUEST = 0xA3;

  private static final int REALM = 0xA1;
  private static final int SERVICE = 0xA2;
  private static final int WORDS = 0xA1;

  private KerberosLogin() {}

  /**
   * The service and its realm: {@code cifs/files.shop.test@SHOP.TEST}; null where the bytes hold no
   * such token, or not enough of it.
   */
  public static String find(byte[] bytes, int from, int to) {
    for (int at = from; to - at > MARK.length; at++) {
      if (isMark(bytes, at)) {
        return service(bytes, at + MARK.length, to);
      }
    }
    return null;
  }

  private static boolean isMark(byte[] bytes, int at) {
    for (int i = 0; i < MARK.length; i++) {
      if (bytes[at + i] != MARK[i]) {
        return false;
      }
    }
    return true;
  }

  private static String service(byte[] bytes, int from, int to) {
    Ber token = new Ber(bytes, from, to);
    Ber request = token.next() && token.tag() == REQUEST ? sequence(token) : null;
    Ber ticket = request == null ? null : part(request, TICKET_OF_REQUEST);
    if (ticket == null || ticket.tag() != TICKET) {
      return null;
    }
    Ber parts = sequence(ticket);
    Ber realm = parts == null ? null : part(parts, REALM);
    Ber service = realm == null ? null : part(parts, SERVICE);
    Ber words = service == null ? null : part(service.inside(), WORDS);
    return words == null || !words.isWhole()
        ? null
        : name(bytes, words.inside()) + '@' + text(bytes, realm);
  }

  /** The elements of the sequence that is all of an element's content; null for none. */
  private static Ber sequence(Ber around) {
    Ber inside = around.inside();
    return inside.next() && inside.tag() == Ber.SEQUENCE ? inside.inside() : null;
  }

  /** What stands under a tag, from the next element on; null for none. */
  private static Ber part(Ber elements, int tag) {
    while (elements.next()) {
      if (elements.tag() == tag) {
        Ber content = elements.inside();
        return content.next() ? content : null;
      }
    }
    return null;
  }

  private static String name(byte[] bytes, Ber words) {
    StringBuilder name = new StringBuilder();
    while (words.next() && name.length() < DialogLimits.MAX_TEXT) {
      name.append(name.length() == 0 ? "" : "/").append(text(bytes, words));
    }
    return name.toString();
  }

  private static String text(byte[] bytes, Ber element) {
    return DialogText.shortened(bytes, element.from(), element.to());
  }
}
