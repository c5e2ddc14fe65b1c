"""Look at what AWS's reviewer can see, and record it: `python scripts/verify.py <slug>|--all [--dns] [--web] [--ses]`.

Without these options it looks at DNS and the website, and records both in data/evidence/<slug>.yml. `--ses` reads the AWS
account, and records it in the private folder alone; `--iam-policy` prints the rights that this needs. It changes nothing
outside these files. Only `--simulate` sends emails: one each to three addresses of the mailbox simulator.
Exits 0 if everything is as the product file says; 1 on differences; 2 if a look brought no answer, or on a usage error; 3 on a
fault of the command itself.
Once the account was read, `--dns` also looks up its DKIM records, whose names only the account knows; these looks stay private.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dns.resolver import Resolver

from aws_options import add_options, needs_credentials, policy_of, readers_of, usage_fault
from environment import UsageError, current_settings, unread
from new_file import replace_file
from observers import dns, web
from observers.aws import Stopped
from observers.looking import Looking
from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.evidence_file import evidence_text
from policykit.catalog.loader import load
from policykit.foundation.diagnostics import Diagnostic, Invalid
from policykit.foundation.reports import plural, text_report
from policykit.foundation.settings import BadSetting, Settings
from policykit.model import validate
from policykit.model.evidence import NO_EVIDENCE, Evidence, IdentityLook, Look, evidence_of
from policykit.model.view import ProductView
from policykit.rules import all_rules
from policykit.site.session import session_of
from policykit.yamlio.reader import read_yaml

TOPIC = "evidence"
"""The topic of the rules that judge evidence."""
Observer = Callable[[ProductView, Looking], Iterable[Look]]


@dataclass(frozen=True)
class Task:
    """One kind of look at a product: who looks, and the file that keeps what was seen."""

    observer: Observer
    file: Path


def arguments_of(given: list[str] | None) -> argparse.Namespace:
    """The parsed command line; exits with 2 on a usage error."""
    parser = argparse.ArgumentParser(prog="verify.py", description="Look at DNS, website and SES account, and record it.")
    parser.add_argument("slugs", nargs="*", metavar="slug", help="product: the name of its file in data/products")
    parser.add_argument("--all", action="store_true", help="look at all products")
    parser.add_argument("--dns", action="store_true", help="look at DNS: SPF, DKIM, DMARC, MX")
    parser.add_argument("--web", action="store_true", help="look at the website and its legal pages")
    parser.add_argument("--nameserver", metavar="IP[:PORT]", help="name server to ask; default: those of this computer")
    parser.add_argument(
        "--timeout", type=float, default=5.0, metavar="SECONDS", help="wait this long for an answer; default: 5"
    )
    add_options(parser)
    parsed = parser.parse_args(given)
    if fault := usage_fault(parsed):
        parser.error(fault)
    if bool(parsed.slugs) == parsed.all and not parsed.iam_policy:
        parser.error("name a product, or use --all")
    return parsed


def tasks(given: argparse.Namespace, settings: Settings, slug: str) -> Iterator[Task]:
    """What was asked for, for one product."""
    public, private = settings.evidence / f"{slug}.yml", settings.private_evidence / f"{slug}.yml"
    both = not (given.dns or given.web or needs_credentials(given))
    if given.dns or both:
        resolver = dns.resolver_of(given.nameserver, given.timeout)
        yield Task(partial(dns.look, resolver=resolver), public)
        if identities := recorded(private, settings).identities:
            yield Task(_keys(identities, resolver), private)
    if given.web or both:
        yield Task(web.look, public)


def _keys(identities: tuple[IdentityLook, ...], resolver: Resolver) -> Observer:
    """An observer of the DKIM keys of identities, whose names only the account knows."""
    return lambda _, looking: dns.look_at_keys(identities, looking, resolver)


def recorded(path: Path, settings: Settings) -> Evidence:
    """What a file holds already. Raises `Invalid`."""
    if not path.is_file():
        return NO_EVIDENCE
    return validate(Evidence, read_yaml(path, shown_as=settings.shown(path)), {})


def carry_out(task: Task, entry: Entry, looking: Looking, settings: Settings) -> int:
    """Look, and keep each answer at once, so that a stopped run loses nothing; returns how many looks brought no answer."""
    known, count, failed = recorded(task.file, settings), 0, 0
    for look in task.observer(entry.view, looking):
        known = known.renewed(evidence_of(look))
        count += 1
        failed += look.on is None
        replace_file(task.file, evidence_text(known).encode())
        show(look)
    if count:
        print(f"{_fresh_line()}  {plural(count, 'look')} in {settings.shown(task.file)}", flush=True)
    return failed


STATES = {
    "no_name": "the name does not exist",
    "no_record": "no such record",
    "loop": "CNAME records lead in a circle",
    "malformed": "a malformed answer",
}
"""What was seen where there is no record, in words."""


def show(look: Look) -> None:
    """Print one look as a line. On a terminal, the next look overwrites it; a look that brought no answer stays."""
    if look.on is None:
        print(f"{_fresh_line()}  {look.asked}: could not look: {look.failed}", flush=True)
        return
    line = f"  {look.asked}: {STATES.get(getattr(look, 'result', None) or '', 'seen')}"
    if sys.stdout.isatty():
        print(f"{_fresh_line()}{line[: shutil.get_terminal_size().columns - 1]}", end="", flush=True)
    else:
        print(line, flush=True)


def _fresh_line() -> str:
    """What clears the line of a terminal; nothing elsewhere."""
    return "\r\x1b[K" if sys.stdout.isatty() else ""


def differences_of(catalogue: Catalogue, slugs: Iterable[str]) -> list[Diagnostic]:
    """What the rules find in the evidence of these products."""
    rules = tuple(rule.id for rule in all_rules().values() if rule.topic == TOPIC)
    session = session_of(catalogue)
    return [
        finding.diagnostic
        for slug in slugs
        for finding in (session.findings(catalogue.products[slug], rules).findings if rules else ())
    ]


def known_slugs(catalogue: Catalogue, given: argparse.Namespace) -> list[str]:
    """The products to look at. Raises `UsageError`."""
    unknown = [slug for slug in given.slugs if slug not in catalogue.products]
    if unknown:
        raise UsageError(f"there is no product `{unknown[0]}`: use one of {', '.join(catalogue.products)}")
    return list(catalogue.products) if given.all else given.slugs


def run(given: argparse.Namespace) -> int:
    """Look at every product; returns the exit code. Raises `BadSetting`, `UsageError`, `Invalid`, `OSError` and `Stopped`."""
    if given.iam_policy:
        print(policy_of(given))
        return 0
    settings = current_settings("public")
    catalogue = load(settings)
    slugs = known_slugs(catalogue, given)
    looking, failed, profile = Looking(timeout=given.timeout), 0, "public"
    # What anyone can see is asked with public values alone; the account, also with those of the private folder.
    readers = readers_of(given, catalogue)
    private = load(current_settings("internal")).products if readers else {}
    for slug in slugs:
        print(f"{catalogue.products[slug].product.name}")
        for task in tasks(given, settings, slug):
            failed += carry_out(task, catalogue.products[slug], looking, settings)
            profile = "internal" if task.file.is_relative_to(settings.private_evidence) else profile
        for reader in readers:
            task, profile = Task(reader.look, settings.private_evidence / f"{slug}.yml"), "internal"
            failed += carry_out(task, private[slug], looking, settings)
    found = differences_of(load(current_settings(profile)), slugs)
    if found:
        print(text_report(found, len(slugs)))
    if failed:
        print(f"{plural(failed, 'look')} brought no answer; what was seen before is kept", file=sys.stderr)
        return 2
    return 1 if found else 0


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    given = arguments_of(arguments)
    try:
        return run(given)
    except (BadSetting, UsageError, Stopped) as error:
        print(_fresh_line(), end="")
        print(error, file=sys.stderr)
        return 2
    except Invalid as invalid:
        print(text_report(invalid.diagnostics, None), file=sys.stderr)
        return 2
    except BrokenPipeError:
        return unread()
    except OSError as error:
        print(f"could not go on: {error}; what was seen before is kept, run it again", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(_fresh_line(), end="")
        print("stopped; what was seen so far is recorded", file=sys.stderr)
        return 2


if __name__ == "__main__":
    try:
        code = main()
    except Exception:  # a fault of this program: told apart from differences, which the weekly workflow expects
        traceback.print_exc()
        code = 3
    sys.exit(code)
