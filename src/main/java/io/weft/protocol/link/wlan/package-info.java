/**
 * Wireless LAN (IEEE 802.11, clause 9) and the capture headers before it: Radiotap, Prism and AVS.
 * Of Radiotap the values of its first namespace are read, of the other capture headers the length;
 * of 802.11 frame control, addresses, numbers, quality of service and the vectors of encryption.
 * Data frames in the clear lead to LLC; the bodies of management and control frames, encrypted
 * frames, fragments and aggregates stay unread.
 */
package io.weft.protocol.link.wlan;
