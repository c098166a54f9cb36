package io.weft.protocol.app.smtp;

/** What a client's line is that is no command by itself. Attached to its layer. */
enum SmtpLine {
  /** An answer to the server that is neither a name nor a password. */
  ANSWER,
  /** The name of a user who logs in, in base 64. */
  USERNAME,
  /** The password to it, in base 64. */
  PASSWORD,
  /** The dot behind a message. */
  END_OF_MESSAGE
}
