/**
 * The commands of the program: one class each, which implements {@link
 * io.weft.cli.command.Command}.
 *
 * <p>To add a command, write its class and add a line to {@link io.weft.cli.command.Commands}. Its
 * help is made of its options and examples. The README has a table of all commands, and a test that
 * it is complete.
 */
package io.weft.cli.command;
