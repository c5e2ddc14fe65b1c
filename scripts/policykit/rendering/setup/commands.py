"""The commands of a setup: deploy and delete the stack, change the settings of SES, publish DNS records, look.

Every value goes through `shlex`; the Region is always given, because SES is set up in each Region separately. Names and
parameters are those of the AWS CLI; a test compares them with botocore's model.
"""

from __future__ import annotations

import shlex

from policykit.catalog import addresses

from .needs import DomainNeed, Needs
from .stack import set_name, stack_name

_VERIFY = ".venv/bin/python scripts/verify.py"


def commands_of(slug: str, needs: Needs, region: str, email: str, domain: str) -> dict[str, list[str]]:
    """Return the commands of each step; a step that is not needed has none.

    `region`, `email` and `domain` may be the text of a blank; `domain` stands for one that the file does not name.
    """
    here, stack = ["--region", region], ["--stack-name", stack_name(slug, needs)]

    def of(need: DomainNeed) -> list[str]:
        return ["--email-identity", need.name or domain, *here]

    used = needs.default_set or (set_name(slug) if needs.configuration_set else None)
    uses = ["--configuration-set-name", used] if used else []
    file, given = ["--template-file", addresses.stack_file(slug)], ["--parameter-overrides", f"NotificationEmail={email}"]
    show, put = "aws sesv2 get-email-identity", "aws sesv2 put-email-identity"
    unknown = [need for need in needs.unconnected if not need.look]
    mail_from = [(need, need.mail_from_name or f"bounce.{domain}") for need in needs.domains if need.mail_from]
    reasons = ["--suppressed-reasons", "BOUNCE", "COMPLAINT"]
    tokens = ["--query", "DkimAttributes.{Tokens: Tokens, Zone: SigningHostedZone}"]
    hidden = [need for need in needs.domains if need.dkim and not need.own_key and not need.cnames]
    account = " --ses" if needs.stack or needs.suppression or mail_from or not needs else ""
    return {
        "show-set": [_joined(show, of(need), ["--query", "ConfigurationSetName"]) for need in unknown],
        "deploy": [_joined("aws cloudformation deploy", file, stack, here, given)] if needs.stack else [],
        "create": [_joined("aws sesv2 create-email-identity", of(need), uses) for need in needs.new_domains],
        "use-set": [_joined(f"{put}-configuration-set-attributes", of(need), uses) for need in needs.unconnected],
        "mail-from": [
            _joined(
                f"{put}-mail-from-attributes",
                of(need),
                ["--mail-from-domain", name],
                ["--behavior-on-mx-failure", need.on_mx_failure],
            )
            for need, name in mail_from
        ],
        "suppress": [_joined("aws sesv2 put-account-suppression-attributes", reasons, here)] if needs.suppression else [],
        "dkim": [_joined(show, of(need), tokens) for need in hidden],
        "simulate": [f"{_VERIFY} {slug} --simulate"] if needs.queue else [],
        "verify": [f"{_VERIFY} {slug} --dns{account}"],
        "delete-stack": [_joined("aws cloudformation delete-stack", stack, here)] if needs.stack else [],
    }


def publish(zone: str, file: str) -> str:
    """Return the command that creates the records in Route 53, in the hosted zone of a domain."""
    # A domain has no character that means anything in a shell or a query.
    options = f"""--dns-name {zone} --query "HostedZones[?Name=='{zone}.'].Id | [0]" --output text"""
    find = f'"$(aws route53 list-hosted-zones-by-name {options})"'
    return f"aws route53 change-resource-record-sets \\\n  --change-batch file://{file} \\\n  --hosted-zone-id {find}"


def _joined(command: str, *options: list[str]) -> str:
    """A command with its options on lines of their own, which a shell joins again."""
    return " \\\n  ".join([command, *(shlex.join(part) for part in options if part)])
