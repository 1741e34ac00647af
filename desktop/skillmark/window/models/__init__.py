"""Tables and lists as Qt's views want them."""
