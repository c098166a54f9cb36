/**
 * How dissectors find one another: {@link io.weft.dissect.chain.Chain} is built once from a
 * catalogue of protocols, whose numbers stand in {@link io.weft.dissect.chain.DispatchTable}s, and
 * then runs one dissector after the other over each packet. Protocols that few captures have are
 * registered when a packet comes that no other one knows.
 */
package io.weft.dissect.chain;
