"""A TCP proxy that passes bytes on, until it is told to misbehave in one of the ways that servers and networks do."""

import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress

SLOW = 5.0  # seconds
PIECE = 65536
INFO = b'{"cluster_name":"search","version":{"number":"%s"},"tagline":"You Know, for Search"}'
REFUSAL = b'{"error":{"type":"media_type_header_exception","reason":"Invalid media-type value"},"status":400}'
HTML = b"<!doctype html><title>Welcome</title><p>This is not the page you are looking for."


def response(status: str, body: bytes, kind: str = "application/json", product: str = "Elasticsearch") -> bytes:
    """An HTTP answer as Elasticsearch would begin it."""
    lines = [
        f"HTTP/1.1 {status}", f"X-Elastic-Product: {product}", f"Content-Type: {kind}",
        f"Content-Length: {len(body)}", "", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode() + body


class FaultProxy:
    """Listens on a port of 127.0.0.1 of its own, in front of a server. ``misbehave`` changes what it does at once."""

    def __init__(self, upstream: tuple[str, int]) -> None:
        self.upstream = upstream
        self._modes: dict[str, Callable[[socket.socket], None]] = {
            "": self._pass,
            "accepted, then silent": self._silent,
            "5 s slow": self._slow,
            "503": lambda client: self._say(client, response("503 Service Unavailable", b'{"error":"busy"}')),
            "429": lambda client: self._say(client, response("429 Too Many Requests", b'{"error":"too many"}')),
            "truncated JSON": lambda client: self._say(client, response("200 OK", b'{"took":3,"hits":{"total":{"val')),
            "HTML instead of JSON": lambda client: self._say(client, response("200 OK", HTML, "text/html")),
            "reset in the body": self._reset,
            "dripping": self._drip,
            "cut off among the headers": lambda client: self._begin(client, b"HTTP/1.1 200 OK\r\nX-Elastic-Prod"),
            "another product": lambda client: self._say(client, response("200 OK", INFO % b"2.19.0", product="none")),
            "version 9.1": lambda client: self._say(client, response("200 OK", INFO % b"9.1.0")),
            "version 8": lambda client: self._say(client, response("400 Bad Request", REFUSAL)),
        }
        self._mode = ""
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = self._listen(0)
        self.port = int(self._listener.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"

    @property
    def faults(self) -> list[str]:
        """What it can do."""
        return ["refused", *(name for name in self._modes if name)]

    def misbehave(self, mode: str) -> None:
        """From now on, also to those who are connected: they have to come again."""
        before, self._mode = self._mode, mode
        if before == "refused" and mode != "refused":
            self._listener = self._listen(self.port)
        if mode == "refused" and before != "refused":
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
        self.cut()

    def behave(self) -> None:
        """The fault is over."""
        self.misbehave("")

    def cut(self) -> None:
        """Ends every connection."""
        with self._lock:
            sockets, self._open = self._open, set()
        for one in sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Ends it."""
        if self._mode != "refused":
            self.misbehave("refused")

    def _listen(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port), backlog=100)
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _address = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        mode = self._modes.get(self._mode)
        with self._lock:
            self._open.add(client)
        try:
            if mode is not None:
                mode(client)
        except OSError:
            pass
        finally:
            with self._lock:
                self._open.discard(client)
            client.close()

    def _pass(self, client: socket.socket, before: Callable[[], None] = lambda: None) -> None:
        server = socket.create_connection(self.upstream, timeout=5)
        server.settimeout(None)
        with self._lock:
            self._open.add(server)
        back = threading.Thread(target=_copy, args=(server, client, before), daemon=True)
        back.start()
        _copy(client, server)
        back.join()
        with self._lock:
            self._open.discard(server)
        server.close()

    def _slow(self, client: socket.socket) -> None:
        self._pass(client, lambda: time.sleep(SLOW))

    def _silent(self, client: socket.socket) -> None:
        while client.recv(PIECE):
            pass

    def _say(self, client: socket.socket, content: bytes) -> None:
        while _request(client):
            client.sendall(content)

    @staticmethod
    def _begin(client: socket.socket, beginning: bytes) -> None:
        if _request(client):
            client.sendall(beginning)

    def _reset(self, client: socket.socket) -> None:
        _request(client)
        client.sendall(response("200 OK", b'{"took":3,"hits":' + b" " * 1000)[:-500])
        # Closed with nothing lingering, it is reset.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _drip(self, client: socket.socket) -> None:
        while _request(client):
            for number in response("200 OK", b"{" + b" " * 400 + b"}"):
                client.sendall(bytes([number]))
                time.sleep(0.1)


def _copy(source: socket.socket, target: socket.socket, before: Callable[[], None] = lambda: None) -> None:
    try:
        while piece := source.recv(PIECE):
            before()
            target.sendall(piece)
    except OSError:
        pass
    for one in (source, target):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


def _request(client: socket.socket) -> bool:
    """Reads a request to its end; whether there was one."""
    content = b""
    while b"\r\n\r\n" not in content:
        piece = client.recv(PIECE)
        if not piece:
            return False
        content += piece
    head, _separator, body = content.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    missing = int(lengths[0]) - len(body) if lengths else 0
    while missing > 0:
        piece = client.recv(PIECE)
        if not piece:
            return False
        missing -= len(piece)
    return True
