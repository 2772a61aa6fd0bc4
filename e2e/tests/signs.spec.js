// Signs in the browser: counted on a phone that loses its net, without script, and a chart read by keyboard.
import { button, go } from "../house/steps.js";
import { expect, expectComplaint, test } from "../house/test.js";
import { text } from "../house/texts.js";

const da = (key, values) => text("da", key, values);
const PHONE = { width: 390, height: 844 };
const status = (page) => page.locator("[data-tally-status]");
const row = (page) => page.locator("[data-tally] > li").first();
const seen = (page) => row(page).locator("form[data-tap] button").first();
const counted = async (page) => Number(await row(page).getAttribute("data-now"));

test("counted without a net, sent once when it is back, and one taken back", async ({ ownHouse, visit, complaints }) => {
  const page = await visit(ownHouse.url, ownHouse.roles.employee, { viewport: PHONE });
  await page.goto("/signs/count");
  const before = await counted(page);
  await page.context().setOffline(true);
  for (const _ of [1, 2, 3]) await seen(page).click();
  expect(await counted(page)).toBe(before + 3);
  await expect(status(page)).toHaveText(da("sign-count-waiting", { n: "3" }));
  await row(page).getByRole("button", { name: da("sign-take-back") }).click();
  await expect(status(page)).toHaveText(da("sign-count-waiting", { n: "2" }));

  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(status(page)).toHaveText(da("sign-count-sent"));
  await page.reload();
  expect(await counted(page)).toBe(before + 2);
  // The browser itself says that it could not reach the server.
  expectComplaint(complaints, "ERR_INTERNET_DISCONNECTED");
});

test("counted without script, and taken back", async ({ ownHouse, visit }) => {
  const page = await visit(ownHouse.url, ownHouse.roles.employee, { javaScriptEnabled: false });
  await page.goto("/signs/count");
  const before = await counted(page);
  await go(seen(page));
  expect(await counted(page)).toBe(before + 1);
  await go(button(page, "sign-take-back"));
  expect(await counted(page)).toBe(before);
});

test("a chart by keyboard says what its table says", async ({ ownHouse, visit }) => {
  const page = await visit(ownHouse.url, ownHouse.roles.leader);
  await page.goto("/signs");
  await go(page.locator(".wall h3 a").first());
  const points = page.locator("svg.spc.wide .point");
  await points.first().focus();
  await page.keyboard.press("End");
  const last = await page.locator("svg.spc.wide .point:focus").getAttribute("aria-label");
  await expect(page.locator("[data-readout]")).toHaveText(last);
  await page.locator("details.more summary").first().click();
  const newest = page.locator("table.data tbody tr").first();
  const [period, figure] = await newest.locator("th, td.num").allTextContents();
  expect(last.startsWith(`${period}: ${figure}`)).toBe(true);
  await page.keyboard.press("Tab");
  expect(await page.locator("svg.spc.wide .point[tabindex='0']").count()).toBe(1);
});
