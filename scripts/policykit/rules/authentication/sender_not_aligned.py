"""Neither the DKIM signature nor the MAIL FROM domain aligns with the sender, so DMARC fails.

DMARC passes when one of the two shares the registered domain with the From address, or equals it where the record asks for
strict alignment (R-9989, AWS-10).

Wrong:
    identities: {domains: [{dkim: {domain: lantern-mail.example.net}, mail_from: (leave out)}]}
    ---
    dns: {dmarc: [{value: "v=DMARC1; p=quarantine; adkim=s; aspf=s"}]}
    streams: [{from: codes@mail.lantern.example.com}]
Right:
    identities: {domains: [{dkim: {domain: lantern-mail.example.net}}]}
    ---
    streams: [{from: codes@mail.lantern.example.com}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import alignment, identity_of, sender_hosts

severity = "warning"
covers = ("AUTH-12",)
question = "identity"
sources = ("R-9989", "AWS-10")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each sender's host without alignment; silent where the source does not mention DKIM."""
    for host, path in sender_hosts(product).items():
        identity = identity_of(product, host)
        if identity is None or not identity[1].dkim or any(alignment(product, host, identity[1])):
            continue
        item = identity[1]
        signed = (item.dkim.domain or item.domain) if item.dkim and item.dkim.status.is_in_place else "nobody"
        returned = item.mail_from.domain if item.mail_from and item.mail_from.status.is_in_place else "Amazon's default"
        message = f"From is {host}, the mail is signed by {signed}, MAIL FROM is {returned}: DMARC fails"
        fix = f"sign as {host} or set a MAIL FROM domain below it; with strict mode (adkim, aspf) the names have to be alike"
        yield Found(path, message, fix)
