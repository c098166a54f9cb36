package io.weft.protocol.app.tftp;

/**
 * What a packet of a transfer belongs to. Attached to its layer.
 *
 * @param file its name, as it was asked for
 * @param request number of the packet of the request
 * @param block number of the block, counted on beyond 65,535; below 0 where the packet has none
 */
record Transfer(String file, long request, long block) {
  Transfer withBlock(long known) {
    return new Transfer(file, request, known);
  }
}
