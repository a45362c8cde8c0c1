import { addAll, readProgram } from "./add-all.js";

const { url } = readProgram();

await addAll(async (id, data) => {
  const response = await fetch(`${url}/add`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id, data }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
});
process.disconnect();
