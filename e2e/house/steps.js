// Steps that several tests and the set-up take, as somebody takes them in a browser. In Danish.
import { pattern, text } from "./texts.js";

const da = (key) => text("da", key);

export const PASSWORD = "fire ord til en prøve";

/** Presses a button or follows a link, and waits until the page that it leads to is there. */
export async function go(target) {
  const arrived = target.page().waitForEvent("load");
  await target.click();
  await arrived;
}

export const button = (page, key) => page.getByRole("button", { name: pattern("da", key) });

export async function signIn(page, email, password = PASSWORD) {
  await page.goto("/");
  await page.getByLabel(da("sign-in-email")).fill(email);
  await page.getByLabel(da("sign-in-password")).fill(password);
  await go(button(page, "sign-in-submit"));
}

/** Signs in with the password that somebody else made, and chooses one's own. */
export async function moveIn(page, email, firstPassword) {
  await signIn(page, email, firstPassword);
  const passwords = page.locator("input[type=password]");
  await passwords.nth(0).fill(firstPassword);
  await passwords.nth(1).fill(PASSWORD);
  await passwords.nth(2).fill(PASSWORD);
  await go(button(page, "account-choose"));
}

/** From the start page to the preview of an import. */
export async function bringIn(page, files) {
  await page.goto("/");
  await go(page.locator("nav a[href='/organisation']"));
  await go(page.locator("main a[href='/organisation/import']"));
  await page.setInputFiles("#files", files);
  await go(button(page, "org-import-look"));
}
