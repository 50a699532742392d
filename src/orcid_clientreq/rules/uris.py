"""Rules of URI syntax: homepage_url and each of redirect_uris."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.form import Severity
from orcid_clientreq.rules.model import Case, Row

_URIS: Final = ("homepage_url", "redirect_uri")
_GOOD: Final = "https://repository.university.edu/orcid"

ROWS: Final = (
    Row(
        name="placeholder",
        severity="E/E",
        summary="A template that was not filled in.",
        rationale="Guides of many vendors print the redirect URI with parts to replace.",
        source="the guides of eight vendors",
        template="Replace the placeholder {kind} with your own value.",
        fields=_URIS,
        cases=(
            Case(bad="https://<your-host>/orcid", mended=_GOOD, params={"kind": "<...>"}),
            Case(bad="https://${HOST}/orcid", mended=_GOOD, params={"kind": "${...}"}),
            Case(bad="https://university.edu/{journal_code}/orcid", mended=_GOOD, params={"kind": "{...}"}),
            Case(bad="https://%s/orcid", mended=_GOOD, params={"kind": "%s"}),
            Case(bad="https://[host]/orcid", mended=_GOOD, params={"kind": "[...]"}),
            Case(bad="https://XXX.alma.exlibrisgroup.com/orcid", mended=_GOOD, params={"kind": "XXX"}),
        ),
    ),
    Row(
        name="illegal_character",
        severity="E/E",
        summary="A character that no URI may contain.",
        rationale="Software disagrees about such characters: one drops them, one encodes them, one ends the "
        "host there. That is how authorization codes are stolen.",
        source="RFC 3986 section 2; WHATWG URL",
        template="Remove or percent-encode the character {character}: a URI cannot contain it.",
        fields=_URIS,
        cases=(
            Case(bad=f"{_GOOD}\n", mended=_GOOD, params={"character": "LINE FEED (U+000A)"}),
            Case(
                bad="https://bücher.university.edu/orcid",
                mended="https://xn--bcher-kva.university.edu/orcid",
                params={"character": "LATIN SMALL LETTER U WITH DIAERESIS (U+00FC)"},
            ),
            Case(
                bad="https://university.edu/prüfung",
                mended="https://university.edu/pr%C3%BCfung",
                params={"character": "LATIN SMALL LETTER U WITH DIAERESIS (U+00FC)"},
            ),
            Case(
                bad="https://university.edu\\@evil.edu/orcid",
                mended=_GOOD,
                params={"character": "REVERSE SOLIDUS (U+005C)"},
                also=(("userinfo", {}, Severity.ERROR),),
            ),
        ),
    ),
    Row(
        name="bad_percent_encoding",
        severity="E/E",
        summary="A percent sign that is not followed by two hexadecimal digits.",
        rationale="Software disagrees about what it stands for.",
        source="RFC 3986 section 2.1",
        template="Follow each percent sign with two hexadecimal digits, or write %25 for the sign itself.",
        fields=_URIS,
        cases=(
            Case(bad=f"{_GOOD}/100%", mended=f"{_GOOD}/100%25"),
            Case(bad=f"{_GOOD}?a=%zz", mended=f"{_GOOD}?a=zz"),
        ),
    ),
    Row(
        name="not_absolute",
        severity="E/E",
        summary="No scheme, or no // after it.",
        rationale="A redirect URI has to be absolute. ORCID's software silently puts http:// in front.",
        source="RFC 6749 section 3.1.2; seen in a vendor's guide",
        template="Give the whole address, beginning with https://.",
        fields=_URIS,
        cases=(
            Case(bad="www.university.edu/orcid", mended="https://www.university.edu/orcid"),
            Case(bad="//www.university.edu/orcid", mended="https://www.university.edu/orcid"),
            Case(bad="https:/www.university.edu/orcid", mended="https://www.university.edu/orcid"),
            Case(bad="www.university.edu:8443/orcid", mended="https://www.university.edu:8443/orcid"),
        ),
    ),
    Row(
        name="scheme_not_allowed",
        severity="E/E",
        summary="A scheme other than http and https.",
        rationale="A researcher's browser has to open the address; javascript and data would run in it.",
        source="RFC 7591 section 5; observed in ORCID's registry software",
        template="Use https; an address that begins with {scheme}: cannot be registered.",
        fields=_URIS,
        cases=(
            Case(bad="ftp://university.edu/orcid", mended=_GOOD, params={"scheme": "ftp"}),
            Case(bad="urn:ietf:wg:oauth:2.0:oob", mended=_GOOD, params={"scheme": "urn"}),
            Case(bad="com.university.app:/orcid", mended=_GOOD, params={"scheme": "com.university.app"}),
        ),
    ),
    Row(
        name="userinfo",
        severity="E/E",
        summary="An @-sign before the path.",
        rationale="What stands before it looks like the host and is not.",
        source="RFC 9700 section 4.1; RFC 3986 section 7.6",
        template="Remove everything up to the @-sign before the host.",
        fields=_URIS,
        cases=(
            Case(bad="https://user:secret@university.edu/orcid", mended="https://university.edu/orcid"),
            Case(bad="https://@university.edu/orcid", mended="https://university.edu/@orcid"),
        ),
    ),
    Row(
        name="host_invalid",
        severity="E/E",
        summary="The host is neither a DNS name nor an IP address.",
        rationale="Nobody can be sent there, or a browser reads another host than a person does.",
        source="RFC 1123 section 2.1; RFC 5890 section 2.3; RFC 3986 section 3.2.2; WHATWG URL",
        template="Correct the host: {reason}.",
        fields=_URIS,
        cases=(
            Case(bad="https:///orcid", mended=_GOOD, params={"reason": "it is empty"}),
            Case(
                bad="https://my_host.university.edu/orcid",
                mended="https://my-host.university.edu/orcid",
                params={"reason": "a name has only letters, digits and hyphens between its dots"},
            ),
            Case(
                bad="https://university.edu./orcid",
                mended="https://university.edu/orcid",
                params={"reason": "dots only separate the parts of a name"},
            ),
            Case(
                bad="https://university-.edu/orcid",
                mended="https://university.edu/orcid",
                params={"reason": "no part of a name begins or ends with a hyphen"},
            ),
            Case(
                bad=f"https://{'a' * 64}.university.edu/orcid",
                mended=f"https://{'a' * 63}.university.edu/orcid",
                params={"reason": "no part of a name is longer than 63 characters"},
            ),
            Case(
                bad=f"https://{'.'.join(['a' * 63] * 4)}/orcid",
                mended=f"https://{'.'.join(['a' * 61] * 4)}/orcid",
                params={"reason": "a name is at most 253 characters long"},
            ),
            Case(
                bad="https://192.168.1/orcid",
                mended=_GOOD,
                params={"reason": "a name that ends in a number has to be an IPv4 address of four numbers"},
            ),
            Case(
                bad="https://xn--zzzz.university.edu/orcid",
                mended=_GOOD,
                params={"reason": "a part that begins with xn-- is no valid A-label"},
            ),
            Case(
                bad="https://[2001:db8:::1]/orcid",
                mended=_GOOD,
                params={"reason": "only an IPv6 address stands in brackets"},
            ),
        ),
    ),
    Row(
        name="port_invalid",
        severity="E/E",
        summary="A port that is empty, has a leading zero, or is not a number from 1 to 65535.",
        rationale="Software disagrees about such ports, and ORCID compares them as text.",
        source="RFC 3986 section 3.2.3; WHATWG URL",
        template="Give the port as a number from 1 to 65535, or remove it with its colon.",
        fields=_URIS,
        cases=(
            Case(bad="https://university.edu:/orcid", mended="https://university.edu/orcid"),
            Case(bad="https://university.edu:0443/orcid", mended="https://university.edu:8443/orcid"),
            Case(bad="https://university.edu:65536/orcid", mended="https://university.edu:65535/orcid"),
        ),
    ),
    Row(
        name="dotless_host",
        severity="E/E",
        summary="A host without a dot.",
        rationale="Such a name works inside one network only, and ORCID's software refuses it.",
        source="ORCID's registry software",
        template="Give the full public name of the host, not {host} alone.",
        fields=("homepage_url",),
        cases=(
            Case(bad="https://intranet/orcid", mended=_GOOD, params={"host": "intranet"}),
            Case(bad="https://localhost/orcid", mended=_GOOD, params={"host": "localhost"}),
        ),
    ),
    Row(
        name="dotless_host",
        severity="E/W",
        summary="A host without a dot.",
        rationale="Such a name works inside one network only, and ORCID's own form refuses it.",
        source="orcid-angular, developer tools",
        template="Give the full public name of the host, not {host} alone.",
        fields=("redirect_uri",),
        cases=(
            Case(bad="https://intranet/orcid", mended=_GOOD, params={"host": "intranet"}),
            Case(bad="http://orcid-test:8080/orcid", mended=_GOOD, params={"host": "orcid-test"}, sandbox=True),
        ),
    ),
    Row(
        name="example_host",
        severity="W/W",
        summary="A host that is reserved for examples, or a name that begins with `your`.",
        rationale="It was copied from a guide and not replaced.",
        source="RFC 2606; the guides of vendors",
        template="Use your own host in place of {host}, which stands for an example.",
        fields=_URIS,
        cases=(
            Case(bad="https://www.example.com/orcid", mended=_GOOD, params={"host": "www.example.com"}),
            Case(bad="https://your-domain.org/orcid", mended=_GOOD, params={"host": "your-domain.org"}),
        ),
    ),
    Row(
        name="confusable_host",
        severity="W/W",
        summary="A part of an internationalized name mixes scripts, or looks like another name in ASCII.",
        rationale="A person reads another name than the one that is registered.",
        source='UTS 39 section 5.2 ("highly restrictive") and section 4',
        template="Check the host: {host} mixes scripts or looks like another name.",
        fields=_URIS,
        cases=(
            Case(
                bad="https://xn--80ak6aa92e.com/orcid",
                mended="https://apple.edu/orcid",
                params={"host": "xn--80ak6aa92e.com"},
            ),
            Case(
                bad="https://xn--pypal-4ve.edu/orcid",
                mended="https://xn--d1acpjx3f.xn--p1ai/orcid",
                params={"host": "xn--pypal-4ve.edu"},
            ),
        ),
    ),
    Row(
        name="non_public_host",
        severity="W/-",
        summary="A host that cannot be reached from the public internet.",
        rationale="Researchers anywhere are sent back to this address.",
        source="RFC 6761, RFC 6762, RFC 6890, RFC 8375; ICANN's reservation of .internal; seen in integrations",
        template="Use a host that is reachable from the internet, not {host}.",
        fields=_URIS,
        cases=(
            Case(bad="https://repository.local/orcid", mended=_GOOD, params={"host": "repository.local"}),
            Case(bad="https://10.0.0.7/orcid", mended=_GOOD, params={"host": "10.0.0.7"}),
        ),
    ),
    Row(
        name="not_normalized",
        severity="W/W",
        summary="Another spelling of an address that has a normal form.",
        rationale="ORCID compares redirect URIs as text: what a browser or a library normalizes no longer matches.",
        source="RFC 3986 section 6.2.2; RFC 5952",
        template="Write the address in its normal form: change {what}.",
        fields=_URIS,
        cases=(
            Case(
                bad="HTTPS://University.edu/orcid",
                mended="https://university.edu/orcid",
                params={"what": "the upper-case letters in scheme and host"},
            ),
            Case(
                bad="https://university.edu:443/orcid",
                mended="https://university.edu/orcid",
                params={"what": "the default port"},
            ),
            Case(
                bad="https://university.edu/%7euser%c3%bc",
                mended="https://university.edu/~user%C3%BC",
                params={"what": "the percent-encoding"},
            ),
        ),
    ),
    Row(
        name="trailing_punctuation",
        severity="W/W",
        summary="A semicolon, comma or full stop at the very end.",
        rationale="It was copied along with the sentence around the address.",
        source="seen in integrations",
        template="Remove the {character} at the end, unless it belongs to the address.",
        fields=_URIS,
        cases=(
            Case(bad=f"{_GOOD};", mended=_GOOD, params={"character": "SEMICOLON (U+003B)"}),
            Case(bad=f"{_GOOD}?a=b.", mended=f"{_GOOD}?a=b", params={"character": "FULL STOP (U+002E)"}),
        ),
    ),
    Row(
        name="insecure",
        severity="W/-",
        summary="A home page over http.",
        rationale="Researchers follow this link from their list of trusted organizations.",
        source="the library's own advice; ORCID takes either",
        template="Use https, not http, if the home page is served over it.",
        fields=("homepage_url",),
        cases=(
            Case(bad="http://university.edu/", mended="https://university.edu/"),
            Case(bad="http://university.edu:8080/a", mended="https://university.edu:8080/a"),
        ),
    ),
)
