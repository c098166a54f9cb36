package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.testing.Programs;
import io.weft.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Two hosts on this machine, a client and a server: network namespaces, joined by a virtual cable.
 * No packet leaves them, and they are gone when they are removed.
 */
final class Namespaces {
  static final String INTERFACE = "eth0";
  static final String CLIENT_ADDRESS = "10.91.0.1";
  static final String SERVER_ADDRESS = "10.91.0.2";

  /**
   * A shell's command that switches IPv6 off, where the kernel has it, for the interfaces that come
   * up next. Captures would count its neighbour discovery.
   */
  private static final String WITHOUT_IPV6 =
      "for i in all default; do f=/proc/sys/net/ipv6/conf/$i/disable_ipv6;"
          + " [ ! -e $f ] || echo 1 >$f; done";

  private final String client = "weft-c-" + ProcessHandle.current().pid();
  private final String server = "weft-s-" + ProcessHandle.current().pid();
  private final Programs programs;
  private final List<RunningProgram> servers = new ArrayList<>();

  /**
   * Skips the test where this machine does not allow it.
   *
   * @param programs starts what runs on the hosts
   */
  Namespaces(Programs programs) throws Exception {
    this.programs = programs;
    assumeTrue("root".equals(System.getProperty("user.name")), "only root makes namespaces");
    needs("ip", "ethtool");
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

  /** Skips the test where one of the programs is not installed. */
  static void needs(String... tools) {
    for (String tool : tools) {
      assumeTrue(Programs.isInstalled(tool), "no " + tool + " on this machine");
    }
  }

  /**
   * Serves the files of a folder over HTTP, from the server's port 80.
   *
   * @param folder for files of the web server's own
   */
  void serve(Path files, Path folder) throws Exception {
    needs("nginx", "curl", "taskset");
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off; pid %1$s/nginx.pid; error_log %1$s/nginx.log; user root; events {}
        http { access_log off; server { listen 80; root %2$s; } }
        """
            .formatted(folder, files));
    servers.add(
        programs.start(
            at(server, onOneCore("nginx", "-e", "stderr", "-c", configuration.toString()))));
    Programs.await(
        "the web server",
        () -> run(onClient("curl", "-s", "-o", "/dev/null", "http://" + SERVER_ADDRESS)) == 0);
  }

  /** Answers for a name, from the server's port 53, that it has the server's address. */
  void name(String name) throws Exception {
    needs("dnsmasq", "bash");
    servers.add(
        programs.start(
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
    Programs.await("the name server", () -> run(lookUp(name)) == 0);
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
        "exec 3<>/dev/udp/$0/53 && printf \"$1\" >&3 && [ $(timeout 2 head -c 12 <&3 | wc -c) = 12"
            + " ]",
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

  /** A command line that runs on the server's side. */
  String[] onServer(String... command) {
    return at(server, command);
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

  /** How many packets have come to the client over the cable. */
  long packetsReceivedByClient() throws IOException {
    String counter = "/sys/class/net/" + INTERFACE + "/statistics/rx_packets";
    return Long.parseLong(programs.run(onClient("cat", counter)).out().strip());
  }

  /** Switches the client's end of the cable off. */
  void switchOff() throws Exception {
    must("ip", "-n", client, "link", "set", INTERFACE, "down");
  }

  /** Waits until Weft has opened its interface and begun to capture. */
  static void awaitCapture(RunningProgram weft) throws Exception {
    weft.await("a capture", () -> weft.hasThread("weft-capture"));
  }

  private void must(String... command) throws Exception {
    assertEquals(0, run(command), String.join(" ", command));
  }

  private int run(String... command) throws Exception {
    return programs.run(command).code();
  }

  /** Ends all programs on the hosts, and removes these, even where they are half made. */
  void remove() throws Exception {
    for (RunningProgram each : servers) {
      each.terminate(); // in good order: nginx has children
    }
    programs.killAll();
    run("ip", "netns", "delete", client);
    run("ip", "netns", "delete", server);
  }
}
