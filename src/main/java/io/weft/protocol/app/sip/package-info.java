/**
 * SIP (RFC 3261) over UDP and TCP, port 5060 and by content: start lines and the usual headers, and
 * each request with its final response as an exchange. Of bodies those that describe sessions are
 * read; they announce the media of calls.
 */
package io.weft.protocol.app.sip;
