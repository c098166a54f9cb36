/**
 * IAX2, by which telephone exchanges set up calls and carry them on one port (RFC 5456): the
 * headers of full and of mini frames. Information elements are not read.
 */
package io.weft.protocol.app.iax;
