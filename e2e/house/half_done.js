// Work that was begun and left lying, so that the pages in the middle of a task have something to show too.
import { LEADERSHIP, POLICY, STORY } from "./documents.js";
import { os2mo } from "./os2mo.js";
import { bringIn, button, go } from "./steps.js";

/** The section of one foundation on the page of editions. */
const section = (page, kind) => page.locator("section", { has: page.locator(`h2#${kind}`) });

/** A new edition of the leadership foundation, as the last one and in force from today. */
async function publishAgain(page) {
  await page.goto("/foundations");
  await section(page, "leadership").getByRole("button").click();
  await page.locator("a[href$='/publish']").first().click();
  for (const fate of await page.locator("select[name=fate]").all()) await fate.selectOption("kept");
  await go(button(page, "foundation-publish-button"));
}

/** A draft of the employee foundation. */
async function beginDraft(page) {
  await page.goto("/foundations");
  await section(page, "employee").getByRole("button").click();
}

/** A Word document whose split nobody has looked through yet. */
async function uploadText(page) {
  await page.goto("/foundations");
  await section(page, "leadership").locator("a[href^='/foundations/import']").click();
  await page.setInputFiles("#file", { name: "ledelsesgrundlag.docx", mimeType: "", buffer: LEADERSHIP });
  await go(button(page, "foundation-split-text"));
}

/** An old policy, pasted, whose split nobody has looked through yet. */
async function pastePolicy(page) {
  await page.goto("/policy/import");
  await page.fill("#text", POLICY);
  await go(button(page, "policy-split-do"));
}

/** A story whose teller has not yet said what it shows. */
async function tellHalf(page) {
  await page.goto("/stories/new");
  await page.fill("#text", STORY);
  await go(button(page, "story-next"));
}

/** An import that waits for a yes: two newcomers, one of them doubtful, and nearly everybody else gone. */
async function importHalf(page) {
  const units = [["u001", "Nørreå Kommune", ""], ["u900", "En ny enhed", "u001"]];
  const newcomer = (name) => ({ name, email: "den.samme@norreaa.example", unit: "u900", title: "Konsulent", leads: false });
  await bringIn(page, os2mo(units, [newcomer("Den Første Nye"), newcomer("Den Anden Nye")]));
}

/** The sample's documents, which the server reads and counts behind the pages. */
async function waitForWording(page) {
  for (let tries = 0; tries < 90; tries += 1) {
    await page.goto("/wording");
    if ((await page.locator("main .facts").count()) > 0) return;
    await page.waitForTimeout(1_000);
  }
  throw new Error("the documents were not read in 90 seconds");
}

/** Each in turn, without script, and each must lead on to another page. */
export async function halfDone(browser, { server, roles }) {
  const steps = [
    ["steward", publishAgain, /\/editions\/|\/foundations/],
    ["steward", beginDraft, /\/foundations\/drafts\/\w+$/],
    ["steward", uploadText, /\/foundations\/import\/\w+$/],
    ["steward", pastePolicy, /\/policy\/import\/\w+$/],
    ["administrator", importHalf, /\/organisation\/imports\/\w+$/],
    ["employee", tellHalf, /\/stories\/\w+\/element$/],
    ["steward", waitForWording, /\/wording$/],
  ];
  for (const [role, step, leadsTo] of steps) {
    const who = { baseURL: server.url, storageState: roles[role], locale: "da-DK" };
    const context = await browser.newContext({ ...who, javaScriptEnabled: false });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const failed = await step(page).catch((error) => error.message);
    if (failed || !leadsTo.test(page.url())) {
      throw new Error(`${step.name} came to ${page.url()}: ${failed ?? ""}\n${await page.innerText("main")}`);
    }
    await context.close();
  }
}
