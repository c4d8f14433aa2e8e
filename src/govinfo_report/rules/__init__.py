"""The built-in rules, a family to a room; identities are data of the forms and stand elsewhere."""
