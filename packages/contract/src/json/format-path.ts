const identifier = /^[A-Za-z_$][\w$]*$/;

/** A path as one would write it in JavaScript: `data.address[0]["post code"]`. */
export function formatPath(path: readonly (string | number)[]): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (!identifier.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === "" ? step : `.${step}`;
  }
  return text;
}
