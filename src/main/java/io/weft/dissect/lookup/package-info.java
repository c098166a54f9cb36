/**
 * What tables outside of the packets know of addresses and ports. {@link
 * io.weft.dissect.lookup.Places} come from files that a user names, and a chain carries them, so
 * that fields and records of flows tell the same; the names of services and vendors are public
 * registries that ship with the program, and are read when the first name is asked for.
 */
package io.weft.dissect.lookup;
