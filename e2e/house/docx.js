// A Word document with headings, paragraphs and lists, as a Danish Word writes them.
import { zip } from "./zip.js";

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const paragraph = (text, properties = "") =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;

const style = (id, name, level) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>` +
  `<w:pPr>${level === undefined ? "" : `<w:outlineLvl w:val="${level}"/>`}</w:pPr></w:style>`;

/** A document from lines: `# Title`, `## Heading`, `- list item`, everything else a paragraph. */
export function docx(lines) {
  const body = lines.map((line) => {
    if (line.startsWith("# ")) return paragraph(line.slice(2), '<w:pStyle w:val="Titel"/>');
    if (line.startsWith("## ")) return paragraph(line.slice(3), '<w:pStyle w:val="Overskrift1"/>');
    if (line.startsWith("- ")) {
      const list = '<w:pStyle w:val="Listeafsnit"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
      return paragraph(line.slice(2), list);
    }
    return paragraph(line);
  });
  const xml = (content) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`;
  const relationship = (id, type, target) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const relationships = (content) =>
    xml(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`);
  const part = (name, type) =>
    `<Override PartName="/word/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${type}+xml"/>`;
  return zip({
    "[Content_Types].xml": xml(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `<Default Extension="xml" ContentType="application/xml"/>${part("document", "document.main")}` +
        `${part("styles", "styles")}${part("numbering", "numbering")}</Types>`,
    ),
    "_rels/.rels": relationships(relationship("rId1", "officeDocument", "word/document.xml")),
    "word/document.xml": xml(
      `<w:document xmlns:w="${WORD}"><w:body>${body.join("")}<w:sectPr/></w:body></w:document>`,
    ),
    "word/_rels/document.xml.rels": relationships(
      relationship("rId1", "styles", "styles.xml") + relationship("rId2", "numbering", "numbering.xml"),
    ),
    "word/styles.xml": xml(
      `<w:styles xmlns:w="${WORD}">${style("Titel", "Title")}${style("Overskrift1", "heading 1", 0)}` +
        `${style("Listeafsnit", "List Paragraph")}</w:styles>`,
    ),
    "word/numbering.xml": xml(
      `<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>` +
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>' +
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    ),
  });
}
