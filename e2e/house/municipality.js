// The houses that the tests use: the sample municipality, one that has people and nothing else, and copies of them.
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "@playwright/test";

import { grundlag, serve } from "./server.js";

const NOBODY = { cookies: [], origins: [] };
export const PASSWORD = "fire ord til en prøve";
export const ADMINISTRATOR = "administrator@test.example";

/** Sends one request that opens a session, and returns its cookies. */
async function session(url, what, send) {
  const visitor = await request.newContext({ baseURL: url });
  const response = await send(visitor);
  if (response.status() !== 303) throw new Error(`${what}: signing in answered ${response.status()}`);
  const state = await visitor.storageState();
  await visitor.dispose();
  return state;
}

const byLink = (url, path) => session(url, "a link", (visitor) => visitor.get(path, { maxRedirects: 0 }));

const byPassword = (url, email, password = PASSWORD) =>
  session(url, email, (visitor) =>
    visitor.post("/sign-in", { form: { email, password, next: "" }, maxRedirects: 0 }),
  );

/** One fresh session for each role of the sample: `{ steward: storageState }`. */
export async function sampleSessions(server) {
  const printed = await grundlag(["demo", "links", "--database", server.database, "--public-url", server.url]);
  const roles = {};
  for (const line of printed.split("\n")) {
    const link = /^(\w+)\s+\S+?(\/sign-in\/\w+)/.exec(line);
    if (link) roles[link[1]] = await byLink(server.url, link[2]);
  }
  if (Object.keys(roles).length < 8) throw new Error(`grundlag demo links gave too few roles:\n${printed}`);
  return roles;
}

/** The file that copies of the filled house are made from; no server opens it. */
const template = (folder) => join(folder, "template.sqlite");

export async function filled(folder) {
  await grundlag(["demo", "load", "--database", `sqlite:${template(folder)}`]);
  const server = await copyOfFilled(folder, folder);
  return { server, roles: { nobody: NOBODY, ...(await sampleSessions(server)) } };
}

/** A filled house of one's own, to change as one likes. `from` is the set-up's folder. */
export function copyOfFilled(from, folder) {
  const file = join(folder, "copy.sqlite");
  copyFileSync(template(from), file);
  return serve(`sqlite:${file}`);
}

/** A house with its first administrator and nothing else. Its names are English, so that Danish there is ours. */
export async function founded(folder) {
  const database = `sqlite:${join(folder, "founded.sqlite")}`;
  await grundlag(["migrate", "--database", database]);
  const first = ["user", "add", ADMINISTRATOR, "--organisation", "Test Municipality", "--name", "First Administrator"];
  await grundlag([...first, "--unit-key", "P0", "--database", database], `${PASSWORD}\n`);
  return serve(database);
}

export async function empty(folder) {
  const server = await founded(folder);
  await grundlag(["user", "grant", ADMINISTRATOR, "steward", "--database", server.database]);
  return { server, roles: { nobody: NOBODY, administrator: await byPassword(server.url, ADMINISTRATOR) } };
}

/** A temporary folder that goes when the work in it is done. */
export async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "grundlag-e2e-"));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
