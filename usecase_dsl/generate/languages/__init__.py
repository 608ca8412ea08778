"""The languages that tests are written in: how their files are read, and how any words are made fit for them."""
