"""Rules of the two contacts: contact_email and pin_contact_email."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.rules.model import Case, Row

_CONTACTS: Final = ("contact_email", "pin_contact_email")

ROWS: Final = (
    Row(
        name="invalid",
        severity="E/E",
        summary="Not an email address.",
        rationale="The credentials, or the passcode to them, would reach nobody.",
        source="RFC 5321, RFC 5322, RFC 6531, as email-validator reads them (strict, nothing looked up)",
        template="Correct the email address: {reason}.",
        fields=_CONTACTS,
        cases=(
            Case(
                bad="orcid.university.edu",
                mended="orcid@university.edu",
                params={"reason": "an email address must have an @-sign"},
            ),
            Case(
                bad=" orcid@university.edu ",
                mended="orcid@university.edu",
                params={"reason": "there is white space around it"},
            ),
            Case(
                bad="mailto:orcid@university.edu",
                mended="orcid@university.edu",
                params={"reason": "it begins with mailto:"},
            ),
            Case(
                bad=f"{'ü' * 33}@university.edu",
                mended="mueller@university.edu",
                params={"reason": "the part before the @-sign is longer than 64 octets in UTF-8"},
            ),
        ),
    ),
    Row(
        name="multiple_addresses",
        severity="E/E",
        summary="More than one address in the field.",
        rationale="ORCID sends each half of the credentials to one contact.",
        source="seen in integrations",
        template="Give one email address only.",
        fields=_CONTACTS,
        cases=(
            Case(bad="a@university.edu; b@university.edu", mended="a@university.edu"),
            Case(bad="<a@university.edu> <b@university.edu>", mended="b@university.edu"),
        ),
    ),
    Row(
        name="display_name",
        severity="E/E",
        summary="A name around the address, as in `Name <address>`.",
        rationale="The field takes the address alone.",
        source="seen in integrations; RFC 5322 section 3.4",
        template="Give the address alone, without a name or angle brackets.",
        fields=_CONTACTS,
        cases=(
            Case(bad="ORCID Team <orcid@university.edu>", mended="orcid@university.edu"),
            Case(bad="<orcid@university.edu>", mended="orcid@university.edu"),
        ),
    ),
    Row(
        name="internationalized",
        severity="W/W",
        summary="The part before the @-sign is not ASCII.",
        rationale="Mail reaches such an address only if every server on its way speaks SMTPUTF8.",
        source="RFC 6531",
        template="Give an address in plain ASCII before the @-sign if there is one; not every mail server reaches this one.",
        fields=_CONTACTS,
        cases=(
            Case(bad="müller@university.edu", mended="mueller@university.edu"),
            Case(bad="図書館@university.edu", mended="library@university.edu"),
        ),
    ),
    Row(
        name="reserved_domain",
        severity="W/W",
        summary="A domain that is reserved for examples.",
        rationale="No mail can arrive there.",
        source="RFC 2606, RFC 6761",
        template="Use a real address: {domain} is reserved for examples and receives no mail.",
        fields=_CONTACTS,
        cases=(
            Case(bad="orcid@example.org", mended="orcid@university.edu", params={"domain": "example.org"}),
            Case(bad="orcid@mail.example", mended="orcid@university.edu", params={"domain": "mail.example"}),
        ),
    ),
    Row(
        name="unknown_contact",
        severity="W/W",
        summary="The policy lists the contacts that ORCID holds, and this is none of them.",
        rationale="ORCID expects the contact it has been working with, or the technical contact it holds.",
        source="help page of January 2020",
        template="Use a contact that ORCID already knows for your organization, or introduce this one to ORCID first.",
        fields=("contact_email",),
        cases=(
            Case(
                bad="new@university.edu",
                mended="Orcid@university.edu",
                known_contacts=frozenset({"orcid@university.edu", "tech@university.edu"}),
            ),
            Case(
                bad="orcid@other.edu",
                mended="tech@University.edu",
                known_contacts=frozenset({"orcid@university.edu", "tech@university.edu"}),
            ),
        ),
    ),
    Row(
        name="not_distinct",
        severity="E/W",
        summary="The same address as contact_email.",
        rationale="Credentials and passcode go out in two messages so that one opened mailbox does not give both.",
        source='help page of January 2020: it "needs to be a different contact"',
        template="Name a different person here: this is the contact who receives the credentials.",
        fields=("pin_contact_email",),
        cases=(
            Case(bad="ORCID@Library.University.edu", mended="pin@university.edu"),
            Case(bad="orcid@library.university.edu", mended="pin@university.edu", sandbox=True),
        ),
    ),
    Row(
        name="same_mailbox",
        severity="W/W",
        summary="Another address that by common practice is the same mailbox as contact_email.",
        rationale="Credentials and passcode would meet in one mailbox. The addresses differ only in a +tag, or, "
        "at Gmail, in dots or in gmail.com and googlemail.com.",
        source="RFC 5233; the purpose of the help page's rule",
        template="Name a different person here: mail to this address arrives in the mailbox of the other contact.",
        fields=("pin_contact_email",),
        cases=(
            Case(bad="orcid+pin@library.university.edu", mended="pin@university.edu"),
            Case(
                bad="a.b@googlemail.com",
                mended="pin@university.edu",
                rest={"contact_email": "ab@gmail.com"},
            ),
        ),
    ),
)
