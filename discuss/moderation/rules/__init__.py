"""What moderation decides by itself: clauses, reasons, words, links, weights, statements."""
