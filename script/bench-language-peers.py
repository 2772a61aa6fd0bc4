"""The peers of script/bench-language: the same text, the same words, CPU time of one process, median of three."""

import os
import re
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"


def median(run):
    times = []
    for _ in range(3):
        began = time.process_time()
        result = run()
        times.append(time.process_time() - began)
    return sorted(times)[1], result


def throughput(text, words):
    import ahocorasick
    import spacy
    import Stemmer
    from spacy.matcher import PhraseMatcher

    megabytes = len(text.encode()) / 1e6
    paragraphs = [p for p in text.split("\n\n") if p.strip()]

    def report(name, seconds, hits, size=megabytes):
        print(f"{name}: {size / seconds:.1f} MB/s ({hits} hits)")

    letters = re.compile(r"\w+")

    def stemmed():
        stemmer, cache = Stemmer.Stemmer("danish"), {}
        stemmer.maxCacheSize = 0
        wanted = {stemmer.stemWord(word) for word in words}
        hits = 0
        for paragraph in paragraphs:
            for word in letters.findall(paragraph.lower()):
                stem = cache.get(word)
                if stem is None:
                    stem = cache[word] = stemmer.stemWord(word)
                hits += stem in wanted
        return hits

    report("PyStemmer with a cache", *median(stemmed))

    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, len(word))
    automaton.make_automaton()

    def automatic():
        hits = 0
        for paragraph in paragraphs:
            low = paragraph.lower()
            for end, length in automaton.iter(low):
                start = end - length + 1
                hits += not (start and low[start - 1].isalnum()) and not (end + 1 < len(low) and low[end + 1].isalnum())
        return hits

    report("pyahocorasick, surface forms with boundary check", *median(automatic))

    nlp = spacy.blank("da")
    nlp.max_length = 10**9
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("words", [nlp.make_doc(word) for word in words])
    part = paragraphs[: max(1, len(paragraphs) // 5)]
    size = sum(len(p.encode()) for p in part) / 1e6

    def spaced():
        return sum(len(matcher(nlp.make_doc(paragraph))) for paragraph in part)

    report("spaCy PhraseMatcher(LOWER), surface forms", *median(spaced), size)


def expansion(text, path):
    from gensim.models import Word2Vec

    word = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
    began = time.process_time()
    sentences = [word.findall(p.lower()) for p in text.split("\n\n")]
    model = Word2Vec(sentences, vector_size=300, window=5, min_count=5, epochs=20, sg=0, workers=1, seed=1)
    seconds = time.process_time() - began
    known = model.wv.key_to_index
    gold = {}
    lines = iter(open(path, encoding="utf-8", errors="replace").read().splitlines()[1:])
    for head in lines:
        name, _, count = head.partition("|")
        for _ in range(int(count or 0)):
            for synonym in next(lines).split("|")[1:]:
                synonym = synonym.split(" (")[0].strip().lower()
                if name.lower() in known and synonym in known:
                    gold.setdefault(name.lower(), set()).add(synonym)
    rank, recalled, pairs, heads = 0.0, 0, 0, 0
    for head, synonyms in gold.items():
        near = [w for w, _ in model.wv.most_similar(head, topn=100)]
        rank += next((1 / (i + 1) for i, w in enumerate(near) if w in synonyms), 0)
        found = sum(w in synonyms for w in near[:25])
        recalled, pairs, heads = recalled + found, pairs + len(synonyms), heads + (found > 0)
    print(
        f"gensim CBOW 300d 20 epochs: {seconds:.1f} CPU-s, {len(gold)} heads, {pairs} pairs, "
        f"MRR@100 {rank / len(gold):.3f}, recall@25 {recalled / pairs:.3f}, heads hit@25 {heads / len(gold):.3f}"
    )


if __name__ == "__main__":
    kind, path, other = sys.argv[1:]
    content = open(path, encoding="utf-8").read()
    if kind == "throughput":
        throughput(content, open(other, encoding="utf-8").read().split())
    else:
        expansion(content, other)
