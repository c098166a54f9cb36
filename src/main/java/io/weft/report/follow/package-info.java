/**
 * One stream, turn by turn. {@link io.weft.report.follow.StreamFollower} picks the stream out of an
 * analysis and divides its bytes into turns; a {@link io.weft.report.follow.StreamPrinter} prints
 * them as text, as hexadecimal, as JSON or as they are.
 */
package io.weft.report.follow;
