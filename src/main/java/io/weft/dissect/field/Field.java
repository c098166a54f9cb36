package io.weft.dissect.field;

import java.util.List;
import java.util.function.Consumer;

/**
 * A field of a protocol, declared once and immutable. JSON, packet trees, display filters and
 * columns are all derived from the declaration; its values come from the protocol's {@link
 * LayerFields}.
 *
 * <p>A declaration begins with one of the factories, which name the type, and goes on with what is
 * special about the field: {@code Field.u16("udp.checksum", "Checksum").hexadecimal()}. Fields are
 * compared by reference.
 */
public final class Field {
  /** What a field's values are, and with which method of {@link FieldSink} they are pushed. */
  public enum Type {
    /** A whole number of up to 64 bits. */
    NUMBER,

    /** A floating-point number of 32 or 64 bits (IEEE 754). */
    REAL,
    FLAG,
    TEXT,
    BYTES,
    IPV4,
    IPV6,
    MAC,

    /** A point in time. */
    ABSOLUTE_TIME,

    /** A span of time. */
    RELATIVE_TIME,

    /** A record of several fields. */
    GROUP
  }

  /** How numbers are shown to people. */
  public enum Display {
    DECIMAL,
    HEXADECIMAL
  }

  /** Wireshark's word for a time that the sender does not know. */
  public static final String UNKNOWN = "NULL";

  private final String name;
  private final String label;
  private final Type type;
  private final int bits;
  private final long mask;
  private final Display display;
  private final ValueNames valueNames;
  private final ValueNames usualNames;
  private final boolean repeats;
  private final boolean isGenerated;
  private final boolean isSigned;
  private final boolean isPresence;
  private final boolean isTracked;
  private final boolean isAnnounced;
  private final boolean isOnRequest;
  private final boolean isHidden;
  private final boolean isUnknownAt0;
  private final Field parent;
  private final List<String> aliases;

  private Field(Draft draft) {
    name = draft.name;
    label = draft.label;
    type = draft.type;
    bits = draft.bits;
    mask = draft.mask;
    display = draft.display;
    valueNames = draft.valueNames;
    usualNames = draft.usualNames;
    repeats = draft.repeats;
    isGenerated = draft.isGenerated;
    isSigned = draft.isSigned;
    isPresence = draft.isPresence;
    isTracked = draft.isTracked;
    isAnnounced = draft.isAnnounced;
    isOnRequest = draft.isOnRequest;
    isHidden = draft.isHidden;
    isUnknownAt0 = draft.isUnknownAt0;
    parent = draft.parent;
    aliases = List.copyOf(draft.aliases);
  }

  /** The parts of a field while it is being declared. */
  private static final class Draft {
    private final String name;
    private final String label;
    private final Type type;
    private final int bits;
    private long mask;
    private Display display = Display.DECIMAL;
    private ValueNames valueNames = ValueNames.NONE;
    private ValueNames usualNames = ValueNames.NONE;
    private boolean repeats;
    private boolean isGenerated;
    private boolean isSigned;
    private boolean isPresence;
    private boolean isTracked;
    private boolean isAnnounced;
    private boolean isOnRequest;
    private boolean isHidden;
    private boolean isUnknownAt0;
    private Field parent;
    private List<String> aliases = List.of();

    Draft(String name, String label, Type type, int bits) {
      this.name = name;
      this.label = label;
      this.type = type;
      this.bits = bits;
      mask = bits == 0 ? 0 : -1L >>> (Long.SIZE - bits);
    }

    Draft(Field field) {
      this(field.name, field.label, field.type, field.bits);
      mask = field.mask;
      display = field.display;
      valueNames = field.valueNames;
      usualNames = field.usualNames;
      repeats = field.repeats;
      isGenerated = field.isGenerated;
      isSigned = field.isSigned;
      isPresence = field.isPresence;
      isTracked = field.isTracked;
      isAnnounced = field.isAnnounced;
      isOnRequest = field.isOnRequest;
      isHidden = field.isHidden;
      isUnknownAt0 = field.isUnknownAt0;
      parent = field.parent;
      aliases = field.aliases;
    }
  }

  private static Field of(String name, String label, Type type, int bits) {
    return new Field(new Draft(name, label, type, bits));
  }

  private Field with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new Field(draft);
  }

  /** A number of 8 bits. */
  public static Field u8(String name, String label) {
    return of(name, label, Type.NUMBER, 8);
  }

  /** A number of 16 bits. */
  public static Field u16(String name, String label) {
    return of(name, label, Type.NUMBER, 16);
  }

  /** A number of 24 bits. */
  public static Field u24(String name, String label) {
    return of(name, label, Type.NUMBER, 24);
  }

  /** A number of 32 bits. */
  public static Field u32(String name, String label) {
    return of(name, label, Type.NUMBER, 32);
  }

  /** A number of 40, 48 or 56 bits. */
  public static Field unsigned(String name, String label, int bits) {
    return of(name, label, Type.NUMBER, bits);
  }

  /** A floating-point number of 32 bits. */
  public static Field f32(String name, String label) {
    return of(name, label, Type.REAL, 32);
  }

  /** A floating-point number of 64 bits. */
  public static Field f64(String name, String label) {
    return of(name, label, Type.REAL, 64);
  }

  /** A number of 64 bits. */
  public static Field u64(String name, String label) {
    return of(name, label, Type.NUMBER, 64);
  }

  /** A flag that is no bit of a header: it is pushed where it holds, and otherwise has no value. */
  public static Field flag(String name, String label) {
    return of(name, label, Type.FLAG, 0);
  }

  /**
   * A mark that has no value: it is there, or it is not, and nothing can be compared with it
   * (Wireshark's type is {@code FT_NONE}). It is pushed as a flag that holds.
   */
  public static Field presence(String name, String label) {
    return of(name, label, Type.FLAG, 0).with(draft -> draft.isPresence = true);
  }

  /**
   * A flag that is set where some bits of a number are.
   *
   * @param bits width of the number that holds the flag: 8, 16, 24, 32 or 64
   * @param mask the flag's bits in the number
   */
  public static Field flag(String name, String label, int bits, long mask) {
    return of(name, label, Type.FLAG, bits).masked(mask);
  }

  public static Field text(String name, String label) {
    return of(name, label, Type.TEXT, 0);
  }

  public static Field bytes(String name, String label) {
    return of(name, label, Type.BYTES, 0);
  }

  public static Field ipv4(String name, String label) {
    return of(name, label, Type.IPV4, 32);
  }

  public static Field ipv6(String name, String label) {
    return of(name, label, Type.IPV6, 128);
  }

  public static Field mac(String name, String label) {
    return of(name, label, Type.MAC, 48);
  }

  public static Field absoluteTime(String name, String label) {
    return of(name, label, Type.ABSOLUTE_TIME, 0);
  }

  public static Field relativeTime(String name, String label) {
    return of(name, label, Type.RELATIVE_TIME, 0);
  }

  /** Records that hold the values of several fields together, such as the answers of a message. */
  public static Field group(String name, String label) {
    return of(name, label, Type.GROUP, 0).repeating();
  }

  /** The same field shown to people in base 16. */
  public Field hexadecimal() {
    return with(draft -> draft.display = Display.HEXADECIMAL);
  }

  /** The same field as a number that may be below 0, in two's complement. */
  public Field signed() {
    return with(draft -> draft.isSigned = true);
  }

  /**
   * The same field as one whose values are found out, or changed, while flows are tracked. Whoever
   * asks for no such field need not track flows.
   */
  public Field tracked() {
    return with(draft -> draft.isTracked = true);
  }

  /**
   * The same field as a tracked one whose values depend on what applications announce, too. Whoever
   * asks for it has those read that may announce flows.
   */
  public Field announced() {
    return tracked().with(draft -> draft.isAnnounced = true);
  }

  /**
   * The same field as one for filters and columns that name it: what tells of whole packets has its
   * values, or what they are made of, in other fields or layers.
   */
  public Field onRequest() {
    return with(draft -> draft.isOnRequest = true);
  }

  /**
   * The same field as one that a tree leaves out, since other fields show its values there: either
   * port of a datagram, each address of a frame.
   */
  public Field hidden() {
    return with(draft -> draft.isHidden = true);
  }

  /**
   * The same time as one whose sender says by 0 that it knows none, see {@link #isUnknown}. Its
   * value counts as that of the epoch, so that a filter sees that the field is there.
   */
  public Field unknownAt0() {
    return with(draft -> draft.isUnknownAt0 = true);
  }

  /** The same field with names for its values. */
  public Field named(ValueNames names) {
    return with(draft -> draft.valueNames = names);
  }

  /** The same field with what its values usually stand for, which is only shown to people. */
  public Field usually(ValueNames names) {
    return with(draft -> draft.usualNames = names);
  }

  /** The same field as some bits of a number; the lowest bit of the mask is the value's lowest. */
  public Field masked(long bitsOfValue) {
    return with(draft -> draft.mask = bitsOfValue);
  }

  /** The same field as a part of another one: of a number, or of a group's records. */
  public Field within(Field whole) {
    return with(draft -> draft.parent = whole);
  }

  /** The same field with any number of values a layer, or a record. */
  public Field repeating() {
    return with(draft -> draft.repeats = true);
  }

  /** The same field as one whose values are worked out: no bytes of the packet hold them. */
  public Field generated() {
    return with(draft -> draft.isGenerated = true);
  }

  /** The same field with further names, each of them of a field that has either side's values. */
  public Field alias(String... names) {
    return with(draft -> draft.aliases = List.of(names));
  }

  /**
   * Wireshark's full name, {@code tcp.srcport}, whichever protocol the layer has; Weft's own fields
   * begin with {@code weft.}.
   */
  public String name() {
    return name;
  }

  /** What the field is called for people. */
  public String label() {
    return label;
  }

  public Type type() {
    return type;
  }

  /**
   * Width of a number, an address, or the number that holds a flag or some bits, in bits; 0 where
   * the type has no width of its own.
   */
  public int bits() {
    return bits;
  }

  /** Which of the {@link #bits} make the value: all, but for parts of a number. */
  public long mask() {
    return mask;
  }

  /** The largest value of a number or flag, as far as 63 bits hold it. */
  public long largest() {
    return mask == 0
        ? Long.MAX_VALUE
        : (mask >>> Long.numberOfTrailingZeros(mask)) & Long.MAX_VALUE;
  }

  public Display display() {
    return display;
  }

  /** Names of the field's values; {@link ValueNames#NONE} where they have none. */
  public ValueNames valueNames() {
    return valueNames;
  }

  /** What the values usually stand for, which need not be so; filters do not know these names. */
  public ValueNames usualNames() {
    return usualNames;
  }

  /** Can a layer, or a record, have several values? Then JSON has an array, always. */
  public boolean repeats() {
    return repeats;
  }

  /** Are the values worked out, so that no bytes of the packet hold them? */
  public boolean isGenerated() {
    return isGenerated;
  }

  /** May a number be below 0? */
  public boolean isSigned() {
    return isSigned;
  }

  /** Is this a mark without a value, see {@link #presence}? */
  public boolean isPresence() {
    return isPresence;
  }

  /** Are values found out, or changed, while flows are tracked? */
  public boolean isTracked() {
    return isTracked;
  }

  /** See {@link #announced}. */
  public boolean isAnnounced() {
    return isAnnounced;
  }

  /**
   * Are the values found elsewhere in the packet, too? Then filters and columns may ask for them,
   * but the JSON of a packet leaves them out.
   */
  public boolean isOnRequest() {
    return isOnRequest;
  }

  /** Do other fields of the layer show the values in a tree? */
  public boolean isHidden() {
    return isHidden;
  }

  /** Does the sender say by this time that it knows none? It is shown as {@link #UNKNOWN} then. */
  public boolean isUnknown(long epochNanos) {
    return isUnknownAt0 && epochNanos == 0;
  }

  /** The number or the group that this field is a part of, or null. */
  public Field parent() {
    return parent;
  }

  /** Names of fields whose values are also this one's: {@code tcp.port} of either port. */
  public List<String> aliases() {
    return aliases;
  }

  @Override
  public String toString() {
    return name;
  }
}
