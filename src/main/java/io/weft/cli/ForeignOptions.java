package io.weft.cli;

import java.util.Map;

/**
 * Answers options that people's hands know from tcpdump and tshark, and that a command here does
 * not have, by what does the same.
 */
final class ForeignOptions {
  private static final Map<String, String> ANSWERS =
      Map.ofEntries(
          Map.entry("-A", "weft stream FILE N prints what was said as text"),
          Map.entry("-a", "--duration 10s ends a capture; weft capture --rotate makes files"),
          Map.entry("-C", "weft capture --rotate 100MB goes on in a new file"),
          Map.entry("-D", "weft interfaces lists them"),
          Map.entry(
              "-d",
              "--decode-as, where captures are analysed; protocols are found by content on any"
                  + " port"),
          Map.entry("-e", "weft packets --json prints the fields of all layers"),
          Map.entry("-F", "weft capture --format pcap writes that format"),
          Map.entry("-G", "weft capture --rotate 60s goes on in a new file"),
          Map.entry("-I", "monitor mode is for the system to switch on"),
          Map.entry("-L", "weft interfaces --json lists link types"),
          Map.entry("-l", "not needed: lines are shown as soon as nothing more comes"),
          Map.entry("-O", "weft packets --json prints the fields of all layers"),
          Map.entry("-q", "weft flows or weft report sum up"),
          Map.entry("-R", "--protocol and --stream choose flows"),
          Map.entry("-S", "weft packets --json has tcp.seq_raw"),
          Map.entry("-T", "weft packets --json, or weft flows --json"),
          Map.entry("-v", "weft --version, or weft packets --json for all fields"),
          Map.entry("-V", "weft packets -V prints the fields of all layers"),
          Map.entry("-W", "weft capture --keep 10 keeps the newest files"),
          Map.entry("-w", "weft capture FILE -w OUT writes packets, -i eth0 in place of FILE too"),
          Map.entry("-X", "weft stream FILE N --as hex prints bytes"),
          Map.entry(
              "-x", "weft packets -x prints bytes, weft stream FILE N --as hex those of streams"),
          Map.entry(
              "-Y",
              "weft flows --protocol http --stream 7 chooses flows, -f chooses packets as tcpdump"
                  + " does"),
          Map.entry("-y", "the link type is the interface's own"),
          Map.entry("-Z", "--user takes another user's rights"),
          Map.entry(
              "-z",
              "weft flows is conv, weft stream FILE N is follow, weft report holds the rest"));

  private ForeignOptions() {}

  /**
   * The answer.
   *
   * @param option as it was typed, such as {@code -Tjson}
   * @return null where nobody's hands know it
   */
  static String answer(String option) {
    return option.length() < 2 || option.startsWith("--")
        ? null
        : ANSWERS.get(option.substring(0, 2));
  }
}
