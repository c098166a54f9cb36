/**
 * IPsec's encapsulating security payload (RFC 4303). The security parameters index and the sequence
 * number are read; what follows is encrypted, and is not looked into even where the cipher is null.
 */
package io.weft.protocol.network.esp;
