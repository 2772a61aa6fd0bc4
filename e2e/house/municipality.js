// The houses that the tests use: the sample municipality, one that has people and nothing else, and copies of them.
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "@playwright/test";

import { os2mo } from "./os2mo.js";
import { grundlag, serve } from "./server.js";
import { PASSWORD, bringIn, button, go, moveIn, signIn } from "./steps.js";

const NOBODY = { cookies: [], origins: [] };
export const ADMINISTRATOR = "administrator@test.example";

/** Opens a session by one of the demonstration's links, and returns its cookies. */
async function byLink(url, path) {
  const visitor = await request.newContext({ baseURL: url });
  const response = await visitor.get(path, { maxRedirects: 0 });
  if (response.status() !== 303) throw new Error(`a sign-in link answered ${response.status()}`);
  const state = await visitor.storageState();
  await visitor.dispose();
  return state;
}

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

const UNITS = [
  ["P0", "Test Municipality", ""],
  ["HR", "People and Culture", "P0"],
  ["N", "House North", "P0"],
  ["S", "House South", "P0"],
];
const person = (name, unit, title, leads = false) => ({ name, unit, title, leads, email: `${title.toLowerCase()}@test.example` });
const PEOPLE = [
  person("Steward of Texts", "HR", "Consultant"),
  person("Leader of North", "N", "Manager", true),
  person("Colleague in South", "S", "Teacher"),
];

/** A house with an organisation and people, and not a word of a foundation. */
export async function empty(folder, browser) {
  const server = await founded(folder);
  const roles = { nobody: NOBODY };
  const enter = async (role, work) => {
    const context = await browser.newContext({ baseURL: server.url, locale: "da-DK", javaScriptEnabled: false });
    await work(await context.newPage());
    roles[role] = await context.storageState();
    await context.close();
  };
  await enter("administrator", async (page) => {
    await signIn(page, ADMINISTRATOR);
    await bringIn(page, os2mo(UNITS, PEOPLE));
    await go(button(page, "org-apply"));
  });
  for (const [role, { email }] of [["steward", PEOPLE[0]], ["leader", PEOPLE[1]], ["employee", PEOPLE[2]]]) {
    const first = "made by somebody else";
    await grundlag(["user", "add", email, "--database", server.database], `${first}\n`);
    if (role === "steward") await grundlag(["user", "grant", email, role, "--database", server.database]);
    await enter(role, (page) => moveIn(page, email, first));
  }
  return { server, roles };
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
