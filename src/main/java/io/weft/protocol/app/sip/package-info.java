/**
 * SIP (RFC 3261) over UDP and TCP, port 5060 and by content: start lines and the usual headers, and
 * each request with its final response as an exchange. Bodies are counted, and not read.
 */
package io.weft.protocol.app.sip;
