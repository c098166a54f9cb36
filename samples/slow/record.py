#!/usr/bin/env python3
"""Records connections that are slow for a known reason: samples/slow/record.py [NAME...]

A client and a server in network namespaces of their own talk through a wire between them, which this
program plays itself: it delays frames, drops some, or limits their rate. Both ends are captured. The
truth is what the programs did, what the kernel of the sender says of its connection (TCP_INFO), how
much longer it took than over a wire that drops nothing, and what the wire dropped; it stands in a JSON
file beside each pair of captures. Needs root, iproute2, ethtool, nftables and
tcpdump.
"""

import ctypes
import heapq
import itertools
import json
import os
import random
import select
import signal
import socket
import struct
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PREFIX = "weft-slow-%d-" % os.getpid()
CLIENT, SERVER = "10.1.0.2", "10.1.0.1"
SERVER_MAC, TWIN_MAC = "02:00:00:00:00:01", "02:00:00:00:00:03"
BEYOND = "10.9.0.1"  # where the two routers of a loop send one another
PORT = 9000
NAME_PORT = 53
TCP_INFO = 11
TCP_CONGESTION = 13
BUSY = 168  # offsets in struct tcp_info: busy time, receiver's window, send buffer, microseconds
RETRANSMITTED = 100
CLONE_NEWNET = 0x40000000
IGNORE_OUTGOING = 23
SOL_PACKET = 263


# --- Namespaces


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit("record: %s: %s" % (" ".join(command), done.stderr.strip()))


def at(name, *command):
    run("ip", "netns", "exec", PREFIX + name, *command)


def link(name, device, mac, peer, peer_device, peer_mac):
    run("ip", "link", "add", device, "netns", PREFIX + name, "address", mac, "type", "veth",
        "peer", "name", peer_device, "netns", PREFIX + peer, "address", peer_mac)
    for ns, dev in (name, device), (peer, peer_device):
        at(ns, "ethtool", "-K", dev, "tx", "off", "rx", "off", "sg", "off", "tso", "off",
           "gso", "off", "gro", "off")
        run("ip", "-n", PREFIX + ns, "link", "set", dev, "up")


def namespaces(*names):
    for name in names:
        run("ip", "netns", "add", PREFIX + name)
        at(name, "sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1",
           "net.ipv6.conf.default.disable_ipv6=1")
        run("ip", "-n", PREFIX + name, "link", "set", "lo", "up")


def address(name, device, own):
    run("ip", "-n", PREFIX + name, "address", "add", own + "/24", "dev", device)


def build(case):
    namespaces("client", "wire", "server")
    link("client", "eth0", "02:00:00:00:00:02", "wire", "eth0", "02:00:00:00:00:a2")
    link("wire", "eth1", "02:00:00:00:00:a1", "server", "eth0", SERVER_MAC)
    address("client", "eth0", CLIENT)
    address("server", "eth0", SERVER)
    if "twin_after" in case:
        namespaces("twin")
        link("wire", "eth2", "02:00:00:00:00:a3", "twin", "eth0", TWIN_MAC)
        return
    for name, other, mac in ("server", CLIENT, "02"), ("client", SERVER, "01"):
        # no ARP among what is captured
        run("ip", "-n", PREFIX + name, "neigh", "add", other, "lladdr",
            "02:00:00:00:00:" + mac, "dev", "eth0")


def build_loop():
    """A client behind two routers, each of which takes the other for the way to a network."""
    namespaces("client", "near", "far")
    link("client", "eth0", "02:00:00:00:00:02", "near", "eth0", "02:00:00:00:00:04")
    link("near", "eth1", "02:00:00:00:00:05", "far", "eth0", "02:00:00:00:00:06")
    address("client", "eth0", CLIENT)
    address("near", "eth0", "10.1.0.254")
    address("near", "eth1", "10.2.0.1")
    address("far", "eth0", "10.2.0.2")
    for name, network, gateway in (
            ("client", "default", "10.1.0.254"), ("near", BEYOND + "/32", "10.2.0.2"),
            ("far", BEYOND + "/32", "10.2.0.1"), ("far", "10.1.0.0/24", "10.2.0.1")):
        at(name, "sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv4.conf.all.rp_filter=0",
           "net.ipv4.conf.all.send_redirects=0", "net.ipv4.conf.eth0.send_redirects=0")
        run("ip", "-n", PREFIX + name, "route", "add", network, "via", gateway)


def remove():
    for name in "client", "wire", "server", "twin", "near", "far":
        subprocess.run(("ip", "netns", "del", PREFIX + name), capture_output=True)


def enter(name):
    fd = os.open("/run/netns/" + PREFIX + name, os.O_RDONLY)
    if ctypes.CDLL(None, use_errno=True).setns(fd, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")
    os.close(fd)


def inside(name, function, *arguments):
    """Runs a function in a process inside a namespace; what it returns comes back as JSON."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(read)
            enter(name)
            os.write(write, json.dumps(function(*arguments)).encode())
            os._exit(0)
        except BaseException as e:  # a child must not go on as its parent
            os.write(2, ("record: %s: %r\n" % (name, e)).encode())
            os._exit(1)
    os.close(write)
    return pid, read


def await_byte(pipe):
    if not select.select([pipe], [], [], 10)[0]:
        sys.exit("record: a program inside did not begin")
    os.read(pipe, 1)


def result(pid, read):
    with os.fdopen(read, "rb") as pipe:
        if not select.select([pipe], [], [], 60)[0]:
            sys.exit("record: a program inside did not end")
        text = pipe.read()
    _, status = os.waitpid(pid, 0)
    if status:
        sys.exit("record: a program inside failed")
    return json.loads(text)


# --- The wire


class Wire:
    """Carries frames between its ports, with a delay, losses, and towards the client a rate.

    Frames that are late are overtaken by those behind them.

    Where there is a third port it is a switch: a frame goes to the port of its receiver, or to all.
    """

    def __init__(self, delay, drop=None, rate=None, queue=0, box=None, late=None):
        self.delay, self.drop, self.rate, self.queue = delay, drop, rate, queue
        self.box, self.late = box, late
        self.dropped = []

    def serve(self, ready):
        enter("wire")
        devices = []
        for name in sorted(name for _, name in socket.if_nameindex() if name != "lo"):
            device = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
            device.setsockopt(SOL_PACKET, IGNORE_OUTGOING, 1)
            device.bind((name, 3))
            devices.append(device)
        os.write(ready, b"1")
        waiting, order, free = [], itertools.count(), 0.0
        ports = {}
        stop = []
        signal.signal(signal.SIGTERM, lambda *_: stop.append(1))
        while not stop:
            timeout = max(0.0, waiting[0][0] - time.monotonic()) if waiting else 0.2
            for device in select.select(devices, [], [], timeout)[0]:
                frame = device.recv(65536)
                now = time.monotonic()
                ports[frame[6:12]] = device
                to_client = device is not devices[0]
                if self.drop and self.drop(frame, to_client):
                    self.dropped.append(now)
                    continue
                answer = self.box and self.box(frame, now)
                if answer:
                    heapq.heappush(waiting, (now + self.delay, next(order), [device], answer))
                    continue
                leaves = now
                if self.rate and to_client:
                    leaves = max(now, free) + len(frame) / self.rate
                    if (leaves - now) * self.rate > self.queue:
                        self.dropped.append(now)
                        continue
                    free = leaves
                if self.late:
                    leaves += self.late(frame, to_client)
                known = ports.get(frame[:6])
                ways = [known] if known else [other for other in devices if other is not device]
                heapq.heappush(waiting, (leaves + self.delay, next(order), ways, frame))
            while waiting and waiting[0][0] <= time.monotonic():
                _, _, ways, frame = heapq.heappop(waiting)
                for way in ways:
                    way.send(frame)


def tcp(frame):
    """Sequence number, flags and payload of a frame; None where it is no TCP."""
    if frame[12:14] != b"\x08\x00" or frame[23] != 6:
        return None
    start = 14 + (frame[14] & 15) * 4
    total = struct.unpack_from("!H", frame, 16)[0]
    sequence, = struct.unpack_from("!I", frame, start + 4)
    header = (frame[start + 12] >> 4) * 4
    return sequence, frame[start + 13], total + 14 - start - header


def nth_data(nth, copies):
    """Drops the n-th segment with data towards the client, and its first copies but one."""
    seen, target = [0], []

    def drop(frame, to_client):
        found = tcp(frame)
        if not to_client or not found or found[2] <= 0:
            return False
        if found[0] in target:
            target.append(found[0])
            return len(target) <= copies
        seen[0] += 1
        if seen[0] == nth:
            target.append(found[0])
            return True
        return False

    return drop


def burst_from(nth, duration):
    """Drops all data towards the client from the n-th segment on, for so many seconds."""
    seen, begun = [0], []

    def drop(frame, to_client):
        found = tcp(frame)
        if not to_client or not found or found[2] <= 0:
            return False
        seen[0] += 1
        if seen[0] == nth:
            begun.append(time.monotonic())
        return bool(begun) and time.monotonic() - begun[0] < duration

    return drop


def larger_than(length):
    """Drops packets that are longer, and says nothing of it."""
    return lambda frame, to_client: len(frame) - 14 > length


def at_random(part, seed):
    generator = random.Random(seed)
    return lambda frame, to_client: (
        to_client and (tcp(frame) or (0, 0, 0))[2] > 0 and generator.random() < part)


def every(nth, seconds):
    """Makes each n-th segment with data towards the client late."""
    seen = [0]

    def late(frame, to_client):
        found = tcp(frame)
        if not to_client or not found or found[2] <= 0:
            return 0
        seen[0] += 1
        return 0 if seen[0] % nth else seconds

    return late


def after(seconds):
    """Drops all frames from so many seconds behind the first one on."""
    begun = []

    def drop(frame, to_client):
        begun.append(time.monotonic())
        del begun[1:]
        return time.monotonic() - begun[0] > seconds

    return drop


def first_with(flags, count, to):
    left = [count]

    def drop(frame, to_client):
        found = tcp(frame)
        if to_client == to and found and found[1] & 0x12 == flags and left[0]:
            left[0] -= 1
            return True
        return False

    return drop


def forgetful(patience):
    """A box that forgets a connection after a silence, and resets it when something comes again."""
    last = []

    def box(frame, now):
        found = tcp(frame)
        if not found:
            return None
        is_forgotten = last and now - last[0] > patience
        if is_forgotten:
            return reset(frame)
        last[:] = [now]
        return None

    return box


def checksum(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def reset(frame):
    """The reset that answers a segment in its receiver's name, with a time to live of its own."""
    start = 14 + (frame[14] & 15) * 4
    ports, acknowledged = frame[start:start + 4], frame[start + 8:start + 12]
    addresses = frame[30:34] + frame[26:30]
    segment = ports[2:] + ports[:2] + acknowledged + struct.pack("!IBBHHH", 0, 0x50, 4, 0, 0, 0)
    segment = segment[:16] + struct.pack(
        "!H", checksum(addresses + struct.pack("!HH", 6, len(segment)) + segment)) + segment[18:]
    header = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(segment), 0, 0x4000, 255, 6, 0) + addresses
    header = header[:10] + struct.pack("!H", checksum(header)) + header[12:]
    return frame[6:12] + frame[:6] + frame[12:14] + header + segment


# --- The programs


def exactly(connection, length):
    while length:
        got = connection.recv(min(length, 65536))
        if not got:
            raise EOFError
        length -= len(got)


def info(connection):
    raw = connection.getsockopt(socket.IPPROTO_TCP, TCP_INFO, 256)
    busy, window, buffer = struct.unpack_from("QQQ", raw, BUSY)
    return {
        "busy": busy / 1e6,
        "receiver_window": window / 1e6,
        "send_buffer": buffer / 1e6,
        "retransmitted": struct.unpack_from("I", raw, RETRANSMITTED)[0],
    }


def keep_alive(connection, case):
    """Has the kernel ask every second whether the other end is still there, up to three times."""
    if "keep_alive" in case:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for option in socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL:
            connection.setsockopt(socket.IPPROTO_TCP, option, 1)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 3)


def lengths(case):
    """How long each answer, or piece of it, is."""
    length = case["length"]
    return length if isinstance(length, list) else [length] * case.get("requests", 1)


def server(case, ready):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(
        socket.IPPROTO_TCP, TCP_CONGESTION, case.get("congestion", "cubic").encode())
    listener.bind((SERVER, PORT))
    listener.listen()
    os.write(ready, b"1")
    connection, _ = listener.accept()
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if "send_buffer" in case:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, case["send_buffer"])
    keep_alive(connection, case)
    slept = 0.0
    for length in lengths(case):
        exactly(connection, 200)
        pause = case.get("think", 0)
        begun = time.monotonic()
        time.sleep(pause)
        slept += time.monotonic() - begun if pause else 0
        for piece in range(case.get("pieces", 1)):
            if piece:
                begun = time.monotonic()
                time.sleep(case["drip"])
                slept += time.monotonic() - begun
            connection.sendall(bytes(length))
    answered = time.monotonic()
    connection.settimeout(case.get("patience", 20))
    try:
        connection.recv(1)  # the client closes first
    except TimeoutError:
        if "patience" not in case and "keep_alive" not in case:
            raise
    waited = time.monotonic() - answered
    told = info(connection)
    connection.close()
    return {"slept": slept, "waited": waited, **told}


def client(case):
    if "name" in case:
        asker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        asker.settimeout(case.get("name_patience"))
        asked = time.monotonic()
        while True:
            asker.sendto(case["question"].encode("latin-1"), (SERVER, NAME_PORT))
            try:
                asker.recv(512)
                break
            except TimeoutError:
                continue
        waited_for_name = time.monotonic() - asked
    begun = time.monotonic()
    connection = socket.socket()
    if "receive_buffer" in case:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, case["receive_buffer"])
    connection.connect((SERVER, PORT))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.settimeout(case.get("gives_up"))
    keep_alive(connection, case)
    is_cut, idle = False, 0.0
    try:
        for length in lengths(case):
            connection.sendall(bytes(200))
            left = length * case.get("pieces", 1)
            while left:
                part = min(left, case.get("read", left))
                exactly(connection, part)
                left -= part
                if left and "pause" in case:
                    time.sleep(case["pause"])
        if "keep_alive" in case:
            answered = time.monotonic()
            try:
                connection.recv(1)
            finally:
                idle = time.monotonic() - answered
        if "idle" in case:
            answered = time.monotonic()
            time.sleep(case["idle"])
            idle = time.monotonic() - answered
            connection.sendall(bytes(200))
            connection.recv(1)
    except (TimeoutError, ConnectionResetError):
        is_cut = True
    if is_cut != any(each in case for each in ("idle", "gives_up", "keep_alive")):
        raise RuntimeError("the connection broke, or did not")
    connection.close()
    facts = {"elapsed": time.monotonic() - begun, "idle": idle}
    if "name" in case:
        facts["name_waited"] = waited_for_name
    return facts


def caller(to, patience=None):
    """Tries to connect three times, a second apart, as programs do."""
    for attempt in range(3):
        time.sleep(attempt and 1)
        connection = socket.socket()
        connection.settimeout(patience)
        try:
            connection.connect((to, PORT))
        except OSError:
            continue
        raise RuntimeError("there is a way")
    return {}


def announce(device, mac):
    """Says on the link who has the server's address (RFC 5227, section 2.3)."""
    message = struct.pack("!HHBBH", 1, 0x0800, 6, 4, 1) + mac + socket.inet_aton(SERVER)
    device.send(b"\xff" * 6 + mac + b"\x08\x06" + message + bytes(6) + socket.inet_aton(SERVER))


def claim(name, mac, after):
    """Takes the server's address after a time, unless it is the server's own, and announces it."""
    device = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    device.bind(("eth0", 0))
    time.sleep(after)
    if name != "server":
        address(name, "eth0", SERVER)
    announce(device, bytes.fromhex(mac.replace(":", "")))
    if name != "server":
        time.sleep(2)  # ANNOUNCE_INTERVAL
        announce(device, bytes.fromhex(mac.replace(":", "")))
    return {}


def question(name):
    labels = b"".join(bytes([len(l)]) + l.encode() for l in name.split("."))
    return b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" + labels + b"\x00\x00\x01\x00\x01"


def name_server(pause, ignored, ready):
    asked = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    asked.bind((SERVER, NAME_PORT))
    os.write(ready, b"1")
    for _ in range(ignored):
        asked.recv(512)
    query, who = asked.recvfrom(512)
    begun = time.monotonic()
    time.sleep(pause)
    slept = time.monotonic() - begun
    answer = b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04" + socket.inet_aton(SERVER)
    asked.sendto(query[:2] + b"\x81\x80\x00\x01\x00\x01" + query[8:] + answer, who)
    return {"slept": slept}


# --- The cases

CASES = {
    "think": dict(
        about="the server sleeps 300 ms before each of three answers",
        wire=dict(delay=0.01), length=20000, requests=3, think=0.3,
        first="server_think", truth="slept"),
    "drips": dict(
        about="the server writes 1,000 bytes every 50 ms",
        wire=dict(delay=0.005), length=1000, pieces=20, drip=0.05,
        first="application", truth="slept"),
    "small-receive-buffer": dict(
        about="the client has a receive buffer of 8 KiB, 50 ms from the server",
        wire=dict(delay=0.025), length=100000, receive_buffer=8192,
        first="receiver_window", truth="receiver_window"),
    "pausing-reader": dict(
        about="the client pauses 300 ms after each 60,000 bytes, with a receive buffer of 32 KiB",
        wire=dict(delay=0.005), length=300000, receive_buffer=32768, read=60000, pause=0.3,
        first="receiver_window", truth="receiver_window"),
    "small-send-buffer": dict(
        about="the server has a send buffer of 8 KiB, 50 ms from the client",
        wire=dict(delay=0.025), length=500000, send_buffer=8192,
        first="sender_cap"),  # the kernel counts only a part of this time
    "small-send-buffer-bbr": dict(
        about="the same with BBR",
        wire=dict(delay=0.025), length=500000, send_buffer=8192, congestion="bbr",
        first="sender_cap"),
    "loss-middle": dict(
        about="a segment in the middle is lost, and once more when it comes again",
        wire=dict(delay=0.002, drop=lambda: nth_data(12, 2)), length=40000, first="loss",
        truth="longer"),
    "loss-tail": dict(
        about="the last segment is lost, and once more when it comes again",
        wire=dict(delay=0.002, drop=lambda: nth_data(14, 2)), length=20000, first="loss",
        truth="longer"),
    "loss-random": dict(
        about="one segment of 100 is lost at random",
        wire=dict(delay=0.01, drop=lambda: at_random(0.01, 1)), length=600000, first="loss",
        truth="longer"),
    "syn-lost": dict(
        about="the first SYN is lost: the server never sees it",
        wire=dict(delay=0.01, drop=lambda: first_with(2, 1, False)), length=20000,
        first="connect", sides=["client"]),
    "syn-ack-lost": dict(
        about="the first SYN-ACK is lost",
        wire=dict(delay=0.01, drop=lambda: first_with(0x12, 1, True)), length=20000,
        first="connect"),
    "loss-burst": dict(
        about="in the middle all data is lost for 300 ms",
        wire=dict(delay=0.01, drop=lambda: burst_from(40, 0.3)), length=200000,
        first="loss", truth="longer"),
    "loss-random-5": dict(
        about="one segment of 20 is lost at random",
        wire=dict(delay=0.01, drop=lambda: at_random(0.05, 1)), length=300000,
        first="loss", truth="longer"),
    "mtu-black-hole": dict(
        about="packets of more than 1,400 bytes vanish and no ICMP tells it; the client gives up",
        wire=dict(delay=0.01, drop=lambda: larger_than(1400)), length=[100, 100, 20000],
        gives_up=2.5, first="loss", truth="waited"),
    "idle-cut": dict(
        about="a box forgets a connection that is idle for 33 s, and resets it when an end speaks",
        wire=dict(delay=0.01, box=lambda: forgetful(32)), length=2000, idle=33, patience=33.2,
        first="client_idle", truth=dict(client="idle", server="waited")),
    "duplicate-address": dict(
        about="another host takes the server's address; the next request goes there, and is reset",
        wire=dict(delay=0.01), length=2000, idle=3, twin_after=0.6, patience=3.3,
        first="client_idle", truth=dict(client="idle", server="waited")),
    "keep-alive-death": dict(
        about="the wire breaks; both ends ask three times whether the other is there, and give up",
        wire=dict(delay=0.01, drop=lambda: after(1)), length=2000, keep_alive=True,
        first="client_idle", truth=dict(client="idle", server="waited")),
    "reordering": dict(
        about="every tenth segment comes 4 ms late, behind others",
        wire=dict(delay=0.01, late=lambda: every(10, 0.004)), length=300000),
    "refused": dict(about="nobody listens on the port", calls=True),
    "filtered": dict(about="a firewall of the server rejects the port and says so", calls=True,
                     filter="reject with icmp type admin-prohibited"),
    "filtered-silently": dict(about="a firewall of the server drops all packets to the port", calls=True,
                    filter="drop"),
    "ttl-loop": dict(about="two routers send packets to one another", loop=True,
                     sides=["client", "between"]),
    "slow-name": dict(
        about="the name server answers after 500 ms",
        wire=dict(delay=0.01), length=20000, name="slow.test", name_pause=0.5,
        first="before", truth="name_slept"),
    "name-third": dict(
        about="the name server answers only the third question, each 400 ms behind the one before",
        wire=dict(delay=0.01), length=20000, name="third.test", name_pause=0, name_ignores=2,
        name_patience=0.4, first="before", truth="name_waited"),
    "rate": dict(
        about="the wire carries 4 Mbit/s and has a queue of 64 KiB",
        wire=dict(delay=0.01, rate=500000, queue=65536), length=300000, first="path"),
    "rate-bbr": dict(
        about="the same with BBR",
        wire=dict(delay=0.01, rate=500000, queue=65536), length=300000, congestion="bbr",
        first="path"),
}


def dump(name, path, device="eth0", of="ip"):
    process = subprocess.Popen(
        ("ip", "netns", "exec", PREFIX + name, "tcpdump", "-i", device, "-s", "110", "-n",
         "--immediate-mode", "--time-stamp-precision=nano", "-w", path, of),
        stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if "listening on" in line:
            break
    return process


def end(dumps):
    time.sleep(0.3)  # the last segments of the close
    for process in dumps:
        process.send_signal(signal.SIGINT)
        process.wait()


def path_of(name, side):
    return os.path.join(HERE, "%s-%s.pcap" % (name, side))


def transfer(case, wire):
    """Has the programs talk through a wire, and returns what they and it know."""
    read, told = os.pipe()
    begun, begins = os.pipe()
    wire_pid = os.fork()
    if wire_pid == 0:
        os.close(read)
        try:
            wire.serve(begins)
            os.write(told, json.dumps(len(wire.dropped)).encode())
        finally:
            os._exit(0)
    os.close(told)
    await_byte(begun)
    if "name" in case:
        case["question"] = question(case["name"]).decode("latin-1")
        names = inside("server", name_server, case["name_pause"], case.get("name_ignores", 0), begins)
        await_byte(begun)
    serving = inside("server", server, case, begins)
    await_byte(begun)
    asking = inside("client", client, case)
    claims = []
    if "twin_after" in case:
        after = case["twin_after"]
        claims.append(inside("twin", claim, "twin", TWIN_MAC, after))
        # RFC 5227, section 2.4: the server defends its address.
        claims.append(inside("server", claim, "server", SERVER_MAC, after + 0.3))
    facts = result(*asking)
    facts.update(result(*serving))
    for each in claims:
        result(*each)
    if "name" in case:
        facts["name_slept"] = result(*names)["slept"]
    time.sleep(0.3)  # the last segments of the close
    os.kill(wire_pid, signal.SIGTERM)
    os.waitpid(wire_pid, 0)
    facts["dropped_frames"] = int(os.read(read, 20))
    return facts


def record_transfer(name, case):
    means = {key: value() if callable(value) else value for key, value in case.pop("wire").items()}
    build(case)
    facts = {}
    if case.get("truth") == "longer":
        lossless = {key: value for key, value in means.items() if key != "drop"}
        facts["undisturbed"] = transfer(case, Wire(**lossless))["elapsed"]
    of = "ip or arp" if "twin_after" in case else "ip"
    dumps = [dump(side, path_of(name, side), of=of) for side in ("client", "server")]
    facts.update(transfer(case, Wire(**means)))
    end(dumps)
    if "undisturbed" in facts:
        facts["longer"] = facts["elapsed"] - facts["undisturbed"]
    return facts


def record_loop(name, case):
    build_loop()
    dumps = [dump("client", path_of(name, "client")), dump("near", path_of(name, "between"), "eth1")]
    facts = result(*inside("client", caller, BEYOND))
    end(dumps)
    return facts


def record_calls(name, case):
    build(case)
    if "filter" in case:
        at("server", "nft", "add table inet weft; add chain inet weft input "
           "{ type filter hook input priority 0; }; add rule inet weft input tcp dport %d %s"
           % (PORT, case["filter"]))
    dumps = [dump(side, path_of(name, side)) for side in ("client", "server")]
    begun, begins = os.pipe()
    wire_pid = os.fork()
    if wire_pid == 0:
        try:
            Wire(0.01).serve(begins)
        finally:
            os._exit(0)
    await_byte(begun)
    facts = result(*inside("client", caller, SERVER, 4))
    end(dumps)
    os.kill(wire_pid, signal.SIGTERM)
    os.waitpid(wire_pid, 0)
    return facts


def seconds(truth, facts):
    """How long the cause took, on each side where they differ."""
    if isinstance(truth, dict):
        return {side: round(facts[fact], 6) for side, fact in truth.items()}
    return round(facts[truth], 6)


def record(name):
    case = dict(CASES[name])
    try:
        recording = record_loop if "loop" in case else (
            record_calls if "calls" in case else record_transfer)
        facts = recording(name, case)
        truth = {key: case[key] for key in ("about", "first") if key in case}
        if "truth" in case:
            truth["seconds"] = seconds(case["truth"], facts)
        truth["sides"] = case.get("sides", ["client", "server"])
        truth["facts"] = {key: round(value, 6) for key, value in facts.items()}
        for side in "client", "server":
            if side not in truth["sides"] and os.path.exists(path_of(name, side)):
                os.remove(path_of(name, side))
        with open(os.path.join(HERE, name + ".json"), "w") as file:
            json.dump(truth, file, indent=2)
            file.write("\n")
        print(name, truth["facts"])
    finally:
        remove()


if __name__ == "__main__":
    for each in sys.argv[1:] or CASES:
        record(each)
