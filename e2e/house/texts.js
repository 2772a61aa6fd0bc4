// The interface's own texts, read from where they are written, so that a better wording breaks no test.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const LANGUAGES = join(import.meta.dirname, "../../crates/web/languages");

function read(language) {
  const messages = {};
  const folder = join(LANGUAGES, language);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".ftl"))) {
    let key;
    for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
      const begins = /^([a-z][a-z0-9-]*) = ?(.*)$/.exec(line);
      if (begins) {
        key = begins[1];
        messages[key] = begins[2];
      } else if (key && /^\s*\S/.test(line) && !line.startsWith("#")) {
        messages[key] += `\n${line}`;
      } else {
        key = undefined;
      }
    }
  }
  return messages;
}

/** `{ da: { "story-title": "Jeg har set det ske" }, en: … }`, as Fluent writes them. */
export const messages = { da: read("da"), en: read("en") };

function message(language, key) {
  const found = messages[language][key];
  if (found === undefined) throw new Error(`languages/${language} has no message ${key}`);
  return found;
}

/** A message without selections; `values` for its arguments. */
export function text(language, key, values = {}) {
  return message(language, key)
    .replace(/\{ ?"([^"]*)" ?\}/g, "$1")
    .replace(/\{ \$(\w+) \}/g, (hole, name) => values[name] ?? hole);
}

const escaped = (plain) => plain.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Splits at the outermost braces: `["Én ", "{ $n }", ""]`. */
function pieces(message) {
  const found = [""];
  let depth = 0;
  for (const sign of message) {
    if (sign === "{" && depth++ === 0) found.push("");
    found[found.length - 1] += sign;
    if (sign === "}" && --depth === 0) found.push("");
  }
  return found;
}

/** A hole that only a number fits. */
const NUMBER = "{ NUMBER }";

function expression(message) {
  return pieces(message)
    .map((piece) => {
      if (!piece.startsWith("{")) return escaped(piece.replace(/<[^>]*>/g, "")).replace(/\s+/g, "\\s+");
      const variants = [...piece.matchAll(/\*?\[[^\]]+\] ([^]*?)(?=\n\s*\*?\[|\n\}|\}$)/g)];
      if (variants.length > 0) return `(?:${variants.map(([, variant]) => expression(variant)).join("|")})`;
      if (piece === NUMBER) return "[\\d.,]+";
      const literal = /^\{ ?"([^"]*)" ?\}$/.exec(piece);
      return literal ? escaped(literal[1]).replace(/\s+/g, "\\s+") : "[^]*?";
    })
    .join("");
}

/** Matches the whole message, whatever its arguments are. */
export function pattern(language, key) {
  return new RegExp(`^\\s*${expression(message(language, key))}\\s*$`);
}

/** What is written into a foundation and is the municipality's own from then on. */
const THEIRS = /^foundation-(title-|it-means$)/;

/** A piece of Danish that holds for only one message: whole sentences and labels, not »i« between two names. */
const DANISH = Object.keys(messages.da)
  .filter((key) => messages.da[key] !== messages.en[key] && !THEIRS.test(key))
  .flatMap((key) => variants(messages.da[key]).map((variant) => ({ key, variant })))
  .filter(({ variant }) => !Object.values(messages.en).includes(variant))
  .filter(({ variant }) => pieces(variant).filter((p) => !p.startsWith("{")).join("").replace(/[^\p{L}]/gu, "").length >= 4)
  .map(({ key, variant }) => ({ key, expression: new RegExp(`^${expression(variant)}$`) }));

/** Each of a selection's texts by itself; other messages as they are. */
function variants(message) {
  const selection = pieces(message).find((piece) => piece.includes("->"));
  if (!selection) return [message];
  // What a selection counts and then shows is a number.
  const counted = /^\{ (\$\w+) ->/.exec(selection)?.[1];
  return [...selection.matchAll(/\*?\[[^\]]+\] ([^]*?)(?=\n\s*\*?\[|\n\})/g)].map(([, variant]) =>
    message.replace(selection, () => variant.replaceAll(`{ ${counted} }`, NUMBER)),
  );
}

/** Which of these are Danish messages of ours: `key: text`. */
export function danish(said) {
  return said.flatMap((piece) =>
    DANISH.filter(({ expression }) => expression.test(piece)).map(({ key }) => `${key}: ${piece}`),
  );
}
