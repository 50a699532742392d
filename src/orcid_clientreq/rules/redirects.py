"""Rules of redirect URIs beyond their syntax, one by one and as a list."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.form import FormEdition, Severity
from orcid_clientreq.rules.model import Case, Row

_REDIRECT: Final = ("redirect_uri",)
_GOOD: Final = "https://university.edu/orcid"

ROWS: Final = (
    Row(
        name="https_required",
        severity="E/-",
        summary="An http redirect URI in a request for production credentials.",
        rationale="The authorization code would cross the network in the clear.",
        source='help page of January 2020: they "must be HTTPS for production (live) server clients"',
        template="Use https, not http: production credentials take only HTTPS redirect URIs.",
        fields=_REDIRECT,
        cases=(
            Case(bad="http://university.edu/orcid", mended=_GOOD),
            Case(bad="http://university.edu:8080/orcid", mended="https://university.edu:8080/orcid"),
        ),
    ),
    Row(
        name="fragment",
        severity="E/E",
        summary="A # in the redirect URI.",
        rationale="A redirect URI has no fragment; ORCID ignores it, and the page behind it is never reached.",
        source="RFC 6749 section 3.1.2",
        template="Remove the # and what follows it: a redirect URI has no fragment.",
        fields=_REDIRECT,
        cases=(Case(bad="https://university.edu/orcid#done", mended=_GOOD), Case(bad=f"{_GOOD}#", mended=_GOOD)),
    ),
    Row(
        name="wildcard",
        severity="E/E",
        summary="A * in the host or port.",
        rationale="Redirect URIs are compared, not matched by pattern; subdomains are registered one by one.",
        source="RFC 9700 section 4.1; ORCID's FAQ",
        template="Register each host on its own: * stands for nothing here.",
        fields=_REDIRECT,
        cases=(
            Case(bad="https://*.university.edu/orcid", mended="https://www.university.edu/orcid"),
            Case(bad="https://university.edu:*/orcid", mended="https://university.edu/*/orcid"),
        ),
    ),
    Row(
        name="dot_segment",
        severity="E/E",
        summary="A . or .. segment in the path, percent-encoded or not.",
        rationale="A browser resolves it, so that the address requested is not the one registered.",
        source="RFC 3986 section 5.2.4; RFC 9700 section 4.1; WHATWG URL",
        template="Write the path out, without the dot segments in it.",
        fields=_REDIRECT,
        cases=(
            Case(bad="https://university.edu/login/../orcid", mended=_GOOD),
            Case(bad="https://university.edu/%2E/orcid", mended=_GOOD),
        ),
    ),
    Row(
        name="reserved_parameter",
        severity="E/E",
        summary="A query parameter that the authorization response uses itself.",
        rationale="The application could not tell its own value from the authorization server's.",
        source="RFC 6749 section 4.1.2; RFC 9207 section 2; OpenID Connect; JARM",
        template="Rename the query parameter {parameter}: the authorization response uses that name.",
        fields=_REDIRECT,
        cases=(
            Case(
                bad="https://university.edu/orcid?state=1",
                mended="https://university.edu/orcid?tenant=1",
                params={"parameter": "state"},
            ),
            Case(
                bad="https://university.edu/orcid?a=1;code=2",
                mended="https://university.edu/orcid?a=1;b=2",
                params={"parameter": "code"},
            ),
        ),
    ),
    Row(
        name="ip_address",
        severity="W/-",
        summary="An IP address in place of a name.",
        rationale="Certificates and researchers know names; an address changes hands unnoticed.",
        source="seen in integrations",
        template="Use the name of the host instead of its IP address.",
        fields=_REDIRECT,
        cases=(
            Case(bad="https://193.0.6.139/orcid", mended=_GOOD),
            Case(bad="https://[2a00::1]/orcid", mended=_GOOD),
        ),
    ),
    Row(
        name="localhost",
        severity="E/W",
        summary="localhost, or a name under it.",
        rationale="In nobody else's browser does it lead to you, and ORCID's form refuses the name but takes 127.0.0.1.",
        source="orcid-angular, developer tools; RFC 6761 section 6.3; seen in integrations",
        template="Use a public host, or 127.0.0.1 while you test on the sandbox: ORCID's form does not take localhost.",
        fields=_REDIRECT,
        cases=(
            Case(bad="https://localhost/orcid", mended=_GOOD),
            Case(bad="http://localhost:8080/orcid", mended="http://127.0.0.1:8080/orcid", sandbox=True),
        ),
    ),
    Row(
        name="long",
        severity="W/W",
        summary="Over 355 characters.",
        rationale="That was the width of the column that held the requested redirect URI in ORCID's registry.",
        source="ORCID-Source, database changes",
        template="Shorten the redirect URI to at most {limit} characters.",
        fields=_REDIRECT,
        cases=(
            Case(bad=f"{_GOOD}?{'a' * 355}", mended=_GOOD, params={"limit": 355}),
            Case(bad=f"{_GOOD}/".ljust(356, "a"), mended=f"{_GOOD}/".ljust(355, "a"), params={"limit": 355}),
        ),
    ),
    Row(
        name="host_only",
        severity="W/W",
        summary="No path, or only /.",
        rationale="ORCID then sends researchers, and authorization codes, to every path of that host.",
        source="ORCID's FAQ; ORCID-Source, redirect resolver",
        template="Add the path of your callback: without it ORCID accepts every path of this host.",
        fields=_REDIRECT,
        cases=(
            Case(bad="https://university.edu", mended=_GOOD),
            Case(bad="https://university.edu/", mended=_GOOD),
        ),
    ),
    Row(
        name="risky_encoding",
        severity="W/W",
        summary="A percent-encoded control character, slash or backslash in the path.",
        rationale="Software behind the address may read another path than the one that is written, and ORCID compares what is written.",
        source="Keycloak and Apache Commons Validator refuse such paths",
        template="Use a path without {encoded}: software may read another path in it than the one that is written.",
        fields=_REDIRECT,
        cases=(
            Case(bad="https://university.edu/a%2Fb", mended="https://university.edu/a/b", params={"encoded": "%2F"}),
            Case(bad="https://university.edu/orcid%0D", mended=_GOOD, params={"encoded": "%0D"}),
        ),
    ),
    Row(
        name="several",
        severity="E/E",
        summary="Two or more URIs in one row, with white space or a line break between them.",
        rationale="They were pasted into one row of the form, and no sign-in comes back to an address that is two.",
        source="seen in integrations",
        template="Put each redirect URI into a row of its own: there are {count} in this one.",
        fields=_REDIRECT,
        cases=(
            Case(
                bad=f"{_GOOD}\nhttps://university.edu/login",
                mended=[_GOOD, "https://university.edu/login"],
                params={"count": 2},
            ),
            Case(
                bad=f"{_GOOD}, https://university.edu/login; https://university.edu/link",
                mended=[_GOOD, "https://university.edu/login", "https://university.edu/link"],
                params={"count": 3},
            ),
        ),
    ),
    Row(
        name="query_separator",
        severity="W/W",
        summary="Another http:// or https:// directly after a comma or semicolon.",
        rationale="Two redirect URIs were pasted into one row; ORCID's form takes them as one.",
        source="seen in integrations",
        template="Put each redirect URI into a row of its own.",
        fields=_REDIRECT,
        cases=(
            Case(bad=f"{_GOOD},https://university.edu/login", mended=[_GOOD, "https://university.edu/login"]),
            Case(bad=f"{_GOOD};https://university.org/login", mended=[_GOOD, "https://university.org/login"]),
        ),
    ),
    Row(
        name="duplicate",
        severity="E/E",
        summary="Equivalent to an earlier redirect URI.",
        rationale="ORCID's registry refuses a redirect URI that is there twice.",
        source="orcid-angular, developer tools; RFC 3986 section 6.2.2",
        template="Remove this redirect URI: number {number} of the list is the same.",
        fields=_REDIRECT,
        cases=(
            Case(
                bad=[_GOOD, "https://university.edu/login", _GOOD],
                mended=[_GOOD, "https://university.edu/login"],
                params={"number": 1},
                path=("redirect_uris", 2),
            ),
            Case(
                bad=["https://university.edu/login", "https://university.edu/b?c", "https://university.edu/b?c"],
                mended=["https://university.edu/login", "https://university.edu/b?c", "https://university.edu/B?c"],
                params={"number": 2},
                path=("redirect_uris", 2),
            ),
        ),
    ),
    Row(
        name="many",
        severity="-/-",
        summary="More than five redirect URIs, and no notes for ORCID's staff to say so.",
        rationale="Later editions of the form have five rows and ask for the others in the notes. "
        "The 2020-01 edition does not ask, so the rule is off there unless a policy turns it on.",
        source="help page after 2021",
        template="Mention in the notes for ORCID staff that you register more than {limit} redirect URIs.",
        fields=("redirect_uris",),
        cases=(
            Case(
                bad=[f"https://university.edu/orcid/{n}" for n in range(6)],
                mended=[f"https://university.edu/orcid/{n}" for n in range(5)],
                params={"limit": 5},
            ),
            Case(
                bad=[f"https://university.edu/orcid/{n}" for n in range(7)],
                mended=[f"https://university.edu/orcid/{n}" for n in range(5)],
                params={"limit": 5},
                edition=FormEdition.JANUARY_2020,
                severities={"redirect_uris.many": Severity.WARNING},
            ),
        ),
    ),
)
