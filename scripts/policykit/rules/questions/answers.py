"""Answers."""

from collections.abc import Iterator

from policykit.model.records import Mechanism
from policykit.rules import Found, ProductView, rule


@rule("error", question="lists", covers=["AWSQ-03"], sources=["AWS-01b", "AWS-24"])
def address_sources_not_stated(product: ProductView) -> Iterator[Found]:
    """The request does not say how recipients' addresses come in.

    AWS asks how you build or acquire your lists. Without an answer the reviewer has to think of bought addresses (AWS-01b,
    AWS-24).

    Wrong:
        lists: {sources: (leave out)}
        ---
        lists: (leave out)
    Right:
        lists: {sources: [Singers type their address into the sign-up form.]}
    """
    # The missing sources.
    if not product.lists.sources:
        fix = "name form, screen and moment in `lists.sources:`, a sentence for each way"
        yield Found("lists.sources", "how addresses come in is not stated", fix)


@rule("error", question="bounces", covers=["AWSQ-05"], sources=["AWS-24", "AWS-16"])
def bounce_action_missing(product: ProductView) -> Iterator[Found]:
    """A bounce is noticed, but what then happens to the address is not stated.

    Knowing of a bounce is half an answer. AWS asks how bounces are managed: what happens to the address, for which mail, and
    how soon (AWS-24, AWS-16).

    Wrong:
        handling: {bounce_hard: {action: (leave out)}}
        ---
        handling: {bounce_hard: {action: (leave out), planned: The team will flag the address.}}
    Right:
        handling: {bounce_hard: {action: The address is suppressed.}}
        ---
        handling: {bounce_hard: {status: planned, action: (leave out), planned: The address will be suppressed.}}
    """
    yield from _action_missing(product.handling.bounce_hard, "handling.bounce_hard", "bounce")


@rule("error", question="complaints", covers=["AWSQ-06"], sources=["AWS-24", "AWS-16"])
def complaint_action_missing(product: ProductView) -> Iterator[Found]:
    """A complaint is noticed, but what then happens to the address is not stated.

    Knowing of a complaint is half an answer. AWS asks how complaints are managed: that mail to the address stops, for which
    mail, and how soon (AWS-24, AWS-16).

    Wrong:
        handling: {complaint: {action: (leave out)}}
        ---
        handling: {complaint: {action: (leave out), planned: The team will flag the address.}}
    Right:
        handling: {complaint: {action: The address is suppressed.}}
        ---
        handling: {complaint: {status: planned, action: (leave out), planned: The address will be suppressed.}}
    """
    yield from _action_missing(product.handling.complaint, "handling.complaint", "complaint")


def _action_missing(mechanism: Mechanism, path: str, event: str) -> Iterator[Found]:
    """A mechanism that is in place and names no action."""
    if mechanism.is_in_place and not mechanism.action:
        fix = "say in `action:` what happens to the address, such as: it is suppressed"
        state = "today is not stated, only what is planned" if mechanism.planned else "is not stated"
        yield Found(path, f"what a {event} leads to {state}", fix)


@rule("error", question="identity", covers=["AWSQ-09"], sources=["AWS-01", "AWS-22"])
def domain_not_verified(product: ProductView) -> Iterator[Found]:
    """No domain is stated as verified in SES.

    AWS says that a verified domain gets a request approved faster, and its mail asks for the identity. Verify the domain before
    you ask (AWS-01, AWS-22).

    Wrong:
        streams: [{from: (leave out)}, {from: (leave out)}, {from: (leave out)}]
        identities: {domains: [{status: planned}]}
        ---
        streams: [{from: (leave out)}, {from: (leave out)}, {from: (leave out)}]
        identities: (leave out)
    Right:
        identities: {domains: [{status: implemented}]}
    """
    # No domain in place; where senders or single addresses are stated, other rules name the fault more exactly.
    if any(item.status.is_in_place for item in product.identities.domains) or (
        product.identities.addresses and not product.identities.domains
    ):
        return
    if any(stream.from_ and stream.from_ not in product.identities.addresses for stream in product.streams):
        return
    fix = "verify the domain in SES, in the Region of the request, before you ask"
    if product.identities.domains:
        first = product.identities.domains[0]
        message = f"{first.domain} is not verified (`{first.status}`), and no other domain is"
        yield Found("identities.domains[0].status", message, fix)
    else:
        yield Found("identities.domains", "no domain is stated as verified in SES", fix)


@rule("error", question="lists", covers=["AWSQ-04"], sources=["AWS-24"])
def list_upkeep_not_stated(product: ProductView) -> Iterator[Found]:
    """The request says neither how recipient lists are kept nor that there is none.

    "How you maintain your recipient lists" stands in AWS's mail word for word. "No list: the address is read from the account
    when the mail goes out" is a good answer; no answer is none (AWS-24).

    Wrong:
        lists: {stored_where: (leave out), hygiene: (leave out)}
        ---
        lists: {stored_where: (leave out), hygiene: [{status: planned}]}
    Right:
        lists: {stored_where: (leave out)}
        ---
        lists: {stored_where: (leave out), hygiene: (leave out),
          none_because: We read the address from the account for each mail.}
    """
    # Lists without a place, without care, and without the sentence that there are none.
    lists = product.lists
    if lists.stored_where or lists.none_because or any(claim.status.is_in_place for claim in lists.hygiene):
        return
    fix = "state in `lists:` where addresses are kept and how bad ones leave, or why there is no list"
    yield Found("lists", "neither where addresses are kept nor how bad ones leave is stated", fix)


@rule(
    "warning",
    question="frequency",
    covers=["AWSQ-02"],
    sources=["AWS-24"],
    severity_because="A range does answer how often mail goes out, if not well.",
)
def ordinary_day_missing(product: ProductView) -> Iterator[Found]:
    """A stream states a range of mail a day, but not its ordinary day.

    A range of one to ten tells AWS nothing about most days. Three figures do: the fewest, the usual, the most (AWS-24).

    Wrong:
        streams: [{volume: {typical_day: (leave out)}}]
        ---
        streams: [{volume: {min_day: (leave out)}}]
    Right:
        streams: [{volume: {min_day: 10, typical_day: 40, max_day: 100}}]
        ---
        streams: [{volume: (leave out)}]
    """
    # Each stream with a largest day that lacks one of the other two figures.
    for path, stream in product.each_stream():
        volume = stream.volume
        if not volume or volume.max_day is None or (volume.min_day is None) == (volume.typical_day is None):
            continue
        if volume.typical_day is None:
            message = f"{volume.min_day} to {volume.max_day} a day, but the ordinary day is not stated"
            yield Found(f"{path}.volume", message, "count an ordinary day, and add it as `typical_day:`")
        else:
            message = f"{volume.typical_day} on an ordinary day and at most {volume.max_day}, but the fewest are not stated"
            yield Found(f"{path}.volume", message, "add the fewest a day as `min_day:`; 0 is an answer")


@rule("error", question="unsubscribes", covers=["AWSQ-07"], sources=["AWS-24", "AWS-11"])
def unsubscribe_not_stated(product: ProductView) -> Iterator[Found]:
    """A stream does not say whether its recipients can stop it.

    AWS asks how you manage unsubscribe requests. Silence is read as a gap; "it cannot be stopped, because ..." is an answer
    (AWS-24, AWS-11).

    Wrong:
        streams: [{unsubscribe: (leave out)}]
    Right:
        streams: [{unsubscribe: {offered: false, reason_if_not: Without the code nobody can sign in.}}]
        ---
        streams: [{unsubscribe: (leave out), recipients: {internal: true}}]
    """
    # Each stream to others than oneself that states nothing of it.
    for path, stream in product.each_stream():
        if not stream.unsubscribe and not stream.recipients.internal:
            message = f"whether recipients can stop `{stream.id}` is not stated"
            yield Found(path, message, "add `unsubscribe:` with `offered:`, and the reason where it is false")


@rule("error", question="unsubscribes", covers=["AWSQ-07"], sources=["AWS-24", "AWS-11"])
def unsubscribe_refused_without_reason(product: ProductView) -> Iterator[Found]:
    """A stream cannot be stopped, and the request does not say why.

    Mail that nobody can stop is fine where it cannot do otherwise, such as a code for signing in. AWS only sees that if the
    reason stands beside it, with the other way out (AWS-24, AWS-11).

    Wrong:
        streams: [{unsubscribe: {reason_if_not: (leave out)}}]
    Right:
        streams: [{unsubscribe: {offered: false, reason_if_not: Without the code nobody can sign in.}}]
    """
    # Each stream that offers no way to stop it and gives no reason.
    for path, stream in product.each_stream():
        stop = stream.unsubscribe
        if not stop or stop.offered or stop.reason_if_not or stream.recipients.internal:
            continue
        message = f"`{stream.id}` cannot be stopped, and why is not stated"
        fix = "give `reason_if_not:` and, in `other_way_out:`, what a recipient can do instead"
        yield Found(f"{path}.unsubscribe", message, fix)
