package io.weft.cli.command;

/**
 * A line of a command's help.
 *
 * @param line what to type, {@code weft} included
 * @param meaning what that does, a clause without a full stop
 */
public record Example(String line, String meaning) {}
