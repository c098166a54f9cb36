/**
 * Mojito, the distributed hash table of Gnutella, in UDP datagrams: the header of all messages with
 * who sends them, pings and their answers, and searches for nodes and values.
 */
package io.weft.protocol.app.mojito;
