"""The options of `verify.py` that are about the AWS account: what they are, and the observers that they ask for."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable

from observers.account import AccountReader
from observers.aws import Aws, Stopped
from observers.iam_policy import iam_policy
from observers.simulator import Simulation
from policykit.catalog.catalog import Catalogue
from policykit.foundation.settings import BadSetting


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options to the command's parser."""
    group = parser.add_argument_group("AWS account", "recorded in the private folder alone; needs `make .venv/ses`")
    group.add_argument("--ses", action="store_true", help="read the SES account; changes nothing there")
    group.add_argument("--profile", metavar="NAME", help="profile of the AWS credentials; default: what the AWS CLI uses")
    group.add_argument("--region", metavar="REGION", help="Region to read; default: what the product's file says")
    group.add_argument("--iam-policy", action="store_true", help="print the IAM policy for --ses, or for --ses and --simulate")
    group.add_argument(
        "--simulate",
        action="store_true",
        help="send three emails to the mailbox simulator, and wait for their events; asks before it sends",
    )
    group.add_argument("--queue", metavar="URL", help="SQS queue that receives the events; default: the topics' only one")
    group.add_argument("--yes", action="store_true", help="send to the mailbox simulator without asking")


def usage_fault(given: argparse.Namespace) -> str | None:
    """What is wrong with the options; None if nothing is."""
    if given.iam_policy:
        return "--iam-policy names no product" if given.slugs or given.all else None
    if given.simulate and len(given.slugs) != 1:
        return "--simulate sends email: name one product"
    if not given.simulate and (given.queue or given.yes):
        return "--queue and --yes can only be used with --simulate"
    if not needs_credentials(given) and (given.profile or given.region):
        return "--profile and --region can only be used with --ses or --simulate"
    return None


def needs_credentials(given: argparse.Namespace) -> bool:
    """Whether the AWS account is asked."""
    return bool(given.ses or given.simulate)


def policy_of(given: argparse.Namespace) -> str:
    """The IAM policy for what was asked for. Raises `Stopped`."""
    return iam_policy(simulate=given.simulate, queue=given.queue)


def readers_of(given: argparse.Namespace, catalogue: Catalogue) -> list[AccountReader | Simulation]:
    """The observers that were asked for. Raises `BadSetting`."""
    regions = catalogue.ses.regions
    if given.region and given.region not in regions:
        close = difflib.get_close_matches(given.region, sorted(regions), n=1)
        raise BadSetting(f"SES has no Region `{given.region}`: {f'did you mean {close[0]}?' if close else 'see data/ses.yml'}")
    aws = Aws(given.profile, given.timeout)
    readers: list[AccountReader | Simulation] = []
    if given.ses:
        readers.append(AccountReader(aws, given.region))
    if given.simulate:
        readers.append(Simulation(aws, _asks(given), given.region, given.queue))
    return readers


def _asks(given: argparse.Namespace) -> Callable[[str], bool]:
    def ask(question: str) -> bool:
        print(question, flush=True)
        if given.yes:
            return True
        if not sys.stdin.isatty():
            raise Stopped("nothing was sent: add --yes to send without a terminal")
        try:
            return input("Send these three emails? [y/N] ").strip().lower() in ("y", "yes")
        except EOFError:
            return False

    return ask
