"""A real browser for tests: Chromium, driven over its debugging pipe, without any library. Handed a page's file, a
`Browser` opens it at a width and hands on a `Page` that can be measured, listed, printed and photographed.

`find_chromium` says where the browser is; the fixture `browser` of `conftest.py` skips with a reason where there is
none, and fails where the environment variable CI is set.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import struct
import subprocess
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from attrs import define, field, frozen

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

PATIENCE: Final = 120.0
"""Seconds after which a browser that does not answer is given up; a busy machine takes its time."""


def find_chromium() -> str | None:
    """The browser on the path, the first of `NAMES`."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class BrowserFault(Exception):
    """The browser did not do what it was told."""


@define
class Browser:
    """One running browser. Use it as a context; `profile` is a folder of its own."""

    executable: str
    profile: Path
    _process: subprocess.Popen[bytes] = field(init=False)
    _write: int = field(init=False)
    _read: int = field(init=False)
    _buffer: bytes = field(init=False, default=b"")
    _last: int = field(init=False, default=0)
    _events: list[dict[str, Any]] = field(init=False, factory=list)

    def __enter__(self) -> Browser:
        child_read, self._write = os.pipe()
        self._read, child_write = os.pipe()
        # The browser reads commands from descriptor 3 and answers on 4; copies out of their way come first.
        high = [fcntl.fcntl(each, fcntl.F_DUPFD, 20) for each in (child_read, child_write)]

        def arrange() -> None:
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        flags = [
            "--headless=new",
            "--remote-debugging-pipe",
            f"--user-data-dir={self.profile}",
            "--no-first-run",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--hide-scrollbars",
            "--force-color-profile=srgb",
        ]
        if os.geteuid() == 0:
            flags.append("--no-sandbox")
        self._process = subprocess.Popen(
            [self.executable, *flags, "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            close_fds=False,
            preexec_fn=arrange,
        )
        for each in (child_read, child_write, *high):
            os.close(each)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.call("Browser.close")
        except (BrowserFault, OSError):
            self._process.kill()
        finally:
            os.close(self._write)
            os.close(self._read)
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def open(self, page: Path, width: int = 1280, height: int = 900, *, scripts: bool = True) -> Page:
        """Load a file at a width (in CSS pixels), and wait until it is loaded. `scripts`: whether its own scripts run;
        what is evaluated from here runs all the same."""
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        opened = Page(self, session, target)
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility"):
            opened.call(f"{domain}.enable")
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        opened.call("Emulation.setDeviceMetricsOverride", metrics)
        if not scripts:
            opened.call("Emulation.setScriptExecutionDisabled", {"value": True})
        opened.call("Page.navigate", {"url": page.resolve().as_uri()})
        self.await_event(session, "Page.loadEventFired")
        return opened

    # -------------------------------------------------------------------------------- the protocol

    def call(self, method: str, params: dict[str, Any] | None = None, session: str | None = None) -> dict[str, Any]:
        """Send a command and wait for its answer; events that come in between are kept."""
        self._last += 1
        command: dict[str, Any] = {"id": self._last, "method": method, "params": params or {}}
        if session is not None:
            command["sessionId"] = session
        os.write(self._write, json.dumps(command).encode() + b"\0")
        answer = self._receive(lambda message: message.get("id") == self._last)
        if "error" in answer:
            raise BrowserFault(f"{method}: {answer['error'].get('message')}")
        result: dict[str, Any] = answer.get("result", {})
        return result

    def await_event(self, session: str, method: str) -> dict[str, Any]:
        """The first event of a name, one that has come already or the next."""

        def wanted(message: dict[str, Any]) -> bool:
            return message.get("method") == method and message.get("sessionId") == session

        for event in self._events:
            if wanted(event):
                return event
        return self._receive(wanted)

    def events(self, session: str) -> list[dict[str, Any]]:
        return [event for event in self._events if event.get("sessionId") == session]

    def _receive(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while True:
            while b"\0" in self._buffer:
                raw, _, self._buffer = self._buffer.partition(b"\0")
                message: dict[str, Any] = json.loads(raw)
                if "method" in message:
                    self._events.append(message)
                if wanted(message):
                    return message
            ready, _, _ = select.select([self._read], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                raise BrowserFault("the browser does not answer")
            data = os.read(self._read, 1 << 20)
            if not data:
                raise BrowserFault("the browser has ended")
            self._buffer += data


@frozen
class Page:
    """An open page."""

    browser: Browser
    session: str
    target: str

    def call(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        return self.browser.call(method, params, self.session)

    def value(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page."""
        done = self.call("Runtime.evaluate", {"expression": expression, "returnByValue": True})
        if "exceptionDetails" in done:
            raise BrowserFault(f"{expression}: {done['exceptionDetails'].get('text')}")
        return done["result"].get("value")

    @property
    def overflow(self) -> int:
        """By how many pixels the page is wider than what shows it; 0 if nothing is scrolled sideways."""
        root = "document.documentElement"
        return int(self.value(f"Math.max(0, {root}.scrollWidth - {root}.clientWidth)"))

    @property
    def complaints(self) -> list[str]:
        """What the console has: errors and warnings of scripts, styles, policies and loading, in order."""
        found = []
        for event in self.browser.events(self.session):
            match event["method"]:
                case "Log.entryAdded" if event["params"]["entry"]["level"] in ("error", "warning"):
                    found.append(event["params"]["entry"]["text"])
                case "Runtime.exceptionThrown":
                    found.append(event["params"]["exceptionDetails"]["text"])
                case "Runtime.consoleAPICalled":
                    found.append(str(event["params"]["args"]))
        return found

    @property
    def requested(self) -> list[str]:
        """Every address that the page asked for, itself included."""
        events = self.browser.events(self.session)
        return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]

    def tree(self) -> list[tuple[str, str]]:
        """The page as assistive programs get it: role and name of everything that is not passed over."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        return [
            (str(node.get("role", {}).get("value", "")), str(node.get("name", {}).get("value", "")))
            for node in nodes
            if not node.get("ignored")
        ]

    def press(self, key: str) -> None:
        """Press and release a key, by its name (`Tab`, `Enter`)."""
        codes = {"Tab": 9, "Enter": 13}
        for kind in ("keyDown", "keyUp"):
            event: dict[str, Any] = {"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": codes[key]}
            if key == "Enter" and kind == "keyDown":
                event["text"] = "\r"
            self.call("Input.dispatchKeyEvent", event)

    def photograph(self, *, whole: bool = False) -> bytes:
        """A PNG of what shows, or of the whole page."""
        done = self.call("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": whole})
        return base64.b64decode(done["data"])

    def print_out(self) -> bytes:
        """The page on A4 as PDF."""
        paper = {"paperWidth": 8.27, "paperHeight": 11.69, "printBackground": True, "preferCSSPageSize": False}
        return base64.b64decode(self.call("Page.printToPDF", paper)["data"])

    def emulate_print(self) -> None:
        self.call("Emulation.setEmulatedMedia", {"media": "print"})

    def close(self) -> None:
        self.browser.call("Target.closeTarget", {"targetId": self.target})


def colours_of(png: bytes) -> set[bytes]:
    """The colours of a PNG of 8-bit RGB or RGBA: more than one if anything is shown."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, data, width, depth = 8, b"", 0, 0
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, _, bits, colour = struct.unpack(">IIBB", body[:10])
            assert bits == 8
            depth = {2: 3, 6: 4}[colour]
        elif kind == b"IDAT":
            data += body
        at += 12 + length
    raw = zlib.decompress(data)
    stride = width * depth + 1
    row = bytearray(width * depth)
    found: set[bytes] = set()
    for start in range(0, len(raw), stride):
        row = _unfiltered(raw[start], raw[start + 1 : start + stride], row, depth)
        found.update(bytes(row[x : x + depth]) for x in range(0, len(row), depth))
    return found


def _unfiltered(kind: int, line: bytes, above: bytearray, depth: int) -> bytearray:
    """A row of pixels from its filtered form (PNG specification, 9.2)."""
    row = bytearray(line)
    for x in range(len(row)):
        left = row[x - depth] if x >= depth else 0
        up = above[x]
        corner = above[x - depth] if x >= depth else 0
        match kind:
            case 0:
                break
            case 1:
                row[x] = (row[x] + left) & 255
            case 2:
                row[x] = (row[x] + up) & 255
            case 3:
                row[x] = (row[x] + (left + up) // 2) & 255
            case 4:
                guess = left + up - corner
                near = min((left, up, corner), key=lambda each: abs(guess - each))
                row[x] = (row[x] + near) & 255
            case _:
                raise ValueError(f"unknown filter {kind}")
    return row


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has, by its page objects."""
    return pdf.replace(b"/Type /Pages", b"").count(b"/Type /Page")
