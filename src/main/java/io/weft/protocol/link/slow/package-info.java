/**
 * Slow protocols (IEEE 802.3, annex 57A): the number of each, and link aggregation (IEEE 802.1AX)
 * with all its fields. The marker protocol and OAM are not read.
 */
package io.weft.protocol.link.slow;
