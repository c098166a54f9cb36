package io.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.command.Command;
import io.weft.cli.command.Example;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.junit.jupiter.api.Test;

final class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void printsTheVersionThatTheBuildWroteIn() {
    assertEquals(0, run(out, "--version"));
    assertTrue(text(out).matches("weft \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n"), text(out));
  }

  @Test
  void listsCommandsWithTheirSummaries() {
    assertEquals(0, run(out, "--help"));
    assertTrue(text(out).contains("\n  echo   print the arguments\n"), text(out));
    assertTrue(text(out).contains("\n      --version   print the version\n"), text(out));
    assertEquals("", text(err));
  }

  @Test
  void withoutAnyArgumentTheHelpIsAnError() {
    assertEquals(2, run(out));
    assertEquals("", text(out));
    assertTrue(text(err).contains("usage: weft <command> [options] <capture>..."), text(err));
  }

  @Test
  void helpOfACommandNamesItsOptionsAndExamples() {
    assertEquals(0, run(out, "echo", "--unknown", "--help"));
    assertEquals(
        """
        weft echo: print the arguments

        usage: weft echo [options] <word>...

        options:
              --times <count>   how often to print them, which may be a good many times if you wish, but is
                                once unless this says otherwise
          -h, --help            print this help

        examples:
          weft echo --times 2 a
              print a twice
        """,
        text(out));
  }

  @Test
  void noCommandListsItsSameHelpAsAnArgumentBehindTheDashes() {
    assertEquals(0, run(out, "echo", "--", "--help"));
    assertEquals("--help\n", text(out));
  }

  @Test
  void aWordInQuotesKeepsThem() {
    assertEquals(0, run(out, "echo", "\"a\"", "-"));
    assertEquals("\"a\"\n-\n", text(out));
  }

  @Test
  void usageTroubleIsOneLineAndTwo() {
    assertEquals(2, run(out, "ekko"));
    assertEquals("weft: unknown command 'ekko' (see weft --help)\n", text(err));
    err.reset();
    assertEquals(2, run(out, "echo", "--time", "2"));
    assertEquals("weft: unrecognized option: --time (see weft echo --help)\n", text(err));
    err.reset();
    assertEquals(2, run(out, "echo", "--times", "many"));
    assertEquals("weft: --times: 'many' is no number\n", text(err));
    err.reset();
    assertEquals(2, run(out, "--nonsense"));
    assertEquals("weft: unrecognized option: --nonsense (see weft --help)\n", text(err));
  }

  @Test
  void troubleIsOneLineAndOne() {
    assertEquals(1, fails(new IOException("x.pcap: not a\ncapture\u001b[31m")));
    assertEquals("weft: x.pcap: not a capture\\x1b[31m\n", text(err));
    assertEquals(1, fails(new NoSuchFileException("x.pcap")));
    assertEquals("weft: x.pcap: no such file\n", text(err));
    assertEquals(1, fails(new UncheckedIOException(new AccessDeniedException("x.pcap"))));
    assertEquals("weft: x.pcap: permission denied\n", text(err));
    assertEquals(1, fails(new OutOfMemoryError()));
    assertEquals("weft: out of memory: give more with WEFT_OPTS=-Xmx1g\n", text(err));
  }

  @Test
  void aDefectSaysWhereInOneLine() {
    assertEquals(1, fails(new IllegalStateException("no way")));
    String line = text(err);
    assertTrue(
        line.startsWith(
            "weft: internal error: java.lang.IllegalStateException: no way at io.weft.cli.MainTest"),
        line);
    assertEquals(line.length() - 1, line.indexOf('\n'));
  }

  @Test
  void whatWasWrittenBeforeTheTroubleIsKept() {
    assertEquals(1, fails(new IOException("cut")));
    assertEquals("before\n", text(out));
  }

  @Test
  void aReaderThatWentAwayIsTheQuietEnd() {
    assertEquals(0, run(failing("Broken pipe"), "echo", "--times", "100000", "hello"));
    assertEquals("", text(err));
  }

  @Test
  void aReaderThatWentAwayBeforeTheLastFlushIsTheQuietEndToo() {
    assertEquals(0, run(failing("Broken pipe"), "echo", "hello"));
    assertEquals("", text(err));
  }

  @Test
  void aFullDiskIsTrouble() {
    assertEquals(1, run(failing("No space left on device"), "echo", "hello"));
    assertEquals("weft: standard output: No space left on device\n", text(err));
  }

  private int fails(Throwable failure) {
    out.reset();
    err.reset();
    return new Main(List.of(new Failing(failure)), console(out)).run("fail");
  }

  private int run(OutputStream target, String... arguments) {
    return new Main(List.of(new Echo()), console(target)).run(arguments);
  }

  private Console console(OutputStream target) {
    return Console.of(InputStream.nullInputStream(), target, err, new Terminal(false, false, 100));
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException(message);
      }
    };
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(UTF_8);
  }

  private static final class Echo implements Command {
    @Override
    public String name() {
      return "echo";
    }

    @Override
    public String summary() {
      return "print the arguments";
    }

    @Override
    public String arguments() {
      return "<word>...";
    }

    @Override
    public Options options() {
      return new Options()
          .addOption(
              Option.builder()
                  .longOpt("times")
                  .hasArg()
                  .argName("count")
                  .desc(
                      "how often to print them, which may be a good many times if you wish,"
                          + " but is once unless this says otherwise")
                  .get());
    }

    @Override
    public List<Example> examples() {
      return List.of(new Example("weft echo --times 2 a", "print a twice"));
    }

    @Override
    public int run(CommandLine line, Console console) throws IOException, UsageException {
      String times = line.getOptionValue("times", "1");
      if (!times.matches("\\d+")) {
        throw new UsageException("--times: '" + times + "' is no number");
      }
      for (int i = 0; i < Integer.parseInt(times); i++) {
        for (String word : line.getArgList()) {
          console.text().append(word).append('\n');
        }
      }
      return ExitCode.DONE;
    }
  }

  private record Failing(Throwable failure) implements Command {
    @Override
    public String name() {
      return "fail";
    }

    @Override
    public String summary() {
      return "fail";
    }

    @Override
    public String arguments() {
      return "";
    }

    @Override
    public Options options() {
      return new Options();
    }

    @Override
    public List<Example> examples() {
      return List.of();
    }

    @Override
    public int run(CommandLine line, Console console) throws IOException {
      console.text().append("before\n");
      if (failure instanceof IOException trouble) {
        throw trouble;
      }
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
  }
}
