"""A server for sites on this machine that allows its pages as little as a careful owner would."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from lxml import html

# Scripts and styles come from files of the site alone; nothing else is loaded, sent or framed.
POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'{styles}; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serves a folder under the policy; gives the address, which ends in a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def policy(page: bytes) -> str:
    """The policy for a page. What stands within it, as all does in a single file, is allowed by its digest."""
    tree = html.document_fromstring(page)
    scripts = (each.text or "" for each in tree.iter("script") if "src" not in each.attrib)
    styles = (each.text or "" for each in tree.iterfind("head/style"))
    return POLICY.format(scripts=_digests(scripts), styles=_digests(styles))


def _digests(texts: Iterable[str]) -> str:
    made = (b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") for text in texts)
    return "".join(f" 'sha256-{digest}'" for digest in made)


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        file = Path(self.translate_path(self.path))
        if file.suffix == ".html" and file.is_file():
            self.send_header("Content-Security-Policy", policy(file.read_bytes()))
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
