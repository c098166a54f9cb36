/**
 * DHCP for IPv4 (RFC 2131) and BOOTP (RFC 951) on UDP: all fields of the header, and the options
 * (RFC 2132 and those after it) as a group with a record each. Options that other options carry on
 * into the name of the server or the file (RFC 2132 section 9.3) are read as these names.
 */
package io.weft.protocol.app.dhcp;
