/**
 * The control connection of FTP (RFC 959): one exchange for each command with its reply. AUTH TLS
 * (RFC 4217) hands over to TLS. Recognised by the server's greeting or the client's first command,
 * on any port. Passwords are masked. The connections that carry files are flows of their own, which
 * are announced; the exchange that arranged one tells its address.
 */
package io.weft.protocol.app.ftp;
