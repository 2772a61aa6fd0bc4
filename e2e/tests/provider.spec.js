// Signing in with one's work account, at a real provider in a real browser.
import { houseWithProvider } from "../house/provider.js";
import { button, go } from "../house/steps.js";
import { expect, test as base } from "../house/test.js";
import { pattern, text } from "../house/texts.js";

const da = (key) => text("da", key);

const test = base.extend({
  provided: async ({}, use) => {
    const house = await houseWithProvider();
    try {
      await use(house);
    } finally {
      await house.stop();
    }
  },
  /** The provider's own pages ask for fonts elsewhere and have styles that ours would not; they are not ours to judge. */
  browserOf: async ({ browser, provided }, use) => {
    const context = await browser.newContext({ baseURL: provided.url, locale: "da-DK" });
    const hosts = [new URL(provided.url).host, new URL(provided.issuer).host];
    await context.route((url) => !hosts.includes(url.host), (route) => route.abort());
    await use(await context.newPage());
    await context.close();
  },
});

const door = (page) => page.getByRole("link", { name: da("provider-sign-in") });

/** What the provider asks: who, and then whether. */
async function atProvider(page, who) {
  await page.locator("input[name=login]").fill(who);
  await page.locator("input[name=password]").fill("anything");
  await page.locator("button[type=submit]").click();
  await page.waitForLoadState();
  if (await page.locator("input[name=prompt][value=consent]").count()) {
    await page.locator("button[type=submit]").click();
    await page.waitForLoadState();
  }
}

/** Where the house sends the browser, changed on the way as an attacker would. */
async function leaveWith(page, change) {
  const answer = await page.request.get("/sign-in/provider", { maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  const to = new URL(answer.headers().location);
  change(to.searchParams);
  await page.goto(to.href);
}

async function staysOutside(page, key) {
  await expect(page.getByText(pattern("da", key))).toBeVisible();
  await expect(page.locator("h1")).toHaveCount(1);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in/);
}

test("somebody known comes in with the roles of their groups, and out again", async ({ provided, browserOf: page }) => {
  await page.goto("/work");
  await go(door(page));
  const asked = new URL(page.url());
  expect(asked.origin).toBe(provided.issuer);
  await atProvider(page, "p0880");
  // On to where they were going, which takes the steward's role.
  await expect(page).toHaveURL(`${provided.url}/work`);
  const cookies = await page.context().cookies(provided.url);
  expect(cookies.filter((c) => c.name === "grundlag").every((c) => c.httpOnly && c.sameSite === "Lax")).toBe(true);

  await page.goto("/account");
  await page.locator(".account summary").click();
  await go(button(page, "frame-sign-out"));
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/work");
  await expect(page).toHaveURL(/\/sign-in/);

  // The group is gone: so is its role, at the next sign-in. The provider remembers who it was.
  provided.groups.length = 0;
  await go(door(page));
  if (await page.locator("input[name=login]").count()) await atProvider(page, "p0880");
  await page.waitForLoadState();
  const response = await page.goto("/work");
  expect(response.status()).toBe(404);
  expect(provided.errors).toEqual([]);
});

test("somebody unknown gets a calm page, and an e-mail address ties nobody", async ({ provided, browserOf: page }) => {
  for (const who of ["stranger", "ditte.kudsk@norreaa.example"]) {
    await page.context().clearCookies();
    await page.goto("/sign-in");
    await go(door(page));
    await atProvider(page, who);
    await expect(page).toHaveURL(new RegExp(`^${provided.url}/sign-in`));
    await staysOutside(page, "provider-not-tied");
  }
  expect(provided.errors).toEqual([]);
});

test("a token with another nonce is refused", async ({ provided, browserOf: page }) => {
  await leaveWith(page, (asked) => asked.set("nonce", "somebody-elses"));
  await atProvider(page, "p0880");
  await staysOutside(page, "provider-not-reached");
  expect(provided.errors.join()).toMatch(/nonce/i);
});

test("a code that was asked for with another verifier is worth nothing", async ({ provided, browserOf: page }) => {
  await leaveWith(page, (asked) => asked.set("code_challenge", "A".repeat(43)));
  await atProvider(page, "p0880");
  await staysOutside(page, "provider-not-reached");
  expect(provided.errors).toHaveLength(1);
});

test("an answer with another state, or in another browser, is refused", async ({ provided, browserOf: page, browser }) => {
  await leaveWith(page, (asked) => asked.set("state", "somebody-elses"));
  await atProvider(page, "p0880");
  await staysOutside(page, "provider-strange");

  // Whoever sends somebody else the address of their own return ties nobody to themselves.
  await page.context().clearCookies();
  let back;
  page.on("request", (request) => {
    if (request.url().includes("/sign-in/return")) back = request.url();
  });
  await leaveWith(page, () => {});
  await atProvider(page, "p0880");
  await expect.poll(() => back).toBeTruthy();
  const other = await (await browser.newContext({ baseURL: provided.url, locale: "da-DK" })).newPage();
  await other.goto(back);
  await staysOutside(other, "provider-strange");
  await other.context().close();
  expect(provided.errors).toEqual([]);
});

test("who says no at the provider can try again", async ({ provided, browserOf: page }) => {
  await page.goto("/sign-in");
  await go(door(page));
  await page.getByText("Cancel").click();
  await expect(page).toHaveURL(new RegExp(`^${provided.url}/sign-in`));
  await expect(page.getByText(pattern("da", "provider-declined"))).toBeVisible();
  await expect(door(page)).toBeVisible();
});
