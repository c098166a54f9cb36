/**
 * Reads on byte arrays in both byte orders, checksums, hexadecimal and address texts, and estimates
 * of what objects take. Knows nothing of packets.
 */
package io.weft.bytes;
