package io.weft.cli.command;

import io.weft.analysis.SessionKeys;
import io.weft.capture.CapturedPacket;
import io.weft.capture.write.PacketOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Shows packets to who knows the keys of their sessions, before they are written. */
record KeyedOutput(SessionKeys keys, PacketOutput next) implements PacketOutput {
  @Override
  public void write(CapturedPacket packet) throws IOException {
    keys.look(packet);
    next.write(packet);
  }

  @Override
  public boolean failed() {
    return next.failed();
  }

  @Override
  public long packets() {
    return next.packets();
  }

  @Override
  public long bytes() {
    return next.bytes();
  }

  @Override
  public int files() {
    return next.files();
  }

  @Override
  public Path newest() {
    return next.newest();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(next.notes());
    if (keys.left() > 0) {
      notes.add(keys.left() + " sessions have no keys in the file: there are too many");
    }
    return notes;
  }

  @Override
  public void flush() throws IOException {
    next.flush();
  }

  @Override
  public void close() throws IOException {
    if (!next.failed()) {
      keys.finish();
    }
    next.close();
  }
}
