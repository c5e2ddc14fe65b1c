"""SPF, DKIM, DMARC, MAIL FROM and the sender."""
