"""A small IMAP server for tests: one mailbox, as much of RFC 3501 as a client needs to fetch and mark mails."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Box:
    """Mailbox. ``seen``: mails that a client has marked; ``words``: what clients said, in order."""

    mails: dict[int, bytes]
    password: str = "p@ss/word"
    seen: set[int] = field(default_factory=set)
    words: list[str] = field(default_factory=list)


class _Session(socketserver.StreamRequestHandler):
    box: Box

    def handle(self) -> None:
        self.say("* OK ready")
        for line in self.rfile:
            tag, _blank, command = line.decode().strip().partition(" ")
            self.box.words.append(command)
            if command.upper() == "LOGOUT":
                self.say("* BYE until the next time")
            name = " ".join(command.upper().split()[: 2 if command.upper().startswith("UID") else 1])
            outcome = {
                "LOGIN": self.login,
                "UID SEARCH": self.search,
                "UID FETCH": self.fetch,
                "UID STORE": self.store,
                "SELECT": self.select,
                "CAPABILITY": self.capability,
            }.get(name, lambda command: "OK")(command)
            self.say(f"{tag} {outcome} done")
            if name == "LOGOUT":
                return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def capability(self, command: str) -> str:
        self.say("* CAPABILITY IMAP4rev1")
        return "OK"

    def login(self, command: str) -> str:
        return "OK" if self.box.password in command else "NO"

    def select(self, command: str) -> str:
        self.say(f"* {len(self.box.mails)} EXISTS")
        return "OK [READ-WRITE]"

    def search(self, command: str) -> str:
        self.say("* SEARCH " + " ".join(str(uid) for uid in self.box.mails if uid not in self.box.seen))
        return "OK"

    def fetch(self, command: str) -> str:
        uid = int(command.split()[2])
        mail = self.box.mails[uid]
        if "SIZE" in command:
            self.say(f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(mail)})")
            return "OK"
        part = re.search(r"<0\.(\d+)>", command)
        mail = mail[: int(part[1])] if part else mail
        self.wfile.write(f"* {uid} FETCH (UID {uid} BODY[] {{{len(mail)}}}\r\n".encode() + mail + b")\r\n")
        return "OK"

    def store(self, command: str) -> str:
        self.box.seen.add(int(command.split()[2]))
        return "OK"


@contextmanager
def serving(box: Box) -> Iterator[str]:
    """Serves a mailbox meanwhile; its address, as ``INBOUND_MAIL_URL`` has it."""
    handler = type("Session", (_Session,), {"box": box})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"imap://site:p%40ss%2Fword@127.0.0.1:{server.server_address[1]}/INBOX"
        server.shutdown()
