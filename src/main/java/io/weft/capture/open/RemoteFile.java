package io.weft.capture.open;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/** A capture file in a store that gives its bytes in order, such as one of objects. */
public interface RemoteFile {
  /** Stands for the file in messages. */
  String name();

  /** In bytes, as it lies in the store. */
  long size();

  /** Opens the file at its beginning. Who opens the channel closes it. */
  ReadableByteChannel open() throws IOException;
}
