/**
 * MEGACO, by which controllers command gateways of media, in its text form (ITU-T H.248.1 annex B):
 * who speaks, the transaction, its context, and the commands with their terminations. Descriptors,
 * and the binary form, are not read.
 */
package io.weft.protocol.app.megaco;
