"""The samples served on this machine, and Chromium."""

import shutil
import threading

import pytest
from waitress import create_server, wasyncore


@pytest.fixture(scope="session")
def address(app):
    """Where the portal listens, served by what serves it to officers.

    Werkzeug's own server leaves the file of an answer open when the browser hangs up on it, which is told as an error now and then.
    """
    sockets: dict = {}
    server = create_server(app, map=sockets, host="127.0.0.1", port=0, threads=8, ident=None)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets, ignore_all=True))  # in the server's own thread, which then ends
    thread.join()
    server.task_dispatcher.shutdown()


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.skip("Chromium is not installed on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()
