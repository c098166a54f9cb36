package io.weft.protocol.app.http;

/**
 * One header line as it was sent.
 *
 * @param value without the blanks around it, folded lines joined by a blank
 */
public record HttpHeader(String name, String value) {}
