package io.weft.protocol.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDriver;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** A stream protocol alone in a chain, its probe, and a driver of one dissector of it. */
public final class StreamTrial {
  private final StreamProtocol protocol;
  private final StreamDriver driver;

  /**
   * @param register adds the protocol to a chain
   */
  public StreamTrial(Consumer<Chain.Builder> register) {
    protocol = protocol(register);
    driver = new StreamDriver(protocol.create());
  }

  /** What a register adds to a chain first. */
  public static StreamProtocol protocol(Consumer<Chain.Builder> register) {
    Chain.Builder chain = new Chain.Builder();
    register.accept(chain);
    return chain.build().streams().get(0);
  }

  public StreamDriver driver() {
    return driver;
  }

  /** The summaries of all exchanges so far. */
  public List<String> told() {
    return driver.exchanges().stream().map(Exchange::summary).toList();
  }

  public ProbeResult probe(Direction from, byte[] bytes) {
    return probe(from, bytes, bytes.length);
  }

  /** Shows the probe the beginning of the bytes. */
  public ProbeResult probe(Direction from, byte[] bytes, int length) {
    return protocol.probe(from, bytes, 0, length);
  }

  /** A text of which each character is a byte. */
  public static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** Bytes in base 16, with blanks anywhere. */
  public static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
