package io.weft.protocol.app.gquic;

/**
 * What earlier packets tell of one: attached to its layer.
 *
 * @param version its number, 20 to 49
 */
record GquicSide(int version, boolean isServer) {}
