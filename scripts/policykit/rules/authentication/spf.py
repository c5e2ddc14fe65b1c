"""SPF."""

from collections.abc import Iterator

from policykit.readiness.dns_records import SES, in_place, spf_faults, spf_lookups, spf_names_by_address, spf_open_term
from policykit.rules import Context, Found, ProductView, rule


@rule("error", question="identity", covers=["AUTH-05"], sources=["AWS-08", "R-7208"])
def spf_omits_ses(product: ProductView) -> Iterator[Found]:
    """The SPF record of the MAIL FROM domain does not name Amazon SES.

    Without `include:amazonses.com`, SPF fails for every email that SES sends with this MAIL FROM domain.

    Fix: Add `include:amazonses.com` to the record.

    Wrong:
        dns: {spf: [{value: "v=spf1 mx ~all"}]}
    Right:
        dns:
          spf:
            - status: tested
              name: bounce.lantern.example.com
              value: "v=spf1 include:amazonses.com ~all"
              checked_on: 2026-11-20
    Silent:
        dns: {spf: [{value: "v=spf1 mx include:amazonses.com -all"}]}
        ---
        dns: {spf: [{name: lantern.example.com, value: "v=spf1 mx -all"}]}
    """
    # A record that redirects to another one may name SES there.
    domains = {item.mail_from.domain for item in product.identities.domains if item.mail_from}
    for path, name, value in _records(product):
        if name in domains and value and not _names_ses(value) and "redirect=" not in value.lower():
            yield Found(
                path,
                'The SPF record of the MAIL FROM domain {name} is "{value}", without include:amazonses.com.',
                name=name,
                value=value,
            )


@rule("error", question="identity", covers=["AUTH-07"], sources=["R-7208"])
def spf_open_to_everyone(product: ProductView) -> Iterator[Found]:
    """An SPF record lets every server in the world send in your name.

    With `+all`, or `all` without a sign, SPF passes for everybody.

    Fix: Replace `+all` or `all` with `~all` or `-all`.

    Wrong:
        dns: {spf: [{value: "v=spf1 include:amazonses.com +all"}]}
        ---
        dns: {spf: [{value: "v=spf1 include:amazonses.com all"}]}
    Right:
        dns:
          spf:
            - status: tested
              name: bounce.lantern.example.com
              value: "v=spf1 include:amazonses.com ~all"
              checked_on: 2026-11-20
    Silent:
        dns: {spf: [{value: "v=spf1 include:amazonses.com -all"}]}
    """
    for path, name, value in _records(product):
        if not (term := spf_open_term(value)):
            continue
        if name:
            yield Found(path, "`{term}` lets every server send email for {name}.", term=term, name=name)
        else:
            yield Found(path, "`{term}` lets every server send email for this domain.", term=term)


@rule("error", question="identity", covers=["AUTH-07"], sources=["R-7208"])
def spf_record_invalid(product: ProductView) -> Iterator[Found]:
    """An SPF record is not valid.

    A receiver that cannot read the record reports a permanent error, so SPF passes for no email.

    Fix: Write `v=spf1`, then the senders, then `~all` or `-all`.

    Wrong:
        dns: {spf: [{value: "include:amazonses.com ~all"}]}
        ---
        dns: {spf: [{value: "v=spf1 include:amazonses.com"}]}
        ---
        dns: {spf: [{value: "v=spf1 ip4:192.0.2.300 include:amazonses.com ~all"}]}
    Right:
        dns:
          spf:
            - status: tested
              name: bounce.lantern.example.com
              value: "v=spf1 include:amazonses.com ~all"
              checked_on: 2026-11-20
    Silent:
        dns: {spf: [{value: "v=spf1 a/24 ip4:192.0.2.0/24 ip6:2001:db8::/32 include:amazonses.com ~all"}]}
    """
    for path, _, value in _records(product):
        if not value or not (faults := spf_faults(value)):
            continue
        terms = value.strip('" ').lower().split()
        if terms[0] != "v=spf1":
            yield Found(path, 'The SPF record "{value}" does not begin with v=spf1.', value=value)
        elif not terms[-1].endswith("all") and "redirect=" not in value.lower():
            yield Found(path, 'The SPF record "{value}" does not end with ~all or -all.', value=value)
        else:
            yield Found(path, 'The SPF record "{value}" is not valid: {fault}', value=value, fault=faults[0])


@rule("error", question="identity", covers=["AUTH-07"], sources=["R-7208"])
def spf_too_many_lookups(product: ProductView, context: Context) -> Iterator[Found]:
    """An SPF record needs more DNS lookups than a receiver makes.

    A receiver stops after ten lookups and reports a permanent error. The lookups inside each `include` count, too.

    Fix: Remove senders that you do not use, or name their addresses with `ip4:`.

    Wrong:
        dns:
          spf:
            - value: >-
                v=spf1 a mx include:amazonses.com include:a.example.net include:b.example.net include:c.example.net
                include:d.example.net include:e.example.net include:f.example.net include:g.example.net include:h.example.net
                ~all
    Right:
        dns:
          spf:
            - status: tested
              name: bounce.lantern.example.com
              value: "v=spf1 a mx include:amazonses.com include:a.example.net ~all"
              checked_on: 2026-11-20
    """
    limit = context.number("spf-lookups")
    for path, _, value in _records(product):
        count = len(spf_lookups(value))
        if count > limit:
            yield Found(
                path,
                "This SPF record needs at least {count} lookups, but a receiver makes only {limit}.",
                count=count,
                limit=limit,
            )


@rule(
    "note",
    question="identity",
    covers=["AUTH-07"],
    sources=["R-7208"],
    severity_because="The standard advises against `ptr`, but the record remains valid.",
)
def spf_with_ptr(product: ProductView) -> Iterator[Found]:
    """An SPF record uses `ptr`.

    `ptr` is slow and unreliable. The standard advises against it, and receivers may skip it.

    Fix: Name the senders with `include:`, `ip4:` or `ip6:` instead.

    Wrong:
        dns: {spf: [{value: "v=spf1 ptr include:amazonses.com ~all"}]}
    Right:
        dns:
          spf:
            - status: tested
              name: bounce.lantern.example.com
              value: "v=spf1 ip4:192.0.2.10 include:amazonses.com ~all"
              checked_on: 2026-11-20
    Silent:
        dns: {spf: [{value: "v=spf1 include:ptr.example.net include:amazonses.com ~all"}]}
    """
    for path, _, value in _records(product):
        if spf_names_by_address(value):
            yield Found(path, 'The SPF record "{value}" uses `ptr`.', value=value)


@rule(
    "note",
    question="identity",
    covers=["AUTH-06"],
    sources=["R-7208", "AWS-09"],
    severity_because="The record has no effect on email from SES, so it also does no harm there.",
)
def spf_without_effect(product: ProductView) -> Iterator[Found]:
    """An SPF record for SES is at a domain where no receiver looks for it.

    Receivers check email from SES at the MAIL FROM domain, or at Amazon's default. At the domain of your From address,
    `include:amazonses.com` has no effect. It may hide that the provider of your own mailboxes is missing.

    Fix: Remove `include:amazonses.com` from this record, and name the provider of your own mailboxes there.

    Wrong:
        dns: {spf: [{status: tested, name: lantern.example.com, value: "v=spf1 include:amazonses.com ~all"}]}
    Right:
        dns:
          spf:
            - status: tested
              name: bounce.lantern.example.com
              value: "v=spf1 include:amazonses.com ~all"
              checked_on: 2026-11-20
            - status: tested
              name: lantern.example.com
              value: "v=spf1 include:_spf.mail.example.net -all"
              checked_on: 2026-11-20
    """
    chosen = [item.mail_from for item in product.identities.domains if item.mail_from]
    used = [item.domain for item in chosen if item.status.is_in_place]
    for path, name, value in _records(product):
        if not name or any(name == item.domain for item in chosen) or not _names_ses(value):
            continue
        if used:
            yield Found(
                path,
                "Receivers check SPF for your email at {domains}, so include:amazonses.com at {name} has no effect.",
                domains=used,
                name=name,
            )
        else:
            yield Found(
                path,
                "Receivers check SPF for your email at Amazon's domain, so include:amazonses.com at {name} has no effect.",
                name=name,
            )


def _records(product: ProductView) -> Iterator[tuple[str, str | None, str]]:
    """The SPF records in place: the path of the value, the name of the record, and the value; empty where it is missing."""
    for path, record in in_place(product.dns.spf, "dns.spf"):
        yield f"{path}.value", record.name, record.value or ""


def _names_ses(value: str) -> bool:
    return f"include:{SES}" in value.lower()
