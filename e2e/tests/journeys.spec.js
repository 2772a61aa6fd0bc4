// From an empty database to the first honest overview, as those who do it would: each with their own account, in a
// browser, with script and without.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

import { LEADERSHIP, STORY } from "../house/documents.js";
import { ADMINISTRATOR } from "../house/municipality.js";
import { CPR, os2mo } from "../house/os2mo.js";
import { bringIn, button, go, moveIn, signIn } from "../house/steps.js";
import { expect, test } from "../house/test.js";
import { pattern, text } from "../house/texts.js";

const da = (key, values) => text("da", key, values);

const UNITS = [
  ["P0", "Prøve Kommune", ""],
  ["HR", "Personale", "P0"],
  ["N", "Børnehuset Nord", "P0"],
  ["S", "Børnehuset Syd", "P0"],
];
const person = (name, unit, title, leads = false) => ({ name, unit, title, leads, email: `${name.toLowerCase().replaceAll(" ", ".")}@test.example` });
const STEWARD = person("Forvalter Personale", "HR", "HR-konsulent");
const LEADER = person("Leder Nord", "N", "Institutionsleder", true);
const NEIGHBOUR = person("Kollega Syd", "S", "Pædagog");
const PEOPLE = [
  STEWARD,
  LEADER,
  person("Kollega Nord", "N", "Pædagog"),
  person("Leder Syd", "S", "Institutionsleder", true),
  NEIGHBOUR,
];
const WORDS = "Hos os betyder det, at vi spørger forældrene, før vi beslutter.";
const SIGN = "Vi ringer, før vi skriver.";

/** Opens an account for somebody, perhaps with a role; returns the first password. */
async function letIn(page, who, role) {
  await page.goto("/access");
  await page.locator("#q").fill(who.name);
  await page.locator("#among").selectOption("all");
  await go(button(page, "access-show"));
  await go(page.getByRole("link", { name: who.name }));
  if (role) {
    await page.locator("#role").selectOption(role);
    await page.locator("#unit_name").fill("Prøve Kommune");
    await go(button(page, "grant-submit"));
  }
  await go(button(page, "access-create"));
  return page.locator("dd code").innerText();
}

/** Whether a text stands in any file of the database. */
function isStored(house, what) {
  const folder = dirname(house.file);
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(what));
}

for (const script of [true, false]) {
  test(`from an empty database to the first honest overview, ${script ? "with" : "without"} script`, async ({ newHouse, visit }) => {
    test.slow();
    const enter = (options = {}) => visit(newHouse.url, undefined, { javaScriptEnabled: script, ...options });

    const admin = await enter();
    const passwords = {};
    await test.step("the administrator signs in and brings in the organisation", async () => {
      await signIn(admin, ADMINISTRATOR);
      await bringIn(admin, os2mo(UNITS, PEOPLE, script ? "windows-1252" : "utf8"));
      await expect(admin.getByRole("heading", { level: 1 })).toHaveText(da("org-preview-title"));
      await expect(admin.locator("#added")).toContainText("Børnehuset Nord");
      await expect(admin.locator("#added")).toContainText("Kollega Syd");
      expect(isStored(newHouse, CPR), "a CPR number was stored").toBe(false);
      await go(button(admin, "org-apply"));
      await expect(admin.getByRole("heading", { level: 1 })).toHaveText(da("org-done-title"));
      await admin.goto("/organisation");
      for (const [, name] of UNITS) await expect(admin.locator(".tree").getByText(name, { exact: true })).toBeVisible();
    });

    await test.step("the administrator lets in the steward, a leader and a neighbour", async () => {
      passwords.steward = await letIn(admin, STEWARD, "steward");
      passwords.leader = await letIn(admin, LEADER);
      passwords.neighbour = await letIn(admin, NEIGHBOUR);
    });

    const steward = await enter();
    await test.step("the steward brings in a foundation in Word, looks through the split, and publishes", async () => {
      await moveIn(steward, STEWARD.email, passwords.steward);
      await steward.goto("/");
      await go(steward.locator("main a[href^='/foundations']").first());
      await go(steward.locator("main a[href^='/foundations/import']").first());
      await steward.setInputFiles("#file", { name: "ledelsesgrundlag.docx", mimeType: "", buffer: LEADERSHIP });
      await go(button(steward, "foundation-split-text"));
      await expect(steward.getByRole("heading", { level: 1 })).toHaveText(da("foundation-split-title"));
      const headlines = steward.locator("input[name=headline]");
      await expect(headlines).toHaveCount(2);
      await expect(headlines.nth(0)).toHaveValue("Borgeren først");
      await expect(headlines.nth(1)).toHaveValue("Mod til at sige nej");
      await expect(steward.locator("[name=behaviour]").first()).toHaveValue("du spørger, før du svarer");
      await expect(steward.locator(".raw", { hasText: "hvad der er bedst for borgeren" })).toBeVisible();
      // The steward mends a word.
      await headlines.nth(1).fill("Mod til at sige fra");
      await go(button(steward, "foundation-store-draft"));
      await go(button(steward, "foundation-publish-button"));
      await steward.goto("/elements");
      await expect(steward.locator("main").getByText("Mod til at sige fra").first()).toBeVisible();
    });

    const leader = await enter();
    await test.step("a leader interprets an element and takes it into use", async () => {
      await moveIn(leader, LEADER.email, passwords.leader);
      await leader.goto("/");
      await go(leader.locator(".todo > li", { hasText: "Borgeren først" }).getByRole("link"));
      await leader.locator("#meaning").fill(WORDS);
      await leader.locator("[name=sign]").first().fill(SIGN);
      if (script) {
        await expect(leader.locator("[data-autosave-status]")).toHaveText(pattern("da", "interpretation-saved-at"));
      }
      await go(button(leader, "interpretation-publish"));
      await expect(leader.getByText(WORDS)).toBeVisible();
      await expect(leader.locator(".state[data-state=in-use]")).toBeVisible();
    });

    const neighbour = await enter();
    await test.step("a neighbour tells what they saw", async () => {
      await moveIn(neighbour, NEIGHBOUR.email, passwords.neighbour);
      await neighbour.goto("/stories");
      await go(neighbour.locator("main a[href^='/stories/new']").first());
      await neighbour.locator("#text").fill(STORY);
      const nord = neighbour.locator("#unit option", { hasText: "Børnehuset Nord" });
      await neighbour.locator("#unit").selectOption(await nord.first().getAttribute("value"));
      await go(button(neighbour, "story-next"));
      await neighbour.getByRole("radio", { name: /Borgeren først/ }).check();
      await go(button(neighbour, "story-send"));
      await expect(neighbour.locator(".stories > li", { hasText: STORY })).toContainText(da("story-state-waiting"));
    });

    await test.step("the steward reads it and lets others read it", async () => {
      await steward.goto("/");
      await go(steward.locator("main a[href^='/moderation']").first());
      if (!/\/moderation\/\w+/.test(steward.url())) {
        await go(steward.locator(".stories > li", { hasText: STORY }).getByRole("link"));
      }
      await expect(steward.getByText(STORY)).toBeVisible();
      await go(button(steward, "moderation-publish"));
    });

    const cell = (page) => page.locator("table.rings tr", { hasText: "Børnehuset Nord" }).locator("td", { hasText: "Borgeren først" });
    await test.step("the overview shows it", async () => {
      await steward.goto("/overview");
      await expect(cell(steward)).toContainText(da("ring-translated"));
      await expect(cell(steward)).toContainText(da("ring-confirmed"));
      // Clockwise from the top: interpreted, said unprompted, acted on, seen by others.
      const arcs = cell(steward).locator("svg path");
      await expect(arcs).toHaveCount(4);
      for (const [arc, look] of ["on", "off", "off", "on"].entries()) await expect(arcs.nth(arc)).toHaveClass(look);
      await expect(steward.locator(".sayings")).toContainText("Borgeren først");
    });

    await test.step("and leads to the evidence", async () => {
      await go(cell(steward).getByRole("link"));
      await expect(steward.getByText(WORDS)).toBeVisible();
      await expect(steward.locator(".trail")).toContainText(STORY);
      // Nobody's name stands on a story.
      await expect(steward.locator("main")).not.toContainText(NEIGHBOUR.name);
    });

    await test.step("the English side says the same", async () => {
      await steward.goto("/overview");
      await go(steward.getByRole("link", { name: "English" }));
      await expect(steward.locator("html")).toHaveAttribute("lang", "en");
      await expect(cell(steward)).toContainText(text("en", "ring-translated"));
      await expect(cell(steward)).toContainText(text("en", "ring-confirmed"));
      await go(cell(steward).getByRole("link"));
      await expect(steward.getByText(WORDS)).toBeVisible();
      await expect(steward.locator(".trail")).toContainText(STORY);
      await expect(steward.getByRole("heading", { name: text("en", "interpretation-trail") })).toBeVisible();
    });
  });
}
