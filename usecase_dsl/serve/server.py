"""A web server for one reader on this machine: the pages of a session, and word of each change."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from usecase_dsl import resources
from usecase_dsl.serve.session import Session, State

# Nothing but what this server sends itself is loaded or run.
POLICY = "; ".join(
    (
        "default-src 'none'",
        *("script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'"),
        *("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"),
    )
)
# What comes with the server: no page of a site has such a name.
_OWN = "~live/"
_ADDED = (
    '<link rel="stylesheet" href="/~live/live.css">'
    '<script src="/~live/live.js" data-state="{}" defer></script>\n</head>'
)
_KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
# A proxy or a browser may drop a connection that says nothing for long.
_PATIENCE = 15.0
# Another name that leads to this machine is somebody else's page reaching for the texts.
_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


class Server(ThreadingHTTPServer):
    """Serves a session on this machine alone, at ``port``; 0 takes a free one."""

    daemon_threads = True

    def __init__(self, session: Session, port: int, host: str = "127.0.0.1") -> None:
        self.session = session
        super().__init__((host, port), _Handler)
        self.local_names = _HOSTS | {host}

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who goes before the answer has come is no fault of anybody's."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    @property
    def address(self) -> str:
        host, port = self.server_address[:2]
        return f"http://{host if isinstance(host, str) else host.decode()}:{port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Who looks at which page is nobody's concern."""

    def _answer(self, with_body: bool) -> None:
        if _host(self.headers.get("Host", "")) not in self.server.local_names:
            self._send(HTTPStatus.FORBIDDEN, b"This address is not the server's.", "text/plain", with_body)
            return
        try:
            path = unquote(urlsplit(self.path).path).removeprefix("/")
        except ValueError:
            self._send(HTTPStatus.BAD_REQUEST, b"This is no address.", "text/plain", with_body)
            return
        if path == f"{_OWN}changes" and with_body:
            self._tell_changes()
        elif path.startswith(_OWN):
            self._send_own(path.removeprefix(_OWN), with_body)
        else:
            self._send_page(path, self.server.session.state, with_body)

    def _send_page(self, path: str, state: State, with_body: bool) -> None:
        name = f"{path}index.html" if not path or path.endswith("/") else path
        content = state.files.get(name)
        kind = _kind(name)
        if content is None:
            self._send(HTTPStatus.NOT_FOUND, with_live(_missing(path), state), "text/html", with_body)
        else:
            self._send(HTTPStatus.OK, with_live(content, state) if name.endswith(".html") else content, kind, with_body)

    def _send_own(self, name: str, with_body: bool) -> None:
        text = _own().get(name)
        if text is None:
            self._send(HTTPStatus.NOT_FOUND, b"There is nothing here.", "text/plain", with_body)
        else:
            self._send(HTTPStatus.OK, text, _kind(name), with_body)

    def _send(self, status: HTTPStatus, content: bytes, kind: str, with_body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self._send_policy()
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def _send_policy(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")

    def _tell_changes(self) -> None:
        """Server-sent events: the state now, and each that follows, until the reader goes."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self._send_policy()
        self.end_headers()
        number = 0
        try:
            while True:
                state = self.server.session.after(number, _PATIENCE)
                self.wfile.write(_event(state) if state.number != number else b": still here\n\n")
                self.wfile.flush()
                number = state.number
        except OSError:
            return


def with_live(page: bytes, state: State) -> bytes:
    """A page of a state, with what reloads it after the next one and shows what is wrong with the texts."""
    return page.replace(b"</head>", _ADDED.format(state.name).encode(), 1)


def _kind(name: str) -> str:
    """What a file is. The system's own table isn't asked: on Windows anybody may have changed it."""
    return _KINDS.get(name.rpartition(".")[2], "text/plain")


def _host(written: str) -> str | None:
    """The name in a Host header, without the port."""
    try:
        return urlsplit(f"//{written}").hostname
    except ValueError:
        return None


def _event(state: State) -> bytes:
    said = {"state": state.name, "errors": list(state.errors), "trouble": state.trouble}
    return f"data: {json.dumps(said)}\n\n".encode()


def _missing(path: str) -> bytes:
    from markupsafe import escape

    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>No such page</title>'
        '<link rel="stylesheet" href="/style.css"></head><body><div class="columns"><main>'
        f"<h1>No such page</h1><p>There is no <code>{escape(path)}</code> in this site; "
        'what it was about may have another name now. <a href="/index.html">To the overview</a></p>'
        "</main></div></body></html>\n"
    ).encode()


@cache
def _own() -> Mapping[str, bytes]:
    return {name: resources.read_text(f"templates/serve/{name}").encode() for name in ("live.css", "live.js")}
