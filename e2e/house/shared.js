// What the set-up found out, for the tests.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const RESULTS = join(import.meta.dirname, "../results");

let read;
/** `{ folder, filled: { url, roles: { leader: { storageState, found, dead } } }, empty: … }` */
export function houses() {
  read ??= JSON.parse(readFileSync(join(RESULTS, "houses.json"), "utf8"));
  return read;
}

/** The pages of one route in one house: one for each role that can see it, the fullest first. */
export function pagesOf(house, route) {
  return Object.entries(house.roles)
    .filter(([, { found }]) => found[route])
    .map(([role, { found }]) => {
      const fullest = found[route].reduce((a, b) => (b.length > a.length ? b : a));
      return { role, ...fullest };
    })
    .sort((a, b) => b.length - a.length);
}
