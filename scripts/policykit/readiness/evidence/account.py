"""Judges looks at the SES account: whether it sends, what AWS decided, quotas, rates and the suppression list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policykit.model import AccountState
from policykit.model.evidence import AccountLook
from policykit.model.view import ProductView
from policykit.readiness.found import Found

from .channels import judge_channels
from .identities import judge_identities, sending_sets
from .judgment import Difference, Seen

UNDER_REVIEW = ("requested", "asked", "answered", "refused")
"""The stages after a request."""


def judge(product: ProductView) -> Iterator[Difference | Seen]:
    """Yield what they confirm, and what differs from the file."""
    yield from judge_identities(product)
    yield from judge_channels(product)
    account = newest_account(product)
    if account and account.day:
        yield from _suppression(product, account, account.day)
        yield from _access(product, account, account.day)
        yield from _review(product, account, account.day)
        yield from _sending(account, account.day)
        yield from _quotas(product, account, account.day)
    yield from _rates(product)


def newest_account(product: ProductView) -> AccountLook | None:
    """Return the newest answered look at the account, in the Region of the request if the file names one."""
    region = product.request.region
    found = [look for look in product.evidence.accounts if look.on and region in (None, look.region)]
    return max(found, key=lambda look: str(look.on), default=None)


def account_state(product: ProductView) -> AccountState:
    """Return the state of the account that was seen last; what SES does not show is left out.

    SES gives the number of a case, but not whether the case is still open.
    """
    account = newest_account(product)
    if account is None or account.production_access is None:
        return AccountState()
    return AccountState(
        production_access="yes" if account.production_access else "no",
        review=account.review or "NONE",
        case=None if account.case else "none",
    )


def _suppression(product: ProductView, account: AccountLook, on: date) -> Iterator[Difference | Seen]:
    place, claimed = "suppression.account_level", product.suppression.account_level
    if not claimed:
        return
    if missing := [reason for reason in claimed if reason not in account.suppression]:
        yield Difference(
            Found(
                place,
                "The account-level suppression list in {region} did not take addresses for the reason {missing}.",
                "Turn it on: `aws sesv2 put-account-suppression-attributes --suppressed-reasons {reasons} --region {region}`. "
                "Or correct `suppression.account_level`.",
                region=account.region,
                missing=missing,
                reasons=" ".join(claimed),
            ),
            on,
            (place,),
        )
    sets = sending_sets(product)
    for look in sets:
        own = claimed if look.suppression is None else look.suppression
        if look.day and (missing := [reason for reason in claimed if reason not in own]):
            yield Difference(
                Found(
                    place,
                    "The default configuration set `{set}` had suppression settings of its own, without the reason "
                    "{missing}. They replace those of the account.",
                    "Set the same reasons: `aws sesv2 put-configuration-set-suppression-options --configuration-set-name {set} "
                    "--suppressed-reasons {reasons} --region {region}`.",
                    set=look.name,
                    missing=missing,
                    reasons=" ".join(claimed),
                    region=look.region,
                ),
                look.day,
                (place,),
            )
    if extra := [reason for reason in account.suppression if reason not in claimed]:
        yield Difference(
            Found(
                place,
                "The account-level suppression list in {region} also took addresses for the reason {extra}.",
                "Add it to `suppression.account_level`: your file says less than is true.",
                region=account.region,
                extra=extra,
            ),
            on,
        )
    looks = (account, *(look for look in sets if look.suppression is not None))
    yield Seen(place, min(look.day for look in looks if look.day), tuple(look.asked for look in looks), "account")


def _access(product: ProductView, account: AccountLook, on: date) -> Iterator[Difference]:
    sandbox = product.request.sandbox
    if account.production_access and (product.stage != "granted" or sandbox):
        yield Difference(
            Found(
                "request.sandbox" if sandbox else "stage",
                "The account had production access in {region}, but your file does not say so.",
                "Write `stage: granted`, and `sandbox: false` under `request`.",
                region=account.region,
            ),
            on,
        )
    if account.production_access is False and (product.stage == "granted" or sandbox is False):
        yield Difference(
            Found(
                "request.sandbox" if sandbox is False else "stage",
                "The account was still in the sandbox in {region}, but your file says that it has production access.",
                "Check the Region first, because production access applies to one Region. If it is the right one, correct "
                "`stage` and `request.sandbox`.",
                region=account.region,
            ),
            on,
        )


def _review(product: ProductView, account: AccountLook, on: date) -> Iterator[Difference]:
    if account.production_access or product.stage == "granted":
        return
    found = None
    if account.review == "DENIED" and product.stage in ("preparing", "requested"):
        found = Found(
            "stage",
            "SES showed AWS's review in {region} as DENIED, but the stage in your file is {stage}.",
            "Open the case and read the last message. Write `stage: refused` if AWS refused, or `stage: asked` if AWS asks a "
            "question: SES may also show DENIED while AWS waits for your answer (unconfirmed).",
            region=account.region,
            stage=product.stage,
        )
    elif account.review == "PENDING" and product.stage in ("preparing", "refused"):
        found = Found(
            "stage",
            "SES showed a request under review in {region}, but the stage in your file is {stage}.",
            "Do not file another request. Write `stage: requested`, or `stage: asked` if AWS asks a question in the case.",
            region=account.region,
            stage=product.stage,
        )
    elif account.review == "FAILED":
        found = Found(
            "stage",
            "SES showed the request in {region} as FAILED: an internal error, so AWS did not receive it.",
            "File the request again, with the same values.",
            region=account.region,
        )
    elif account.review is None and product.stage in UNDER_REVIEW:
        found = Found(
            "stage",
            "SES showed no request in {region}, but the stage in your file is {stage}.",
            "Check in which Region and account you filed the request. Each Region has its own request.",
            region=account.region,
            stage=product.stage,
        )
    if found:
        yield Difference(found, on)


def _sending(account: AccountLook, on: date) -> Iterator[Difference]:
    if account.enforcement not in (None, "HEALTHY"):
        yield Difference(
            Found(
                "request",
                "SES showed the status of the account in {region} as {status} instead of HEALTHY.",
                "Find AWS's message in the Support Center, fix the cause, and answer there before you ask for anything else.",
                region=account.region,
                status=account.enforcement,
            ),
            on,
        )
    if account.sending_enabled is False:
        yield Difference(
            Found(
                "request",
                "Sending was paused for the account in {region}.",
                "If AWS paused it, answer the message in the Support Center. If you paused it, turn it on again: "
                "`aws sesv2 put-account-sending-attributes --sending-enabled --region {region}`.",
                region=account.region,
            ),
            on,
        )


def _quotas(product: ProductView, account: AccountLook, on: date) -> Iterator[Difference]:
    pairs = (
        ("request.current_daily_quota", product.request.current_daily_quota, account.daily_quota),
        ("request.current_send_rate", product.request.current_send_rate, account.send_rate),
    )
    for place, stated, found in pairs:
        if None not in (stated, found) and stated != found:
            yield Difference(
                Found(
                    place,
                    "Your file says {stated}; the quota of the account in {region} was {found}.",
                    "Write {found}: AWS sees the number of the account.",
                    stated=stated,
                    region=account.region,
                    found=found,
                ),
                on,
            )


def _rates(product: ProductView) -> Iterator[Difference]:
    region = product.request.region
    for look in product.evidence.rates:
        for index, target in enumerate(product.monitoring.targets):
            rate = look.bounce_rate if target.metric == "bounce_rate" else look.complaint_rate
            if look.day and region in (None, look.region) and rate is not None and rate >= target.below:
                yield Difference(
                    Found(
                        f"monitoring.targets[{index}].below",
                        "You aim for a rate below {target}%; CloudWatch showed {rate}% in {region}.",
                        "Find out which addresses bounce or complain, and stop sending to them. Then ask for more.",
                        target=target.below,
                        rate=rate,
                        region=look.region,
                    ),
                    look.day,
                )
