"""The IAM policy with the least rights that reading an SES account needs."""

from __future__ import annotations

import json
from typing import Any

from .account import READS
from .aws import PREFIX
from .simulator import ACTIONS, ADDRESSES, queue_arn


def iam_policy(*, simulate: bool = False, queue: str | None = None) -> str:
    """Return the policy as JSON; with `simulate`, also what a run with the mailbox simulator needs. Raises `Stopped`."""
    statements: list[dict[str, Any]] = [{"Sid": "ReadSesAccount", "Effect": "Allow", "Action": _rights(READS), "Resource": "*"}]
    if simulate:
        statements += [
            {
                "Sid": "SendToMailboxSimulator",
                "Effect": "Allow",
                "Action": _rights(action for action in ACTIONS if action[0] == "sesv2"),
                "Resource": "*",
                "Condition": {"ForAllValues:StringLike": {"ses:Recipients": list(ADDRESSES)}},
            },
            {
                "Sid": "ReadEventsFromQueue",
                "Effect": "Allow",
                "Action": _rights(action for action in ACTIONS if action[0] == "sqs"),
                "Resource": queue_arn(queue) if queue else "*",
            },
        ]
    return json.dumps({"Version": "2012-10-17", "Statement": statements}, indent=2)


def _rights(requests: Any) -> list[str]:
    return sorted(f"{PREFIX[service]}:{operation}" for service, operation in requests)
