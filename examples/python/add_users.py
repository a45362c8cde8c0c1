# python -m pip install -r requirements.txt
# ROSTER_API_KEY=… ROSTER_API_SECRET=… python add_users.py
import os

import stream
from stream.exceptions import StreamApiException

client = stream.connect(
    os.environ["ROSTER_API_KEY"],
    os.environ["ROSTER_API_SECRET"],
    # Use the name "localhost": the SDK prepends "api." to any other host.
    base_url=os.environ.get("ROSTER_URL", "http://localhost:8000"),
)

# create a new user, if the user already exists an error is returned
try:
    user = client.users.add(
        "john-doe",
        {"name": "John Doe", "occupation": "Software Engineer", "gender": "male"},
    )
    print(f"created {user['id']}")
except StreamApiException as error:
    if error.status_code != 409:
        raise
    print("error: the user already exists")

# get or create a new user, if the user already exists the user is returned
user = client.users.add(
    "john-doe",
    {"name": "John Doe", "occupation": "Software Engineer", "gender": "male"},
    get_or_create=True,
)
print(f"got {user['id']}: {user['data']['name']}")
