/**
 * IS-IS, by which routers tell one another of their links (ISO 10589, RFC 1195): hellos, link
 * states and sequence numbers, with the elements that are in use. What is nested within elements is
 * passed over, and so are metrics other than the default one.
 */
package io.weft.protocol.network.isis;
