/**
 * Recognises, decompresses and compresses capture files: {@link
 * io.weft.capture.compression.Decompressor} and {@link io.weft.capture.compression.Compressor}. All
 * compressed data are read as a stream and in bounded memory, with every member or frame they
 * consist of. Cut or damaged data give every byte before the damage, and then a {@link
 * io.weft.capture.compression.DamagedCompressionException}.
 */
package io.weft.capture.compression;
