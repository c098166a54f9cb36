package io.weft.protocol.app.websocket;

/**
 * What is known of a frame besides its bytes. Attached to its layer.
 *
 * @param text of the message that the frame ends; null where it ends none, or none of text
 * @param mayCompress has the sender compressed a message?
 */
record FrameNotes(String text, boolean mayCompress) {}
