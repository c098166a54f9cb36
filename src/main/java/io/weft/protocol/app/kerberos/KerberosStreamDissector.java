package io.weft.protocol.app.kerberos;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.Datagram;
import io.weft.protocol.app.MessageStream;
import io.weft.protocol.app.PairingQueue;

/** Reads the messages of one connection, each of which stands behind its length. */
final class KerberosStreamDissector extends MessageStream {
  /** Memory of this object without its queue, estimated in bytes. */
  private static final int BYTES = 40;

  private final PairingQueue<KerberosFacts> queue = new PairingQueue<>(new KerberosConversation());

  @Override
  protected int length(Direction direction, byte[] bytes, int from, int to) {
    if (to - from < Kerberos.LENGTH) {
      return MORE;
    }
    int length = BigEndian.i32(bytes, from);
    return length <= 0 || length > Kerberos.MOST ? NONE : Kerberos.LENGTH + length;
  }

  @Override
  protected void onMessage(
      Direction direction, byte[] bytes, int from, int to, long offset, StreamContext context) {
    int message = from + Kerberos.LENGTH;
    if (Kerberos.length(bytes, message, to) != to - message) {
      return; // another protocol of the same framing, such as for passwords
    }
    context.append(Kerberos.PROTOCOL, bytes, message, to);
    Datagram whole = Datagram.of(context.arrivalAt(offset + to - from - 1), to - message);
    queue.onMessage(direction, whole, KerberosFacts.of(bytes, message, to), context);
  }

  @Override
  protected void tellRest(StreamContext context) {
    queue.giveUp(context);
  }

  @Override
  public int memory() {
    return BYTES + queue.memory();
  }
}
