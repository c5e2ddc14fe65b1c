"""What may be wrong in DNS, and the words that must say so. Each fault is a change to a product whose zone is in order."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    id: str
    zone: str
    """Records that replace those of the same name and type: `bounce MX 10 mail.example.net.`; `-` for none, `@` for the domain.

    The type ODD says how the server answers about the name instead: `bounce ODD MX malformed`.
    """
    words: str
    """Part of the message."""
    field: str
    disproves: tuple[str, ...] = ()
    edits: tuple[tuple[str, str], ...] = ()
    """Changes to the product's file."""
    has_tokens: bool = True
    """Whether the account was read before, so that the names of the DKIM records are known."""


D, MAIL_FROM, DKIM = "identities.domains[0]", "identities.domains[0].mail_from", "identities.domains[0].dkim"
SPF, DMARC = "dns.spf[0]", "dns.dmarc[0]"
NO_DKIM = (
    "dkim: {status: tested, method: easy, records: 3, bits: 2048, domain: lantern.example.com}",
    "dkim: {status: planned}",
)
SPF_RECORD = '"v=spf1 include:amazonses.com ~all"'


FAULTS = [
    Fault("no-mx", "bounce MX -", "no MX record for the MAIL FROM domain bounce.", f"{MAIL_FROM}.domain", (MAIL_FROM,)),
    Fault("two-mx", "bounce MX 10 feedback-smtp.eu-west-1.amazonses.com.\nbounce MX 20 mx.provider.example.", "2 MX records, but SES accepts only one", f"{MAIL_FROM}.domain", (MAIL_FROM,)),
    Fault("mx-region", "bounce MX 10 feedback-smtp.us-east-1.amazonses.com.", "points to SES in us-east-1, but you send from eu-west-1", f"{MAIL_FROM}.domain", (MAIL_FROM,)),
    Fault("mx-elsewhere", "bounce MX 10 mx.provider.example.", "is 10 mx.provider.example, which is not SES", f"{MAIL_FROM}.domain", (MAIL_FROM,)),
    Fault("mx-priority", "bounce MX 5 feedback-smtp.eu-west-1.amazonses.com.", "has the priority 5; AWS asks for 10", f"{MAIL_FROM}.mx"),
    Fault("mx-said", "", "Your file says that the MX record of bounce.mx-said.example is 10 feedback-smtp.us-east-1.amazonses.com, but DNS has", f"{MAIL_FROM}.mx", (MAIL_FROM,), (("mx: \"10 feedback-smtp.eu-west-1", "mx: \"10 feedback-smtp.us-east-1"),)),
    Fault("mx-malformed", "bounce ODD MX malformed", "about the MX records of bounce.mx-malformed.example: it is malformed", f"{MAIL_FROM}.domain", (MAIL_FROM,)),
    Fault("mail-from-loop", "bounce MX -\nbounce TXT -\nbounce CNAME other\nother CNAME bounce", "bounce.mail-from-loop.example lead in a circle", f"{MAIL_FROM}.domain", (MAIL_FROM, SPF)),
    Fault("loop-by-server", "bounce MX -\nbounce TXT -\nbounce CNAME bounce", "bounce.loop-by-server.example lead in a circle", f"{MAIL_FROM}.domain", (MAIL_FROM, SPF)),
    Fault("no-spf", "bounce TXT -", "DNS has no SPF record for bounce.no-spf.example", f"{SPF}.value", (SPF,)),
    Fault("two-spf", f'bounce TXT {SPF_RECORD}\nbounce TXT "v=spf1 mx -all"', "has 2 SPF records", f"{SPF}.value", (SPF,)),
    Fault("split-spf", 'bounce TXT "v=spf1 include:amazonses.com" "~all"', 'makes it invalid: "v=spf1 include:amazonses.com~all"', f"{SPF}.value", (SPF,)),
    Fault("near-spf", 'bounce TXT "v=spf1include:amazonses.com ~all"', 'does not begin with "v=spf1 "', f"{SPF}.value", (SPF,)),
    Fault("spf-not-ses", 'bounce TXT "v=spf1 include:_spf.provider.example ~all"', "does not name SES", f"{SPF}.value", (SPF,)),
    Fault("spf-open", 'bounce TXT "v=spf1 include:amazonses.com +all"', "`+all` in the SPF record", f"{SPF}.value", (SPF,)),
    Fault("spf-invalid", 'bounce TXT "v=spf1 include:amazonses.com ip4:192.0.2.300 ~all"', "is not valid", f"{SPF}.value", (SPF,)),
    Fault("spf-lookups", 'bounce TXT "v=spf1 include:amazonses.com include:six.example include:three.example a ~all"', "needs 12 DNS lookups with everything that it includes, but a receiver makes only 10", f"{SPF}.value", (SPF,)),
    Fault("spf-void", 'bounce TXT "v=spf1 include:amazonses.com a:no1.example a:no2.example mx:no3.example ~all"', "asks for no1.example, no2.example and no3.example, which do not exist", f"{SPF}.value", (SPF,)),
    Fault("spf-include", 'bounce TXT "v=spf1 include:amazonses.com include:gone.example ~all"', "includes gone.example, where no valid SPF record is", f"{SPF}.value", (SPF,)),
    Fault("spf-differs", 'bounce TXT "v=spf1 include:amazonses.com -all"', 'is "v=spf1 include:amazonses.com ~all", but DNS has "v=spf1 include:amazonses.com -all"', f"{SPF}.value", (SPF,)),
    Fault("spf-at-apex", '@ TXT "v=spf1 include:amazonses.com ~all"', "names SES, but receivers check your email at bounce.spf-at-apex.example", f"{D}.domain"),
    Fault("no-dkim", "", "DNS shows no DKIM record of no-dkim.example", DKIM, has_tokens=False),
    Fault("dkim-missing", "two._domainkey CNAME -", "lacks 1 of the 3 DKIM records", DKIM, (DKIM,)),
    Fault("dkim-elsewhere", "two._domainkey CNAME two.dkim.provider.example.", "points to two.dkim.provider.example, not to SES", DKIM, (DKIM,)),
    Fault("dkim-loop", "two._domainkey CNAME two._domainkey", "points to two._domainkey.dkim-loop.example, not to SES", DKIM, (DKIM,)),
    Fault("no-dmarc", "_dmarc TXT -", "DNS has no DMARC record for no-dmarc.example", DMARC, (DMARC,)),
    Fault("two-dmarc", '_dmarc TXT "v=DMARC1; p=none"\n_dmarc TXT "v=DMARC1; p=reject"', "_dmarc.two-dmarc.example has 2 DMARC records", DMARC, (DMARC,)),
    Fault("near-dmarc", '_dmarc TXT "v=DMARC; p=none"', "does not begin with v=DMARC1", DMARC, (DMARC,)),
    Fault("dmarc-loop", "_dmarc TXT -\n_dmarc CNAME _dmarc", "The CNAME records of _dmarc.dmarc-loop.example lead in a circle", DMARC, (DMARC,)),
    Fault("dmarc-no-p", '_dmarc TXT "v=DMARC1; rua=mailto:dmarc@@"', "has no policy (p), so receivers treat it as p=none", f"{DMARC}.value", (), (("p=quarantine; ", ""),)),
    Fault("dmarc-removed", '_dmarc TXT "v=DMARC1; p=quarantine; pct=20"', "tags that the standard removed in 2026: pct=20", f"{DMARC}.value", (), (("p=quarantine; rua=mailto:dmarc@lantern.example.com", "p=quarantine; pct=20"),)),
    Fault("dmarc-invalid", '_dmarc TXT "v=DMARC1; p=block"', "values that receivers do not know: p=block", f"{DMARC}.value", (), (("p=quarantine; rua=mailto:dmarc@lantern.example.com", "p=block"),)),
    Fault("dmarc-differs", '_dmarc TXT "v=DMARC1; p=none; rua=mailto:dmarc@@"', 'but DNS has "v=DMARC1; p=none; rua=mailto:dmarc@dmarc-differs.example"', f"{DMARC}.value", (DMARC,)),
    Fault("dmarc-mailbox", '_dmarc TXT "v=DMARC1; p=none; rua=mailto:jane.private@@"', 'but DNS has "v=DMARC1; p=none; rua=mailto:...@dmarc-mailbox.example"', f"{DMARC}.value", (DMARC,)),
    Fault("reports-not-permitted", '_dmarc TXT "v=DMARC1; p=quarantine; rua=mailto:us@provider.example"', "go to provider.example, which does not permit it", f"{DMARC}.value", (), (("dmarc@lantern.example.com", "us@provider.example"),)),
    Fault("reports-to-nobody", '_dmarc TXT "v=DMARC1; p=quarantine; rua=mailto:us@bounces.@"', "DMARC reports go to a mailbox at bounces.reports-to-nobody.example, but DNS shows that nobody receives email there", DMARC, (), (("dmarc@lantern.example.com", "us@bounces.lantern.example.com"),)),
    Fault("replies-to-nobody", "@ MX -", "but replies-to-nobody.example has no MX record. Most mail servers then try the server at replies-to-nobody.example", "streams[0].reply_to"),
    Fault("no-server", "@ MX -\n@ A -", "DNS shows that nobody receives email at no-server.example", "streams[0].reply_to"),
    Fault("null-mx", "@ MX 0 .", "DNS shows that nobody receives email at null-mx.example", "streams[0].reply_to"),
    Fault("mx-claimed", "", "Your file says that news.mx-claimed.example has an MX record, but DNS has none", "dns.mx[0]", ("dns.mx[0]",), (("dns:\n", "dns:\n  mx: [{status: implemented, name: news.lantern.example.com}]\n"),)),
    Fault("strict", '_dmarc TXT "v=DMARC1; p=quarantine; aspf=s"', "fails DMARC: DKIM is not in place, and MAIL FROM is at bounce.strict.example", "streams[0].from", (), (NO_DKIM, ("rua=mailto:dmarc@lantern.example.com", "aspf=s"))),
    Fault("strict-dkim", '_dmarc TXT "v=DMARC1; p=quarantine; adkim=s; aspf=s"', "asks for strict alignment, so one of them must be exactly sub.strict-dkim.example", "streams[0].from", (), (("rua=mailto:dmarc@lantern.example.com", "adkim=s; aspf=s"), ("from: codes@lantern.example.com", "from: codes@sub.lantern.example.com"))),
    Fault("own-organization", 'sub._dmarc TXT -\n_dmarc.sub TXT "v=DMARC1; p=none; psd=n"', "neither belongs to sub.own-organization.example", "streams[0].from", (), (("from: codes@lantern.example.com", "from: codes@sub.lantern.example.com"),)),
    Fault("no-domain", "@ MX -\n@ TXT -\nbounce MX -\nbounce TXT -\n_dmarc TXT -\none._domainkey CNAME -\ntwo._domainkey CNAME -\nthree._domainkey CNAME -", "The domain no-domain.example does not exist in DNS", f"{D}.domain", (D, DKIM, MAIL_FROM, SPF, DMARC)),
]  # fmt: skip
