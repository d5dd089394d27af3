"""The mock's chat pages in Chromium: opened, spoken to, and looked at as a person would."""

import time

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from wheels import file_of_wheel

SIZES = {"phone": (360, 740), "desktop": (1280, 800)}
AXE = "axe_playwright_python/axe.min.js"


def axe_script():
    """The accessibility checker axe-core, out of a wheel that ships it."""
    return file_of_wheel("axe-playwright-python", AXE).read_text(encoding="utf-8")


class ChatPage:
    """One open page of the mock."""

    def __init__(self, driver, url, path="/chat-socket", size="desktop", query="", ready=True):
        self.driver = driver
        width, height = SIZES[size] if isinstance(size, str) else size
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
        driver.get("about:blank")
        driver.get_log("browser")
        driver.get(f"{url}{path}{query}")
        if ready:
            self.wait("!document.getElementById('send').disabled")

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def wait(self, condition, seconds=20):
        """Waits until a JavaScript condition holds."""
        until = time.monotonic() + seconds
        while not self.run(f"return Boolean({condition});"):
            if time.monotonic() > until:
                raise AssertionError(
                    f"{condition} did not come true:\n{self.run('return document.body.innerText;')}")
            time.sleep(0.02)

    def say(self, text, hurry=False):
        """Types a message and presses Enter; not sooner after the last than the page allows, unless in a hurry."""
        if not hurry:
            self.wait("performance.now() - (window.lastSaid ?? -2000) > 1100")
        self.run("window.lastSaid = performance.now();")
        self.box.send_keys(text, Keys.ENTER)
        self.run("window.lastSaid = performance.now();")

    @property
    def box(self):
        return self.driver.find_element(By.ID, "message")

    def status(self):
        """What the status grid says: part → (state, text)."""
        return dict(self.run("""
            return [...document.querySelectorAll("[data-part]")].map((part) =>
              [part.dataset.part, [part.dataset.state, part.querySelector("dd").textContent]]);"""))

    def messages(self):
        """The messages as (kind, text, badge, state)."""
        return [tuple(each) for each in self.run("""
            return [...document.querySelectorAll("#messages > .message:not(.thinking)")].map((item) => [
              item.classList[1], item.querySelector(".text").textContent,
              item.querySelector(".message-badge")?.textContent ?? null, item.dataset.state]);""")]

    def texts(self, kind):
        return [text for found, text, _, _ in self.messages() if found == kind]

    def problem(self):
        return self.run("const box = document.getElementById('problem'); return box.hidden ? '' : box.innerText;")

    def fact(self, name):
        """What the debug panel says about the connection under a name."""
        return self.run("""
            return [...document.querySelectorAll("#facts div")]
              .find((pair) => pair.firstChild.textContent === arguments[0])?.lastChild.textContent;""", name)

    def events(self, name):
        """The lines of the debug panel for one event."""
        return self.run("""
            return [...document.querySelectorAll("#events li")]
              .filter((item) => item.querySelector("b").textContent === arguments[0])
              .map((item) => item.textContent);""", name)

    def complaints(self):
        """What the browser's console got of warnings and errors."""
        return [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] in ("SEVERE", "WARNING")]
