"""Creates product files from scratch or from a draft: fields, schema, interview, scaffold, importer."""
