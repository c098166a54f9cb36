package io.weft.protocol.app.rtp;

/**
 * What a packet belongs to. Attached to its layer.
 *
 * @param setup number of the packet that has announced the flow
 * @param method how that packet has announced it
 * @param sequence number of this one, counted on beyond 65,535
 */
record RtpStream(long setup, String method, long sequence) {}
