/**
 * MySQL and MariaDB (the client/server protocol of their manuals): the login, and each command with
 * how it was answered. Passwords are not read, rows pass by, and a request for TLS leads into it.
 * {@link io.weft.protocol.app.mysql.MySql} recognises it on any port by the greeting.
 */
package io.weft.protocol.app.mysql;
