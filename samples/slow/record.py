#!/usr/bin/env python3
"""Records connections that are slow for a known reason: samples/slow/record.py [NAME...]

A client and a server in network namespaces of their own talk through a wire between them, which this
program plays itself: it delays frames, drops some, or limits their rate. Both ends are captured. The
truth is what the programs did, what the kernel of the sender says of its connection (TCP_INFO) and
what the wire dropped; it stands in a JSON file beside each pair of captures. Needs root, iproute2,
ethtool and tcpdump.
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


def build():
    for name in "client", "wire", "server":
        run("ip", "netns", "add", PREFIX + name)
        at(name, "sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1",
           "net.ipv6.conf.default.disable_ipv6=1")
        run("ip", "-n", PREFIX + name, "link", "set", "lo", "up")
    link("client", "eth0", "02:00:00:00:00:02", "wire", "eth0", "02:00:00:00:00:a2")
    link("wire", "eth1", "02:00:00:00:00:a1", "server", "eth0", "02:00:00:00:00:01")
    for name, address in ("client", CLIENT), ("server", SERVER):
        run("ip", "-n", PREFIX + name, "address", "add", address + "/24", "dev", "eth0")
        for other, mac in (CLIENT, "02"), (SERVER, "01"):
            if other != address:  # no ARP among what is captured
                run("ip", "-n", PREFIX + name, "neigh", "add", other, "lladdr",
                    "02:00:00:00:00:" + mac, "dev", "eth0")


def remove():
    for name in "client", "wire", "server":
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
        if not select.select([pipe], [], [], 30)[0]:
            sys.exit("record: a program inside did not end")
        text = pipe.read()
    _, status = os.waitpid(pid, 0)
    if status:
        sys.exit("record: a program inside failed")
    return json.loads(text)


# --- The wire


class Wire:
    """Carries frames both ways, with a delay, losses, and towards the client a rate."""

    def __init__(self, delay, drop=None, rate=None, queue=0):
        self.delay, self.drop, self.rate, self.queue = delay, drop, rate, queue
        self.dropped = []

    def serve(self):
        enter("wire")
        devices = []
        for name in "eth0", "eth1":
            device = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
            device.setsockopt(SOL_PACKET, IGNORE_OUTGOING, 1)
            device.bind((name, 3))
            devices.append(device)
        waiting, order, free = [], itertools.count(), 0.0
        stop = []
        signal.signal(signal.SIGTERM, lambda *_: stop.append(1))
        while not stop:
            timeout = max(0.0, waiting[0][0] - time.monotonic()) if waiting else 0.2
            for device in select.select(devices, [], [], timeout)[0]:
                frame = device.recv(65536)
                now = time.monotonic()
                to_client = device is devices[1]
                if self.drop and self.drop(frame, to_client):
                    self.dropped.append(now)
                    continue
                leaves = now
                if self.rate and to_client:
                    leaves = max(now, free) + len(frame) / self.rate
                    if (leaves - now) * self.rate > self.queue:
                        self.dropped.append(now)
                        continue
                    free = leaves
                other = devices[0] if to_client else devices[1]
                heapq.heappush(waiting, (leaves + self.delay, next(order), other, frame))
            while waiting and waiting[0][0] <= time.monotonic():
                _, _, device, frame = heapq.heappop(waiting)
                device.send(frame)


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


def at_random(part, seed):
    generator = random.Random(seed)
    return lambda frame, to_client: (
        to_client and (tcp(frame) or (0, 0, 0))[2] > 0 and generator.random() < part)


def first_with(flags, count, to):
    left = [count]

    def drop(frame, to_client):
        found = tcp(frame)
        if to_client == to and found and found[1] & 0x12 == flags and left[0]:
            left[0] -= 1
            return True
        return False

    return drop


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
    slept = 0.0
    for _ in range(case.get("requests", 1)):
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
            connection.sendall(bytes(case["length"]))
    connection.settimeout(20)
    connection.recv(1)  # the client closes first
    told = info(connection)
    connection.close()
    return {"slept": slept, **told}


def client(case):
    if "name" in case:
        asker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        asker.sendto(case["question"].encode("latin-1"), (SERVER, NAME_PORT))
        asker.recv(512)
    connection = socket.socket()
    if "receive_buffer" in case:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, case["receive_buffer"])
    connection.connect((SERVER, PORT))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for _ in range(case.get("requests", 1)):
        connection.sendall(bytes(200))
        left = case["length"] * case.get("pieces", 1)
        while left:
            part = min(left, case.get("read", left))
            exactly(connection, part)
            left -= part
            if left and "pause" in case:
                time.sleep(case["pause"])
    connection.close()
    return {}


def question(name):
    labels = b"".join(bytes([len(l)]) + l.encode() for l in name.split("."))
    return b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" + labels + b"\x00\x00\x01\x00\x01"


def name_server(pause, ready):
    asked = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    asked.bind((SERVER, NAME_PORT))
    os.write(ready, b"1")
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
        wire=dict(delay=0.002, drop=lambda: nth_data(12, 2)), length=40000, first="loss"),
    "loss-tail": dict(
        about="the last segment is lost, and once more when it comes again",
        wire=dict(delay=0.002, drop=lambda: nth_data(14, 2)), length=20000, first="loss"),
    "loss-random": dict(
        about="one segment of 100 is lost at random",
        wire=dict(delay=0.01, drop=lambda: at_random(0.01, 1)), length=600000, first="loss"),
    "syn-lost": dict(
        about="the first SYN is lost: the server never sees it",
        wire=dict(delay=0.01, drop=lambda: first_with(2, 1, False)), length=20000,
        first="connect", sides=["client"]),
    "syn-ack-lost": dict(
        about="the first SYN-ACK is lost",
        wire=dict(delay=0.01, drop=lambda: first_with(0x12, 1, True)), length=20000,
        first="connect"),
    "slow-name": dict(
        about="the name server answers after 500 ms",
        wire=dict(delay=0.01), length=20000, name="slow.test", name_pause=0.5,
        first="before", truth="name_slept"),
    "rate": dict(
        about="the wire carries 4 Mbit/s and has a queue of 64 KiB",
        wire=dict(delay=0.01, rate=500000, queue=65536), length=300000, first="path"),
    "rate-bbr": dict(
        about="the same with BBR",
        wire=dict(delay=0.01, rate=500000, queue=65536), length=300000, congestion="bbr",
        first="path"),
}


def dump(name, path):
    process = subprocess.Popen(
        ("ip", "netns", "exec", PREFIX + name, "tcpdump", "-i", "eth0", "-s", "110", "-n",
         "--immediate-mode", "--time-stamp-precision=nano", "-w", path, "ip"),
        stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if "listening on" in line:
            break
    return process


def record(name):
    case = dict(CASES[name])
    wire_means = dict(case.pop("wire"))
    if "drop" in wire_means:
        wire_means["drop"] = wire_means["drop"]()
    wire = Wire(**wire_means)
    build()
    try:
        ready, told = os.pipe()
        wire_pid = os.fork()
        if wire_pid == 0:
            os.close(ready)
            try:
                wire.serve()
                os.write(told, json.dumps(len(wire.dropped)).encode())
            finally:
                os._exit(0)
        os.close(told)
        paths = [os.path.join(HERE, "%s-%s.pcap" % (name, side)) for side in ("client", "server")]
        dumps = [dump(side, path) for side, path in zip(("client", "server"), paths)]
        begun, begins = os.pipe()
        if "name" in case:
            case["question"] = question(case["name"]).decode("latin-1")
            names = inside("server", name_server, case["name_pause"], begins)
            await_byte(begun)
        serving = inside("server", server, case, begins)
        await_byte(begun)
        asking = inside("client", client, case)
        result(*asking)
        facts = result(*serving)
        if "name" in case:
            facts["name_slept"] = result(*names)["slept"]
        time.sleep(0.3)  # the last segments of the close
        for process in dumps:
            process.send_signal(signal.SIGINT)
            process.wait()
        os.kill(wire_pid, signal.SIGTERM)
        os.waitpid(wire_pid, 0)
        facts["dropped_frames"] = int(os.read(ready, 20))
        truth = {"about": case["about"], "first": case["first"]}
        if "truth" in case:
            truth["seconds"] = round(facts[case["truth"]], 6)
        truth["sides"] = case.get("sides", ["client", "server"])
        truth["facts"] = {key: round(value, 6) for key, value in facts.items()}
        for side, path in zip(("client", "server"), paths):
            if side not in truth["sides"]:
                os.remove(path)
        with open(os.path.join(HERE, name + ".json"), "w") as file:
            json.dump(truth, file, indent=2)
            file.write("\n")
        print(name, truth["facts"])
    finally:
        remove()


if __name__ == "__main__":
    for each in sys.argv[1:] or CASES:
        record(each)
