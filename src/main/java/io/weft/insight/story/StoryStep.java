package io.weft.insight.story;

import io.weft.dissect.Direction;
import io.weft.flow.SocketState;
import io.weft.insight.Message;

/**
 * A step of a story.
 *
 * @param nanos when it began, in nanoseconds since the epoch
 * @param packet number of the packet that shows it; 0 where none does
 * @param lastPacket of a step of several packets the last one; else the same
 * @param from who did it; null where both did, or none of them
 * @param layer the protocol that did its part: {@code TCP}, {@code DNS}, {@code HTTP}
 * @param client state of the client's socket behind the step; null where it is not known
 * @param server state of the server's socket behind the step; null where it is not known
 */
public record StoryStep(
    long nanos,
    long packet,
    long lastPacket,
    Direction from,
    String layer,
    Message text,
    SocketState client,
    SocketState server) {}
