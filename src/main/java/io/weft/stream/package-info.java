/**
 * Puts the pieces of a byte stream in order: pieces at 64-bit offsets go in, ordered bytes and gaps
 * come out. Knows no TCP, so that everything that is cut into numbered pieces can use it. {@link
 * io.weft.stream.Reassembler} is the way in.
 */
package io.weft.stream;
