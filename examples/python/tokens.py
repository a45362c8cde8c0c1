# `python tokens.py add` adds a user with numbers that JSON decoders read differently.
# `python tokens.py read <file>` compares what the SDK reads back with what it decodes from the body that it sent.
import os
import sys

import stream
from stream.serializer import loads

client = stream.connect(
    os.environ["ROSTER_API_KEY"],
    os.environ["ROSTER_API_SECRET"],
    base_url=os.environ["ROSTER_URL"],
)

if sys.argv[1] == "add":
    data = {"name": "x", "10": 1, "2": 2, "largest": 2**63 - 1, "one": 1.0}
    client.users.add("tokens", data)
else:
    read = client.users.get("tokens")["data"]
    with open(sys.argv[2], encoding="utf-8") as body:
        sent = loads(body.read())["data"]
    # repr distinguishes 1 from 1.0 and shows the order of the keys
    assert repr(read) == repr(sent), f"sent {sent!r}, read {read!r}"
