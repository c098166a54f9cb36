/**
 * OSPF, versions 2 and 3 (RFC 2328, RFC 5340): the headers, hellos, descriptions, requests, and
 * advertisements of all types of the standards. Opaque advertisements are read as far as their
 * headers; data blocks of link-local signaling are not read.
 */
package io.weft.protocol.network.ospf;
