package io.weft.protocol.app.rpc;

import io.weft.protocol.app.Pairing;

/** What a reply belongs to: attached to its layer. */
record RpcReply(RpcCall call, Pairing pairing) {}
