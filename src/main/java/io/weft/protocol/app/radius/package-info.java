/**
 * RADIUS (RFC 2865, RFC 2866, RFC 5176) on UDP: all fields of the header, and a record for each
 * attribute, with its value where it is one of the standard ones. A request and its response are an
 * exchange. Passwords stay hidden as they were sent; authenticators are not verified.
 */
package io.weft.protocol.app.radius;
