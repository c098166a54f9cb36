"""The programs of the samples that no package has: small servers and clients, one a command.

A command is a function below; its arguments come as strings from the command line.
"""

import http.server
import json
import random
import sys
import time


def noise(length):
    """Writes bytes that look compressed, the same at every run."""
    sys.stdout.buffer.write(random.Random(1).randbytes(int(length)))


class Application(http.server.BaseHTTPRequestHandler):
    """Answers POST with 201, and GET with three chunks that come one after another."""

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
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for line in (b"first\n", b"second\n", b"third\n"):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
            time.sleep(0.05)
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_):
        """Says nothing."""


def application(port):
    http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Application).serve_forever()


COMMANDS = {f.__name__: f for f in (noise, application)}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
