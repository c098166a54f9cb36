/**
 * WebSocket (RFC 6455) behind an upgrade of HTTP/1, or on a stream of HTTP/2 (RFC 8441), with
 * permessage-deflate (RFC 7692). Each message, and each ping, pong and close, is an exchange of its
 * own: {@link io.weft.protocol.app.websocket.WebSocketMessage}. {@code WebSocketReader} reads the
 * frames of one direction, {@code MessageContent} makes messages of their payloads.
 */
package io.weft.protocol.app.websocket;
