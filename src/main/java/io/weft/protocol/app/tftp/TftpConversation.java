package io.weft.protocol.app.tftp;

import io.weft.bytes.BigEndian;
import io.weft.bytes.MemorySize;
import io.weft.dissect.DatagramContext;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.Conversation;
import io.weft.protocol.app.Exchanges;
import io.weft.protocol.app.Pairing;
import java.util.Objects;

/** How TFTP asks and answers; the blocks of a transfer are not reported. */
final class TftpConversation implements Conversation<TftpConversation.Facts> {
  /** Bytes of operation and code before the message of an error. */
  private static final int ERROR_HEADER = 4;

  /**
   * What is kept of a packet.
   *
   * @param text name of the file, or message of the error
   * @param mode of the transfer; null where there is none
   * @param code of the error; -1 for none
   */
  record Facts(int operation, String text, String mode, int code) implements Conversation.Facts {
    @Override
    public Role role() {
      return operation <= Tftp.WRITE_REQUEST ? Role.QUESTION : Role.ANSWER;
    }

    @Override
    public int memory() {
      return 40 + MemorySize.of(text) + MemorySize.of(mode);
    }
  }

  @Override
  public Protocol protocol() {
    return Tftp.PROTOCOL;
  }

  @Override
  public Facts read(Packet packet, int layer) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    int operation = Tftp.operation(bytes, start);
    int value = start + Tftp.HEADER_LENGTH;
    return switch (operation) {
      case Tftp.READ_REQUEST, Tftp.WRITE_REQUEST -> {
        int mode = Tftp.textEnd(bytes, value, limit);
        yield new Facts(
            operation, Tftp.text(bytes, value, limit), Tftp.text(bytes, mode, limit), -1);
      }
      case Tftp.ERROR ->
          limit - start < ERROR_HEADER
              ? null
              : new Facts(
                  operation,
                  Tftp.text(bytes, start + ERROR_HEADER, limit),
                  null,
                  BigEndian.u16(bytes, value));
      case Tftp.OPTIONS -> new Facts(operation, null, null, -1);
      case Tftp.DATA, Tftp.ACKNOWLEDGEMENT -> first(operation, bytes, value, limit);
      default -> null;
    };
  }

  /** The first block and its acknowledgement answer requests; the others say nothing new. */
  private static Facts first(int operation, byte[] bytes, int block, int limit) {
    int answering = operation == Tftp.DATA ? 1 : 0;
    boolean isFirst = limit - block >= 2 && BigEndian.u16(bytes, block) == answering;
    return isFirst ? new Facts(operation, null, null, -1) : null;
  }

  @Override
  public boolean announces() {
    return true;
  }

  /** Announces the transfer that a request asks for, which begins at another port. */
  @Override
  public void announce(
      Direction sender,
      Packet packet,
      int layer,
      Facts facts,
      Pairing pairing,
      DatagramContext context) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int operation = Tftp.operation(bytes, start);
    if (operation == Tftp.READ_REQUEST || operation == Tftp.WRITE_REQUEST) {
      String file = Tftp.text(bytes, start + Tftp.HEADER_LENGTH, packet.limit(layer));
      Transfer transfer = new Transfer(file, context.arrival().number(), -1);
      context.expect(sender, () -> new TransferDissector(transfer));
    }
  }

  @Override
  public boolean answers(Facts question, Facts answer) {
    return true;
  }

  @Override
  public boolean repeats(Facts earlier, Facts question) {
    return earlier.operation == question.operation && Objects.equals(earlier.text, question.text);
  }

  @Override
  public Exchange exchange(Message<Facts> question, Message<Facts> answer) {
    Facts first = question != null ? question.facts() : answer.facts();
    Facts told = answer == null ? null : answer.facts();
    boolean isError = told != null && told.code >= 0;
    return new TftpExchange(
        Tftp.name(first.operation),
        question == null ? null : first.text,
        question == null ? null : first.mode,
        told == null ? null : Tftp.name(told.operation),
        Exchanges.datagram(question),
        Exchanges.datagram(answer),
        Exchanges.between(Exchanges.datagram(question), Exchanges.datagram(answer)),
        Exchanges.retries(question),
        isError ? told.code : null,
        isError ? told.text : null);
  }
}
