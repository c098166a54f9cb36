/**
 * OMRON's FINS in UDP datagrams on port 9600: the header of all messages, how a response went, and
 * what a read of memory asks for. What other commands hold is not read.
 */
package io.weft.protocol.app.omron;
