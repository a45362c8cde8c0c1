import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { readCommand, readContainerfile, readEnvironment } from "./containerfile.js";

// Runs the Containerfile's steps without a container engine, each stage in an empty folder, and starts the result
// as the image's user in a read-only root without this repository. Not emulated: the base image (this machine's Node
// and system libraries replace it), networks and resource limits.
if (process.getuid?.() !== 0) {
  console.log("NOT RUN: the Containerfile's steps need root for chroot and setuid.");
  process.exit(process.env["CI"] ? 1 : 0);
}

const repository = resolve(import.meta.dirname, "..");
const work = mkdtempSync(join(tmpdir(), "roster-container-"));
const stages = new Map();

try {
  for (const stage of readContainerfile(join(repository, "Containerfile"))) build(stage);
  const data = join(work, "data");
  mkdirSync(data);
  execFileSync("chown", ["10001:10001", data]);
  const server = await start("server", data, { PORT: "18000" });
  const dashboard = await start("dashboard", data, { WEB_PORT: "13000" });
  await dashboard.stop();
  await server.stop();
  console.log("Both images start, become healthy, cannot write to their root, and stop.");
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Runs a stage's steps in a folder that serves as its root. */
function build({ name, base, steps }) {
  const root = join(work, name);
  const parent = stages.get(base);
  mkdirSync(root);
  const image = {
    root,
    folder: parent?.folder ?? "/",
    environment: { ...parent?.environment },
  };
  if (parent) execFileSync("cp", ["-a", `${parent.root}/.`, root]);
  for (const { instruction, rest } of steps) {
    if (instruction === "WORKDIR")
      mkdirSync(join(root, (image.folder = rest)), { recursive: true });
    else if (instruction === "ENV") Object.assign(image.environment, readEnvironment(rest));
    else if (instruction === "COPY") copy(image, rest.split(" "));
    else if (instruction === "RUN") run(image, rest);
    else if (instruction === "CMD") image.command = readCommand(rest);
    else if (instruction === "HEALTHCHECK") image.healthCheck = readCommand(rest);
    else if (instruction === "USER") image.user = rest;
  }
  stages.set(name, image);
}

function copy({ root, folder }, [first = "", ...others]) {
  const [, from] = /^--from=(.*)$/.exec(first) ?? [];
  const [source = "", target = ""] = from === undefined ? [first, ...others] : others;
  const to = resolve(join(root, folder), target);
  mkdirSync(dirname(to), { recursive: true });
  if (from !== undefined) {
    execFileSync("cp", ["-a", join(stages.get(from).root, source), to]);
    return;
  }
  // The build context: tracked and new files, without ignored ones.
  const list = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    {
      cwd: repository,
      maxBuffer: 1e8,
    },
  );
  for (const path of list.toString().split("\0").filter(Boolean)) {
    if (existsSync(join(repository, path))) cpSync(join(repository, path), join(to, path));
  }
}

/** Runs as root, as a build does, with this machine's caches; absolute paths are mapped into the stage's folder. */
function run({ root, folder, environment }, command) {
  console.log(`RUN ${command}`);
  const tops = readdirSync(root).filter((name) => lstatSync(join(root, name)).isDirectory());
  const text = `${command} `.replace(/(?<=^|\s)\/(src|out|data|roster)(?=[/\s])/g, `${root}/$1`);
  if (tops.length === 0) throw new Error("A stage must start with WORKDIR or COPY");
  execFileSync("sh", ["-euc", text], {
    cwd: join(root, folder),
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, TURBO_CACHE_DIR: join(repository, ".turbo/cache"), ...environment },
  });
}

/** Starts a stage in a mount namespace with its folder as a read-only root; only the data and /tmp are writable. */
async function start(name, data, settings) {
  const { root, folder, environment, command, healthCheck, user } = stages.get(name);
  const [uid, gid] = user.split(":");
  const mounts = [
    `mount --bind ${root} ${root}`,
    ...["usr", "lib", "lib64", "bin", "etc", "proc", "dev"].flatMap((top) => [
      `mkdir -p ${root}/${top}`,
      `test ! -d /${top} || mount --rbind /${top} ${root}/${top}`,
    ]),
    `mkdir -p ${root}/tmp ${root}/data`,
    `mount -t tmpfs tmpfs ${root}/tmp`,
    `mount --bind ${data} ${root}/data`,
    ...(name === "dashboard"
      ? [
          `mkdir -p ${root}/roster/apps/web/.next/cache`,
          `mount -t tmpfs -o uid=${uid},gid=${gid} tmpfs ${root}/roster/apps/web/.next/cache`,
        ]
      : []),
    `mount -o remount,bind,ro ${root}`,
  ];
  const within = `cd ${folder} && ! touch /roster/x 2>/dev/null && exec "$@"`;
  const variables = pairs({ ...environment, ...settings });
  const script = [
    ...mounts,
    `exec chroot --userspec=${uid}:${gid} ${root} /usr/bin/env -i PATH=/usr/bin:/bin ${variables} sh -c '${within}' sh "$@"`,
  ].join("\n");
  const child = spawn("unshare", ["--mount", "sh", "-euc", script, "sh", ...command], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const exited = once(child, "exit");
  const env = { ...process.env, ...environment, ...settings };
  for (let tries = 0; ; tries += 1) {
    if (child.exitCode !== null || tries > 120) throw new Error(`${name} did not become healthy`);
    try {
      execFileSync(healthCheck[0], healthCheck.slice(1), { env, stdio: "ignore" });
      break;
    } catch {
      await setTimeout(500);
    }
  }
  console.log(`${name} is healthy`);
  return {
    async stop() {
      child.kill("SIGTERM");
      const [code] = await exited;
      if (code !== 0) throw new Error(`${name} ended with ${code}`);
    },
  };
}

function pairs(environment) {
  return Object.entries(environment)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
}
