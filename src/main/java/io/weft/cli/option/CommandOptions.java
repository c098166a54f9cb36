package io.weft.cli.option;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options of a command, each in a section of the help. */
public final class CommandOptions extends Options {
  private static final long serialVersionUID = 1L;

  private final EnumMap<Section, ArrayList<Option>> sections = new EnumMap<>(Section.class);
  private Section current = Section.OTHER;

  /** Says to which section the options belong that are added from now on. */
  public CommandOptions in(Section section) {
    current = section;
    return this;
  }

  @Override
  public CommandOptions addOption(Option option) {
    super.addOption(option);
    sections.computeIfAbsent(current, key -> new ArrayList<>()).add(option);
    return this;
  }

  /** The options by their sections, in the order of these and of the options' addition. */
  public static Map<Section, List<Option>> sections(Options options) {
    Map<Section, List<Option>> all = new EnumMap<>(Section.class);
    if (options instanceof CommandOptions grouped) {
      all.putAll(grouped.sections);
    } else {
      all.put(Section.OTHER, List.copyOf(options.getOptions()));
    }
    return all;
  }
}
