package io.weft.spark;

import io.weft.capture.open.RemoteFile;
import io.weft.spark.CapturePartition.CaptureFile;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A file in a file system of Hadoop, which is read from its beginning to its end, and not copied.
 */
record HadoopFile(CaptureFile file, Configuration configuration) implements RemoteFile {
  @Override
  public String name() {
    return file.path();
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public ReadableByteChannel open() throws IOException {
    Path path = new Path(file.path());
    return Channels.newChannel(path.getFileSystem(configuration).open(path));
  }
}
