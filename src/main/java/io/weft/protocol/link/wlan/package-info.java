/**
 * Wireless LAN (IEEE 802.11, clause 9) and the capture headers before it: Radiotap, Prism and AVS.
 * Of a capture header the length is read, of Radiotap also whether the frame ends in a check
 * sequence; of 802.11 the kind of frame, its length and the receiver. Data frames in the clear lead
 * to LLC; the bodies of management and control frames, encrypted frames, fragments and aggregates
 * stay unread.
 */
package io.weft.protocol.link.wlan;
