"""The tables of the official form, one room per table, both editions in each."""
