package io.weft.protocol.app.ftp;

import io.weft.bytes.IpAddress;

/**
 * What is known of a line besides its bytes. Attached to its layer.
 *
 * @param isReply is it of the server?
 * @param directory that the client works in; null where it is not known
 * @param setup how the line says where a file goes; null where it says no such thing
 * @param address where the file goes; null where the line does not say it well
 * @param port where the file goes
 * @param isTranslated is the address another one than that of the line's sender?
 * @param isBadDirectory does the reply to PWD tell no directory?
 */
record FtpNotes(
    boolean isReply,
    String directory,
    Setup setup,
    IpAddress address,
    int port,
    boolean isTranslated,
    boolean isBadDirectory) {
  /** How the two sides agree on where a file goes. */
  enum Setup {
    PASV,
    EPSV,
    PORT,
    EPRT
  }
}
