/**
 * What Linux' packet filter logs (LINKTYPE_NFLOG). The address family, the log group and the
 * attribute with the packet are read; the family leads to IPv4 or IPv6. All other attributes, such
 * as prefix, mark and interfaces, are skipped.
 */
package io.weft.protocol.link.nflog;
