/**
 * FDDI (ISO 9314-2). Addresses and the kind of frame are read; LLC frames lead to LLC. Frames of
 * the ring's own management stay unread.
 */
package io.weft.protocol.link.fddi;
