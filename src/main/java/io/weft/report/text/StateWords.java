package io.weft.report.text;

import io.weft.flow.ConnState;

/** The states of connections in a word or two; {@link ConnState#description} tells more. */
final class StateWords {
  private StateWords() {}

  /** The words; a clause without a full stop. */
  static String of(ConnState state) {
    return switch (state) {
      case SF -> "begun and ended";
      case S0 -> "no answer";
      case S1 -> "not ended";
      case S2 -> "closed by client only";
      case S3 -> "closed by server only";
      case REJ -> "refused";
      case RSTO -> "reset by client";
      case RSTR -> "reset by server";
      case RSTOS0 -> "no answer, reset by client";
      case RSTRH -> "reset by server, client unseen";
      case SH -> "no answer, closed by client";
      case SHR -> "closed by server, client unseen";
      case OTH -> "beginning unseen";
    };
  }

  /** Whether the connection did not come about, or was broken off. */
  static boolean isFailure(ConnState state) {
    return switch (state) {
      case S0, REJ, RSTO, RSTR, RSTOS0, RSTRH, SH, SHR -> true;
      case SF, S1, S2, S3, OTH -> false;
    };
  }
}
