"""Writes the CloudFormation template of what a product still needs. Its comments are in English, like the rest of the file.

No domain is in a stack, so nothing that happens to a stack can end its verification. A stack's name says what is in it: what
a template lacks would be deleted from the stack, so a template with other parts is another stack. A test has cfn-lint check
every template. Values from data are slugs, numbers and names of configuration sets; none has a character that YAML or an
intrinsic function reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from .needs import AlarmNeed, Needs

KEPT_DAYS = 14
"""How long a queue keeps a message: the longest that SQS allows."""
TRIES = 5
"""Our choice: how often an application may fail to read an event before it goes to the dead-letter queue."""
_KEPT_SECONDS = KEPT_DAYS * 24 * 60 * 60

_SET = """\
  # How SES treats the emails that use it. It stays if you delete the stack, because emails fail without it.
  ConfigurationSet:
    Type: AWS::SES::ConfigurationSet
    DeletionPolicy: RetainExceptOnCreate
    UpdateReplacePolicy: Retain
    Properties:
      Name: {name}
"""
# Both kinds of events, even if one is handled already: a later template must not take one away.
_EVENTS = """\
  # SES reports every bounce and every complaint to the topic.
  # Makes true: {fields}
  EventDestination:
    Type: AWS::SES::ConfigurationSetEventDestination
    DependsOn: TopicPolicy
    Properties:
      ConfigurationSetName: !Ref {chosen}
      EventDestination:
        Name: bounces-and-complaints
        Enabled: true
        MatchingEventTypes:
          - BOUNCE
          - COMPLAINT
        SnsDestination:
          TopicARN: !Ref Topic
"""
_TOPIC = """\
  # The topic that tells {whom}.
  # Makes true: {fields}
  Topic:
    Type: AWS::SNS::Topic
"""
_POLICY = """\
  # Only this account may publish to the topic.
  TopicPolicy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics:
        - !Ref Topic
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
"""
_PUBLISHER = """\
          - Effect: Allow
            Principal:
              Service: {service}.amazonaws.com
            Action: sns:Publish
            Resource: !Ref Topic
            Condition:
              StringEquals:
                AWS:SourceAccount: !Ref AWS::AccountId
"""
_SOURCE = """\
                AWS:SourceArn: !Sub arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:configuration-set/${CHOSEN}
"""
_EMAIL = """\
  # {words}
  # Makes true: {fields}
  EmailSubscription:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Topic
      Protocol: email
      Endpoint: !Ref NotificationEmail
"""
# At a large volume nobody reads each bounce. These are what SES and CloudWatch send; alarms have no eventType.
_FILTER = """\
      FilterPolicyScope: MessageBody
      FilterPolicy:
        $or:
          - eventType:
              - Complaint
          - AlarmName:
              - exists: true
"""
_QUEUE = f"""\
  # Events that your application failed to read {TRIES} times, kept for {KEPT_DAYS} days.
  DeadLetterQueue:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: {_KEPT_SECONDS}

  # Your application reads the events here. If it is down, the queue keeps them for {KEPT_DAYS} days.
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: {_KEPT_SECONDS}
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt DeadLetterQueue.Arn
        maxReceiveCount: {TRIES}

  # Only the topic may write to the queue.
  QueuePolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues:
        - !Ref Queue
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: sns.amazonaws.com
            Action: sqs:SendMessage
            Resource: !GetAtt Queue.Arn
            Condition:
              ArnEquals:
                AWS:SourceArn: !Ref Topic

  # The topic passes each event on to the queue, as SES wrote it.
  QueueSubscription:
    Type: AWS::SNS::Subscription
    DependsOn: QueuePolicy
    Properties:
      TopicArn: !Ref Topic
      Protocol: sqs
      Endpoint: !GetAtt Queue.Arn
      RawMessageDelivery: true
"""
# With a name, a second stack cannot have the same alarm again. An account without traffic has no data: no reason for an alarm.
_ALARM = """\
  # An alarm at a {words} of {threshold}%. AWS starts a review at {review}%. The threshold is a fraction.
  # Makes true: monitoring.alarms
  {metric}Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: {slug}-ses-{metric}
      AlarmDescription: The {words} of this account has reached {threshold}%.
      Namespace: AWS/SES
      MetricName: Reputation.{metric}
      Statistic: Average
      Period: 3600
      EvaluationPeriods: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      Threshold: {fraction}
      TreatMissingData: ignore
      AlarmActions:
        - !Ref Topic
"""


def template(slug: str, needs: Needs) -> str:
    """Return the template as YAML. Call it only if `needs.stack`."""
    parts = (
        'AWSTemplateFormatVersion: "2010-09-09"\n'
        f"Description: Amazon SES for {slug}, without what its product file describes as in place\n",
        _parameters(needs),
        "Resources:\n" + "\n".join(_resources(slug, needs)),
        "Outputs:\n  QueueUrl:\n    Value: !Ref Queue\n" if needs.queue else "",
    )
    return "\n".join(part for part in parts if part)


def set_name(slug: str) -> str:
    """The name of the configuration set that the stack creates."""
    return f"{slug}-ses"


def stack_name(slug: str, needs: Needs) -> str:
    """The name of the stack."""
    events = ["events" if needs.configuration_set else "destination"] * needs.events
    alarms = ["alarms"] if len(needs.alarms) > 1 else [alarm.metric.replace("_rate", "-alarm") for alarm in needs.alarms]
    return "-".join([slug, "ses", *events, *["queue"] * needs.queue, *alarms])


def _parameters(needs: Needs) -> str:
    email = (
        "  NotificationEmail:\n    Type: String\n    Description: Who gets the notifications; a mailbox that your team reads\n"
    )
    if not (needs.events and needs.default_set):
        return f"Parameters:\n{email}"
    words = "The default configuration set of your domain; it gets the new event destination"
    chosen = f'  ConfigurationSetName:\n    Type: String\n    Description: {words}\n    Default: "{needs.default_set}"\n'
    return f"Parameters:\n{chosen}{email}"


def _resources(slug: str, needs: Needs) -> Iterator[str]:
    """Yield each resource with the comment that says which claim it makes true."""
    events = ["handling.bounce_hard"] * needs.bounces + ["handling.complaint"] * needs.complaints
    fields = ", ".join(events) or "monitoring.alarms"
    chosen = "ConfigurationSetName" if needs.default_set else "ConfigurationSet"
    if needs.configuration_set:
        yield _SET.format(name=set_name(slug))
    whom = "people and programs about bounces and complaints" if needs.events else "your team about alarms"
    yield _TOPIC.format(whom=whom, fields=fields)
    ses = _PUBLISHER.format(service="ses") + _SOURCE.replace("CHOSEN", chosen)
    yield _POLICY + ses * needs.events + _PUBLISHER.format(service="cloudwatch") * bool(needs.alarms)
    words = "Your team gets each of them by email, after confirming the subscription in the first email from AWS."
    if needs.queue and needs.is_large:
        words = (
            "Your team gets complaints and alarms by email, after confirming the subscription. Bounces go to the queue only."
        )
    yield _EMAIL.format(words=words, fields=fields) + _FILTER * (needs.queue and needs.is_large)
    if needs.events:
        yield _EVENTS.format(fields=fields, chosen=chosen)
    if needs.queue:
        yield _QUEUE
    yield from (_alarm(slug, alarm) for alarm in needs.alarms)


def _alarm(slug: str, alarm: AlarmNeed) -> str:
    threshold, fraction, review = (f"{value.normalize():f}" for value in (alarm.threshold, alarm.threshold / 100, alarm.review))
    words = alarm.metric.replace("_", " ")
    metric = words.title().replace(" ", "")
    return _ALARM.format(slug=slug, metric=metric, words=words, threshold=threshold, fraction=fraction, review=review)
