/**
 * Remote procedure calls of ONC (RFC 5531) in UDP datagrams: the header of each call and reply,
 * with the names of the procedures of the port mapper (RFC 1833), NFS (RFC 1094, 1813, 7530), its
 * mount and its lock protocols. A call is recognised by its content on any port; a reply by the
 * call that it answers, with which it is an exchange. Arguments and results are not read.
 */
package io.weft.protocol.app.rpc;
