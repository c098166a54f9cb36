package io.weft.protocol.app.kerberos;

import io.weft.bytes.MemorySize;
import io.weft.bytes.Text;
import io.weft.dissect.Moment;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.SelectiveSink;
import io.weft.protocol.app.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an exchange tells of a message.
 *
 * @param nonce of a request; 0 where there is none
 * @param client with slashes between the parts of the name; null for none
 * @param service likewise
 * @param ciphers that a request offers, at most {@link #MOST_CIPHERS}
 * @param ticketCipher of the first thing that is encrypted, the ticket; null for none
 */
record KerberosFacts(
    int type,
    long nonce,
    String client,
    String service,
    String realm,
    List<String> ciphers,
    String ticketCipher,
    Moment till,
    Integer errorCode,
    String errorText)
    implements Conversation.Facts {
  /** The most ciphers of a request that are told. */
  private static final int MOST_CIPHERS = 16;

  /** The longest name that is told, in bytes. */
  private static final int MOST_TEXT = 512;

  private static final int BYTES = 80;

  static KerberosFacts of(byte[] bytes, int from, int to) {
    Collecting collecting = new Collecting();
    MessageWalk.read(bytes, from, to, false, collecting);
    return collecting.facts(Kerberos.type(bytes, from));
  }

  @Override
  public Conversation.Role role() {
    return Kerberos.isRequest(type) ? Conversation.Role.QUESTION : Conversation.Role.ANSWER;
  }

  @Override
  public int memory() {
    return BYTES
        + MemorySize.of(client)
        + MemorySize.of(service)
        + MemorySize.of(realm)
        + MemorySize.of(errorText)
        + ciphers.size() * 8;
  }

  /** Collects what is told. */
  private static final class Collecting extends SelectiveSink {
    private static final Set<Field> WANTED =
        Set.of(
            KerberosFields.NONCE,
            KerberosFields.OFFERED,
            KerberosFields.CIPHER,
            KerberosFields.ERROR_CODE,
            KerberosFields.TILL,
            KerberosFields.CLIENT,
            KerberosFields.SERVICE,
            KerberosFields.REALM,
            KerberosFields.CLIENT_REALM,
            KerberosFields.ERROR_TEXT);

    private final StringBuilder client = new StringBuilder();
    private final StringBuilder service = new StringBuilder();
    private final List<String> ciphers = new ArrayList<>();
    private long nonce;
    private String realm;
    private String clientRealm;
    private String ticketCipher;
    private Moment till;
    private Integer errorCode;
    private String errorText;

    @Override
    public boolean wants(Field field) {
      return WANTED.contains(field);
    }

    @Override
    public void number(Field field, long value, int from, int length) {
      if (field == KerberosFields.NONCE) {
        nonce = value;
      } else if (field == KerberosFields.OFFERED && ciphers.size() < MOST_CIPHERS) {
        ciphers.add(KerberosNames.cipher(value));
      } else if (field == KerberosFields.CIPHER && ticketCipher == null) {
        ticketCipher = KerberosNames.cipher(value);
      } else if (field == KerberosFields.ERROR_CODE) {
        errorCode = (int) value;
      }
    }

    @Override
    public void time(Field field, long nanos, int from, int length) {
      if (field == KerberosFields.TILL) {
        till = new Moment(nanos);
      }
    }

    @Override
    public void text(Field field, byte[] bytes, int from, int length) {
      String text = Text.of(bytes, from, from + Math.min(length, MOST_TEXT));
      if (field == KerberosFields.CLIENT) {
        join(client, text);
      } else if (field == KerberosFields.SERVICE) {
        join(service, text);
      } else if (field == KerberosFields.REALM && realm == null) {
        realm = text;
      } else if (field == KerberosFields.CLIENT_REALM) {
        clientRealm = text;
      } else if (field == KerberosFields.ERROR_TEXT) {
        errorText = text;
      }
    }

    private static void join(StringBuilder name, String part) {
      if (name.length() < MOST_TEXT) {
        name.append(name.length() == 0 ? "" : "/").append(part);
      }
    }

    private KerberosFacts facts(int type) {
      return new KerberosFacts(
          type,
          nonce,
          client.length() == 0 ? null : client.toString(),
          service.length() == 0 ? null : service.toString(),
          realm == null ? clientRealm : realm,
          List.copyOf(ciphers),
          ticketCipher,
          till,
          errorCode,
          errorText);
    }
  }
}
