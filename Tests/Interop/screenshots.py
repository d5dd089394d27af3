"""Makes the pictures of the README: `python Tests/Interop/screenshots.py` after `swift build`."""

import io
import pathlib
import sys

from PIL import Image

from browser import start_chromium
from chat_page import ChatPage
from inspector_page import InspectorPage
from servers import ROOT, Server

FOLDER = pathlib.Path(__file__).resolve().parent / "screenshots"
SCENARIO = ROOT / "fixtures" / "scenarios" / "support-desk.mock.yaml"
SIZE = (1200, 780)
LARGEST = 150_000
"""Bytes of a picture at most, since everybody who clones the repository gets it."""


def take(driver, file):
    """What the browser shows, in the colours that a page needs."""
    picture = Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB")
    for colours in (192, 128, 96, 64):
        picture.quantize(colours, dither=Image.Dither.NONE).save(file, optimize=True)
        if file.stat().st_size <= LARGEST:
            return
    raise AssertionError(f"{file.name} has {file.stat().st_size} bytes")


def converse(page):
    """A short conversation that shows what a reply can have."""
    for text, count in [("Where is my order 4711?", 3), ("I want a refund", 4)]:
        page.say(text)
        page.wait(f"document.querySelectorAll('.message.agent:not(.thinking)').length === {count}")


def chat(driver, url, folder):
    page = ChatPage(driver, url, "/chat-socket", SIZE, "?theme=light")
    converse(page)
    page.run("document.activeElement.blur();")
    take(driver, folder / "chat-socket.png")


def inspector(driver, url, folder):
    page = InspectorPage(driver, url, SIZE, "?theme=dark")
    first = driver.current_window_handle
    driver.switch_to.new_window("tab")
    converse(ChatPage(driver, url, "/chat-socket"))
    driver.switch_to.window(first)
    page.wait_for_row("messageComplete")
    page.find("I want a refund", "kind:received")
    page.run("document.getElementById('timeline').scrollTop = 28 * 14;")
    page.press("[data-act=explain]")
    page.wait_for_text(".verdicts", "answers with turn")
    page.run("document.activeElement.blur();")
    take(driver, folder / "inspector.png")
    driver.switch_to.window(driver.window_handles[-1])
    driver.close()
    driver.switch_to.window(first)


def make(folder):
    """Makes all pictures in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    driver = start_chromium()
    # Nothing pulses, so that no picture shows a moment in which something is faint.
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "features": [{"name": "prefers-reduced-motion", "value": "reduce"}]})
    try:
        for picture in (chat, inspector):
            with Server("eliza-mock", "serve", SCENARIO, "--port", 0, "--seed", 42) as server:
                picture(driver, server.url, folder)
                driver.get("about:blank")
    finally:
        driver.quit()


if __name__ == "__main__":
    make(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
