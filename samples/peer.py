"""The programs of the samples that no package has: small servers and clients, one a command.

A command is a public function below; its arguments come as strings from the command line.
"""

import base64
import hashlib
import http.server
import itertools
import json
import random
import socket
import socketserver
import struct
import sys
import threading
import time

WEB_SOCKET_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


def _lines(length):
    """Text of a length that shows where one is in it."""
    lines = (b"line %07d of the text\n" % number for number in itertools.count(1))
    return b"".join(itertools.islice(lines, length // 25 + 1))[:length]


def _masked(text, mask):
    """A web socket's text as a client sends it, or back."""
    return bytes(b ^ m for b, m in zip(text, itertools.cycle(mask)))


def noise(length):
    """Writes bytes that look compressed, the same at every run."""
    sys.stdout.buffer.write(random.Random(1).randbytes(int(length)))


def lines(length):
    sys.stdout.buffer.write(_lines(int(length)))


# --- Servers


class Application(http.server.BaseHTTPRequestHandler):
    """Answers POST with 201, GET with chunks that come one after another or a web socket's echo."""

    protocol_version = "HTTP/1.1"
    server_version = "application"
    sys_version = ""

    def do_POST(self):
        order = self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps({"order": 1001, "bytes": len(order)}).encode() + b"\n"
        self.send_response(201)
        self.send_header("Location", "/app/orders/1001")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.headers["Upgrade"] == "websocket":
            self._web_socket()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for line in (b"first\n", b"second\n", b"third\n"):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
            time.sleep(0.05)
        self.wfile.write(b"0\r\n\r\n")

    def _web_socket(self):
        key = self.headers["Sec-WebSocket-Key"].encode()
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        accept = base64.b64encode(hashlib.sha1(key + WEB_SOCKET_GUID).digest())
        self.send_header("Sec-WebSocket-Accept", accept.decode())
        self.end_headers()
        self.close_connection = True
        while head := self.rfile.read(2):
            mask = self.rfile.read(4)
            text = _masked(self.rfile.read(head[1] & 127), mask)
            self.wfile.write(bytes([head[0], len(text)]) + text)

    def log_message(self, *_):
        """Says nothing."""


def application(port, address=""):
    http.server.ThreadingHTTPServer((address, int(port)), Application).serve_forever()


def _serve(port, handle):
    """Calls the function with every connection, each in a thread."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            handle(self.request)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True

    Server(("", int(port)), Handler).serve_forever()


def source(port, length):
    """Sends so many bytes to every client, then closes."""
    _serve(port, lambda client: client.sendall(_lines(int(length))))


def resetter(port, length):
    """Sends so many bytes to every client, then resets the connection."""

    def handle(client):
        client.sendall(_lines(int(length)))
        time.sleep(0.1)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        client.close()

    # The base class would shut the connection down in order before it closes it.
    server = socket.create_server(("", int(port)))
    while True:
        handle(server.accept()[0])


def late_answer(port, length, pieces):
    """Reads to the client's end, then sends so many bytes in pieces over time."""

    def handle(client):
        while client.recv(65536):
            pass
        text = _lines(int(length))
        size = len(text) // int(pieces)
        for start in range(0, len(text), size):
            client.sendall(text[start : start + size])
            time.sleep(0.05)

    _serve(port, handle)


def silent(port):
    """Reads whatever comes and says nothing."""

    def handle(client):
        while client.recv(65536):
            pass

    _serve(port, handle)


def exchange(port, length):
    """Sends so many bytes to every client while it reads what the client sends."""
    _serve(port, lambda client: _exchange(client, int(length)))


def _exchange(peer, length):
    sender = threading.Thread(target=_send_and_end, args=(peer, length))
    sender.start()
    while peer.recv(65536):
        pass
    sender.join()


def _send_and_end(peer, length):
    peer.sendall(_lines(length))
    peer.shutdown(socket.SHUT_WR)


def echo(port):
    """Sends every datagram back, over IPv4 and IPv6."""
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as server:
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        server.bind(("::", int(port)))
        while True:
            server.sendto(*server.recvfrom(65536))


# --- Clients


def _family(host):
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _drain(server):
    while server.recv(65536):
        pass


def read(host, port, pause="0", window=""):
    """Reads to the end, after a pause and with a small buffer where they are given."""
    with socket.socket(_family(host)) as server:
        if window:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, int(window))
        server.connect((host, int(port)))
        time.sleep(float(pause))
        _drain(server)


def read_to_reset(host, port):
    with socket.create_connection((host, int(port))) as server:
        try:
            _drain(server)
        except ConnectionResetError:
            return
    sys.exit("the connection ended without a reset")


def abandon(host, port):
    """Reads a little, then closes with bytes unread, which resets the connection."""
    with socket.create_connection((host, int(port))) as server:
        server.recv(100)
        time.sleep(0.2)


def half_close(host, port, text):
    """Says all it has to say at once, then listens to the end."""
    with socket.create_connection((host, int(port))) as server:
        server.sendall(text.encode() + b"\n")
        server.shutdown(socket.SHUT_WR)
        _drain(server)


def talk(host, port, length):
    with socket.create_connection((host, int(port))) as server:
        _exchange(server, int(length))


def keep_alive(host, port, seconds):
    """Says one thing, then is silent with a probe every second."""
    with socket.create_connection((host, int(port))) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 1)
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 1)
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 3)
        server.sendall(b"hello\n")
        server.settimeout(float(seconds))
        try:
            server.recv(1)
        except TimeoutError:
            # Either the wait or, when probes stay without an answer, the connection timed out.
            return


def requests(host, pause, *paths):
    """Asks for pages on one connection, after pauses; without pauses, all at once."""
    asked = [f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode() for path in paths]
    asked[-1] = asked[-1].replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    with socket.create_connection((host, 80)) as server:
        if float(pause):
            for request in asked:
                server.sendall(request)
                time.sleep(float(pause))
        else:
            server.sendall(b"".join(asked))
        _drain(server)


def web_socket(host, port, *texts):
    with socket.create_connection((host, int(port))) as server:
        answers = server.makefile("rb")
        server.sendall(
            f"GET /app/socket HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        while answers.readline() != b"\r\n":
            pass
        mask = b"\x11\x22\x33\x44"
        for text in texts:
            masked = _masked(text.encode(), mask)
            server.sendall(bytes([0x81, 0x80 | len(masked)]) + mask + masked)
            answers.read(2 + len(masked))


def same_port(host, port, local_port, count):
    """Connections one after another that all have the same addresses and ports."""
    for _ in range(int(count)):
        with socket.socket() as server:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind(("", int(local_port)))
            server.connect((host, int(port)))
            _drain(server)
        time.sleep(0.2)


def scan(host, first, last):
    """Tries one port after another."""
    for port in range(int(first), int(last) + 1):
        with socket.socket() as server:
            server.settimeout(0.3)
            server.connect_ex((host, port))


def say(host, port, *lengths):
    """Sends datagrams of these lengths, each after the answer to the one before or a second."""
    with socket.socket(_family(host), socket.SOCK_DGRAM) as way:
        way.connect((host, int(port)))
        way.settimeout(1)
        for length in lengths:
            way.send(_lines(int(length)))
            try:
                way.recv(65536)
            except (TimeoutError, ConnectionRefusedError) as e:
                print(f"{length} bytes: {e}")


def calls(port):
    """A server of gRPC, whose messages are bytes: it answers once, as often as asked, or fails."""
    import concurrent.futures

    import grpc

    def many(request, context):
        for number in range(request[0]):
            yield bytes([number]) * 100

    def fail(request, context):
        context.abort(grpc.StatusCode.NOT_FOUND, "no such item")

    handlers = {
        "Get": grpc.unary_unary_rpc_method_handler(lambda request, context: request * 2),
        "List": grpc.unary_stream_rpc_method_handler(many),
        "Put": grpc.stream_unary_rpc_method_handler(lambda requests, context: b"".join(requests)),
        "Fail": grpc.unary_unary_rpc_method_handler(fail),
    }
    server = grpc.server(concurrent.futures.ThreadPoolExecutor(4))
    server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("shop.Stock", handlers)])
    server.add_insecure_port(f"0.0.0.0:{port}")
    server.start()
    server.wait_for_termination()


def call(host, port):
    """Calls each method of that server once."""
    import grpc

    with grpc.insecure_channel(f"{host}:{port}") as way:
        assert way.unary_unary("/shop.Stock/Get")(b"pen") == b"penpen"
        assert len(list(way.unary_stream("/shop.Stock/List")(b"\3"))) == 3
        assert way.stream_unary("/shop.Stock/Put")(iter([b"a", b"b"])) == b"ab"
        try:
            way.unary_unary("/shop.Stock/Fail")(b"")
        except grpc.RpcError as e:
            assert e.code() == grpc.StatusCode.NOT_FOUND


COMMANDS = {
    name: value
    for name, value in list(globals().items())
    if callable(value) and value.__module__ == __name__ and name[0] in "abcdefghijklmnopqrstuvwxyz"
}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
