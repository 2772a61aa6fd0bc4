// A small municipality's organisation in the five files that OS2mo makes for Plan2learn.

const table = (rows) => rows.map((row) => row.join(";")).join("\r\n") + "\r\n";
const key = (number) => `6e8f4b1a-3c5d-4e7f-9a0b-${String(number).padStart(12, "0")}`;

/** What must never be stored: it looks like a CPR number and is none, since there is no 45th of a month. */
export const CPR = "4501019876";

/**
 * `units`: `[key, name, parent's key]`; `people`: `{ name, email, unit, title, leads }`. The topmost unit has the key
 * P0. Files with `encoding` windows-1252 are written as older systems write them.
 */
export function os2mo(units, people, encoding = "utf8") {
  const titles = [...new Set(people.map((person) => person.title))];
  const who = people.map((person, number) => ({ ...person, id: key(number + 1), code: titles.indexOf(person.title) + 1 }));
  const files = {
    "bruger.csv": [
      ["BrugerId", "CPR", "Navn", "E-mail", "Mobil", "Stilling"],
      ...who.map((p) => [p.id, CPR, p.name, p.email, "12345678", p.title]),
    ],
    "organisation.csv": [
      ["AfdelingsID", "Afdelingsnavn", "Parentid", "Gade", "Postnr", "By"],
      ...units.map(([id, name, parent]) => [id, name, parent, "Vej 1", "4000", "By"]),
    ],
    "engagement.csv": [
      ["BrugerId", "AfdelingsId", "AktivStatus", "StillingskodeId", "Primær", "Engagementstype", "StartdatoEngagement"],
      ...who.map((p) => [p.id, p.unit, "1", key(100 + p.code), "1", "Ansat", ""]),
    ],
    "stillingskode.csv": [
      ["StillingskodeID", "AktivStatus", "Stillingskode", "Stillingskode#"],
      ...titles.map((title, number) => [key(101 + number), "1", title, String(number + 1)]),
    ],
    "leder.csv": [
      ["BrugerId", "AfdelingsID", "AktivStatus", "Titel"],
      ...who.filter((p) => p.leads).map((p) => [p.id, p.unit, "1", "Personaleledelse"]),
    ],
  };
  return Object.entries(files).map(([name, rows]) => ({
    name,
    mimeType: "text/csv",
    // All signs of ours are the same in Windows-1252 and in Latin-1, which Node calls latin1.
    buffer: Buffer.from(table(rows), encoding === "windows-1252" ? "latin1" : encoding),
  }));
}
