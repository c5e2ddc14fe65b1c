"""What can be wrong with a website: each is reported in words that somebody who never ran a server can act on.

The first of each row is its name. Then: what happens to the good website of candlefish.ai, words of the message and the fix,
and the field that it is about.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from evidence.https_server import EXPIRED, OTHER_HOST, UNTRUSTED, Answer, Host


class Fault(NamedTuple):
    id: str
    set_up: Callable[[dict[str, Host]], object]
    words: tuple[str, ...]
    field: str
    severity: str = "error"


HOST = "candlefish.ai"
LOGIN = (
    "<title>Candlefish.ai</title><form>Email <input name=email> Password <input type=password><button>Sign in</button></form>"
)
STRANGER = f"<h1>Ocean Prints</h1><p>{'We print posters of the sea. ' * 30}</p>"
APP = "<title>Candlefish.ai</title><noscript>You need to enable JavaScript.</noscript><div id=root></div><script src=/app.js></script>"
SILENT = f"<h1>Privacy at Candlefish.ai</h1><p>{'We keep nothing that we do not need. ' * 30}</p>"


def page(path: str, answer: Answer) -> Callable[[dict[str, Host]], object]:
    return lambda hosts: hosts[HOST].pages.update({path: answer})


def certificate(fault: str) -> Callable[[dict[str, Host]], object]:
    return lambda hosts: setattr(hosts[HOST], "certificate", fault)


def moved(hosts: dict[str, Host]) -> None:
    hosts["oceanprints.example.com"] = hosts[HOST]
    hosts[HOST] = Host({"*": Answer.to("https://oceanprints.example.com/")})


FAULTS = [
    Fault("no such host", lambda hosts: hosts.pop(HOST), ("DNS does not know the host candlefish.ai", "add an A or CNAME record for candlefish.ai"), "website.url"),
    Fault("certificate expired", certificate(EXPIRED), ("certificate of candlefish.ai has expired", "Renew the certificate"), "website.url"),
    Fault("certificate of another host", certificate(OTHER_HOST), ("for another host name than candlefish.ai", "certificate that contains candlefish.ai"), "website.url"),
    Fault("certificate of nobody", certificate(UNTRUSTED), ("do not trust the certificate", "public authority"), "website.url"),
    Fault("endless redirects", page("/", Answer.to("/")), ("never arrives at a page", "Check the redirects"), "website.url"),
    Fault("redirect to http", page("/", Answer.to("http://candlefish.ai/")), ("not encrypted: http://candlefish.ai/", "begins with https"), "website.url"),
    Fault("another domain", moved, ("leads to another domain: https://oceanprints.example.com/", "Enter the address where the website is"), "website.url"),
    Fault("a file", page("/", Answer(b"%PDF-1.7", headers=(("Content-Type", "application/pdf"),))), ("is a file, not a web page", "what your product does"), "website.url"),
    Fault("a stranger's page", page("/", Answer(STRANGER)), ("found neither your product nor your company", "Write the name on the page"), "website.url", "warning"),
    Fault("a stranger's sign", page("/", Answer("<h1>Ocean Prints</h1><p>Posters of the sea.</p>")), ("found neither your product nor your company", "Candlefish.ai"), "website.url"),
    Fault("only a login", page("/", Answer(LOGIN)), ("only shows a login", "Show without login what your product does"), "website.url"),
    Fault("password", page("/", Answer("", 401)), ("asks for a password", "a page that anyone can open"), "website.url"),
    Fault("parked", page("/", Answer("<h1>candlefish.ai</h1><p>This domain is for sale!</p>")), ('"this domain is for sale"', "Publish a page that says what your product does"), "website.url"),
    Fault("coming soon", page("/", Answer("<h1>Candlefish.ai</h1><p>Coming soon</p>")), ('"coming soon"', "Publish a page"), "website.url"),
    Fault("empty", page("/", Answer("<html><body></body></html>")), ("is empty", "Publish the page"), "website.url"),
    Fault("legal page missing", page("/terms", Answer("", 404)), ("no page at https://candlefish.ai/terms (status 404)", "Publish the page"), "website.terms_url"),
    Fault("legal page leads home", page("/imprint", Answer.to("/")), ("the same page as your website", "on a page of its own"), "website.imprint_url", "warning"),
    Fault("privacy without email", page("/privacy", Answer(SILENT)), ("does not mention email", "which emails you send"), "website.privacy_url", "warning"),
    Fault("legal page as a file", page("/terms", Answer(b"%PDF-1.7", headers=(("Content-Type", "application/pdf"),))), ("could not read it", "in every browser"), "website.terms_url", "warning"),
    Fault("legal page elsewhere", lambda hosts: hosts.update({"policies.example.net": Host({"/1": hosts[HOST].pages["/terms"]}), HOST: Host({**hosts[HOST].pages, "/terms": Answer.to("https://policies.example.net/1")})}), ("leads to another domain", "on your own domain"), "website.terms_url", "warning"),
    Fault("needs scripts", page("/", Answer(APP)), ("hardly any text until scripts run", "into the HTML itself"), "website.url", "warning"),
]  # fmt: skip
