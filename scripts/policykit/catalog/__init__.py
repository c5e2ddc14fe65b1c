"""Everything read, checked and linked: products, templates, languages, questions, sources."""
