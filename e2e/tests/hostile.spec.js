// Nothing that anybody writes runs: every text field of every form is filled with every payload, and every page is
// looked at. The forms are found on the pages themselves, so a new field is tried without being named here.
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { request } from "@playwright/test";

import { crawl } from "../house/crawl.js";
import { docx } from "../house/docx.js";
import { halfDone } from "../house/half_done.js";
import { PAYLOADS, STORABLE, chunk, send, sendAside, textForms, watched } from "../house/hostile.js";
import { os2mo } from "../house/os2mo.js";
import { routeOf } from "../house/routes.js";
import { RESULTS } from "../house/shared.js";
import { bringIn, button, go } from "../house/steps.js";
import { expect, test } from "../house/test.js";

const ALL = PAYLOADS.map((p) => p.text);
/** How many times a form is sent with texts of a length that it takes. */
const FITTING = 16;

/** What would end the walk itself. */
const LEFT_ALONE = ["/sign-out", "/account/password"];

const walk = async (url, storageState) => {
  const walker = await request.newContext({ baseURL: url, storageState });
  const { found } = await crawl(walker);
  await walker.dispose();
  return found;
};

async function open(page, path) {
  await page.goto(path, { waitUntil: "domcontentloaded" });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
}

/** Everything that `role` can write, with everything; then every page that it can see. */
async function fillEverything(browser, { url, roles }, role, ran, tried) {
  const page = await watched(browser, url, roles[role], ran);
  const found = await walk(url, roles[role]);
  const known = new Set();
  for (const paths of Object.values(found)) {
    for (const { path } of paths.slice(0, 1)) {
      await open(page, path);
      for (const form of await textForms(page)) {
        const shape = `${form.method} ${routeOf(form.action) ?? form.action.replace(/[0-9a-f]{32}/g, "…")} ${form.fields.map((f) => f.name)}`;
        if (LEFT_ALONE.includes(form.action) || known.has(shape)) continue;
        known.add(shape);
        await open(page, path);
        await fill(page, path, form, ran, tried);
      }
    }
  }
  // What was stored, wherever it is shown; and what anybody else of the house sees of it.
  for (const paths of Object.values(await walk(url, roles[role]))) {
    for (const { path } of paths.slice(0, 3)) {
      await open(page, path);
      tried.pages += 1;
    }
  }
  await page.context().close();
}

/** One form, first with more than it takes, which comes back with what was written, then with what it takes. */
async function fill(page, path, form, ran, tried) {
  const { fields, buttons, action } = form;
  for (const field of fields) tried.fields.add(`${action.replace(/[0-9a-f]{32}/g, "…")} ${field.name}`);
  // Forms may have a quarter of a megabyte, and a sign is three in an address.
  const parts = form.method === "get" ? 12 : Math.ceil(fields.length / 8);
  const each = Math.ceil(ALL.length / parts);
  for (let from = 0; from < ALL.length; from += each) {
    if (from > 0) await open(page, path);
    const now = (await textForms(page)).find((f) => f.action === action && f.fields.length === fields.length);
    if (!now) return;
    const part = ALL.slice(from, from + each);
    await send(page, now.index, [part.join(" ")], form.method === "post" ? buttons[0] : undefined);
    tried.sent += 1;
    tried.seen += fields.length * part.length;
  }
  if (form.method !== "post") return;
  await open(page, path);
  const had = fields.map(() => 0);
  let refused = 0;
  // What takes no words, such as a number; it has come back from above.
  const left = [];
  for (let round = 0; round < FITTING && refused < 4 && had.some((n) => n < STORABLE.length); round += 1) {
    const texts = fields.map((field, at) => {
      const { text, count } = chunk(STORABLE, had[at] % STORABLE.length, field.limit);
      had[at] += count;
      return text;
    });
    const came = await sendAside(page, path, action, texts, buttons[round % Math.max(buttons.length, 1)], left);
    if (came.gone) return;
    ran.push(...came.bad);
    tried.sent += 1;
    if (came.on) tried.taken += 1;
    left.push(...came.invalid.filter((name) => !left.includes(name)));
    refused = came.on ? 0 : refused + 1;
  }
}

const GROUPS = [["steward"], ["leader", "employee"], ["administrator", "dpo"], ["director", "representative", "adviser", "nobody"]];

for (const group of GROUPS) {
  test(`nothing that ${group.join(", ")} can write runs`, async ({ browser, ownHouse }) => {
    test.setTimeout(600_000);
    const ran = [];
    const tried = { fields: new Set(), seen: 0, sent: 0, taken: 0, pages: 0 };
    const house = { ...ownHouse, roles: { ...ownHouse.roles, nobody: { cookies: [], origins: [] } } };
    if (group.includes("steward") || group.includes("leader")) await halfDone(browser, { server: { url: house.url }, roles: house.roles });
    for (const role of group) await fillEverything(browser, house, role, ran, tried);
    const line = `${group.join(", ")}: ${tried.fields.size} fields, ${tried.seen} payloads in fields on pages that came back, ${tried.sent} sendings of which ${tried.taken} were taken, ${tried.pages} pages seen after`;
    appendFileSync(join(RESULTS, "hostile.txt"), `${line}\n`);
    expect(ran).toEqual([]);
    expect(tried.pages).toBeGreaterThan(5);
  });
}

test("nothing in files that are brought in runs", async ({ browser, newHouse }) => {
  test.setTimeout(600_000);
  const ran = [];
  const page = await watched(browser, newHouse.url, undefined, ran);
  const { moveIn, signIn } = await import("../house/steps.js");
  const { ADMINISTRATOR } = await import("../house/municipality.js");
  const { grundlag } = await import("../house/server.js");
  const context = page.context();
  await signIn(page, ADMINISTRATOR);
  // Names of units, people and posts; a payload with a semicolon would be two columns.
  const short = STORABLE.filter((p) => !/[;"\n\t]/.test(p));
  const units = [["P0", "Test Municipality", ""], ...short.map((p, n) => [`U${n}`, p, "P0"])];
  const people = short.map((p, n) => ({ name: p, email: `p${n}@test.example`, unit: `U${n}`, title: p, leads: n % 2 === 0 }));
  people.push({ name: "Steward", email: "steward@test.example", unit: "P0", title: "Konsulent", leads: false });
  const files = os2mo(units, people);
  await bringIn(page, files);
  const apply = button(page, "org-apply");
  if (await apply.count()) await go(apply);
  const admin = await context.storageState();
  const database = `sqlite:${newHouse.file}`;
  await grundlag(["user", "add", "steward@test.example", "--database", database], "made by somebody else\n");
  await grundlag(["user", "grant", "steward@test.example", "steward", "--database", database]);
  await context.clearCookies();
  await moveIn(page, "steward@test.example", "made by somebody else");

  // A foundation in Word and one in Markdown, each with a name of its own, split and published.
  const lines = (name) => [`# ${name}`, "Det her vil vi kunne kendes på.", ...STORABLE.slice(0, 120).flatMap((p, n) => (n % 6 === 0 ? [`## ${p.replace(/\n/g, " ")}`] : [n % 2 ? `- ${p.replace(/\n/g, " ")}` : p.replace(/\n/g, " ")]))];
  const documents = [
    ["leadership", { name: "<img src=x onerror=__ran()>.docx", mimeType: "", buffer: docx(lines(STORABLE[20])) }],
    ["employee", { name: "\"><svg onload=__ran()>.md", mimeType: "text/markdown", buffer: Buffer.from(lines(STORABLE[40]).join("\n\n")) }],
  ];
  for (const [kind, file] of documents) {
    await page.goto(`/foundations/import?kind=${kind}`);
    if (!(await page.locator("#file").count())) await page.goto("/foundations").then(() => go(page.locator(`a[href^='/foundations/import']`).first()));
    await page.setInputFiles("#file", file);
    await go(button(page, "foundation-split-text"));
  }
  await page.goto("/policy/import");
  await page.fill("#text", STORABLE.slice(100).map((p, n) => `${n + 1}. ${p.replace(/\n/g, " ")}`).join("\n\n"));
  await go(button(page, "policy-split-do"));
  const steward = await context.storageState();

  let pages = 0;
  for (const state of [steward, admin]) {
    const reader = await watched(browser, newHouse.url, state, ran);
    for (const paths of Object.values(await walk(newHouse.url, state))) {
      for (const { path } of paths) {
        await open(reader, path);
        pages += 1;
      }
    }
    await reader.context().close();
  }
  await context.close();
  appendFileSync(join(RESULTS, "hostile.txt"), `files: ${short.length * 3} names, 240 passages, ${STORABLE.length - 100} clauses, ${pages} pages seen\n`);
  expect(ran).toEqual([]);
  expect(pages).toBeGreaterThan(20);
});

test("what runs would be noticed", async ({ browser, ownHouse }) => {
  const ran = [];
  const page = await watched(browser, ownHouse.url, ownHouse.roles.employee, ran);
  // A page without our policy, as it would be with nothing escaped.
  await page.route("**/hole", (route) => route.fulfill({ contentType: "text/html", body: PAYLOADS.slice(0, 60).map((p) => p.text).join("\n") }));
  await page.goto("/hole", { waitUntil: "domcontentloaded" });
  await page.waitForTimeout(300);
  expect(ran.filter((line) => line.startsWith("a payload ran")).length).toBeGreaterThan(3);
  // And with it: nothing runs, and the policy says so.
  ran.length = 0;
  await page.unroute("**/hole");
  await page.goto("/");
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("img"), { src: "//evil.example/x.png" })));
  await page.waitForTimeout(200);
  expect(ran.some((line) => line.startsWith("the policy stopped img-src"))).toBe(true);
  await page.context().close();
});
