package io.weft.cli.reference;

import io.weft.capture.live.Interfaces;
import io.weft.capture.live.LiveInterface;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Words that a shell's script asks the program for, as they depend on the machine or are many. */
public enum WordList {
  FIELDS {
    @Override
    public SortedSet<String> words() {
      SortedSet<String> names = new TreeSet<>();
      Chain chain = StandardProtocols.chain();
      for (Protocol protocol : chain.protocols()) {
        for (Field field : chain.fields(protocol)) {
          names.add(field.name());
        }
      }
      return names;
    }
  },
  PROTOCOLS {
    @Override
    public SortedSet<String> words() {
      SortedSet<String> names = new TreeSet<>();
      for (Protocol protocol : StandardProtocols.chain().protocols()) {
        names.add(protocol.name());
      }
      return names;
    }
  },
  INTERFACES {
    @Override
    public SortedSet<String> words() throws IOException {
      SortedSet<String> names = new TreeSet<>();
      for (LiveInterface each : Interfaces.list()) {
        names.add(each.name());
      }
      return names;
    }
  };

  /** The words, in alphabetical order. */
  public abstract SortedSet<String> words() throws IOException;

  /** The name by which scripts ask. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
