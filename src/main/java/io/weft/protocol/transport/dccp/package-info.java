/**
 * DCCP (RFC 4340): the headers of all types of packets, and the types of their options. A service
 * code that was agreed on earlier decides who reads the payload, so it stays unread.
 */
package io.weft.protocol.transport.dccp;
