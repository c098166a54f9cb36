"""A wire between network devices: carries Ethernet frames over AF_PACKET sockets.

usage: relay.py DELAY_MS[,HELD_MS,EVERY] TRUNK PORT[=TAG[,TAG]]...

Every frame that comes in at a port goes out at the trunk after the delay, with the port's tags put
on, outermost first; a frame that comes in at the trunk with exactly these tags goes out at that
port without them. A tag is a VLAN identifier, of 802.1Q, or of 802.1ad when an "s" is before it.
One long frame of EVERY is held back by HELD_MS more, so that later ones overtake it. A relay in
user space does what a kernel without VLAN devices and without netem does not.
"""

import dataclasses
import heapq
import itertools
import select
import socket
import struct
import sys
import time

SOL_PACKET = 263
PACKET_AUXDATA = 8
PACKET_IGNORE_OUTGOING = 23
SO_RCVBUFFORCE = 33
ETH_P_ALL = 3
ETH_P_8021Q = 0x8100
ETH_P_8021AD = 0x88A8
TP_STATUS_VLAN_VALID = 0x10
AUXDATA = struct.Struct("=IIIHHHH")
ADDRESSES = 12
LONG = 1000
TAG = struct.Struct("!HH")


@dataclasses.dataclass
class Port:
    device: socket.socket
    tags: bytes


def tags(text):
    """The bytes between the addresses and the type of a frame."""
    return b"".join(
        TAG.pack(ETH_P_8021AD if tag.startswith("s") else ETH_P_8021Q, int(tag.lstrip("s")))
        for tag in text.split(",")
        if tag
    )


def opened(name):
    device = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    device.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 1 << 24)
    device.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
    device.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
    device.bind((name, ETH_P_ALL))
    return device


def received(device):
    """A frame as it was on the wire: the kernel hands its outermost tag over beside it."""
    frame, ancillary, _, _ = device.recvmsg(65536, socket.CMSG_SPACE(AUXDATA.size))
    for level, kind, data in ancillary:
        if level == SOL_PACKET and kind == PACKET_AUXDATA:
            status, _, _, _, _, identifier, protocol = AUXDATA.unpack(data)
            if status & TP_STATUS_VLAN_VALID:
                return frame[:ADDRESSES] + TAG.pack(protocol, identifier) + frame[ADDRESSES:]
    return frame


def ways(frame, source, trunk, ports):
    """Where a frame goes, and as which bytes."""
    for port in ports:
        if source is port.device:
            yield trunk, frame[:ADDRESSES] + port.tags + frame[ADDRESSES:]
        elif source is trunk:
            end = ADDRESSES + len(port.tags)
            following = int.from_bytes(frame[end : end + 2], "big")
            tagged_further = following in (ETH_P_8021Q, ETH_P_8021AD)
            if frame[ADDRESSES:end] == port.tags and not tagged_further:
                yield port.device, frame[:ADDRESSES] + frame[end:]


def delays(text):
    """A function that says how many seconds a frame takes."""
    delay, held, every = (float(number) for number in (text + ",0,0").split(",")[:3])
    long_frames = itertools.count(1)

    def seconds(frame):
        is_held = every and len(frame) > LONG and next(long_frames) % every == 0
        return (delay + held * is_held) / 1000

    return seconds


def relay(delay, trunk_name, *port_names):
    trunk = opened(trunk_name)
    ports = [
        Port(opened(name), tags(text)) for name, _, text in (p.partition("=") for p in port_names)
    ]
    devices = [trunk] + [port.device for port in ports]
    seconds = delays(delay)
    numbers = itertools.count()
    waiting = []
    while True:
        timeout = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
        for source in select.select(devices, [], [], timeout)[0]:
            now = time.monotonic()
            for way, frame in ways(received(source), source, trunk, ports):
                heapq.heappush(waiting, (now + seconds(frame), next(numbers), way, frame))
        while waiting and waiting[0][0] <= time.monotonic():
            _, _, way, frame = heapq.heappop(waiting)
            way.send(frame)


if __name__ == "__main__":
    relay(*sys.argv[1:])
