# python random_json.py [seed]
# Sends users whose data Python's json module has written from random values, one by one and in a batch, and compares
# the tokens of every response with those that were sent: numbers as they are written, strings by their value.
import json
import math
import os
import random
import re
import struct
import sys

import requests
import stream

USERS = 200
seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
rng = random.Random(seed)

url = os.environ["ROSTER_URL"] + "/api/v1.0"
client = stream.connect(os.environ["ROSTER_API_KEY"], os.environ["ROSTER_API_SECRET"])
session = requests.Session()
session.params = {"api_key": os.environ["ROSTER_API_KEY"]}
session.headers["Authorization"] = client.create_jwt_token("users", "*", feed_id="*")


def random_float():
    value = math.nan
    while not math.isfinite(value):
        value = struct.unpack("d", rng.randbytes(8))[0]
    return value


def random_number():
    return rng.choice(
        [
            lambda: rng.randint(-9, 9),
            lambda: rng.randint(-(2**63), 2**63 - 1),
            lambda: rng.randint(-(10**63), 10**63),
            lambda: float(rng.randint(-9, 9)),
            lambda: rng.random(),
            lambda: rng.choice([1e25, 1e-7, -0.0, 5e-324, sys.float_info.max, 0.1 + 0.2]),
            random_float,
        ]
    )()


def random_character():
    ranges = [(0x20, 0x7E), (0x01, 0x1F), (0x7F, 0xD7FF), (0xE000, 0xFFFF), (0x10000, 0x10FFFF)]
    return chr(rng.randint(*rng.choice([(0x20, 0x7E), *ranges])))


def random_string():
    return "".join(random_character() for _ in range(rng.randint(0, 12)))


def random_key():
    return rng.choice([random_string, lambda: str(rng.randint(-5, 120))])()


def random_value(depth):
    kinds = [random_number, random_string, lambda: rng.choice([True, False, None])]
    if depth < 8:
        kinds += [lambda: random_object(depth + 1), lambda: random_array(depth + 1)]
    return rng.choice(kinds)()


def random_array(depth):
    return [random_value(depth) for _ in range(rng.randint(0, 5))]


def random_object(depth):
    return {random_key(): random_value(depth) for _ in range(rng.randint(0, 5))}


def write(value):
    separators = rng.choice([None, (",", ":"), (" ,", " : ")])
    style = {"indent": rng.choice([None, 2]), "ensure_ascii": rng.random() < 0.5}
    return json.dumps(value, separators=separators, allow_nan=False, **style)


TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s"\[\]{}:,]+|[\[\]{}:,]')


def canonical(text):
    tokens = TOKEN.findall(text)
    return "".join(json.dumps(json.loads(each)) if each[0] == '"' else each for each in tokens)


SET_BY_SERVER = re.compile(r',"(?:created_at|updated_at|duration)":"[^"]*"')


def expect(sent, response):
    got = SET_BY_SERVER.sub("", canonical(response))
    assert got == sent, f"seed {seed}: sent {sent}, got {got}"


def send(method, path, body=None, **params):
    data = body.encode() if body is not None else None
    response = session.request(method, url + path, data=data, params=params)
    assert response.ok, f"{response.status_code} {response.text} for {body}"
    return response.content.decode()


ids = [f"random-{n}" for n in range(USERS)]
bodies = {name: f'{{"id": "{name}", "data": {write(random_object(0))}}}' for name in ids}
users = {name: canonical(body) for name, body in bodies.items()}
all_users = ",".join(users.values())

for name in ids:
    expect(users[name], send("POST", "/user/", bodies[name]))
    expect(users[name], send("GET", f"/user/{name}/"))

for override in ("false", "true"):
    batch = f'{{"users": [{", ".join(bodies.values())}], "override": {override}}}'
    send("DELETE", "/users/", ids=",".join(ids))
    for _ in range(2):  # adds the users, then gets or replaces them
        expect(f'{{"created_users":[{all_users}]}}', send("POST", "/users/", batch))
    expect(f'{{"users":[{all_users}]}}', send("GET", "/users/", ids=",".join(ids)))
