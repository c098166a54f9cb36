package io.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.cli.command.Commands;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Runs the program in this process, with streams that tests can look at. */
public final class Session {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final byte[] input;
  private final Terminal terminal;

  public Session() {
    this(new byte[0], Terminal.NONE);
  }

  public Session(byte[] input) {
    this(input, Terminal.NONE);
  }

  public Session(Terminal terminal) {
    this(new byte[0], terminal);
  }

  private Session(byte[] input, Terminal terminal) {
    this.input = input.clone();
    this.terminal = terminal;
  }

  public int run(String... arguments) {
    return run(out, arguments);
  }

  public int runIntoClosedPipe(String... arguments) {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    return run(closed, arguments);
  }

  private int run(OutputStream target, String... arguments) {
    Console console = Console.of(new ByteArrayInputStream(input), target, err, terminal);
    return new Main(Commands.all(), console).run(arguments);
  }

  /** What went to standard output, as bytes. */
  public byte[] outBytes() {
    return out.toByteArray();
  }

  public String out() {
    return out.toString(UTF_8);
  }

  public String err() {
    return err.toString(UTF_8);
  }
}
