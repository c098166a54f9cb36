package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two hosts on this machine: network namespaces, joined by a virtual cable, with a web server on
 * one of them. Nothing leaves them, and they are gone when they are removed.
 */
final class Namespaces {
  static final String INTERFACE = "eth0";
  static final String SERVER_ADDRESS = "10.91.0.2";

  /** Begins a command line whose program takes signals, though who runs the tests ignores them. */
  static final List<String> HEARS_SIGNALS = List.of("env", "--default-signal=INT,TERM,HUP");

  /** A shell's command that switches IPv6 off, where the kernel has it, for what comes up next. */
  static final String WITHOUT_IPV6 =
      "for i in all default; do f=/proc/sys/net/ipv6/conf/$i/disable_ipv6;"
          + " [ ! -e $f ] || echo 1 >$f; done";

  private static final String CLIENT_ADDRESS = "10.91.0.1";

  private final String client = "weft-c-" + ProcessHandle.current().pid();
  private final String server = "weft-s-" + ProcessHandle.current().pid();
  private final Path folder;
  private final List<Process> started = new ArrayList<>();

  /** Skips the test where this machine does not allow it. */
  Namespaces(Path folder) throws Exception {
    this.folder = folder;
    assumeTrue("root".equals(System.getProperty("user.name")), "only root makes namespaces");
    for (String program : List.of("ip", "nginx", "curl", "ethtool", "taskset")) {
      assumeTrue(has(program), "no " + program + " on this machine");
    }
    remove(); // what a run that was killed left behind
    assumeTrue(run("ip", "netns", "add", client) == 0, "no network namespace can be made here");
    must("ip", "netns", "add", server);
    must(
        "ip", "link", "add", INTERFACE, "netns", client, "type", "veth", "peer", "name", INTERFACE,
        "netns", server);
    for (String host : List.of(client, server)) {
      // Neither neighbour discovery nor segments that no wire would carry.
      must(at(host, "sh", "-c", WITHOUT_IPV6));
      run(at(host, "ethtool", "-K", INTERFACE, "tx", "off", "tso", "off", "gso", "off"));
      must("ip", "-n", host, "link", "set", "lo", "up");
      must("ip", "-n", host, "link", "set", INTERFACE, "up");
    }
    must("ip", "-n", client, "address", "add", CLIENT_ADDRESS + "/24", "dev", INTERFACE);
    must("ip", "-n", server, "address", "add", SERVER_ADDRESS + "/24", "dev", INTERFACE);
  }

  static boolean has(String program) throws Exception {
    return run("sh", "-c", "command -v " + program) == 0;
  }

  /** Serves the files of a folder over HTTP, from the server's port 80. */
  void serve(Path files) throws Exception {
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off; pid %1$s/nginx.pid; error_log %1$s/nginx.log; user root; events {}
        http { access_log off; server { listen 80; root %2$s; } }
        """
            .formatted(folder, files));
    started.add(
        start(at(server, onOneCore("nginx", "-e", "stderr", "-c", configuration.toString()))));
    await(
        "the web server",
        () -> run(onClient("curl", "-s", "-o", "/dev/null", "http://" + SERVER_ADDRESS)) == 0);
  }

  /** Answers for a name, from the server's port 53, that it has the server's address. */
  void name(String name) throws Exception {
    started.add(
        start(
            at(
                server,
                "dnsmasq",
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--no-resolv",
                "--no-hosts",
                "--user=root",
                "--pid-file",
                "--bind-interfaces",
                "--listen-address=" + SERVER_ADDRESS,
                "--address=/" + name + "/" + SERVER_ADDRESS)));
    await("the name server", () -> run(lookUp(name)) == 0);
  }

  /** A command line on the client's side that asks for a name's address and gets an answer. */
  String[] lookUp(String name) {
    StringBuilder query = new StringBuilder("\\x12\\x34\\1\\0\\0\\1\\0\\0\\0\\0\\0\\0");
    for (String label : name.split("\\.")) {
      query.append("\\x%02x".formatted(label.length())).append(label);
    }
    query.append("\\0\\0\\1\\0\\1"); // A, IN
    return onClient(
        "bash",
        "-c",
        "exec 3<>/dev/udp/$0/53 && printf \"$1\" >&3 && [ $(timeout 2 head -c 12 <&3 | wc -c) = 12 ]",
        SERVER_ADDRESS,
        query.toString());
  }

  void fetch(String file) throws Exception {
    String address = "http://" + SERVER_ADDRESS + "/" + file;
    must(onClient(onOneCore("curl", "-s", "-o", "/dev/null", address)));
  }

  /** Both ends run on the same core, so that all who capture see packets in the same order. */
  private static String[] onOneCore(String... command) throws IOException {
    List<String> line = new ArrayList<>(List.of("taskset", "-c", firstCore()));
    line.addAll(List.of(command));
    return line.toArray(String[]::new);
  }

  private static String firstCore() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("Cpus_allowed_list:")) {
        return line.replaceAll("\\D*(\\d+).*", "$1");
      }
    }
    throw new IOException("the kernel tells no cores");
  }

  /** A command line that runs on the client's side. */
  String[] onClient(String... command) {
    return at(client, command);
  }

  private static String[] at(String host, String... command) {
    List<String> line = new ArrayList<>(List.of("ip", "netns", "exec", host));
    line.addAll(List.of(command));
    return line.toArray(String[]::new);
  }

  /** Takes the client's end of the cable away, and so the server's. */
  void removeInterface() throws Exception {
    must("ip", "-n", client, "link", "delete", INTERFACE);
  }

  void switchOff() throws Exception {
    must("ip", "-n", client, "link", "set", INTERFACE, "down");
  }

  private Process start(String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** That Weft, started as this process, has opened its interface and begun to capture. */
  static void awaitCapture(Process weft) throws Exception {
    Path threads = Path.of("/proc", Long.toString(weft.pid()), "task");
    await("a capture", () -> !weft.isAlive() || hasThread(threads, "weft-capture"));
  }

  private static boolean hasThread(Path threads, String name) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
      for (Path thread : all) {
        if (name(thread).equals(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String name(Path thread) throws IOException {
    try {
      return Files.readString(thread.resolve("comm")).strip();
    } catch (NoSuchFileException e) {
      return ""; // it has just ended
    }
  }

  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  static void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("a minute has passed without " + what);
      }
      Thread.sleep(50);
    }
  }

  private static void must(String... command) throws Exception {
    assertEquals(0, run(command), String.join(" ", command));
  }

  private static int run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }

  /** Also where they are half made, or not at all. */
  void remove() throws Exception {
    for (Process process : started) {
      process.destroy();
      process.waitFor(10, TimeUnit.SECONDS);
    }
    run("ip", "netns", "delete", client);
    run("ip", "netns", "delete", server);
  }
}
