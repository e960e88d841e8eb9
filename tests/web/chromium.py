"""A headless Chromium driven over its DevTools pipe: what a page asked for, printed and showed."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from select import select
from typing import Any

# No sandbox: CI is root in a container. The rest keeps the browser itself from asking for anything.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
    "--remote-debugging-pipe",
)

# Console lines that report a fault; "info" and "log" do not.
FAULTS = ("error", "assert", "warning")

PATIENCE = 60.0


@dataclass
class Page:
    """One tab: the DevTools messages of the page and of its workers."""

    to_browser: int
    from_browser: int
    session: str = ""
    requested: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    workers: list[str] = field(default_factory=list)
    _last_id: int = 0
    _unread: bytes = b""

    def open(self, url: str, *, before: str = "") -> None:
        """Go there; the script `before` runs ahead of those of the page."""
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})
        self.session = attached["sessionId"]
        self._listen(self.session)
        self.call("Page.enable", {}, self.session)
        self.call("Page.addScriptToEvaluateOnNewDocument", {"source": before}, self.session)
        # Answered only after what came before it: nothing of the page goes unseen.
        self.evaluate("0")
        self.call("Page.navigate", {"url": url}, self.session)

    def evaluate(self, expression: str) -> Any:
        parameters = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        answer = self.call("Runtime.evaluate", parameters, self.session)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait_for(self, expression: str) -> None:
        """Until this JavaScript is true in the page."""
        self.wait_until(lambda: self.evaluate(f"Boolean({expression})"), expression)

    def wait_until(self, holds: Callable[[], bool], wanted: str) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"not seen within {PATIENCE} s: {wanted}"
            time.sleep(0.05)
            self.evaluate("0")  # reads what the browser has told meanwhile

    def press(self, key: str, code: int, *, control: bool = False) -> None:
        event = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 2 if control else 0}
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", {"type": kind, **event}, self.session)

    def screenshot(self, file: Path) -> None:
        answer = self.call("Page.captureScreenshot", {"format": "png"}, self.session)
        file.write_bytes(base64.b64decode(answer["data"]))

    def call(self, method: str, parameters: dict[str, Any], session: str = "") -> dict[str, Any]:
        identity = self._send(method, parameters, session)
        while True:
            message = self._next_message()
            if message.get("id") == identity:
                assert "error" not in message, (method, message)
                return dict(message["result"])
            self._note(message)

    def _listen(self, session: str) -> None:
        """Without waiting: a worker that has just started answers only when the page lets it."""
        for domain in ("Runtime", "Network", "Log"):
            self._send(f"{domain}.enable", {}, session)
        follow = {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": True}
        self._send("Target.setAutoAttach", follow, session)

    def _note(self, message: dict[str, Any]) -> None:
        about = message.get("params", {})
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.requested.append(about["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(about["exceptionDetails"]))
            case "Runtime.consoleAPICalled" if about["type"] in FAULTS:
                self.complaints.append(json.dumps(about["args"]))
            case "Log.entryAdded" if about["entry"]["level"] in FAULTS:
                self.complaints.append(json.dumps(about["entry"]))
            case "Target.attachedToTarget" if about["targetInfo"]["type"] == "worker":
                self.workers.append(about["targetInfo"]["url"])
                self._listen(about["sessionId"])

    def _send(self, method: str, parameters: dict[str, Any], session: str) -> int:
        self._last_id += 1
        message: dict[str, Any] = {"id": self._last_id, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.to_browser, json.dumps(message).encode() + b"\0")
        return self._last_id

    def _next_message(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            ready, _, _ = select([self.from_browser], [], [], PATIENCE)
            assert ready, "Chromium says nothing"
            read = os.read(self.from_browser, 1 << 20)
            assert read, "Chromium has ended"
            self._unread += read
        text, self._unread = self._unread.split(b"\0", 1)
        return dict(json.loads(text))


@contextmanager
def chromium(program: str, profile: Path) -> Iterator[Page]:
    """An empty profile, and file descriptors 3 and 4 as the DevTools pipe expects them."""
    browser_reads, we_write = os.pipe()
    we_read, browser_writes = os.pipe()
    command = f'exec "$@" 3<&{browser_reads} 4>&{browser_writes}'
    with (profile / "chromium.log").open("wb") as log:
        process = subprocess.Popen(
            ["bash", "-c", command, "chromium", program, *FLAGS, f"--user-data-dir={profile}"],
            pass_fds=(browser_reads, browser_writes),
            stdout=log,
            stderr=log,
        )
    os.close(browser_reads)
    os.close(browser_writes)
    page = Page(we_write, we_read)
    try:
        yield page
        page.call("Browser.close", {})
    finally:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(we_write)
        os.close(we_read)
