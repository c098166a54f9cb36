/**
 * ERSPAN (draft-foschiano-erspan-03): frames that a switch mirrors in GRE. All fields of types II
 * and III are read and lead to Ethernet; type I has no header. Mirrored frames of other links are
 * not read.
 */
package io.weft.protocol.tunnel.erspan;
