// What people write: by keyboard alone, without script, two at once, and while the network is away.
import { tabTo } from "../house/keyboard.js";
import { button, go } from "../house/steps.js";
import { expect, expectComplaint, test } from "../house/test.js";
import { pattern, text } from "../house/texts.js";

const da = (key, values) => text("da", key, values);

const WORDS = "Hos os betyder det, at vi spørger, før vi svarer.";
const SIGN = "Vi ringer op, når et brev ikke hjalp.";
const STORY = "En kollega lod møblerne stå og ringede til borgeren først, selv om brevet var skrevet.";

const myArea = (page) => page.locator("nav a[href^='/units/']").first();
const firstElement = (page) => page.locator(".mine a").first();
const workspace = (page) => page.locator("main a[href$='/interpretation']").first();

/** From the start page to the workspace of the leader's own unit for one element; returns its address. */
async function openWorkspace(page) {
  await page.goto("/");
  await go(myArea(page));
  await go(firstElement(page));
  await go(workspace(page));
  return page.url();
}

const status = (page) => page.locator("[data-autosave-status]");

test("an interpretation by keyboard alone: written, saved by itself, taken into use", async ({ ownHouse, visit }) => {
  const page = await visit(ownHouse.url, ownHouse.roles.leader);
  await page.goto("/");
  for (const link of [myArea, firstElement, workspace]) {
    await tabTo(page, link(page));
    const arrived = page.waitForEvent("load");
    await page.keyboard.press("Enter");
    await arrived;
  }

  await tabTo(page, page.locator("#meaning"));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(WORDS);
  await expect(status(page)).toHaveText(pattern("da", "interpretation-saved-at"));

  // A fold opens with Space.
  const fold = page.locator("details.fold", { has: page.getByText(da("interpretation-change"), { exact: true }) });
  await tabTo(page, fold.locator("summary"));
  if ((await fold.getAttribute("open")) === null) await page.keyboard.press("Space");
  await tabTo(page, fold.locator("textarea"));
  await page.keyboard.type("»Borgeren« er den, der står ved skranken.");
  await tabTo(page, page.locator("[name=sign]").first());
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(SIGN);
  await tabTo(page, page.locator("button[name=do][value=publish]"));
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(/\/elements\/\w+$/);
  await expect(page.getByText(WORDS)).toBeVisible();
  await expect(page.getByText(SIGN)).toBeVisible();
  await expect(page.locator(".state[data-state=in-use]")).toBeVisible();
});

test("an interpretation without script", async ({ ownHouse, visit }) => {
  const page = await visit(ownHouse.url, ownHouse.roles.leader, { javaScriptEnabled: false });
  const address = await openWorkspace(page);
  await page.fill("#meaning", WORDS);
  await page.locator("[name=sign]").first().fill(SIGN);
  await go(button(page, "interpretation-save"));
  await page.goto(address);
  await expect(page.locator("#meaning")).toHaveValue(WORDS);
  await go(page.locator("button[name=do][value=publish]"));
  await expect(page.getByText(WORDS)).toBeVisible();
  await expect(page.getByText(SIGN)).toBeVisible();
});

for (const script of [true, false]) {
  test(`two write one interpretation at once, ${script ? "with" : "without"} script: nothing is lost`, async ({
    ownHouse,
    visit,
    complaints,
  }) => {
    const open = () => visit(ownHouse.url, ownHouse.roles.leader, { javaScriptEnabled: script });
    const [one, other] = [await open(), await open()];
    const address = await openWorkspace(one);
    await other.goto(address);
    await one.fill("#meaning", "Det skrev den første.");
    await one.locator("#stop").fill("Det holder den første op med.");
    await go(button(one, "interpretation-save"));
    await one.goto(address);
    await expect(one.locator("#meaning")).toHaveValue("Det skrev den første.");

    await other.fill("#meaning", "Det skrev den anden.");
    await go(script ? status(other).getByRole("link", { name: da("interpretation-compare") }) : button(other, "interpretation-save"));
    await expect(other.getByRole("heading", { level: 1 })).toHaveText(da("interpretation-conflict"));
    await expect(other.locator(".pair > div").first().locator("ins", { hasText: "første" })).toBeVisible();
    await expect(other.locator("textarea[name=meaning]")).toHaveValue("Det skrev den anden.");
    await other.locator("textarea[name=meaning]").fill("Det skrev den første. Det skrev den anden.");
    await go(button(other, "interpretation-save-chosen"));
    await other.goto(address);
    await expect(other.locator("#meaning")).toHaveValue("Det skrev den første. Det skrev den anden.");
    await expect(other.locator("#stop"), "what only one of them wrote").toHaveValue("Det holder den første op med.");
    // The browser writes down every refused request.
    if (script) expectComplaint(complaints, "409 (Conflict)");
  });
}

test("the network goes away while somebody writes: the text stays, and is saved when it is back", async ({
  ownHouse,
  visit,
  complaints,
}) => {
  const page = await visit(ownHouse.url, ownHouse.roles.leader);
  const address = await openWorkspace(page);
  await page.context().setOffline(true);
  await page.fill("#meaning", WORDS);
  await expect(status(page)).toHaveText(da("interpretation-offline"));
  await expect(page.locator("#meaning")).toHaveValue(WORDS);
  await page.context().setOffline(false);
  await expect(status(page)).toHaveText(pattern("da", "interpretation-saved-at"), { timeout: 15_000 });
  const again = await visit(ownHouse.url, ownHouse.roles.leader);
  await again.goto(address);
  await expect(again.locator("#meaning")).toHaveValue(WORDS);
  // The browser itself says that it could not reach the server.
  expectComplaint(complaints, "ERR_INTERNET_DISCONNECTED");
});

test("a story by keyboard alone: told before the elements are seen, sent", async ({ ownHouse, visit }) => {
  const page = await visit(ownHouse.url, ownHouse.roles.employee);
  await page.goto("/stories");
  await tabTo(page, page.locator("main a[href^='/stories/new']").first());
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/stories\/new/);
  await tabTo(page, page.locator("#text"));
  await page.keyboard.type(STORY);
  await tabTo(page, page.locator("#unit"));
  await page.keyboard.press("ArrowDown");
  await tabTo(page, button(page, "story-next"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/stories\/\w+\/element$/);
  await expect(page.getByText(STORY)).toBeVisible();
  await tabTo(page, page.locator("[name=element]").first());
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("[name=element]").nth(1)).toBeChecked();
  await tabTo(page, button(page, "story-send"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/stories(\?|$)/);
  const told = page.locator(".stories > li", { hasText: STORY });
  await expect(told.getByText(da("story-state-waiting"), { exact: true })).toBeVisible();
});

test("a story without script: refused with a CPR number in it, then sent, read and published", async ({ ownHouse, visit }) => {
  const teller = await visit(ownHouse.url, ownHouse.roles.employee, { javaScriptEnabled: false });
  await teller.goto("/stories/new");
  await teller.fill("#text", `${STORY} Det var 010190-1234, der spurgte.`);
  await teller.selectOption("#unit", { index: 1 });
  await go(button(teller, "story-next"));
  await expect(teller.getByRole("alert")).toContainText(da("story-cpr"));
  await expect(teller.locator("#text")).toHaveValue(/010190-1234/);
  await teller.fill("#text", STORY);
  await go(button(teller, "story-next"));
  await teller.locator("[name=element]").nth(2).check();
  await go(button(teller, "story-send"));
  const told = teller.locator(".stories > li", { hasText: STORY });
  await expect(told.getByText(da("story-state-waiting"), { exact: true })).toBeVisible();

  const steward = await visit(ownHouse.url, ownHouse.roles.steward, { javaScriptEnabled: false });
  await steward.goto("/moderation");
  await go(steward.locator(".stories > li", { hasText: STORY }).getByRole("link"));
  await go(button(steward, "moderation-publish"));
  await teller.reload();
  await expect(told.getByText(da("story-state-published"), { exact: true })).toBeVisible();
});
