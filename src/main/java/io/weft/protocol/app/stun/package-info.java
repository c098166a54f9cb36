/**
 * STUN (RFC 8489) on UDP, with the attributes of TURN (RFC 8656) and ICE (RFC 8445): all fields of
 * the header, and a record for each attribute. A request and its response are an exchange; an
 * indication is one alone. What a TURN server relays, in indications or behind the header of a
 * channel, is read on by its content.
 */
package io.weft.protocol.app.stun;
