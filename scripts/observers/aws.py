"""Asks AWS: at most one request per second for SES, and every failure in words that say what to do."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

try:
    import boto3
    from botocore import exceptions
    from botocore.config import Config
except ImportError:  # an optional extra
    boto3 = None

from .looking import NoAnswer

PREFIX = {"sesv2": "ses", "ses": "ses", "sns": "sns", "cloudwatch": "cloudwatch", "sqs": "sqs", "sts": "sts"}
"""Service -> how its rights begin."""
_SES = ("sesv2", "ses")
_LONG_POLL = 20
"""Seconds that SQS waits for a message at most."""

_DENIED = ("AccessDenied", "AccessDeniedException", "AuthorizationError", "KMS.AccessDeniedException", "UnauthorizedOperation")
_MISSING = ("NotFound", "NotFoundException", "AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist")
_THROTTLED = ("Throttling", "ThrottlingException", "TooManyRequestsException", "RequestLimitExceeded", "RequestThrottled")
_EXPIRED = ("ExpiredToken", "ExpiredTokenException", "RequestExpired")
_INVALID = (
    "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch", "InvalidSignatureException",
    "IncompleteSignature", "AuthFailure", "InvalidAccessKeyId", "RequestTimeTooSkewed",
)  # fmt: skip


class Stopped(Exception):
    """No further request can succeed, or none is wanted. The message says why and what to do."""


class Missing(NoAnswer):
    """AWS does not have what was asked for in this Region."""


def new_session(profile: str | None) -> Any:
    """The credentials of a profile, or those of the environment. Raises `Stopped`."""
    if boto3 is None:
        raise Stopped("boto3 is missing, which reads the AWS account: run `make .venv/ses`, then try again")
    try:
        return boto3.Session(profile_name=profile)
    except exceptions.ProfileNotFound:
        known = ", ".join(boto3.Session().available_profiles) or "(none)"
        raise Stopped(f"there is no AWS profile `{profile}`: use one of {known}, or add it with `aws configure`") from None
    except exceptions.BotoCoreError as error:
        raise Stopped(f"the AWS configuration cannot be read: {error}") from None


@dataclass
class Aws:
    """The AWS account that a profile's credentials belong to."""

    profile: str | None = None
    timeout: float = 5.0
    """Seconds to wait for one answer."""
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _session: Any = None
    _clients: dict[tuple[str, str], Any] = field(default_factory=dict)
    _free_at: float = float("-inf")

    def ask(self, service: str, operation: str, region: str, **parameters: Any) -> dict[str, Any]:
        """Return the answer to one request. Raises `Missing`, `NoAnswer` and `Stopped`."""
        client = self._client(service, region)
        if service in _SES:
            self._wait()
        method = next(name for name, known in client.meta.method_to_api_mapping.items() if known == operation)
        try:
            answer: dict[str, Any] = getattr(client, method)(**parameters)
        except exceptions.ClientError as error:
            raise self._problem(error.response.get("Error", {}), service, operation, region) from None
        except (exceptions.BotoCoreError, exceptions.HTTPClientError) as error:
            raise Stopped(self._trouble(error, region)) from None
        return answer

    def _client(self, service: str, region: str) -> Any:
        if self._session is None:
            self._session = new_session(self.profile)
        if (service, region) not in self._clients:
            patience = self.timeout + (_LONG_POLL if service == "sqs" else 0)
            settings = Config(
                connect_timeout=self.timeout, read_timeout=patience, retries={"mode": "standard", "total_max_attempts": 5}
            )
            try:
                self._clients[service, region] = self._session.client(service, region_name=region, config=settings)
            except (exceptions.BotoCoreError, ValueError) as error:
                raise Stopped(self._trouble(error, region)) from None
        return self._clients[service, region]

    def _wait(self) -> None:
        """Keep the quota of the SES API: one request per second."""
        if (left := self._free_at - self.clock()) > 0:
            self.sleep(left)
        self._free_at = self.clock() + 1.0

    def _problem(self, error: dict[str, str], service: str, operation: str, region: str) -> Exception:
        """What an error of AWS means. Its own text is not repeated where it may name the account."""
        code = error.get("Code", "")
        if code in _DENIED:
            options = "" if operation.startswith(("Get", "List")) else " --simulate --queue URL"
            return NoAnswer(
                f"access denied: the credentials lack the right {PREFIX[service]}:{operation}; "
                f"`scripts/verify.py --iam-policy{options}` prints all rights that are needed"
            )
        if code in _MISSING:
            return Missing(f"{operation}: {region} does not have it")
        if code in _THROTTLED:
            return NoAnswer("AWS refused several attempts because of too many requests: run it again in a few minutes")
        if code in _EXPIRED:
            return Stopped(f"the AWS credentials have expired: sign in again{self._sign_in}, then run it again")
        if code in _INVALID:
            return Stopped(
                f"AWS does not accept these credentials in {region}: check the access key and this computer's clock, and that "
                "the account has the Region enabled"
            )
        return NoAnswer(f"{operation} failed: {code}: {error.get('Message', '')}".rstrip(": "))

    def _trouble(self, error: Exception, region: str) -> str:
        """What stopped a request before AWS answered it."""
        match error:
            case exceptions.NoCredentialsError() | exceptions.PartialCredentialsError():
                return "there are no AWS credentials: name a profile with --profile, or run `aws configure` first"
            case (
                exceptions.SSOError()
                | exceptions.TokenRetrievalError()
                | exceptions.CredentialRetrievalError()
                | exceptions.RefreshWithMFAUnsupportedError()
            ):
                return f"the AWS credentials have expired or cannot be renewed: sign in again{self._sign_in}, then run it again"
            case exceptions.InvalidRegionError() | exceptions.NoRegionError() | exceptions.EndpointConnectionError():
                return f"AWS cannot be reached in the Region {region}: check its name (--region), and the network"
            case exceptions.HTTPClientError() | exceptions.ConnectionError():
                return f"AWS in {region} did not answer within {self.timeout:g} seconds: check the network, then run it again"
            case _:
                return f"AWS cannot be asked: {error}"

    @property
    def _sign_in(self) -> str:
        return f" (`aws sso login --profile {self.profile}`)" if self.profile else " (such as with `aws sso login`)"
