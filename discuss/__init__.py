"""Discuss: articles that end with a question, answered with words and with numbers."""
