"""The example programs, run as a reader of README and tutorial runs them."""

from __future__ import annotations

import csv
import json
import runpy
import socket
import subprocess
import sys
from http.server import HTTPServer, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from programs import run_here

from orcid_clientreq.interop import to_form
from orcid_clientreq.rules.model import good_request

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return run_here("check", *arguments)


@pytest.mark.parametrize(
    ("name", "codes", "fixed"),
    [
        ("1-elements", [], None),
        (
            "2-pure",
            ["pin_contact_email.not_distinct", "homepage_url.not_absolute", "redirect_uri.not_absolute"],
            "1 error, 0 warnings",
        ),
        ("3-rspace", ["pin_contact_email.same_mailbox"], None),
        (
            "4-dmp-tool",
            [
                "redirect_uri.https_required",
                "redirect_uri.duplicate",
                "description.surrounding_whitespace",
                "homepage_url.insecure",
                "redirect_uri.not_normalized",
            ],
            "2 errors, 0 warnings",
        ),
        (
            "5-janeway",
            [
                "contact_email.display_name",
                "pin_contact_email.multiple_addresses",
                "description.markup",
                "homepage_url.placeholder",
                "redirect_uri.placeholder",
                "redirect_uri.placeholder",
                "contact_email.reserved_domain",
                "pin_contact_email.reserved_domain",
                "redirect_uri.host_only",
            ],
            "5 errors, 3 warnings",
        ),
        (
            "6-sandbox-developer",
            ["contact_email.reserved_domain", "redirect_uri.localhost", "redirect_uri.host_only"],
            "0 errors, 2 warnings",
        ),
        (
            "7-single-page-app",
            [
                "pin_contact_email.not_distinct",
                "redirect_uri.fragment",
                "redirect_uri.wildcard",
                "redirect_uri.dot_segment",
                "redirect_uri.host_only",
            ],
            "2 errors, 1 warning",
        ),
        (
            "8-empty",
            [
                "contact_email.missing",
                "pin_contact_email.missing",
                "description.missing",
                "homepage_url.missing",
                "redirect_uris.missing",
            ],
            None,
        ),
    ],
)
def test_each_real_request_gives_its_findings_errors_first(name: str, codes: list[str], fixed: str | None) -> None:
    result = run(str(EXAMPLES / "requests" / f"{name}.json"))
    lines = result.stdout.splitlines()
    assert [line.split()[2] for line in lines if line.startswith(("error ", "warning "))] == codes
    assert result.returncode == (1 if any(line.startswith("error ") for line in lines) else 0)
    assert [line for line in lines if line.startswith("With every")] == (
        [f"With every suggestion applied: {fixed}"] if fixed else []
    )


def test_the_page_of_the_tutorial() -> None:
    server = HTTPServer(("127.0.0.1", 0), runpy.run_path(str(EXAMPLES / "first_page.py"))["Page"])
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    urlopen = build_opener(ProxyHandler({})).open  # not by way of a proxy that the environment names
    empty = urlopen(address).read().decode()
    assert "Primary contact email address for credentials" in empty
    assert "<strong" not in empty
    assert '<option value="certified_service_provider">' in empty
    for wanted, attributes in (("fr-CA,fr;q=0.9", 'lang="fr" dir="ltr"'), ("ar", 'lang="ar" dir="rtl"')):
        translated = Request(address, headers={"Accept-Language": wanted})
        assert f"<html {attributes}>" in urlopen(translated).read().decode()
    refused = (
        urlopen(address, b"contact_email=%3Cb%3E&redirect_uris=http%3A%2F%2Funiversity.edu%2Forcid").read().decode()
    )
    assert "Use https instead of http" in refused
    assert "&lt;b&gt;" in refused
    assert '<button name="fix" value="/redirect_uris/0">→ https://university.edu/orcid</button>' in refused
    good = to_form(good_request("2023"))
    assert "There are no errors." in urlopen(address, urlencode(good).encode()).read().decode()
    wrong = {**good, "redirect_uris": "https://university.edu/a\nhttp://university.edu/b#x"}
    assert ">2. Use https" in urlopen(address, urlencode(wrong).encode()).read().decode()
    fixed = urlopen(address, urlencode({**wrong, "fix": "/redirect_uris/1"}).encode()).read().decode()
    assert ">https://university.edu/a\nhttps://university.edu/b<" in fixed
    assert "There are no errors." in fixed
    server.shutdown()
    server.server_close()


def test_a_csv_file_is_checked_row_by_row(tmp_path: Path) -> None:
    file = tmp_path / "requests.csv"
    good = to_form(good_request("2023"))
    wrong = {**good, "redirect_uris": "https://university.edu/a\nhttp://university.edu/b#x", "contact_email": ""}
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, list(good))
        writer.writeheader()
        writer.writerows([good, wrong])
        csv.writer(opened).writerow([*good.values(), "one more"])
        csv.writer(opened).writerow([*good.values()][:3])
    program = [sys.executable, str(EXAMPLES / "check_many" / "check_csv.py"), str(file)]
    done = subprocess.run(program, capture_output=True, text=True, check=True, encoding="utf-8")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert {len(row) for row in rows} == {5}
    second = [(field, severity, text[:12], fix) for number, field, severity, text, fix in rows if number == "4"]
    assert second == [
        ("contact_email", "error", "Enter the em", ""),
        ("redirect_uris", "error", "2. Use https", ""),
        ("redirect_uris", "error", "2. Remove th", "https://university.edu/b"),
    ]
    assert [row[3] for row in rows if row[0] == "5"] == ["This line has more cells than there are headings."]
    assert [row[1] for row in rows if row[0] == "6"]


def test_a_folder_is_checked_file_by_file(tmp_path: Path) -> None:
    good = good_request("2023")
    texts = {
        "a": json.dumps(good),
        "b": json.dumps({**good, "redirect_uris": ["http://university.edu/b"]}),
        "c": "{",
        "d": "[" * 100_000,
        "e": json.dumps({**good, "homepage_url": "http://university.edu/"}),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    (tmp_path / "f.json").write_bytes(b"\xff")
    program = [sys.executable, str(EXAMPLES / "check_many" / "check_folder.py"), str(tmp_path)]
    done = subprocess.run(program, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 1
    assert "a.json" not in done.stdout
    assert "b.json\nerror  redirect_uris[0]  redirect_uri.https_required\n" in done.stdout
    assert "e.json\nwarning  homepage_url" in done.stdout
    assert "c.json: JSONDecodeError\nd.json: RecursionError" in done.stdout
    assert done.stdout.endswith("6 requests, 4 with errors\n")
    for name in "bcdf":
        (tmp_path / f"{name}.json").unlink()
    assert subprocess.run(program, capture_output=True, check=False).returncode == 0


def answered(address: tuple[str, int], head: str, body: bytes = b"") -> str:
    """Send bytes, and return the first line of what comes back."""
    with socket.create_connection(address) as connection:
        connection.sendall(head.replace("\n", "\r\n").encode() + b"\r\n" + body)
        return connection.makefile("rb").readline().decode()


def test_the_small_servers_answer_every_request() -> None:
    makers = [
        lambda: ThreadingHTTPServer(("127.0.0.1", 0), runpy.run_path(str(EXAMPLES / "first_page.py"))["Page"]),
        lambda: runpy.run_path(str(EXAMPLES / "javascript_form" / "server.py"))["create_server"](0),
    ]
    for make in makers:
        server = make()
        Thread(target=server.serve_forever, daemon=True).start()
        with socket.create_connection(server.server_address):  # one that sends nothing stops nobody
            for length in ("-1", "abc", "", "9" * 20, "٣"):
                head = f"POST /check HTTP/1.1\nHost: x\nContent-Length: {length}\nConnection: close\n"
                assert " 400 " in answered(server.server_address, head)
            deep = b"[" * 200_000
            head = f"POST /check HTTP/1.1\nHost: x\nContent-Length: {len(deep)}\nConnection: close\n"
            assert answered(server.server_address, head, deep).split()[1] in {"400", "422"}
            assert answered(server.server_address, "GET http://[/ HTTP/1.1\nHost: x\nConnection: close\n").startswith(
                "HTTP/"
            )
        server.shutdown()
        server.server_close()


def test_the_description_of_the_form_can_be_requested_with_head() -> None:
    server = runpy.run_path(str(EXAMPLES / "javascript_form" / "server.py"))["create_server"](0)
    Thread(target=server.serve_forever, daemon=True).start()
    assert " 200 " in answered(server.server_address, "HEAD /form.json HTTP/1.1\nHost: x\nConnection: close\n")
    server.shutdown()
    server.server_close()
