package io.weft.protocol.link;

/**
 * Address families (AF_ numbers) that capturing systems put before packets. The number of IPv4 is
 * the same on every system; that of IPv6 differs from system to system.
 */
public final class AddressFamily {
  /** IPv4 on every system. */
  public static final int INET = 2;

  public static final int INET6_LINUX = 10;
  public static final int INET6_WINDOWS = 23;

  /** IPv6 on NetBSD and OpenBSD. */
  public static final int INET6_NETBSD = 24;

  public static final int INET6_SOLARIS = 26;
  public static final int INET6_FREEBSD = 28;
  public static final int INET6_DARWIN = 30;

  private AddressFamily() {}
}
