/**
 * NTP (RFC 5905) on UDP: all fields of the header, extension fields, and the headers of control
 * (RFC 9327) and private messages. A client's request and its answer are an exchange.
 */
package io.weft.protocol.app.ntp;
