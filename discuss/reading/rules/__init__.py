"""What machines read: feeds and linked data, made from plain values."""
