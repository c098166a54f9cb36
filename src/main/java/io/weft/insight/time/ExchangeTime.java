package io.weft.insight.time;

import java.io.Serializable;

/**
 * Where the time of an exchange went, or of a turn: what the client sent until the server answered,
 * and what the server sent until the client went on.
 *
 * @param number among those of its connection, from 1
 * @param protocol null for a turn
 * @param summary what was exchanged, with text as packets had it; null for a turn
 */
public record ExchangeTime(long number, String protocol, String summary, TimeDivision division)
    implements Serializable {}
