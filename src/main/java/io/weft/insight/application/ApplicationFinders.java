package io.weft.insight.application;

import io.weft.insight.Finder;
import java.util.List;

/** The finders of this package. */
public final class ApplicationFinders {
  private ApplicationFinders() {}

  /** New ones, for one capture. */
  public static List<Finder> all() {
    return List.of(
        new SlowServerFinder(),
        new NameServerFinder(),
        new HttpErrorFinder(),
        new TlsFinder(),
        new CertificateFinder());
  }
}
