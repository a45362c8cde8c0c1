// npm install
// ROSTER_API_KEY=… ROSTER_API_SECRET=… node add-users.js
import { connect } from "getstream";

const { ROSTER_API_KEY, ROSTER_API_SECRET, ROSTER_URL = "http://localhost:8000" } = process.env;

const client = connect(ROSTER_API_KEY, ROSTER_API_SECRET, null, {
  urlOverride: { api: `${ROSTER_URL}/api/` }, // the trailing slash is required
});

const userData = {
  name: "John Doe",
  occupation: "Software Engineer",
  gender: "male",
};

// Both calls are awaited: if they ran concurrently, either could create the user.

// create a new user, if the user already exists an error is returned
try {
  const user = await client.user("john-doe").create(userData);
  console.log(`created ${user.id}`);
} catch (error) {
  if (error.response?.status !== 409) throw error;
  console.log("error: the user already exists");
}

// get or create a new user, if the user already exists the user is returned
const user = await client.user("john-doe").getOrCreate(userData);
console.log(`got ${user.id}: ${user.data.name}`);
