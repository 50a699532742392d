"""Journals, presses, manuscript submission and conferences."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.editions import Confidence
from orcid_clientreq.systems.model import Parameter, Registrant, System, SystemKind, base, callback

_PKP: Final = base("The base address of the installation, without index.php.", "https://journals.university.edu")
_JOURNAL: Final = Parameter("journal", "The path of the journal, press or server.", "jlis", "journal")
_FOR_ALL: Final = (
    "Each journal has another address. To cover all of them, register the host alone: ORCID then accepts every path "
    "on it."
)
_RESTFUL: Final = "the setting restful_urls takes index.php out of the address"
_PATH_INFO: Final = "the setting disable_path_info (up to 3.3) puts the path into the query"
_AUTHORIZE_34: Final = "{+base}/index.php/{journal}/orcidapi/orcidAuthorize"
_VERIFY_34: Final = "{+base}/index.php/{journal}/orcidapi/orcidVerify"
_AUTHORIZE: Final = "{+base}/index.php/{journal}/orcid/authorizeOrcid"
_VERIFY: Final = "{+base}/index.php/{journal}/orcid/verify"
_SCOPE: Final = "{+base}/index.php/{journal}/orcid/updateScope"
_PRESS: Final = Parameter(
    "press", "The address of the press site, without a slash at the end.", "https://press.university.edu"
)

TABLE: Final = (
    System(
        id="pkp-3.5",
        name="OJS, OMP, OPS 3.5",
        kind=SystemKind.PUBLISHING,
        versions="3.5 and later",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                _AUTHORIZE,
                "sign up, profile and invitations",
                _PKP,
                _JOURNAL,
                register_instead="{+base}",
                why_prefix=_FOR_ALL,
            ),
            callback(
                _VERIFY,
                "the link in emails to authors",
                _PKP,
                _JOURNAL,
                register_instead="{+base}",
                why_prefix=_FOR_ALL,
            ),
            callback(
                _SCOPE,
                "the link in emails that ask for more permissions, with the member API",
                _PKP,
                _JOURNAL,
                required=False,
            ),
            callback(
                "{+base}/{journal}/orcid/authorizeOrcid",
                f"sign up, if {_RESTFUL}",
                _PKP,
                _JOURNAL,
                alternative_to=_AUTHORIZE,
            ),
            callback(
                "{+base}/{journal}/orcid/verify", f"emails, if {_RESTFUL}", _PKP, _JOURNAL, alternative_to=_VERIFY
            ),
            callback(
                "{+base}/{journal}/orcid/updateScope",
                f"more permissions, if {_RESTFUL}",
                _PKP,
                _JOURNAL,
                alternative_to=_SCOPE,
            ),
        ),
        advice=(
            (
                "The path is /orcid/ since 3.5; the plugin for earlier versions used /orcidapi/. Addresses that "
                "were registered in full stop working with the upgrade until the new ones are registered."
            ),
            (
                "Each journal has up to three addresses, and the form has five rows. For two journals or more, "
                "register the host alone."
            ),
            "updateScope is called from an email only, long after the tests. Don't forget it.",
            "A journal with a host of its own needs its own redirect URIs.",
        ),
        source="pkp/pkp-lib (stable-3_5_0), classes/orcid/OrcidManager.php and pages/orcid/OrcidHandler.php",
        confidence=Confidence.HIGH,
        replaces=("pkp-2.4-3.4",),
    ),
    System(
        id="pkp-2.4-3.4",
        name="OJS, OMP, OPS 2.4 to 3.4",
        kind=SystemKind.PUBLISHING,
        versions="2.4 to 3.4",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                _AUTHORIZE_34, "sign up and profile", _PKP, _JOURNAL, register_instead="{+base}", why_prefix=_FOR_ALL
            ),
            callback(
                _VERIFY_34,
                "the link in emails to authors",
                _PKP,
                _JOURNAL,
                register_instead="{+base}",
                why_prefix=_FOR_ALL,
            ),
            callback(
                "{+base}/{journal}/orcidapi/orcidAuthorize",
                f"sign up, if {_RESTFUL}",
                _PKP,
                _JOURNAL,
                alternative_to=_AUTHORIZE_34,
            ),
            callback(
                "{+base}/{journal}/orcidapi/orcidVerify",
                f"emails, if {_RESTFUL}",
                _PKP,
                _JOURNAL,
                alternative_to=_VERIFY_34,
            ),
            callback(
                "{+base}/index.php?journal={journal}&page=orcidapi&op=orcidAuthorize",
                f"sign up, if {_PATH_INFO}",
                _PKP,
                _JOURNAL,
                alternative_to=_AUTHORIZE_34,
            ),
            callback(
                "{+base}/index.php?journal={journal}&page=orcidapi&op=orcidVerify",
                f"emails, if {_PATH_INFO}",
                _PKP,
                _JOURNAL,
                alternative_to=_VERIFY_34,
            ),
        ),
        advice=(
            "Each journal has two addresses. For two journals or more, register the host alone.",
            "Don't register a path that goes on after the journal, such as /index.php/jlis/index: nothing matches it.",
            "Version 3.5 uses /orcid/ in place of /orcidapi/. Register the new addresses before you upgrade.",
            "A journal with a host of its own needs its own redirect URIs.",
            "Turn the plugin on only after ORCID has issued the credentials.",
        ),
        source=(
            "pkp/orcidProfile (ojs-dev-2_4 to stable-3_4_0), OrcidProfilePlugin; pkp/pkp-docs, "
            "orcid/en/installation-setup.md"
        ),
        confidence=Confidence.HIGH,
    ),
    System(
        id="janeway",
        name="Janeway",
        kind=SystemKind.PUBLISHING,
        versions="1.3 and later",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback("{+press}/login/orcid/", "sign in and sign up on the press site", _PRESS),
            callback(
                "{+press}/{journal}/login/orcid/",
                "sign in on a journal or repository below the address of the press",
                _PRESS,
                Parameter("journal", "The code of the journal.", "jlis", "journal"),
                required=False,
                register_instead="{+press}",
                why_prefix="Each journal has another address. The host alone covers all of them.",
            ),
            callback(
                "{+journal_domain}/login/orcid/",
                "sign in on a journal or repository with a host of its own; one for each host",
                Parameter("journal_domain", "The address of a journal with a host of its own.", "https://jlis.org"),
                required=False,
            ),
        ),
        advice=(
            (
                "Each journal or repository with a host of its own needs its own redirect URI. Ask ORCID for it "
                "before the journal opens."
            ),
            "The slash at the end is part of the address.",
            "Version 1.7 adds a query at sign-in, which ORCID ignores.",
        ),
        source="openlibhums/janeway, src/utils/orcid.py, src/core/include_urls.py and issue 5507",
        confidence=Confidence.HIGH,
    ),
    System(
        id="editorial-manager",
        name="Editorial Manager and ProduXion Manager",
        kind=SystemKind.PUBLISHING,
        versions="15.0 and later for credentials of one's own",
        registrant=Registrant.VENDOR,
        advice=(
            (
                "Most publishers register nothing: Aries has credentials. With credentials of your own, ask Aries "
                "for the redirect URIs, and don't derive them from the journal's address."
            ),
            "Credentials without those redirect URIs stop every sign-in to the journal.",
        ),
        source="Aries Systems blog, Promote Publisher Brand Identity at ORCID Workflow Points",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="scholarone",
        name="ScholarOne Manuscripts",
        kind=SystemKind.PUBLISHING,
        versions="the present service",
        registrant=Registrant.WITH_VENDOR,
        advice=(
            (
                "The redirect URI is not published. Ask ScholarOne whether you need credentials of your own, and "
                "for which one."
            ),
        ),
        source="IOP Publishing support, ScholarOne login and account creation via ORCID iD",
        confidence=Confidence.LOW,
    ),
    System(
        id="indico",
        name="Indico",
        kind=SystemKind.PUBLISHING,
        versions="3",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/multipass/authlib/{provider}",
                "sign in",
                base("BASE_URL of Indico, without a slash at the end.", "https://indico.university.edu"),
                Parameter("provider", "The name of the provider in the configuration.", "orcid"),
                distinctive=True,
            ),
        ),
        advice=(
            "The name of the provider is part of the address.",
            "callback_uri in the provider's settings replaces the address.",
        ),
        source="indico/flask-multipass, flask_multipass/providers/authlib.py",
        confidence=Confidence.MEDIUM,
    ),
)
