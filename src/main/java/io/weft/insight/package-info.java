/**
 * What went wrong in a capture, with its proof. A {@link io.weft.insight.Finding} says it, a {@link
 * io.weft.insight.Finder} finds it out from records, exchanges and counters of flows, never from
 * the bytes of packets, in one pass and in bounded memory. {@link io.weft.insight.FindingKind}
 * lists all kinds. Sentences are not written here: a {@link io.weft.insight.Message} names one and
 * brings its numbers, and whoever shows findings has the words.
 */
package io.weft.insight;
