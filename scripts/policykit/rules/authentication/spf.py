"""SPF."""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView, rule
from policykit.rules.lib.dns_records import SES, in_place, spf_faults, spf_lookups, spf_names_by_address, spf_open_term


@rule("error", question="identity", covers=["AUTH-05"], sources=["AWS-08", "R-7208"])
def spf_omits_ses(product: ProductView) -> Iterator[Found]:
    """The SPF record of the MAIL FROM domain does not name Amazon SES.

    Without `include:amazonses.com` SPF fails for every mail that SES sends with this MAIL FROM domain (AWS-08, R-7208).

    Wrong:
        dns: {spf: [{value: "v=spf1 mx ~all"}]}
    Right:
        dns: {spf: [{value: "v=spf1 mx include:amazonses.com -all"}]}
        ---
        dns: {spf: [{name: lantern.example.com, value: "v=spf1 mx -all"}]}
    """
    # Each such record; one that refers to another record as a whole may name SES there.
    domains = {item.mail_from.domain for item in product.identities.domains if item.mail_from}
    for path, name, value in _records(product):
        if name in domains and value and not _names_ses(value) and "redirect=" not in value.lower():
            message = f"the SPF record of the MAIL FROM domain {name} lacks include:{SES}"
            yield Found(path, message, f'publish "v=spf1 include:{SES} ~all" there')


@rule("error", question="identity", covers=["AUTH-07"], sources=["R-7208"])
def spf_open_to_everyone(product: ProductView) -> Iterator[Found]:
    """An SPF record lets every server in the world send.

    `+all`, or `all` without a sign, makes SPF pass for anybody (R-7208).

    Wrong:
        dns: {spf: [{value: "v=spf1 include:amazonses.com +all"}]}
        ---
        dns: {spf: [{value: "v=spf1 include:amazonses.com all"}]}
    Right:
        dns: {spf: [{value: "v=spf1 include:amazonses.com -all"}]}
    """
    # Each record that ends so.
    for path, name, value in _records(product):
        if term := spf_open_term(value):
            message = f"`{term}` lets every server send for {name or 'this domain'}"
            yield Found(path, message, f"replace `{term}` by `~all` or `-all`")


@rule("error", question="identity", covers=["AUTH-07"], sources=["R-7208"])
def spf_record_invalid(product: ProductView) -> Iterator[Found]:
    """An SPF record is not in the form.

    A receiver that cannot read the record treats it as a permanent error, as if nobody were allowed to send (R-7208).

    Wrong:
        dns: {spf: [{value: "include:amazonses.com ~all"}]}
        ---
        dns: {spf: [{value: "v=spf1 include:amazonses.com"}]}
        ---
        dns: {spf: [{value: "v=spf1 ip4:192.0.2.300 include:amazonses.com ~all"}]}
    Right:
        dns: {spf: [{value: "v=spf1 a/24 ip4:192.0.2.0/24 ip6:2001:db8::/32 include:amazonses.com ~all"}]}
    """
    # Each record that a receiver could not read.
    for path, name, value in _records(product):
        if value and (faults := spf_faults(value)):
            whose = f"the SPF record of {name}" if name else "the SPF record"
            message = f"{whose} is not in the form: {faults[0].rstrip('.')}"
            fix = 'write it as "v=spf1", the senders, and `~all` or `-all` at the end'
            yield Found(path, message, fix)


@rule("error", question="identity", covers=["AUTH-07"], sources=["R-7208"])
def spf_too_many_lookups(product: ProductView, context: Context) -> Iterator[Found]:
    """An SPF record needs more DNS look-ups than a receiver makes.

    A receiver stops after ten look-ups and reports a permanent error; what an `include` looks up in turn counts as well
    (R-7208).

    Wrong:
        dns:
          spf:
            - value: >-
                v=spf1 a mx include:amazonses.com include:a.example.net include:b.example.net include:c.example.net
                include:d.example.net include:e.example.net include:f.example.net include:g.example.net include:h.example.net
                ~all
    Right:
        dns: {spf: [{value: "v=spf1 a mx include:amazonses.com include:a.example.net ~all"}]}
    """
    # Each record whose own terms are already too many.
    limit = context.number("spf-lookups")
    for path, _, value in _records(product):
        count = len(spf_lookups(value))
        if count > limit:
            message = f"{count} terms need a look-up, a receiver makes {limit}"
            yield Found(path, message, "remove senders that are not used, or name addresses with `ip4:`")


@rule("error", question="identity", covers=["AUTH-07"], sources=["R-7208"])
def spf_with_ptr(product: ProductView) -> Iterator[Found]:
    """An SPF record uses `ptr`.

    `ptr` is slow and unreliable; RFC 7208 says not to publish it, and receivers may skip it (R-7208 5.5).

    Wrong:
        dns: {spf: [{value: "v=spf1 ptr include:amazonses.com ~all"}]}
    Right:
        dns: {spf: [{value: "v=spf1 include:ptr.example.net include:amazonses.com ~all"}]}
    """
    # Each record with it.
    for path, name, value in _records(product):
        if spf_names_by_address(value):
            message = f"the SPF record of {name or 'this domain'} uses `ptr`"
            yield Found(path, message, "name the senders with `include:`, `ip4:` or `ip6:` instead")


@rule("warning", question="identity", covers=["AUTH-06"], sources=["R-7208", "AWS-09"])
def spf_without_effect(product: ProductView) -> Iterator[Found]:
    """An SPF record for SES stands at a domain where no receiver looks for it.

    SES mail is checked at the MAIL FROM domain, or at Amazon's default. At the domain of the From address
    `include:amazonses.com` does nothing for it, and may hide that the provider of your own mailboxes is missing (R-7208,
    AWS-09).

    Wrong:
        dns: {spf: [{}, {status: tested, name: lantern.example.com, value: "v=spf1 include:amazonses.com ~all"}]}
    Right:
        dns: {spf: [{}, {status: tested, name: lantern.example.com, value: "v=spf1 include:_spf.mail.example.net -all"}]}
    """
    # Each record with SES in it that is at no MAIL FROM domain.
    chosen = [item.mail_from for item in product.identities.domains if item.mail_from]
    used = [item.domain for item in chosen if item.status.is_in_place]
    for path, name, value in _records(product):
        if not name or any(name == item.domain for item in chosen) or not _names_ses(value):
            continue
        checked = " and ".join(used) or f"Amazon's default at {SES}"
        message = f"SES mail is checked at {checked}, so include:{SES} at {name} has no effect"
        if len(spf_lookups(value)) == 1 and "ip4:" not in value.lower() and "ip6:" not in value.lower():
            message += ", and no other sender of that domain is named"
        fix = f"remove include:{SES} there, and name the provider of your own mailboxes in that record"
        yield Found(path, message, fix)


def _records(product: ProductView) -> Iterator[tuple[str, str | None, str]]:
    """The SPF records in place: the path of the value, the name of the record, and the value; empty where it is missing."""
    for path, record in in_place(product.dns.spf, "dns.spf"):
        yield f"{path}.value", record.name, record.value or ""


def _names_ses(value: str) -> bool:
    return f"include:{SES}" in value.lower()
