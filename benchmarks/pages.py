"""What a page costs its reader: bytes over the wire, first paint, layout shift, in Chromium over loopback.

python benchmarks/pages.py DATA [--runs 5] [--output benchmarks/pages.md]

DATA is a data folder with a release. Each page is opened in a fresh browser profile (first view), then again
in the same one (later view). Bytes are those received, headers and all files of the page included; paint is
first contentful paint; shift is the sum of layout shifts without input (the Layout Instability API), over the
first second after loading. Medians of the runs; shift is the largest of them.
"""

import argparse
import os
import shutil
import statistics
from dataclasses import dataclass
from pathlib import Path

from machine import machine
from playwright.sync_api import Browser, Page, sync_playwright
from server import serving

PAGES = {
    "start": "/",
    "search": "/search?q=petrochemical+base+in+Daqing",
    "search, Chinese": "/search?q=东北如何留住人才&ui=zh",
    "article": "/article/2018-heilongjiang-three-factors",
    "policy": "/policy/made-in-china-2025",
    "entity": "/region/heilongjiang",
    "measures": "/measures",
    "cite": "/cite",
    "about": "/about",
    "SPARQL": "/query",
}
SIZES = {"phone": (390, 844), "laptop": (1280, 800)}
SETTLING_MS = 1000
LIMITS = {"bytes": 100_000, "first": 1000, "later": 300, "shift": 0.05}
WATCH = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(entry.value);
}).observe({ type: "layout-shift", buffered: true });
"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"


@dataclass(frozen=True)
class View:
    """One opening of a page: bytes received, milliseconds to the first paint, sum of layout shifts."""

    bytes: int
    paint: float
    shift: float


def main() -> None:
    """Measure and print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--output", type=Path)
    asked = parser.parse_args()
    with serving(asked.data) as server, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        rows = [
            row(f"{name}, {size}", measured(browser, server.address + path, shape, asked.runs))
            for name, path in PAGES.items()
            for size, shape in SIZES.items()
        ]
    text = report(rows, asked.runs)
    if asked.output:
        asked.output.write_text(text, encoding="utf-8")
    else:
        print(text)


def measured(browser: Browser, url: str, shape: tuple[int, int], runs: int) -> list[tuple[View, View]]:
    """First and later view of each run; one unmeasured run fills the server's own caches."""
    return [both_views(browser, url, shape) for _ in range(runs + 1)][1:]


def both_views(browser: Browser, url: str, shape: tuple[int, int]) -> tuple[View, View]:
    """A page opened in a fresh profile, then once more."""
    context = browser.new_context(viewport={"width": shape[0], "height": shape[1]})
    page = context.new_page()
    page.add_init_script(WATCH)
    views = view(page, url), view(page, url)
    context.close()
    return views


def view(page: Page, url: str) -> View:
    """One opening of a page, until it has settled."""
    received: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(url, wait_until="load")
    page.wait_for_timeout(SETTLING_MS)
    paint, shifts = page.evaluate(PAINT), page.evaluate("window.shifts")
    session.detach()
    return View(round(sum(received)), paint, sum(shifts))


def row(name: str, views: list[tuple[View, View]]) -> str:
    """A line of the table; a figure beyond its limit is in bold."""
    first, later = zip(*views, strict=True)
    figures = {
        "bytes": statistics.median(found.bytes for found in first),
        "first": statistics.median(found.paint for found in first),
        "later": statistics.median(found.paint for found in later),
        "shift": max(found.shift for found in (*first, *later)),
    }
    shown = {
        "bytes": f"{figures['bytes'] / 1000:.1f}",
        "first": f"{figures['first']:.0f}",
        "later": f"{figures['later']:.0f}",
        "shift": f"{figures['shift']:.3f}",
    }
    cells = [f"**{text}**" if figures[key] > LIMITS[key] else text for key, text in shown.items()]
    return f"| {name} | {' | '.join(cells)} |"


def report(rows: list[str], runs: int) -> str:
    """The table with how it was made."""
    return "\n".join(
        [
            "# What pages cost",
            "",
            f"`python benchmarks/pages.py data --runs {runs} --output benchmarks/pages.md`, {machine()},",
            f"load average {os.getloadavg()[0]:.0f}.",
            "",
            "First view in a fresh profile, later view in the same one; over loopback, in Chromium. Limits:",
            "first view 100 kB (the SPARQL page may load more: its editor is the library Yasgui), first",
            "paint 1 s, later pages 300 ms, layout shift 0.05. In bold what is beyond.",
            "",
            "| page | first view, kB | first paint, ms | later paint, ms | layout shift |",
            "|---|---|---|---|---|",
            *rows,
            "",
            "Bytes and shift do not depend on the load of the machine, times do. Cytoscape.js, about 150 kB,",
            "is not in them: it is loaded when a reader asks for a network.",
            "",
        ]
    )


if __name__ == "__main__":
    main()
