package io.weft.protocol.app.tls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Moment;
import io.weft.dissect.Span;
import io.weft.protocol.app.tls.certificate.Certificate;
import io.weft.protocol.app.tls.decrypt.DecryptionResult;
import io.weft.protocol.app.tls.number.CipherSuites;
import io.weft.protocol.app.tls.number.Extension;
import io.weft.protocol.app.tls.number.TlsNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects what the messages of a connection say, in whatever order the directions come. */
final class Findings {
  private static final int TLS_1_3 = 0x0304;
  private static final int DTLS_1_3 = 0xFEFC;

  /** The drafts of TLS 1.3, by their numbers. */
  private static final int DRAFTS = 0x7F;

  private static final int UNKNOWN = -1;

  /** An explicitly named group (RFC 8422 section 5.4). */
  private static final int NAMED_CURVE = 3;

  /**
   * Bytes of the shortest encrypted record that can hold a Finished of TLS 1.3: 4 for its header,
   * 32 of a hash, 1 for the type, 8 of a tag. An encrypted alert is shorter.
   */
  private static final int SHORTEST_FINISHED = 45;

  private final boolean withJa3;
  private final ClientProfiles profiles;
  private final boolean inDatagrams;

  private long startNanos;
  private boolean started;

  private ClientHello client;
  private long clientPacket;
  private ServerHello server;
  private long serverPacket;
  private long serverNanos;
  private int version = UNKNOWN;
  private int cipher = UNKNOWN;
  private int group = UNKNOWN;
  private Integer dhBits;
  private String alpn;
  private boolean retry;
  private boolean verify;
  private boolean reversed;
  private boolean serverFinishedFlight;
  private boolean resumed;
  private boolean requestsCertificate;
  private Boolean clientCertificate;
  private List<Certificate> ofClient = List.of();
  private List<Certificate> ofServer = List.of();
  private int certificatesMemory;
  private boolean clientReady;
  private boolean serverReady;
  private boolean established;
  private long establishedNanos;
  private int notes;
  private final List<TlsExchange.Alert> alerts = new ArrayList<>(2);
  private final StringBuilder history = new StringBuilder();

  /**
   * @param inDatagrams is it DTLS?
   */
  Findings(boolean withJa3, ClientProfiles profiles, boolean inDatagrams) {
    this.profiles = profiles;
    this.withJa3 = withJa3;
    this.inDatagrams = inDatagrams;
  }

  int memory() {
    // Each number of a hello counts four bytes here, and a reference of as many when it is
    // reported.
    int lists = client == null ? 0 : 200 + 4 * (client.ciphers().length + client.groups().length);
    return 400 + lists + 64 * alerts.size() + certificatesMemory;
  }

  private static int memory(List<Certificate> certificates) {
    int bytes = 0;
    for (Certificate each : certificates) {
      bytes += each.memory();
    }
    return bytes;
  }

  void note(int note) {
    notes |= note;
  }

  /** The first byte that was seen of the connection came at this time. */
  void begin(long nanos) {
    if (!started || nanos < startNanos) {
      started = true;
      startNanos = nanos;
    }
  }

  boolean isStarted() {
    return started;
  }

  ClientHello client() {
    return client;
  }

  ServerHello server() {
    return server;
  }

  /** Is TLS 1.3, or DTLS 1.3, what the server chose? */
  boolean isTls13() {
    return version == TLS_1_3 || version == DTLS_1_3 || version >> 8 == DRAFTS;
  }

  /** Has the server chosen a version? */
  boolean isVersionKnown() {
    return version != UNKNOWN;
  }

  /** Adds Zeek's letter of a message; it is given in lower case. */
  void log(Direction direction, char letter) {
    if (history.length() < TlsLimits.MAX_HISTORY) {
      history.append(direction == Direction.FROM_CLIENT ? Character.toUpperCase(letter) : letter);
    }
  }

  void onClientHello(ClientHello hello, long packet) {
    if (hello.isCut()) {
      note(Notes.BAD_HELLO);
    }
    if (client == null) {
      client = hello;
      if (hello.longestList() > TlsLimits.MAX_LIST) {
        note(Notes.LIST_CUT);
      }
      clientPacket = packet;
    }
  }

  void onServerHello(ServerHello hello, long packet, long nanos) {
    if (hello.isCut()) {
      note(Notes.BAD_HELLO);
    }
    if (hello.isRetry()) {
      retry = true;
      version = hello.version();
      cipher = hello.cipher();
      return;
    }
    if (server != null) {
      return; // a renegotiation
    }
    server = hello;
    if (hello.extensions().length > TlsLimits.MAX_LIST) {
      note(Notes.LIST_CUT);
    }
    serverPacket = packet;
    serverNanos = nanos;
    version = hello.version();
    cipher = hello.cipher();
    group = hello.group();
    alpn = hello.alpn();
    if (isTls13()) {
      resumed = hello.has(Extension.PRE_SHARED_KEY);
    }
  }

  /** A server wants to see its cookie in another hello (RFC 6347 section 4.2.1). */
  void onHelloVerifyRequest() {
    verify = true;
  }

  /** The flow's server is the client here. */
  void reversed() {
    reversed = true;
  }

  /** A server that speaks SSL 2.0. */
  void onSslTwoServer(long packet, long nanos) {
    version = SslTwo.VERSION;
    serverPacket = packet;
    serverNanos = nanos;
  }

  /** The server sent all messages of its part of a full handshake. */
  void onServerHelloDone() {
    serverFinishedFlight = true;
    if (!isTls13()) {
      resumed = false; // A datagram behind it has come first.
    }
  }

  /** Reads the group out of the parameters of a key exchange (RFC 8422 section 5.4, RFC 5246). */
  void onServerKeyExchange(byte[] bytes, int from, int to) {
    String suite = cipher == UNKNOWN ? null : CipherSuites.NAMES.name(cipher);
    if (suite == null || to - from < 4) {
      return;
    }
    if (suite.contains("_ECDHE_") || suite.contains("_ECDH_anon_")) {
      if (bytes[from] == NAMED_CURVE && !suite.contains("_PSK_")) {
        group = BigEndian.u16(bytes, from + 1);
      }
    } else if ((suite.contains("_DHE_") || suite.contains("_DH_anon_"))
        && !suite.contains("_PSK_")) {
      int length = BigEndian.u16(bytes, from);
      int first = from + 2;
      if (length > 0 && length <= to - first) {
        dhBits = bits(bytes, first, first + length);
      }
    }
  }

  /** Length in bits of a number whose first byte is its highest. */
  private static int bits(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] == 0) {
      at++;
    }
    return at == to
        ? 0
        : (to - at) * Byte.SIZE - (Integer.numberOfLeadingZeros(bytes[at] & 0xFF) - 24);
  }

  void onCertificateRequest() {
    requestsCertificate = true;
  }

  void onClientCertificates(List<Certificate> sent) {
    clientCertificate = !sent.isEmpty();
    ofClient = sent;
    certificatesMemory = memory(ofClient) + memory(ofServer);
  }

  void onServerCertificates(List<Certificate> sent) {
    if (ofServer.isEmpty()) {
      ofServer = sent;
      certificatesMemory = memory(ofClient) + memory(ofServer);
    }
  }

  /**
   * The protocol that the server chose in the encrypted part of TLS 1.3.
   *
   * @param chosen null where it chose none
   */
  void onEncryptedAlpn(String chosen) {
    alpn = chosen;
  }

  void onChangeCipherSpec(Direction direction) {
    // A server that goes on without a key exchange goes on with an earlier session.
    if (direction == Direction.FROM_SERVER
        && server != null
        && !isTls13()
        && !serverFinishedFlight
        && (notes & Notes.GAP) == 0) {
      resumed = true;
    }
  }

  /**
   * An encrypted record after which its sender may be ready.
   *
   * @param length of its body in bytes
   */
  void onSealed(Direction direction, int length, Arrival arrival) {
    boolean fromClient = direction == Direction.FROM_CLIENT;
    if (!established && isVersionKnown()) {
      if (fromClient) {
        clientReady |= !isTls13() || length >= SHORTEST_FINISHED;
      } else {
        serverReady = true;
      }
      if (clientReady && serverReady) {
        established = true;
        establishedNanos = arrival.nanos();
      }
    }
  }

  /**
   * An alert in the clear, or one that is encrypted.
   *
   * @param level 0 where it is encrypted
   */
  void onAlert(Direction direction, int level, int description, Arrival arrival) {
    log(direction, 'l');
    if (alerts.size() < TlsLimits.MAX_ALERTS) {
      alerts.add(
          new TlsExchange.Alert(
              direction == Direction.FROM_CLIENT ? "client" : "server",
              level == 0 ? null : TlsNames.ALERT_LEVELS.text(level),
              level == 0 ? null : TlsNames.ALERTS.text(description),
              arrival.number(),
              new Moment(arrival.nanos())));
    }
  }

  /** All that is known now. */
  TlsExchange exchange(
      TlsExchange.Traffic clientTraffic,
      TlsExchange.Traffic serverTraffic,
      DecryptionResult decryption) {
    if (client == null && server == null && version == UNKNOWN) {
      note(Notes.HELLO_NOT_SEEN);
    }
    ClientProfile profile = client == null ? null : profiles.of(client);
    TlsExchange.Client offered = offered(profile, clientTraffic);
    TlsExchange.Server chosen =
        new TlsExchange.Server(
            serverPacket == 0 ? null : serverPacket,
            serverPacket == 0 ? null : new Moment(serverNanos),
            server == null
                ? null
                : TlsNames.EXTENSIONS.texts(server.extensions(), TlsLimits.MAX_LIST),
            certificateMatches(),
            ofServer.isEmpty() ? null : ofServer,
            serverTraffic);
    return new TlsExchange(
        client == null ? null : shortened(client.serverName()),
        version == UNKNOWN ? null : TlsNames.VERSIONS.text(version),
        cipher == UNKNOWN ? null : CipherSuites.NAMES.text(cipher),
        group == UNKNOWN ? null : TlsNames.GROUPS.text(group),
        dhBits,
        shortened(alpn),
        established,
        resumption(),
        new Moment(startNanos),
        established ? new Span(establishedNanos - startNanos) : null,
        flag(retry),
        flag(verify),
        flag(client != null && client.has(Extension.ENCRYPTED_CLIENT_HELLO)),
        flag(client != null && client.has(Extension.EARLY_DATA)),
        certificateOfClient(),
        client == null ? null : Ja4.of(client, profile.ja4Hashes(), inDatagrams),
        client == null || !withJa3 ? null : Ja3.of(client),
        server == null || !withJa3 ? null : Ja3.of(server),
        flag(inDatagrams),
        flag(reversed),
        offered,
        chosen,
        alerts.isEmpty() ? null : List.copyOf(alerts),
        history.length() == 0 ? null : history.toString(),
        decryption,
        Notes.names(notes));
  }

  private TlsExchange.Client offered(ClientProfile profile, TlsExchange.Traffic traffic) {
    if (client == null) {
      return new TlsExchange.Client(
          null, null, null, null, null, null, null, null, null, null, traffic);
    }
    return new TlsExchange.Client(
        clientPacket,
        TlsNames.VERSIONS.text(client.version()),
        profile.versions(),
        profile.ciphers(),
        profile.extensions(),
        profile.groups(),
        profile.keyShares(),
        profile.signatureSchemes(),
        texts(client.alpn()),
        ofClient.isEmpty() ? null : ofClient,
        traffic);
  }

  private Boolean certificateMatches() {
    String host = client == null ? null : client.serverName();
    if (host == null || ofServer.isEmpty()) {
      return null;
    }
    return ofServer.get(0).isFor(host);
  }

  private String resumption() {
    if (!resumed || server == null) {
      return null;
    }
    if (isTls13()) {
      return "psk";
    }
    boolean sameSession =
        client != null
            && client.sessionId().length > 0
            && Arrays.equals(client.sessionId(), server.sessionId());
    // A client with a ticket sends a session identifier as well, to see whether it is taken.
    return sameSession && !client.hasTicket() ? "session_id" : "session_ticket";
  }

  private String certificateOfClient() {
    if (clientCertificate != null) {
      return clientCertificate ? "sent" : "declined";
    }
    return requestsCertificate ? "requested" : null;
  }

  private static Boolean flag(boolean set) {
    return set ? Boolean.TRUE : null;
  }

  private static String shortened(String text) {
    return text == null || text.length() <= TlsLimits.MAX_TEXT
        ? text
        : text.substring(0, TlsLimits.MAX_TEXT);
  }

  private static List<String> texts(List<String> all) {
    if (all.isEmpty()) {
      return null;
    }
    List<String> texts = new ArrayList<>(Math.min(all.size(), TlsLimits.MAX_LIST));
    for (String each : all.subList(0, Math.min(all.size(), TlsLimits.MAX_LIST))) {
      texts.add(shortened(each));
    }
    return texts;
  }
}
