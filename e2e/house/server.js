// The program under test: its commands, and a server on a free port.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

function binary() {
  const path = process.env.GRUNDLAG;
  if (!path) throw new Error("GRUNDLAG is the path of the program, which cargo build -p grundlag makes; script/test sets it");
  return path;
}

/** Without the GRUNDLAG… of whoever runs the tests. */
function environment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GRUNDLAG")));
}

/** Runs `grundlag …` to its end and returns what it printed. `input` is what somebody types. */
export function grundlag(args, input = "") {
  return new Promise((resolve, reject) => {
    const child = execFile(binary(), args, { env: environment() }, (error, stdout, stderr) => {
      if (error) reject(new Error(`grundlag ${args.join(" ")}: ${stderr || error.message}`));
      else resolve(stdout);
    });
    // Most commands ask nothing and may be gone before anything is typed.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

/** Serves a database until `stop()`; `more` are further flags. */
export async function serve(database, more = []) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = ["serve", "--database", database, "--listen", `127.0.0.1:${port}`, "--public-url", url, ...more];
  const child = spawn(binary(), args, { env: environment(), stdio: ["ignore", "pipe", "pipe"] });
  const errors = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    if (/\b(ERROR|WARN)\b/.test(line)) errors.push(line);
  });
  const ended = once(child, "exit");
  const ready = once(createInterface({ input: child.stdout }), "line");
  const early = ended.then(() => {
    throw new Error(`the server stopped at once: ${errors.join("\n")}`);
  });
  early.catch(() => {});
  await Promise.race([ready, early]);
  return {
    url,
    database,
    /** What the server itself called an error or a warning. */
    errors,
    async stop() {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(late);
    },
  };
}
