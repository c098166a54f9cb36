/**
 * What application protocols on datagrams share: {@link io.weft.protocol.app.PairingDatagrams}
 * joins answers to questions by the rules of a protocol's {@link
 * io.weft.protocol.app.Conversation}.
 */
package io.weft.protocol.app;
