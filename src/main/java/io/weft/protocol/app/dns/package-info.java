/**
 * DNS (RFC 1035) over UDP and TCP, multicast DNS (RFC 6762) and LLMNR (RFC 4795). Queries and
 * responses become {@link io.weft.protocol.app.dns.DnsExchange}s with their first question and the
 * records of the answer section, in the notation of master files; the addresses in them name the
 * hosts of later flows. Of the other sections only the sender's EDNS record (RFC 6891) and, with
 * multicast DNS, addresses are read. Signatures are not verified, and DNS within TLS, HTTP or QUIC
 * is not read.
 */
package io.weft.protocol.app.dns;
