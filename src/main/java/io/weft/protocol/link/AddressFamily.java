package io.weft.protocol.link;

/**
 * Address families (AF_ numbers) that capturing systems put before packets. IPv4 has the same one
 * everywhere, IPv6 another one on each system.
 */
public final class AddressFamily {
  public static final int INET = 2;
  public static final int INET6_LINUX = 10;
  public static final int INET6_WINDOWS = 23;

  /** Of OpenBSD, too. */
  public static final int INET6_NETBSD = 24;

  public static final int INET6_SOLARIS = 26;
  public static final int INET6_FREEBSD = 28;
  public static final int INET6_DARWIN = 30;

  private AddressFamily() {}
}
