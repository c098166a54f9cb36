package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.analysis.PacketListener;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Prints every packet as one JSON object a line. */
public final class PacketJsonLines implements PacketListener, Closeable {
  private final JsonGenerator json;
  private final PacketJson packets;

  /**
   * @param out flushed by {@link #close}, which leaves it open
   */
  public PacketJsonLines(Chain chain, OutputStream out) throws IOException {
    json = Json.generator(out);
    packets = new PacketJson(chain, json);
  }

  /**
   * @throws UncheckedIOException when the output takes no more
   */
  @Override
  public void onPacket(Packet packet) {
    try {
      packets.write(packet);
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onQuiet() {
    try {
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    json.flush();
  }
}
