package io.weft.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Session;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the options of a live capture refuse, before libpcap is asked for anything. */
class LiveCaptureOptionsTest {
  private static final String SAMPLE = "samples/dns.pcap";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flows --immediate FILE | --immediate needs -i",
        "report --user nobody FILE | --user needs -i",
        "info -B 1MB FILE | -B needs -i",
        "flows -i eth0 FILE | captures and -i together",
        "packets -i eth0 --direction up | --direction knows in, out and both",
        "packets -i eth0 -B 3GB | --buffer goes up to 2GB",
        "packets -i eth0 -B much | --buffer needs a size such as",
        "packets -i eth0 -s 300000 | --snaplen goes up to 262144",
        "packets -i eth0 -s 0 | --snaplen needs a number from 1 on",
        "packets -i eth0 --duration soon | --duration needs a time",
        "packets -i eth0 --duration 999999999d | --duration goes up to 36500d",
        "flows -i eth0 --reader libpcap | --reader is for files",
        "flows --reader pcapy FILE | --reader knows weft and libpcap",
        "flows --reader libpcap FILE FILE | --reader libpcap reads one file",
        "flows --reader libpcap --snaplen 10 FILE | -s needs -i",
        "interfaces eth0 | interfaces takes no arguments",
        "doctor eth0 | doctor takes no arguments",
        "flows | no capture given: name files or folders, - for standard input, or -i"
      })
  void whatMakesNoSenseIsUsage(String line, String expected) {
    Session weft = new Session();
    assertEquals(2, weft.run(line.replace("FILE", SAMPLE).split(" ")), weft.err());
    assertTrue(weft.err().startsWith("weft: " + expected), weft.err());
    assertEquals("", weft.out());
  }

  @ParameterizedTest
  @CsvSource({"flows", "report", "info", "packets"})
  void aCountEndsFilesToo(String command) {
    Session weft = new Session();
    assertEquals(0, weft.run(command, "-c", "5", SAMPLE), weft.err());
    Session all = new Session();
    assertEquals(0, all.run(command, SAMPLE), all.err());
    assertTrue(weft.out().length() < all.out().length(), weft.out());
  }

  @Test
  void sizesHaveUnits() throws Exception {
    String[] texts = {"7", "7b", "7k", "7kB", "7KiB", "64MB", "64MiB", "2g", "2GiB"};
    long[] sizes = {
      7 << 10, 7, 7_000, 7_000, 7 << 10, 64_000_000, 64 << 20, 2_000_000_000, 2L << 30
    };
    long[] read = new long[texts.length];
    for (int i = 0; i < texts.length; i++) {
      read[i] = OptionValues.size("buffer", texts[i], 1 << 10);
    }
    assertEquals(Arrays.toString(sizes), Arrays.toString(read));
  }
}
