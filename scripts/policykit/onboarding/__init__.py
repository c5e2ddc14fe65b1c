"""From a blank page or a draft to a product file: fields, schema, interview, scaffold, importer."""
