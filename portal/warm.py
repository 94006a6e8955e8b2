"""Tables of the whole collection are made when a page first needs them: at 100,000 passages that takes seconds. The server asks for such pages itself,
when it starts and when a build has put a newer state in force, so that no reader is the first.
"""

import logging
import threading

from flask import Flask

_PAGES = ("/", "/nhiem-vu", "/kham-pha", "/can-cu", "/goi-y?q=a", "/nhiem-vu/tong-hop")
_EVERY = 5.0  # seconds between looks for a newer state
log = logging.getLogger("cancu.warm")


def keep_warm(app: Flask, stop: threading.Event) -> None:
    """Asks for the pages once for each state until `stop` is set."""
    client = app.test_client()
    warmed = told = None
    while not stop.is_set():
        try:
            name = app.extensions["shelf"].current().name
            if name != warmed:
                for page in _PAGES:
                    if stop.is_set():
                        return
                    client.get(page, headers={"Accept": "text/html"})
                warmed = name
        except Exception as error:  # the pages say what is wrong to who asks for them; the server goes on
            if str(error) != told:
                log.warning("warm", extra={"fields": {"error": f"{type(error).__name__}: {error}"}})
            told = str(error)
        stop.wait(_EVERY)


def start(app: Flask) -> threading.Event:
    """Keeps a server's pages warm in a thread of its own; set the event to end it."""
    stop = threading.Event()
    threading.Thread(target=keep_warm, args=(app, stop), name="warm", daemon=True).start()
    return stop
