package io.weft.protocol.app.http;

import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;

/**
 * A message of the simple service discovery protocol (UPnP Device Architecture 2.0, section 1): a
 * start line and headers of HTTP/1.1 in one datagram, whose fields have the names of HTTP.
 */
public final class Ssdp {
  public static final Protocol PROTOCOL = Protocol.of("ssdp", "Simple Service Discovery Protocol");

  private static final int PORT = 1900;

  /** Length of the part of a start line that tells whether it is one, in bytes. */
  private static final int MIN_LENGTH = 8;

  private Ssdp() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, HttpFields::all);
    chain.info(PROTOCOL, HttpText::describe);
    chain.udp(UdpPayload.of(new MessageDissector(PROTOCOL, 1), MIN_LENGTH, Ssdp::fit).ports(PORT));
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int lineFeed = HeaderReader.indexOf(bytes, from, to);
    if (lineFeed < 0) {
      // The capture may have cut the datagram within its start line.
      boolean isPlausible =
          StartLine.isPlausible(bytes, from, to)
              || StartLine.probeResponse(bytes, from, to) != ProbeResult.NO;
      return to < wireTo && isPlausible ? Fit.MAYBE : Fit.NO;
    }
    int end = StartLine.trimEnd(bytes, from, lineFeed);
    return StartLine.classify(bytes, from, end) == StartLine.NONE ? Fit.NO : Fit.YES;
  }
}
