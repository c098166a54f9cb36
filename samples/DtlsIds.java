import java.io.IOException;
import java.io.PrintWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.tls.BasicTlsPSKIdentity;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.PSKTlsClient;
import org.bouncycastle.tls.PSKTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.bouncycastle.tls.UDPTransport;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.AbstractTlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * A server and a client of DTLS 1.2 with connection identifiers: {@code DtlsIds server|client OWN
 * PEER [KEYLOG]}, with the addresses of both, where the client writes the keys. It says two lines
 * on each port, and the server answers each. Needs bctls, bcutil and bcprov of Bouncy Castle.
 */
final class DtlsIds {
  private static final byte[] KEY = "weft sample key!".getBytes();
  private static final int FIRST_PORT = 4761;
  private static final int LONGEST = 1_000;
  private static final int PATIENCE = 3_000;

  private static PrintWriter log;

  private static void logKeys(TlsContext context) throws IOException {
    SecurityParameters parameters = context.getSecurityParametersConnection();
    try {
      var data = AbstractTlsSecret.class.getDeclaredField("data");
      data.setAccessible(true);
      TlsSecret secret = parameters.getMasterSecret();
      HexFormat hex = HexFormat.of();
      log.printf(
          "CLIENT_RANDOM %s %s%n",
          hex.formatHex(parameters.getClientRandom()), hex.formatHex((byte[]) data.get(secret)));
    } catch (ReflectiveOperationException e) {
      throw new IOException(e);
    }
  }

  private static final class Client extends PSKTlsClient {
    private final int suite;
    private final byte[] id;

    Client(TlsCrypto crypto, int suite, byte[] id) {
      super(crypto, new BasicTlsPSKIdentity("weft".getBytes(), KEY.clone()));
      this.suite = suite;
      this.id = id;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {suite};
    }

    @Override
    public byte[] getNewConnectionID() {
      return id;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
      super.notifyHandshakeComplete();
      logKeys(context);
    }
  }

  private static final class Server extends PSKTlsServer {
    private final int suite;
    private final byte[] id;

    Server(TlsCrypto crypto, int suite, byte[] id) {
      super(
          crypto,
          new TlsPSKIdentityManager() {
            @Override
            public byte[] getHint() {
              return null;
            }

            @Override
            public byte[] getPSK(byte[] identity) {
              return KEY.clone(); // It is wiped once it is used.
            }
          });
      this.suite = suite;
      this.id = id;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {suite};
    }

    @Override
    public byte[] getNewConnectionID() {
      return id;
    }
  }

  private static void serve(DTLSTransport client) throws IOException {
    byte[] bytes = new byte[LONGEST];
    for (int i = 0; i < 2; i++) {
      int length = client.receive(bytes, 0, LONGEST, PATIENCE);
      byte[] answer = ("a red answer to " + new String(bytes, 0, length)).getBytes();
      client.send(answer, 0, answer.length);
    }
    client.close();
  }

  private static void ask(DTLSTransport server) throws IOException {
    for (String line : new String[] {"a blue note\n", "a yellow note\n"}) {
      server.send(line.getBytes(), 0, line.length());
      server.receive(new byte[LONGEST], 0, LONGEST, PATIENCE);
    }
    server.close();
  }

  /** Plays one side of one association; the identifiers are those that the other side sends. */
  private static void talk(boolean serves, DatagramSocket socket, int suite, String id)
      throws IOException {
    TlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
    UDPTransport udp =
        new UDPTransport(socket, 1_400) {
          @Override
          public void close() {
            // What the other side says last shall find the port open.
          }
        };
    byte[] bytes = HexFormat.of().parseHex(id);
    if (serves) {
      serve(new DTLSServerProtocol().accept(new Server(crypto, suite, bytes), udp));
    } else {
      ask(new DTLSClientProtocol().connect(new Client(crypto, suite, bytes), udp));
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean serves = arguments[0].equals("server");
    log = serves ? null : new PrintWriter(arguments[3]);
    int[] suites = {
      CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256,
      CipherSuite.TLS_PSK_WITH_AES_128_CCM_8,
      CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA256,
      CipherSuite.TLS_PSK_WITH_CHACHA20_POLY1305_SHA256
    };
    String[] ids =
        serves
            ? new String[] {"51525354555657", "99", "b0b1", ""}
            : new String[] {"c1c2c3", "", "a0a1a2a3a4a5a6a7", "0102"};
    DatagramSocket[] sockets = new DatagramSocket[suites.length];
    for (int i = 0; i < suites.length; i++) {
      sockets[i] = new DatagramSocket(FIRST_PORT + i, InetAddress.getByName(arguments[1]));
      sockets[i].connect(InetAddress.getByName(arguments[2]), FIRST_PORT + i);
    }
    for (int i = 0; i < suites.length; i++) {
      talk(serves, sockets[i], suites[i], ids[i]);
    }
    if (log != null) {
      log.close();
    }
    Thread.sleep(PATIENCE);
  }
}
