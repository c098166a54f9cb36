/**
 * What tables outside of the packets know of addresses. A chain carries the tables ({@link
 * io.weft.dissect.chain.Chain#places}), so that fields and records of flows tell the same.
 */
package io.weft.dissect.lookup;
