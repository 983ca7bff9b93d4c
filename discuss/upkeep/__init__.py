"""What keeps a site well: copies of its data, putting them back, and looking after it."""
