const python = process.platform === "win32" ? "venv/Scripts/python" : "venv/bin/python";
const mvnExec = ["mvn", "-q", "-B", "-Dstyle.color=never", "exec:java"];
const john = { id: "john-doe", name: "John Doe" };

/**
 * How each example is prepared and run, in a copy of its folder. `needs` lists programs. If `install` fails,
 * for example without access to a registry, the example is reported as skipped; `build` must succeed. `tokens` runs the program that adds a
 * user with numbers that JSON decoders read differently; `checks` are further programs that must succeed.
 */
export const languages = [
  {
    name: "csharp",
    needs: ["dotnet"],
    install: [["dotnet", "restore", "--verbosity", "quiet"]],
    build: [["dotnet", "build", "--no-restore", "--nologo", "--verbosity", "quiet"]],
    run: ["dotnet", "run", "--no-build"],
    user: john,
  },
  {
    name: "javascript",
    needs: ["npm"],
    install: [["npm", "install", "--no-audit", "--no-fund", "--loglevel", "error"]],
    run: ["node", "add-users.js"],
    tokens: (...step) => ["node", "tokens.js", ...step],
    user: john,
  },
  {
    name: "python",
    needs: ["python3"],
    install: [
      ["python3", "-m", "venv", "venv"],
      [python, "-m", "pip", "install", "--quiet", "-r", "requirements.txt"],
    ],
    run: [python, "-W", "ignore", "add_users.py"],
    tokens: (...step) => [python, "-W", "ignore", "tokens.py", ...step],
    checks: [[python, "-W", "ignore", "random_json.py"]],
    user: john,
  },
  {
    name: "ruby",
    needs: ["ruby", "gem"],
    install: [["gem", "install", "stream-ruby", "-v", "6.0.0", "--user-install", "--no-document"]],
    run: ["ruby", "add_users.rb"],
    user: john,
  },
  {
    name: "php",
    needs: ["php", "composer"],
    install: [["composer", "install", "--no-interaction", "--quiet"]],
    run: ["php", "add-users.php"],
    user: { id: "42", name: "Arthur Dent" },
  },
  {
    name: "java",
    needs: ["java", "mvn"],
    install: [["mvn", "-q", "-B", "dependency:resolve"]],
    build: [["mvn", "-q", "-B", "compile"]],
    run: [...mvnExec],
    tokens: (...step) => [...mvnExec, "-Dexec.mainClass=Tokens", `-Dexec.args=${step.join(" ")}`],
    // Its SDK throws "closed" if a response arrives within about 2 ms (docs/sdks.md).
    latencyMs: 50,
    user: john,
  },
  {
    name: "go",
    needs: ["go"],
    install: [["go", "mod", "download"]],
    build: [
      ["go", "build", "-o", "example", "."],
      ["go", "build", "-o", "example-tokens", "./tokens"],
    ],
    run: ["./example"],
    tokens: (...step) => ["./example-tokens", ...step],
    user: { id: "123", name: "John Doe" },
  },
];
