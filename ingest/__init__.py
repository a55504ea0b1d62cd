"""From documents to annotated articles to a release."""
