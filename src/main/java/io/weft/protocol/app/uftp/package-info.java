/**
 * UFTP, which sends files to many receivers by multicast, in its versions 4 and 5. Source: Dennis
 * Bush, "UFTP Protocol" (protocol.txt of the program). The header is read, and of the messages
 * those that announce, carry and end a transfer.
 */
package io.weft.protocol.app.uftp;
