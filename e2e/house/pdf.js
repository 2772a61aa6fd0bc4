// Reads the text of a PDF that chromium wrote: enough to see that it holds text and which, not a reader for any PDF.
import { inflateSync } from "node:zlib";

function* streams(pdf) {
  const latin = pdf.toString("latin1");
  for (const match of latin.matchAll(/\/FlateDecode[^]*?stream\r?\n/g)) {
    const start = match.index + match[0].length;
    const end = latin.indexOf("endstream", start);
    try {
      yield inflateSync(pdf.subarray(start, end)).toString("latin1");
    } catch {
      // A dictionary whose stream is packed in another way, such as a picture.
    }
  }
}

const unicode = (hex) => String.fromCodePoint(...hex.match(/.{4}/g).map((unit) => parseInt(unit, 16)));

/** All text in the order in which it is drawn, without spaces. */
export function pdfText(pdf) {
  const all = [...streams(pdf)];
  const letters = new Map();
  for (const map of all.filter((stream) => stream.includes("begincmap"))) {
    for (const [, block] of map.matchAll(/beginbfchar([^]*?)endbfchar/g)) {
      for (const [, glyph, to] of block.matchAll(/<(\w+)> <(\w+)>/g)) letters.set(parseInt(glyph, 16), unicode(to));
    }
    for (const [, block] of map.matchAll(/beginbfrange([^]*?)endbfrange/g)) {
      for (const [, from, until, to] of block.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
        const first = parseInt(from, 16);
        for (let glyph = first; glyph <= parseInt(until, 16); glyph++) {
          letters.set(glyph, String.fromCodePoint(parseInt(to, 16) + glyph - first));
        }
      }
    }
  }
  const drawn = all.filter((stream) => /\bT[jJ]\b/.test(stream)).join("\n");
  const glyphs = [...drawn.matchAll(/<([0-9A-Fa-f]+)>/g)].flatMap(([, hex]) => hex.match(/.{4}/g) ?? []);
  return glyphs.map((glyph) => letters.get(parseInt(glyph, 16)) ?? "").join("").replace(/\s/g, "");
}
