package io.weft.cli.command;

/**
 * An example in the help of a command.
 *
 * @param line what the user types, including {@code weft}
 * @param meaning what the line does or shows: a clause without a full stop
 */
public record Example(String line, String meaning) {}
