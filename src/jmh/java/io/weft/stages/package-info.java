/** Benchmarks of the stages on the way of a packet, and the guard that they do not get slower. */
package io.weft.stages;
