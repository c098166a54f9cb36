package io.weft.cli;

/**
 * A line of a command's help.
 *
 * @param line what to type, {@code weft} included
 * @param meaning what that does, a clause without a full stop
 */
record Example(String line, String meaning) {}
