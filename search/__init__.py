"""From a question to passages: embeddings, indexes, ranking, releases."""
