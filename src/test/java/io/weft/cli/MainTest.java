package io.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.command.Command;
import io.weft.cli.command.Commands;
import io.weft.cli.command.Example;
import io.weft.cli.option.CommandOptions;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.Terminal;
import io.weft.flow.ConnState;
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
  private static final String SAMPLE = "samples/dns-http.pcapng";

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
    assertTrue(text(out).contains("\n  echo         print the arguments\n"), text(out));
    assertTrue(text(out).contains("\n      --version   print the version\n"), text(out));
    assertEquals("", text(err));
  }

  @Test
  void withoutAnyArgumentItShowsWhatToBeginWith() {
    assertEquals(2, run(out));
    assertEquals("", text(out));
    assertTrue(text(err).contains("to begin with:\n  weft web.pcapng "), text(err));
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
  void helpIsACommandToo() {
    assertEquals(0, run(out, "echo", "--help"));
    String asked = text(out);
    out.reset();
    assertEquals(0, run(out, "help", "echo"));
    assertEquals(asked, text(out));
    out.reset();
    assertEquals(0, run(out, "help"));
    assertTrue(text(out).contains("\n  echo         print the arguments\n"), text(out));
    assertEquals(2, run(out, "help", "ecko"));
    assertEquals("weft: no help on 'ecko': did you mean echo? (see weft help)\n", text(err));
  }

  @Test
  void helpOnStatesHasEveryStateAndFits() {
    for (int columns : new int[] {80, 140}) {
      Session weft = new Session(new Terminal(true, true, columns));
      for (String topic : List.of("states", "filters", "json")) {
        assertEquals(0, weft.run("help", topic), weft.err());
      }
      for (ConnState state : ConnState.values()) {
        assertTrue(weft.out().contains("\n  " + state.name() + " "), weft.out());
      }
      int widest = weft.out().lines().mapToInt(String::length).max().orElseThrow();
      assertTrue(widest <= columns, widest + " of " + columns + "\n" + weft.out());
    }
  }

  @Test
  void everyCommandKeepsItsOptionsInSections() {
    for (Command command : Commands.all()) {
      int inSections =
          CommandOptions.sections(command.options()).values().stream().mapToInt(List::size).sum();
      assertEquals(command.options().getOptions().size(), inSections, command.name());
    }
    Session weft = new Session();
    assertEquals(0, weft.run("flows", "--help"));
    List<String> titles = weft.out().lines().filter(line -> line.matches("[a-z].*:")).toList();
    assertEquals(
        List.of(
            "what to read:",
            "what to choose:",
            "output:",
            "analysis:",
            "live, with -i:",
            "limits:",
            "other:",
            "examples:"),
        titles);
  }

  @Test
  void aCaptureAloneIsToldInShort() {
    for (String[] line : new String[][] {{SAMPLE}, {"-r", SAMPLE}, {"-nr", SAMPLE}}) {
      Session weft = new Session();
      assertEquals(0, weft.run(line), weft.err());
      assertTrue(weft.out().startsWith("File:         " + SAMPLE + ": pcapng"), weft.out());
      assertTrue(weft.out().contains("\ntcp:0 "), weft.out());
      assertEquals(!line[0].equals("-nr"), weft.out().contains("www.shop.test:80"), weft.out());
    }
    Session weft = new Session();
    assertEquals(1, weft.run("nosuch.pcap"));
    assertEquals("weft: nosuch.pcap: no such file\n", weft.err());
    assertEquals(2, weft.run("-i", "eth0"));
    assertTrue(weft.err().contains("weft flows -i eth0 "), weft.err());
  }

  @Test
  void optionsOfOtherToolsAreAnsweredByWhatDoesTheSame() {
    Session weft = new Session();
    assertEquals(2, weft.run("flows", "-w", "out.pcap", SAMPLE));
    assertTrue(weft.err().contains("weft capture FILE -w OUT"), weft.err());
    assertEquals(2, weft.run("flows", "-Tjson", SAMPLE));
    assertTrue(weft.err().contains("weft flows --json"), weft.err());
    assertEquals(2, weft.run("packets", "-r", SAMPLE, "port", "53"));
    assertTrue(weft.err().contains("-f 'port 53'"), weft.err());
    Session same = new Session();
    assertEquals(0, same.run("packets", "-n", "-r", SAMPLE));
    Session usual = new Session();
    assertEquals(0, usual.run("packets", SAMPLE));
    assertEquals(usual.out(), same.out());
  }

  @Test
  void oneOfSeveralThatCannotBeReadDoesNotStopTheOthers() {
    for (String bad : List.of("nosuch.pcap", "README.md")) {
      Session weft = new Session();
      assertEquals(1, weft.run("flows", "--json", SAMPLE, bad, "samples/refused.pcap"));
      assertEquals(3, weft.out().lines().count(), weft.out());
      assertTrue(weft.err().startsWith("weft: " + bad + ": "), weft.err());
      assertEquals(1, weft.err().lines().count(), weft.err());
    }
    Session info = new Session();
    assertEquals(1, info.run("info", "nosuch.pcap", SAMPLE));
    assertTrue(info.out().contains("Packets:      70\n"), info.out());
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
    assertEquals(2, run(out, "ecko"));
    assertEquals("weft: unknown command 'ecko': did you mean echo? (see weft help)\n", text(err));
    err.reset();
    assertEquals(2, run(out, "echo", "--time", "2"));
    assertEquals(
        "weft: unrecognized option: --time: did you mean --times? (see weft echo --help)\n",
        text(err));
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
            "weft: internal error: java.lang.IllegalStateException: no way at"
                + " io.weft.cli.MainTest"),
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
