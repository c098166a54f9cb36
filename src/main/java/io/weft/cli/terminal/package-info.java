/**
 * The process and its terminal: the standard streams ({@link io.weft.cli.terminal.Console}), where
 * results go ({@link io.weft.cli.terminal.Output}), the progress of a run ({@link
 * io.weft.cli.terminal.Progress}), the live screen ({@link io.weft.cli.terminal.LiveScreen}), and
 * the signals that end what has no end of its own ({@link io.weft.cli.terminal.SignalHandler},
 * {@link io.weft.cli.terminal.InterruptibleCapture}).
 */
package io.weft.cli.terminal;
