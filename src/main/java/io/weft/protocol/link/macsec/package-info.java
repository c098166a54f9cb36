/**
 * MACsec (IEEE 802.1AE, clause 9): the tag, its optional channel identifier and the packet number.
 * Frames that are only authenticated are read on, by ethertype and without their check value; what
 * is encrypted stays unread. Check values are not verified.
 */
package io.weft.protocol.link.macsec;
