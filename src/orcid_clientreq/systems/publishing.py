"""Journals, presses, manuscript submission and conferences."""

from __future__ import annotations

from typing import Final

from orcid_clientreq.editions import Confidence
from orcid_clientreq.systems.model import (
    CHECKED_AGAIN,
    NAME,
    Parameter,
    Registrant,
    System,
    SystemKind,
    base,
    callback,
    names,
    pages,
)

_PKP: Final = base("The base address of the installation, without index.php.", "https://journals.university.edu")
#: A name in an address; `index` is the page of the site, and people take the ISSN or the title for the path.
_PATH: Final = rf"(?!index\Z|[0-9]{{4}}-[0-9]{{3}}[0-9Xx]\Z){NAME}"
_JOURNAL: Final = Parameter("journal", "The path of the journal, press or server.", "jlis", "journal", pattern=_PATH)
#: Pages of a journal without index.php, under restful_urls; with it, a page begins as a callback does.
_PAGES: Final = (
    "{+base}/index.php?journal={journal}",
    *pages(*(f"{{journal}}/{page}" for page in ("about", "issue", "article", "login", "user", "submissions"))),
)
_FOR_ALL: Final = (
    "Each journal has its own address. To cover all of them, register the host alone: ORCID then accepts every path "
    "on it."
)
_RESTFUL: Final = "the setting restful_urls takes index.php out of the address"
_PATH_INFO: Final = "the setting disable_path_info (up to 3.3) puts the path into the query"
_AUTHORIZE_34: Final = "{+base}/index.php/{journal}/orcidapi/orcidAuthorize"
_VERIFY_34: Final = "{+base}/index.php/{journal}/orcidapi/orcidVerify"
_AUTHORIZE: Final = "{+base}/index.php/{journal}/orcid/authorizeOrcid"
_VERIFY: Final = "{+base}/index.php/{journal}/orcid/verify"
_SCOPE: Final = "{+base}/index.php/{journal}/orcid/updateScope"
#: What is added to the addresses at sign-in: the page that asks, and what an email identifies an author by.
_TARGET: Final = "targetOp={page}"
_IN_EMAIL: Final = "token={token}&state={state}"
_IN_SCOPE_EMAIL: Final = "token={token}&itemId={item}&itemType={type}&userId={user}&userIdType={user_type}"
_KEEP_QUERY: Final = (
    "What is sent has more than what is registered: a query such as ?targetOp=profile, or ?token=…&state=… in an "
    "email. ORCID ignores it, and the system needs it. Don't remove it."
)
#: What Janeway added for a while.
_STATE: Final = "state={action}"
_IN_1_7: Final = "in version 1.7"
_PRESS: Final = Parameter(
    "press", "The address of the press site, without a slash at the end.", "https://press.university.edu"
)

TABLE: Final = (
    System(
        id="pkp-3.5",
        name="OJS, OMP, OPS 3.5",
        also_called=names(
            "OJS, OMP, OPS, PKP, Open Journal Systems, Open Monograph Press, Open Preprint Systems, Open "
            "Journal System, SEER, Sistema Eletrônico de Editoração de Revistas, Public Knowledge Project, "
            "OJS 3.5, OMP 3.5, OPS 3.5, OJS 3"
        ),
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
                sends=_TARGET,
            ),
            callback(
                _VERIFY,
                "the link in emails to authors",
                _PKP,
                _JOURNAL,
                register_instead="{+base}",
                why_prefix=_FOR_ALL,
                sends=_IN_EMAIL,
            ),
            callback(
                _SCOPE,
                "the link in emails that ask for more permissions, with the member API",
                _PKP,
                _JOURNAL,
                required=False,
                sends=_IN_SCOPE_EMAIL,
            ),
            callback(
                "{+base}/{journal}/orcid/authorizeOrcid",
                f"sign up, if {_RESTFUL}",
                _PKP,
                _JOURNAL,
                alternative_to=_AUTHORIZE,
                sends=_TARGET,
            ),
            callback(
                "{+base}/{journal}/orcid/verify",
                f"emails, if {_RESTFUL}",
                _PKP,
                _JOURNAL,
                alternative_to=_VERIFY,
                sends=_IN_EMAIL,
            ),
            callback(
                "{+base}/{journal}/orcid/updateScope",
                f"more permissions, if {_RESTFUL}",
                _PKP,
                _JOURNAL,
                alternative_to=_SCOPE,
                sends=_IN_SCOPE_EMAIL,
            ),
        ),
        pages=_PAGES,
        advice=(
            (
                "The path is /orcid/ since 3.5; the plugin for earlier versions used /orcidapi/. After "
                "the upgrade, sign-in fails with addresses that were registered in full, until the new ones are "
                "registered."
            ),
            "Each journal has up to three addresses. For two journals or more, register the host alone.",
            _KEEP_QUERY,
            "Only a link in an email leads to updateScope, long after the tests. Don't forget to register it.",
            "A journal with a host of its own needs its own redirect URIs.",
        ),
        source=(
            "pkp/pkp-lib (stable-3_5_0), classes/orcid/OrcidManager.php, pages/orcid/OrcidHandler.php and "
            "jobs/orcid/SendAuthorMail.php"
        ),
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
        replaces=("pkp-2.4-3.4",),
    ),
    System(
        id="pkp-2.4-3.4",
        name="OJS, OMP, OPS 2.4 to 3.4",
        also_called=names(
            "OJS, OMP, OPS, PKP, Open Journal Systems, Open Monograph Press, Open Preprint Systems, OJS 3, "
            "OJS 3.2, OJS 3.3, OJS 3.4, OMP 3.3, OMP 3.4, OPS 3.3, OPS 3.4, ORCID Profile plugin, "
            "orcidProfile, OJS 2, OJS 2.4, OJS 2.4.8, OJS 3.0, OJS 3.1, OMP 3.1, SEER"
        ),
        kind=SystemKind.PUBLISHING,
        versions="2.4 to 3.4",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                _AUTHORIZE_34,
                "sign up and profile",
                _PKP,
                _JOURNAL,
                register_instead="{+base}",
                why_prefix=_FOR_ALL,
                sends=_TARGET,
            ),
            callback(
                _VERIFY_34,
                "the link in emails to authors",
                _PKP,
                _JOURNAL,
                register_instead="{+base}",
                why_prefix=_FOR_ALL,
                sends=_IN_EMAIL,
            ),
            callback(
                "{+base}/{journal}/orcidapi/orcidAuthorize",
                f"sign up, if {_RESTFUL}",
                _PKP,
                _JOURNAL,
                alternative_to=_AUTHORIZE_34,
                sends=_TARGET,
            ),
            callback(
                "{+base}/{journal}/orcidapi/orcidVerify",
                f"emails, if {_RESTFUL}",
                _PKP,
                _JOURNAL,
                alternative_to=_VERIFY_34,
                sends=_IN_EMAIL,
            ),
            callback(
                "{+base}/index.php?journal={journal}&page=orcidapi&op=orcidAuthorize",
                f"sign up, if {_PATH_INFO}",
                _PKP,
                _JOURNAL,
                alternative_to=_AUTHORIZE_34,
                sends=_TARGET,
            ),
            callback(
                "{+base}/index.php?journal={journal}&page=orcidapi&op=orcidVerify",
                f"emails, if {_PATH_INFO}",
                _PKP,
                _JOURNAL,
                alternative_to=_VERIFY_34,
                sends=_IN_EMAIL,
            ),
        ),
        pages=_PAGES,
        advice=(
            "Each journal has two addresses. For two journals or more, register the host alone.",
            _KEEP_QUERY,
            "Don't register a path that goes on after the journal, such as /index.php/jlis/index: nothing matches it.",
            "Version 3.5 uses /orcid/ in place of /orcidapi/. Register the new addresses before you upgrade.",
            "A journal with a host of its own needs its own redirect URIs.",
            (
                "In the plugin for 3.3, the setting orcid_redirect_base_url in config.inc.php replaces "
                "scheme and host of the address, for one server that takes the sign-ins of several hosts. "
                "Register that server. The code reads the setting under [orcidProfilePlugin], although the "
                "README shows it under [orcid]."
            ),
            "Turn the plugin on only after ORCID has issued the credentials.",
        ),
        source=(
            "pkp/orcidProfile (ojs-dev-2_4 to stable-3_4_0), OrcidProfilePlugin, and the README of "
            "stable-3_3_0; pkp/pkp-docs, orcid/en/installation-setup.md"
        ),
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="pkp-openid",
        name="OJS with the OpenID plugin",
        also_called=names(
            "OpenID plugin, OJS OpenID, OJS OpenID plugin, OpenID Authentication Plugin, Leibniz Psychology "
            "OJS, ZPID OpenID plugin"
        ),
        kind=SystemKind.PUBLISHING,
        versions="the plugin for OJS 3.1.2, 3.2.1 and 3.3, of 2021",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/index.php/{journal}/openid/doAuthentication",
                "sign in and sign up with ORCID as an OpenID provider",
                _PKP,
                _JOURNAL,
                register_instead="{+base}",
                why_prefix=_FOR_ALL,
                sends="provider=orcid",
                distinctive=True,
            ),
        ),
        pages=(*_PAGES, "{+base}/{journal}"),
        advice=(
            (
                "The plugin's settings show the address to copy. What is sent ends in ?provider=orcid, which "
                "is not shown there. ORCID ignores it."
            ),
            (
                "This plugin and PKP's own support of ORCID have different addresses. A journal that uses "
                "both needs the addresses of both."
            ),
            (
                "With the setting restful_urls, index.php is probably not in the address. Look at the "
                "redirect_uri in the address of ORCID's page when you sign in."
            ),
        ),
        source=(
            "leibniz-psychology/pkp-openid (master of April 2021), handler/OpenIDLoginHandler.inc.php and "
            "forms/OpenIDPluginSettingsForm.inc.php"
        ),
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="kotahi",
        name="Kotahi",
        also_called=names("Coko Kotahi, Coko, eLife Kotahi"),
        kind=SystemKind.PUBLISHING,
        versions="3.2 and later",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+server}/auth/orcid/callback",
                "sign in; there is no other way to sign in",
                Parameter(
                    "server",
                    "The public address of the Kotahi server, not of its client, without a slash at the end.",
                    "https://server.journal.university.edu",
                ),
                distinctive=False,
            ),
        ),
        pages=("{+server}/{group}/login", "{+server}/{group}/dashboard"),
        advice=(
            (
                "It is the address of the server, although one page of the documentation says the client. "
                "The two are the same only behind one proxy."
            ),
            "callbackURL in the settings of auth-orcid replaces the address.",
            "If the server does not know its public address, it sends localhost. Set its address first.",
            "The setting useSandboxedOrcid chooses the sandbox. It must agree with your credentials.",
            "For tests on your own computer use 127.0.0.1: ORCID's form refuses localhost.",
        ),
        source=(
            "eLifePathways/Kotahi, packages/server/controllers/orcid.controllers.js and the deployment guide; issue 78"
        ),
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="janeway",
        name="Janeway",
        also_called=names("Janeway journal, Janeway press, Open Library of Humanities, OLH, Birkbeck Janeway"),
        kind=SystemKind.PUBLISHING,
        versions="1.3 and later",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+press}/login/orcid/", "sign in and sign up on the press site", _PRESS, sends=_STATE, sends_if=_IN_1_7
            ),
            callback(
                "{+press}/{journal}/login/orcid/",
                "sign in on a journal or repository below the address of the press",
                _PRESS,
                Parameter("journal", "The code of the journal.", "jlis", "journal", pattern=NAME),
                required=False,
                register_instead="{+press}",
                why_prefix="Each journal has its own address. The host alone covers all of them.",
                sends=_STATE,
                sends_if=_IN_1_7,
            ),
            callback(
                "{+journal_domain}/login/orcid/",
                "sign in on a journal or repository with a host of its own; one for each host",
                Parameter(
                    "journal_domain",
                    "The address of a journal with a host of its own.",
                    "https://jlis.org",
                    is_origin=True,
                ),
                required=False,
                sends=_STATE,
                sends_if=_IN_1_7,
            ),
        ),
        pages=("{+press}/journals", "{+press}/manager"),
        advice=(
            (
                "Each journal or repository with a host of its own needs its own redirect URI. Ask ORCID for it "
                "before the journal opens."
            ),
            "The slash at the end is part of the address.",
            "Version 1.7 adds ?state=login or ?state=register at sign-in, which ORCID ignores. Don't remove it.",
        ),
        source="openlibhums/janeway, src/utils/orcid.py, src/core/include_urls.py and issue 5507",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="editorial-manager",
        name="Editorial Manager and ProduXion Manager",
        also_called=names("EM, Aries, Aries Systems, ProduXion Manager, Aries Editorial Manager"),
        kind=SystemKind.PUBLISHING,
        versions="15.0 and later if you use your own credentials",
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
        also_called=names("S1M, Manuscript Central"),
        kind=SystemKind.PUBLISHING,
        versions="the current service",
        registrant=Registrant.WITH_VENDOR,
        advice=(
            (
                "The redirect URI is not published. Ask ScholarOne whether you need credentials of your own, and "
                "for which redirect URI."
            ),
        ),
        source="IOP Publishing support, ScholarOne login and account creation via ORCID iD",
        confidence=Confidence.LOW,
    ),
    System(
        id="ejournalpress",
        name="eJournalPress",
        also_called=names("eJP, EJPress"),
        kind=SystemKind.PUBLISHING,
        versions="the current service",
        registrant=Registrant.WITH_VENDOR,
        callbacks=(
            callback(
                "{+base}/cgi-bin/main.plex",
                "sign in; the system has this one address for everything",
                base("The https address of the journal's submission site.", "https://submit.journal.org"),
                distinctive=True,
            ),
        ),
        advice=(
            (
                "The address is not published: it was seen at a few publishers. Ask eJournalPress whether "
                "you need credentials of your own, and for the redirect URI, before you register anything."
            ),
            "Each journal has a submission site with a host of its own.",
        ),
        source="public programs that sign in to submission sites of several publishers, and links to those sites",
        confidence=Confidence.MEDIUM,
        checked=CHECKED_AGAIN,
    ),
    System(
        id="indico",
        name="Indico",
        also_called=names("CERN Indico, Flask-Multipass, Indico 3"),
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
        pages=pages("event", "category", "admin"),
        advice=(
            "The name of the provider is part of the address.",
            "callback_uri in the provider's settings replaces the address.",
        ),
        source="indico/flask-multipass, flask_multipass/providers/authlib.py",
        confidence=Confidence.MEDIUM,
    ),
    System(
        id="pretalx-orcid",
        name="pretalx with pretalx-orcid",
        also_called=names("pretalx, pretalx conference"),
        kind=SystemKind.PUBLISHING,
        versions="the plugin of December 2021, which is not maintained",
        registrant=Registrant.ORGANIZATION,
        callbacks=(
            callback(
                "{+base}/{event}/p/orcid/oauth",
                "fill in the profile of a person who submits a talk",
                base("The address of pretalx.", "https://talks.university.edu"),
                Parameter(
                    "event", "The short name of the event, as in its address.", "open-days", "event", pattern=NAME
                ),
                register_instead="{+base}",
                why_prefix="Each event has its own address. The host alone covers all of them.",
            ),
        ),
        pages=pages("orga/event/{event}", "{event}/cfp", "{event}/schedule"),
        advice=(
            (
                "Each event has its own address, which the plugin's settings show. For two events or more, "
                "register the host alone."
            ),
            "An event with a domain of its own needs its own redirect URI.",
        ),
        source="pretalx/pretalx-orcid, pretalx_orcid/urls.py and orcid.py",
        confidence=Confidence.HIGH,
        checked=CHECKED_AGAIN,
    ),
)
