"""What readsb and tar1090 write: traces, aircraft lists, and the lines made from them."""
