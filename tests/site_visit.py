"""A visit to the site in this machine's browser, and all that goes wrong during it."""

import os
import shutil
import subprocess
from contextlib import contextmanager

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find_browser() -> str:
    """Return the browser of this machine; Debian's is installed where that can be done, else the test is left out."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if not found and shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "-qq", *command], check=False, capture_output=True, timeout=300)
        found = shutil.which("chromium")
    if not found:
        pytest.skip(
            "no browser: install chromium (apt-get install chromium) to test the site as readers see it"
        )
    return found


@contextmanager
def open_browser(program):
    """Open a browser without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
    with playwright.sync_playwright() as control:
        opened = control.chromium.launch(executable_path=program, args=list(FLAGS))
        yield opened
        opened.close()


class Visit:
    """A tab that keeps what goes wrong: errors in the console, requests that fail or leave the machine."""

    def __init__(self, browser, home, **options):
        self.context = browser.new_context(
            viewport=options.pop("viewport", {"width": 1280, "height": 900}), **options
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.home = home
        self.wrong = []
        self.weight = 0
        self.page.on("console", lambda said: self._note(said.type in ("error", "warning"), said.text))
        self.page.on("pageerror", lambda error: self._note(True, str(error)))
        self.page.on(
            "dialog", lambda dialog: (self._note(True, f"dialog {dialog.message}"), dialog.dismiss())
        )
        self.page.on("requestfailed", self._fail)
        self.page.on(
            "request", lambda asked: self._note(not asked.url.startswith((home, "data:", "blob:")), asked.url)
        )
        self.page.on("response", self._weigh)

    def _note(self, is_wrong, what):
        if is_wrong:
            self.wrong.append(f"{self.page.url}: {what}")

    def _fail(self, request):
        # what was still loading when the next page was opened has not failed
        self._note(request.failure != "net::ERR_ABORTED", f"failed {request.url}")

    def _weigh(self, response):
        self._note(response.status >= 400, f"{response.status} {response.url}")
        length = response.header_value("content-length") if response.url.startswith("http") else None
        self.weight += int(length or 0)

    def open(self, name):
        self.page.goto(self.home + name, wait_until="load")
        return self.page
