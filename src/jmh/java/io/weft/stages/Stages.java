package io.weft.stages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.dissect.Cursor;
import io.weft.dissect.chain.Chain;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.track.FlowTracker;
import io.weft.protocol.StandardProtocols;
import io.weft.report.json.FlowJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The stages on the way of a packet, each over all samples, in one thread. */
final class Stages {
  private final SamplePackets packets;
  private final Chain chain = StandardProtocols.chain();
  private final Cursor cursor = new Cursor();
  private final FlowJson json = new FlowJson();
  private final JsonGenerator nowhere;
  private final List<FlowRecord> records = new ArrayList<>();

  Stages(Path samples) throws IOException {
    packets = SamplePackets.of(samples);
    nowhere = new JsonFactory().createGenerator(OutputStream.nullOutputStream());
    track(records);
  }

  int packets() {
    return packets.count();
  }

  int flows() {
    return records.size();
  }

  /** Dissects all packets; gives how many layers they have. */
  long dissect() {
    long layers = 0;
    for (int i = 0; i < packets.count(); i++) {
      packets.put(i, cursor);
      chain.dissect(cursor);
      layers += cursor.packet().layerCount();
    }
    return layers;
  }

  /** Dissects and tracks all packets, with all applications; gives how many flows they make. */
  long track() {
    return track(new ArrayList<>());
  }

  private long track(List<FlowRecord> closed) {
    FlowTracker tracker =
        new FlowTracker(
            chain,
            FlowConfig.defaults(),
            new FlowListener() {
              @Override
              public void onClosed(Flow flow, FlowRecord record) {
                closed.add(record);
              }
            });
    for (int i = 0; i < packets.count(); i++) {
      packets.put(i, cursor);
      chain.dissect(cursor);
      tracker.onPacket(cursor.annotations());
    }
    tracker.finish();
    return closed.size();
  }

  /** Writes the records of all flows as JSON. */
  void write() throws IOException {
    for (FlowRecord record : records) {
      json.write(nowhere, record);
    }
    nowhere.flush();
  }

  /**
   * Work that is none of Weft's, of the same kinds: bytes are read, hashed, and looked up in a
   * table of some hundred kilobytes.
   */
  long calibrate() {
    long[] table = new long[1 << 14];
    long found = 0;
    for (int i = 0; i < packets.count(); i++) {
      byte[] bytes = packets.bytes(i);
      int end = Math.min(bytes.length, 96);
      long hash = bytes.length;
      for (int at = 0; at < end; at++) {
        hash = (hash ^ (bytes[at] & 0xFF)) * 0x100_0000_01B3L;
      }
      int place = (int) (hash >>> 50);
      found += table[place];
      table[place] = hash;
    }
    return found;
  }
}
