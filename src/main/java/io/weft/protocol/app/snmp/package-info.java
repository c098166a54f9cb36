/**
 * SNMP (RFC 1157, RFC 3416, RFC 3412, RFC 3414) on UDP: the messages of versions 1, 2c and 3, with
 * a record for each variable binding. A request and its response are an exchange, and a trap is one
 * alone. Encrypted parts of version 3 stay as they are, and nothing is authenticated. Object names
 * stay numbers, as no MIB is read.
 */
package io.weft.protocol.app.snmp;
