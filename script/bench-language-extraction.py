"""Extraction beside pandoc and pdftotext: the same documents in six forms, and the share of their words that is kept in order.

    bench-language-extraction.py make TEXT FOLDER      documents of known words, written by pandoc, typst and fpdf2
    bench-language-extraction.py peers FOLDER OUT      what pandoc and pdftotext take out
    bench-language-extraction.py compare FOLDER OURS PEERS
"""

import pathlib
import re
import subprocess
import sys

import pypandoc

DOCUMENTS = 30
WORD = re.compile(r"\w+")
PANDOC = pypandoc.get_pandoc_path()


def words(text):
    return WORD.findall(text.lower())


def kept(gold, found):
    """Length of the longest common subsequence over the length of the gold, by bits (Hyyrö 2004)."""
    places = {}
    for at, word in enumerate(gold):
        places[word] = places.get(word, 0) | 1 << at
    every = (1 << len(gold)) - 1
    row = every
    for word in found:
        match = places.get(word)
        if match:
            step = row & match
            row = ((row + step) | (row - step)) & every
    return (len(gold) - row.bit_count()) / len(gold)


def blocks(page):
    out = []
    for block in page.split("\n\n"):
        block = " ".join(re.sub(r"[^\w\s.,:;?!()%/-]", " ", block).split())
        block = re.sub(r"^[\W\d_]+", "", block)
        if words(block):
            out.append(block)
    return out


def make(text, folder):
    import fpdf
    import typst

    folder.mkdir(parents=True, exist_ok=True)
    pages = [blocks(page) for page in open(text, encoding="utf-8").read().split("\f")]
    # Documents of a report's length, spread over the text, each of several pages of help.
    pages = [page for page in pages if page]
    step = len(pages) // DOCUMENTS
    for number in range(DOCUMENTS):
        content = [block for page in pages[number * step : number * step + step] for block in page][:120]
        markdown, small = [], []
        for at, block in enumerate(content):
            if at == 0:
                markdown.append("# " + block)
            elif len(block) < 50 and at % 4 == 0:
                markdown.append("## " + block)
            elif len(block) < 80 and at % 3 == 0:
                markdown.append("- " + block)
            elif len(block) < 60 and len(small) < 6:
                small.append(block)
                markdown.append(f"| {block} | {at} |\n|---|---|\n| række {at} | værdi |")
            else:
                markdown.append(block)
        source = folder / f"{number:02}.md"
        source.write_text("\n\n".join(markdown), encoding="utf-8")
        gold = [re.sub(r"[|#-]", " ", part) for part in markdown]
        (folder / f"{number:02}.gold").write_text("\n".join(gold), encoding="utf-8")
        for form in ["docx", "odt", "html", "pptx", "typst"]:
            run = [PANDOC, "-s", "--metadata=lang:da", f"--metadata=pagetitle:{number}", source, "-o", folder / f"{number:02}.{form}"]
            subprocess.run([*run, "-t", form], check=True, stderr=subprocess.DEVNULL)
        written = folder / f"{number:02}.typst"
        (folder / f"{number:02}.typst.pdf").write_bytes(typst.compile(str(written)))
        written.unlink()
        page = fpdf.FPDF()
        page.add_page()
        for part in gold:
            page.set_font("Helvetica", size=11)
            page.multi_cell(0, 6, " ".join(part.split()).encode("latin-1", "ignore").decode("latin-1"), new_x="LMARGIN", new_y="NEXT")
            page.ln(3)
        page.output(str(folder / f"{number:02}.fpdf.pdf"))
        source.unlink()


def peers(folder, out):
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.iterdir()):
        target = out / (path.name + ".txt")
        if path.suffix == ".pdf":
            subprocess.run(["pdftotext", path, target], check=True)
        elif path.suffix != ".gold":
            run = subprocess.run([PANDOC, path, "-t", "plain", "--wrap=none"], capture_output=True, check=False)
            if run.returncode == 0:
                target.write_bytes(run.stdout)


def compare(folder, ours, theirs):
    found = {}
    for path in sorted(folder.iterdir()):
        if path.suffix == ".gold":
            continue
        gold = words((folder / (path.name.split(".")[0] + ".gold")).read_text(encoding="utf-8"))
        form = path.name.split(".", 1)[1]
        for who, place in [("ours", ours), ("peer", theirs)]:
            text = place / (path.name + ".txt")
            if text.exists():
                read = words(text.read_text(encoding="utf-8"))
                found.setdefault(form, {}).setdefault(who, []).append((kept(gold, read), len(read) / len(gold)))
    for form, shares in found.items():
        line = form + ":"
        for who, values in shares.items():
            share = sum(value for value, _ in values) / len(values)
            least = min(value for value, _ in values)
            length = sum(value for _, value in values) / len(values)
            name = who if who == "ours" else ("pdftotext" if form.endswith("pdf") else "pandoc")
            line += f" {name} {share:.4f} of the words in order (least {least:.4f}, {length:.3f} words out for each in)"
        print(line, f"{len(shares['ours'])} files")


if __name__ == "__main__":
    kind, *paths = sys.argv[1:]
    {"make": make, "peers": peers, "compare": compare}[kind](*map(pathlib.Path, paths))
