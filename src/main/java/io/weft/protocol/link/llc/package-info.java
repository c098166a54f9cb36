/**
 * Logical link control (IEEE 802.2), with the SNAP header where there is one (IEEE 802, clause 9).
 * All fields are read. SNAP leads to the ethertype table or to that of Cisco's numbers, everything
 * else to the table of service access points; frames without information, such as XID and TEST,
 * stay unread.
 */
package io.weft.protocol.link.llc;
