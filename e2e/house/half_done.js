// Work that was begun and left lying, so that the pages in the middle of a task have something to show too.
import { LEADERSHIP, STORY } from "./documents.js";
import { pattern, text } from "./texts.js";

const da = (key) => text("da", key);

/** The section of one foundation on the page of editions. */
const section = (page, kind) => page.locator("section", { has: page.locator(`h2#${kind}`) });

/** A new edition of the leadership foundation, as the last one and in force from today. */
async function publishAgain(page) {
  await page.goto("/foundations");
  await section(page, "leadership").getByRole("button").click();
  await page.locator("a[href$='/publish']").first().click();
  for (const fate of await page.locator("select[name=fate]").all()) await fate.selectOption("kept");
  await page.getByRole("button", { name: pattern("da", "foundation-publish-button") }).click();
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
  await page.getByRole("button", { name: da("foundation-split-text") }).click();
}

/** A story whose teller has not yet said what it shows. */
async function tellHalf(page) {
  await page.goto("/stories/new");
  await page.fill("#text", STORY);
  await page.getByRole("button", { name: da("story-next") }).click();
}

/** Each in turn, without script, and each must lead on to another page. */
export async function halfDone(browser, { server, roles }) {
  const steps = [
    ["steward", publishAgain, /\/editions\/|\/foundations/],
    ["steward", beginDraft, /\/foundations\/drafts\/\w+$/],
    ["steward", uploadText, /\/foundations\/import\/\w+$/],
    ["employee", tellHalf, /\/stories\/\w+\/element$/],
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
