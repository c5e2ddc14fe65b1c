"""Looks at DNS, at websites and at an SES account, and returns what it saw as records of `policykit.model.evidence`.

Read-only everywhere, except for the emails of `simulator.py`. Nothing here judges: `policykit.readiness.evidence` does.
"""
