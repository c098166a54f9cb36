package io.weft.protocol.app.ftp;

/**
 * What the control connection told of a connection for a file, or a list of files. Attached to the
 * layers of that connection.
 *
 * @param setupPacket number of the packet that told where the connection goes
 * @param method how that was agreed on: {@code PASV}, {@code PORT}, {@code EPRT}, or {@code EPASV}
 *     for EPSV, as Wireshark calls it
 * @param command what is to be sent, as the client asked for it; null where that was not seen yet
 * @param commandPacket number of the packet with the command
 * @param directory that the client works in; null where it is not known
 */
record FtpTransfer(
    long setupPacket, String method, String command, long commandPacket, String directory) {
  /** The same with the command that uses the connection. */
  FtpTransfer with(String asked, long packet, String workingDirectory) {
    return new FtpTransfer(setupPacket, method, asked, packet, workingDirectory);
  }

  /** Holds the latest that is known, for both connections. */
  static final class Latest {
    private FtpTransfer transfer;

    Latest(FtpTransfer transfer) {
      this.transfer = transfer;
    }

    FtpTransfer get() {
      return transfer;
    }

    void set(FtpTransfer later) {
      transfer = later;
    }
  }
}
