package io.weft.protocol.app.ssh;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;

/** SSH on any port: both sides begin with the same letters. */
final class SshProtocol implements StreamProtocol {
  @Override
  public Protocol protocol() {
    return Ssh.PROTOCOL;
  }

  @Override
  public boolean suggestedBy(int serverPort) {
    return serverPort == Ssh.PORT;
  }

  @Override
  public StreamDissector create() {
    return new SshDissector();
  }

  @Override
  public ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int length = Math.min(to - from, Ssh.PREFIX.length());
    for (int i = 0; i < length; i++) {
      if (bytes[from + i] != Ssh.PREFIX.charAt(i)) {
        return ProbeResult.NO;
      }
    }
    return length == Ssh.PREFIX.length() ? ProbeResult.YES : ProbeResult.MORE;
  }
}
