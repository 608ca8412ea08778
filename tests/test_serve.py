"""``usecase serve``: the site from memory, made again as texts change, with what is wrong told on the pages."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from usecase_dsl.project import read_texts
from usecase_dsl.render.site import Content, Pages
from usecase_dsl.serve.server import Server
from usecase_dsl.serve.session import Session

TEXT = """
use case UC-1: Water the plants
  primary actor: Gardener

  main success scenario:
    1. Gardener takes the can.
    2. System opens the tap.
"""
BROKEN = f"{TEXT}\n  extensions:\n    9a. The can leaks:\n      end in failure\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, TEXT)
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "garden.uc").write_text(text, encoding="utf-8")


@pytest.fixture
def session(folder: Path) -> Session:
    made = Session(Pages(), lambda project: Content(project.model, title="Garden"))
    made.update(read_texts([folder]))
    return made


@pytest.fixture
def server(session: Session) -> Iterator[Server]:
    with Server(session, port=0) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def get(server: Server, path: str, host: str = "localhost") -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request("GET", path, headers={"Host": f"{host}:{server.server_address[1]}"})
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    connection.close()
    return answer.status, text, {name.lower(): value for name, value in answer.getheaders()}


def test_pages_come_with_a_policy_that_lets_nothing_else_in(server: Server) -> None:
    status, text, headers = get(server, "/use-cases/UC-1.html?view=apart")
    assert status == 200
    assert "Gardener" in text
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


def test_only_what_is_served_is_different_from_what_is_built(server: Server, session: Session) -> None:
    built = session.state.files["index.html"].decode("utf-8")
    served = get(server, "/")[1]
    assert "~live" not in built
    assert re.sub(r"<link[^>]*~live[^>]*><script[^>]*~live[^>]*></script>\n", "", served) == built


def test_a_page_that_isnt_there_says_so_in_the_words_asked_for(server: Server) -> None:
    status, text, _ = get(server, "/%3Cscript%3Ealert(1)%3C/script%3E")
    assert status == 404
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


@pytest.mark.parametrize("path", ["/../garden.uc", "/%2e%2e/garden.uc", "//etc/passwd", "/~live/../session.py"])
def test_nothing_is_served_but_the_site(server: Server, path: str) -> None:
    assert get(server, path)[0] == 404


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", 200), ("localhost", 200), ("evil.example", 403)])
def test_a_page_of_somebody_elses_cant_reach_it_by_another_name(server: Server, host: str, status: int) -> None:
    assert get(server, "/", host)[0] == status


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"


def events(server: Server) -> Iterator[dict[str, Any]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request("GET", "/~live/changes")
    answer = connection.getresponse()
    while line := answer.readline():
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


def test_readers_are_told_of_each_change_and_of_what_is_wrong(server: Server, session: Session, folder: Path) -> None:
    told = events(server)
    first = next(told)
    assert first == {"state": session.state.name, "errors": [], "trouble": ""}
    write(folder, BROKEN)
    session.update(read_texts([folder]))
    second = next(told)
    assert second["state"] == session.state.name != first["state"]
    assert [error["code"] for error in second["errors"]] == ["FLW109"]
    assert second["errors"][0]["place"].endswith("garden.uc:10:5")
    write(folder, TEXT)
    session.update(read_texts([folder]))
    assert next(told)["errors"] == []


def state_of(server: Server) -> str:
    """The state of the site that a page says it is of."""
    found = re.search(r'data-state="([^"]+)"', get(server, "/")[1])
    assert found
    return found[1]


def test_a_page_that_came_before_a_change_that_it_isnt_told_of_knows_that_it_is_old(
    server: Server, session: Session, folder: Path
) -> None:
    page = state_of(server)
    write(folder, BROKEN)
    session.update(read_texts([folder]))
    assert next(events(server))["state"] != page == f"{page.partition('-')[0]}-1"
    assert state_of(server) == session.state.name


def test_a_page_of_an_earlier_session_knows_that_it_is_old(session: Session, folder: Path) -> None:
    again = Session(Pages(), lambda project: Content(project.model, title="Garden"))
    assert again.update(read_texts([folder])).name != session.state.name


def test_other_looks_make_all_pages_anew(session: Session, folder: Path) -> None:
    session.dress(Pages({"style/custom.css": ".quiet { color: red }\n"}))
    assert b".quiet { color: red }" in session.update(read_texts([folder])).files["style.css"]


def test_the_same_text_again_is_no_change(session: Session, folder: Path) -> None:
    before = session.state
    assert session.update(read_texts([folder])) is before


def test_where_texts_cant_be_read_the_site_before_is_served_on(session: Session) -> None:
    before = session.state
    after = session.fail("usecase.toml: there is no such setting")
    assert (after.files, after.trouble) == (before.files, "usecase.toml: there is no such setting")
    assert after.number == before.number + 1


def said(process: subprocess.Popen[str], words: str) -> str:
    """The first line on standard error with these words in it."""
    assert process.stderr
    for line in process.stderr:
        if words in line:
            return line
    raise AssertionError(f"it ended without saying ‘{words}’")


@pytest.mark.slow
def test_an_edit_is_on_the_page_and_ctrl_c_ends_it(folder: Path) -> None:
    command = [sys.executable, "-m", "usecase_dsl", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            port = int(re.findall(r":(\d+)/", said(process, "The site is at"))[0])
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            write(folder, TEXT.replace("takes the can", "fills the can"))
            assert "files in" in said(process, " files in ")
            connection.request("GET", "/use-cases/UC-1.html")
            assert "fills the can" in connection.getresponse().read().decode("utf-8")
        finally:
            process.send_signal(signal.SIGINT) if sys.platform != "win32" else process.terminate()
        assert process.stderr
        assert "Traceback" not in process.stderr.read()


def test_a_port_that_is_taken_is_told(server: Server, folder: Path) -> None:
    command = [sys.executable, "-m", "usecase_dsl", "serve", str(folder), "--port", str(server.server_address[1])]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert run.returncode == 2
    assert "choose another port with --port" in run.stderr


@pytest.mark.slow
def test_a_folder_that_was_taken_away_and_put_back_is_watched_again(folder: Path) -> None:
    project = folder / "project"
    project.mkdir()
    write(project, TEXT)
    command = [sys.executable, "-m", "usecase_dsl", "serve", str(project), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            said(process, "The site is at")
            shutil.rmtree(project)
            assert "1 error" in said(process, " files in ")
            project.mkdir()
            write(project, TEXT.replace("takes the can", "fills the can"))
            assert "error" not in said(process, " files in ")
        finally:
            process.send_signal(signal.SIGINT) if sys.platform != "win32" else process.terminate()


def test_an_address_that_is_none_is_answered(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=10) as line:
        line.sendall(b"GET http://[bad/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert line.recv(1000).startswith(b"HTTP/1.1 400 ")
