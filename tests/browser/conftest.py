"""A reader: a headless browser without a network, and what a person does in it. Skipped where no browser is."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph import KnowledgeGraph
from kg.html import write_page
from kg.ontology import Ontology
from tests.browser.graphs import large, strike

webdriver = pytest.importorskip("selenium.webdriver")

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb", "--window-size=1440,900",
)  # fmt: skip


class Reader:
    """Opens pages and does what a person does: looks, clicks, types."""

    def __init__(self, driver: Any, downloads: Path) -> None:
        self.driver, self.downloads = driver, downloads

    def open(self, path: Path, address: str = "", *, width: int = 1440, height: int = 900) -> None:
        """Opens a page at an address (the part behind #) and waits until it is drawn."""
        self.driver.get("about:blank")
        self.size(width, height)
        self.driver.get(path.as_uri() + ("#" + address if address else ""))
        self.wait("return Boolean(window.page && (page.painted() || page.state().view !== 'graph'))")

    def go(self, address: str) -> None:
        """Follows an address inside the page."""
        self.js("location.hash = arguments[0]; dispatchEvent(new HashChangeEvent('hashchange'))", address)

    def size(self, width: int, height: int) -> None:
        """The size of the window, in pixels."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def prefer(self, **features: str) -> None:
        """What the system prefers, as prefers_color_scheme="dark"."""
        wanted = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wanted})

    def js(self, code: str, *args: Any) -> Any:
        """What some script returns."""
        return self.driver.execute_script(code, *args)

    def wait(self, condition: str, *args: Any) -> Any:
        """Waits until a script returns something true."""
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.driver, 30, poll_frequency=0.02).until(lambda _: self.js(condition, *args))

    def all(self, css: str) -> list[Any]:
        """The elements that a selector finds and that are shown."""
        return [e for e in self.driver.find_elements("css selector", css) if e.is_displayed()]

    def one(self, css: str, text: str = "") -> Any:
        """The first element shown that a selector finds, with a text if one is given."""
        found = [e for e in self.all(css) if text in e.text]
        assert found, f"no {css} with the text {text!r} is shown"
        return found[0]

    def click(self, css: str, text: str = "") -> None:
        """Clicks an element."""
        self.one(css, text).click()

    def text(self, css: str) -> str:
        """The text of an element as it is seen."""
        return str(self.driver.find_element("css selector", css).text)

    def press(self, *keys: str) -> None:
        """Presses keys, wherever the focus is."""
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def click_at(self, x: float, y: float) -> None:
        """Clicks a place of the picture, in pixels from its upper left corner."""
        stage = self.driver.find_element("id", "network")
        dx, dy = round(x - stage.size["width"] / 2), round(y - stage.size["height"] / 2)
        webdriver.ActionChains(self.driver).move_to_element_with_offset(stage, dx, dy).click().perform()

    def place(self, node: str) -> tuple[float, float]:
        """Where an item is on the stage."""
        code = "const i = page.drawn.items.get(arguments[0]); return i && page.net.canvasToDOM({x: i.x, y: i.y})"
        spot = self.js(code, node)
        return spot["x"], spot["y"]

    def drawn(self) -> set[str]:
        """The ids of the items drawn."""
        return set(self.js("return [...page.drawn.items.keys()]"))

    def state(self, key: str) -> Any:
        """A part of what the reader has chosen."""
        code = "const v = page.state()[arguments[0]]; return v instanceof Set ? [...v].sort() : v"
        return self.js(code, key)

    def address(self) -> str:
        """The part of the address behind #."""
        return str(self.js("return location.hash.slice(1)"))

    def active(self) -> str:
        """The id of the element with the focus."""
        return str(self.js("return document.activeElement.id"))

    def downloaded(self, name: str) -> bytes:
        """A file that was saved, once it is whole."""
        from selenium.webdriver.support.ui import WebDriverWait

        path = self.downloads / name
        WebDriverWait(self.driver, 30, poll_frequency=0.05).until(lambda _: path.exists() and path.stat().st_size)
        content = path.read_bytes()
        path.unlink()
        return content

    def console(self) -> list[str]:
        """What the console said since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses asked for since it was last asked; data in the page itself does not count."""
        events = [json.loads(e["message"])["message"] for e in self.driver.get_log("performance")]
        urls = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
        return [u for u in urls if not u.startswith(("data:", "blob:", "about:"))]


def _program(*names: str) -> str:
    return next((path for name in names if (path := shutil.which(name))), "")


def start_browser(downloads: Path) -> Any:
    """A headless browser without a network; the test is skipped where none is installed."""
    chrome, driver = _program("chromium", "google-chrome", "chrome"), _program("chromedriver")
    if not chrome or not driver:
        pytest.skip("no Chromium and chromedriver are installed")
    options = webdriver.ChromeOptions()
    options.binary_location = chrome
    for flag in FLAGS:
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    return browser


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """One browser for all tests."""
    downloads = tmp_path_factory.mktemp("downloads")
    browser = start_browser(downloads)
    yield Reader(browser, downloads)
    browser.quit()


Write = Callable[[KnowledgeGraph, str], Path]


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory, onto: Ontology) -> Write:
    """Writes the page of a graph and tells where it is."""
    folder = tmp_path_factory.mktemp("pages")

    def page(graph: KnowledgeGraph, name: str) -> Path:
        write_page(graph, onto, folder / f"{name}.html")
        return folder / f"{name}.html"

    return page


@pytest.fixture(scope="session")
def strike_page(write: Write) -> Path:
    return write(strike(), "strike")


@pytest.fixture(scope="session")
def large_page(write: Write) -> Path:
    return write(large(500), "large")


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: the folder that KG_SCREENSHOTS names, or one that is thrown away."""
    named = os.environ.get("KG_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
