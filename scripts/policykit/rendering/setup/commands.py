"""The commands of a setup: deploy and delete the stack, connect a domain that SES already has, publish DNS records.

Every value goes through `shlex`; the Region is always given, because SES is set up in each Region separately. Names and
parameters are those of the AWS CLI; a test compares them with botocore's model.
"""

from __future__ import annotations

import shlex

from .needs import DomainNeed, Needs
from .stack import domain_parameter, has_email


def stack_name(slug: str) -> str:
    """The name of the stack."""
    return f"{slug}-ses"


def deploy(slug: str, file: str, needs: Needs, region: str, email: str, domain: str) -> str:
    """Return the command that deploys the template, with the parameters that have no default value.

    `domain` is the text of the blank for it.
    """
    given = [f"{domain_parameter(needs, need)}={domain}" for need in needs.new_domains if not need.name]
    given += [f"MailFromDomain=bounce.{domain}" for need in needs.new_domains if not need.name]
    given += [f"NotificationEmail={email}"] if has_email(needs) else []
    parts = (["--template-file", file], ["--stack-name", stack_name(slug)])
    return _joined("aws cloudformation deploy", *parts, _in(region), ["--parameter-overrides", *given] if given else [])


def outputs(slug: str, region: str) -> str:
    """Return the command that shows the stack's outputs: DKIM records and the queue's address."""
    query = ["--query", "Stacks[0].Outputs", "--output", "table"]
    return _joined("aws cloudformation describe-stacks", ["--stack-name", stack_name(slug), *_in(region)], query)


def delete(slug: str, region: str) -> str:
    """Return the command that deletes the stack."""
    return _joined("aws cloudformation delete-stack", ["--stack-name", stack_name(slug), *_in(region)])


def show_default_set(name: str, region: str) -> str:
    """Return the command that shows which configuration set a domain uses by default."""
    return _joined("aws sesv2 get-email-identity", _identity(name, region), ["--query", "ConfigurationSetName"])


def set_default_set(name: str, configuration_set: str, region: str) -> str:
    """Return the command that makes a configuration set the default of a domain."""
    command = "aws sesv2 put-email-identity-configuration-set-attributes"
    return _joined(command, _identity(name, region), ["--configuration-set-name", configuration_set])


def clear_default_set(name: str, region: str) -> str:
    """Return the command that leaves a domain without a default configuration set."""
    return _joined("aws sesv2 put-email-identity-configuration-set-attributes", _identity(name, region))


def suppress(configuration_set: str, region: str) -> str:
    """Return the command that turns on suppression in a configuration set."""
    parts = ["--configuration-set-name", configuration_set, *_in(region)]
    return _joined(
        "aws sesv2 put-configuration-set-suppression-options", parts, ["--suppressed-reasons", "BOUNCE", "COMPLAINT"]
    )


def set_mail_from(need: DomainNeed, region: str) -> str:
    """Return the command that sets a domain's MAIL FROM domain."""
    options = (["--mail-from-domain", need.mail_from_name or ""], ["--behavior-on-mx-failure", need.on_mx_failure])
    return _joined("aws sesv2 put-email-identity-mail-from-attributes", _identity(need.name or "", region), *options)


def show_dkim(name: str, region: str) -> str:
    """Return the command that prints the DKIM tokens of a domain, and where their records point."""
    query = "DkimAttributes.{Tokens: Tokens, Zone: SigningHostedZone}"
    return _joined("aws sesv2 get-email-identity", _identity(name, region), ["--query", query])


def publish(zone: str, file: str) -> str:
    """Return the command that creates the records in Route 53, in the hosted zone of a domain."""
    # A domain has no character that means anything in a shell or a query.
    options = f"""--dns-name {zone} --query "HostedZones[?Name=='{zone}.'].Id | [0]" --output text"""
    find = f'"$(aws route53 list-hosted-zones-by-name {options})"'
    return f"aws route53 change-resource-record-sets \\\n  --change-batch file://{file} \\\n  --hosted-zone-id {find}"


def _identity(name: str, region: str) -> list[str]:
    return ["--email-identity", name, *_in(region)]


def _in(region: str) -> list[str]:
    return ["--region", region]


def _joined(command: str, *options: list[str]) -> str:
    """A command with its options on lines of their own, which a shell joins again."""
    return " \\\n  ".join([command, *(shlex.join(part) for part in options if part)])
