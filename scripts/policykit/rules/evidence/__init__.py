"""What was seen of DNS, the website and the SES account."""
