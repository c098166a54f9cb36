/**
 * The program {@code weft}. {@link io.weft.cli.Main} finds the command that the user names in
 * {@link io.weft.cli.command.Commands}, parses its options, runs it, and turns failures into a line
 * on standard error and an exit code. A line that names a capture and no command gets an overview.
 *
 * <p>The packages below this one depend on each other in one direction: {@code command} (one class
 * for each command) uses {@code option} (options that commands share, and what they mean), and both
 * use {@code terminal} (the process's streams, signals and screen). Standard streams, the exit of
 * the process and the parser of options are used in these packages only; everything else is a
 * library.
 */
package io.weft.cli;
