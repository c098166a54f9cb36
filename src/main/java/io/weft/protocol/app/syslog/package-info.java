/**
 * Syslog messages on UDP (RFC 5426), of the form of RFC 5424 or the older one that RFC 3164 tells
 * of: their fields, and each message as an exchange of its own. Syslog on TCP is not read.
 */
package io.weft.protocol.app.syslog;
