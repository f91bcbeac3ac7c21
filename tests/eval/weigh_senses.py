#!/usr/bin/env python3
"""Learns templates/en/senses.toml: what the words of a sentence say for each sense, from the passages of passages.jsonl
and the letters of letters.jsonl, with the traits that build/bin/sense_traits sees (logistic regression, a sense at a time).

weigh_senses.py                 writes the file; then build, and `./dev eval`
weigh_senses.py --leave-out     learns from all sets of letters but one and judges that one, for each set in turn
weigh_senses.py --judge FOLDER  learns from everything and judges the letters of another folder
"""

import argparse
import collections
import json
import math
import pathlib
import random
import re
import subprocess
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
TOML = HERE.parents[1] / "templates/en/senses.toml"
# What a letter must not say, and what it must not lack, with the class of the letter that lacks it.
FAULTS = ["blame_shifting", "excuses", "self_focus", "overpromise", "gift_centred"]
EVIDENCE = {"harm": "no_empathy", "repair": "no_action", "fault": "vague"}
SENSES = [*FAULTS, *EVIDENCE]
# How sure it must be before it counts.
HOW_SURE = {
    "blame_shifting": 0.4, "excuses": 0.9, "self_focus": 0.8, "gift_centred": 0.8, "repair": 1.5, "fault": 0.7,
}  # fmt: skip
ROUNDS, RATE, PULL, RARE = 25, 0.15, 2e-4, 3
OF_POSITIVES = 1.5  # how much more one of the few that are so counts than one that is not
SURELY, SURELY_NOT = 4, -4  # beyond these there is no doubt
UNIT = 20  # a weight of one is so many in the file
LEAST = 1  # weights all of whose numbers are smaller are left out
HEAD = "# What each trait says for each sense, in twentieths: made by tests/eval/weigh_senses.py. See daemon/guide/senses.hpp.\n"


def read_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def examples_of_rules():
    """The rules' own examples: what everybody writes, which the passages leave out."""
    rows = []
    for path in sorted((HERE.parents[1] / "templates/en/review").glob("*.toml")):
        for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", []):
            if rule["class"] not in FAULTS or "sense" in rule and "when" not in rule:
                continue
            for bad in (True, False):
                for text in rule.get("bad" if bad else "good", []):
                    text = text.split("\n---\n")[-1]
                    rows.append({"sense": rule["class"], "text": text, "alone": bad})
    return rows


def shipped_letters():
    """The letters that Amends writes, with the examples of their fields: nothing is wrong in them, and nothing is lacking."""
    rows = []
    for path in sorted((HERE.parents[1] / "templates/en/letters").glob("*.toml")):
        template = tomllib.loads(path.read_text(encoding="utf-8"))
        examples = {field["name"]: field.get("example", "") for field in template["fields"]}
        for tone in ("personal", "empathetic"):
            text = re.sub(r"\{\{[#^/]\w+\}\}", "", template[tone])
            text = re.sub(r"\{\{\{?(\w+)\}?\}\}", lambda field: examples.get(field[1]) or "Joyce", text)
            rows.append({"id": "S", "kind": path.stem, "subject": "", "text": text, "labels": ["clean"], "spans": []})
    return rows


def plain(text):
    return re.sub(r"\s+", " ", text).strip()


def is_on(sentence, spans):
    """True where the sentence holds a labelled stretch, or is most of a part of one."""
    words = set(sentence.lower().split())
    for span in map(plain, spans):
        if span in sentence or sentence.rstrip(".!?") in span:
            return True
        shared = words & set(span.lower().split())
        if len(words) > 3 and len(shared) >= 0.7 * len(words):
            return True
    return False


def add_sentences(rows, program):
    """rows: each gets "sentences", pairs of its text and its traits."""
    texts = [text.encode() for row in rows for text in (row["text"], row.get("subject", ""))]
    given = b"".join(text.replace(b"\0", b" ") + b"\0" for text in texts)
    done = subprocess.run([program], input=given, capture_output=True, check=True).stdout.decode()
    letters = blocks(done)
    for at, row in enumerate(rows):
        row["sentences"] = []
        for text, lines in zip(texts[2 * at : 2 * at + 2], letters[2 * at : 2 * at + 2], strict=True):
            for line in lines:
                start, end, *traits = line.split("\t")
                row["sentences"].append((plain(text[int(start) : int(end)].decode(errors="replace")), set(traits)))


def blocks(text):
    found, block = [], []
    for line in text.split("\n")[:-1]:
        if line:
            block.append(line)
        else:
            found.append(block)
            block = []
    return found


def learn(examples):
    """Adagrad; examples are (traits, is it so, how much it counts). The constant alone is not drawn to nought."""
    seen = collections.Counter(trait for traits, _, _ in examples for trait in traits)
    weights = {trait: 0.0 for trait, count in seen.items() if count >= RARE}
    squares = dict.fromkeys(weights, 1e-6)
    constant, constant_square = 0.0, 1e-6
    kept = [
        ([trait for trait in traits if trait in weights], so, counts * (OF_POSITIVES if so else 1))
        for traits, so, counts in examples
    ]
    chance = random.Random(1)
    for _ in range(ROUNDS):
        chance.shuffle(kept)
        for traits, so, counts in kept:
            total = constant + sum(weights[trait] for trait in traits)
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - so) * counts
            constant_square += error * error
            constant -= RATE * error / math.sqrt(constant_square)
            for trait in traits:
                slope = error + PULL * weights[trait]
                squares[trait] += slope * slope
                weights[trait] -= RATE * slope / math.sqrt(squares[trait])
    return constant, weights


def score(model, traits):
    constant, weights = model
    return constant + sum(weights.get(trait, 0.0) for trait in traits)


def best_of(model, letter):
    return max((score(model, traits) for _, traits in letter["sentences"]), default=-9.0)


def learn_fault(sense, passages, letters):
    examples = []
    for passage in passages:
        mine = passage["sense"] == sense
        # A bad example of a rule is one sentence beside "We are sorry", or nobody knows which of them is meant.
        if mine and "alone" in passage:
            told = [traits for sentence, traits in passage["sentences"] if len(sentence) > 20 or not traits & {"sorry", "regret"}]
            if len(told) == 1 or not passage["alone"]:
                examples += [(traits, passage["alone"], 1.0) for traits in told]
            continue
        for sentence, traits in passage["sentences"]:
            if mine:
                examples.append((traits, is_on(sentence, [passage["span"]] if "span" in passage else []), 1.0))
            elif passage["sense"] in EVIDENCE:
                examples.append((traits, False, 0.5))
    for letter in letters:
        spans = [span["text"] for span in letter["spans"] if span["label"] == sense]
        examples += [(traits, is_on(sentence, spans), 1.0) for sentence, traits in letter["sentences"]]
    return learn(examples)


def learn_evidence(sense, passages, letters):
    """A letter that lacks nothing has the evidence somewhere: in the sentence that looks most like it."""
    lack = EVIDENCE[sense]
    known = [
        (traits, is_on(sentence, [passage["span"]] if "span" in passage else []), 1.0)
        for passage in passages
        if passage["sense"] == sense
        for sentence, traits in passage["sentences"]
    ]
    known += [(traits, False, 1.0) for letter in letters if lack in letter["labels"] for _, traits in letter["sentences"]]
    model = learn(known)
    for _ in range(2):
        guessed = []
        for letter in letters:
            if lack in letter["labels"] or letter["kind"] == "none":
                continue
            ranked = sorted(letter["sentences"], key=lambda each: -score(model, each[1]))
            guessed += [(traits, True, 1.0) for _, traits in ranked[:1]]
            guessed += [(traits, True, 0.7) for _, traits in ranked[1:3] if score(model, traits) > 0.5]
        model = learn(known + guessed)
    return model


def learn_all(passages, letters):
    models = {}
    for sense in SENSES:
        constant, weights = (learn_evidence if sense in EVIDENCE else learn_fault)(sense, passages, letters)
        models[sense] = constant - HOW_SURE.get(sense, 0.0), weights
    return models


def judge(models, letters):
    """How many letters are found right, wrong and missed, for each sense."""
    said = collections.Counter()
    for letter in letters:
        if letter["kind"] == "none" and letter["labels"] == ["clean"]:
            continue
        for sense, model in models.items():
            lack = EVIDENCE.get(sense)
            found = best_of(model, letter) > 0
            if lack:
                found = not found
            said[sense, found, (lack or sense) in letter["labels"]] += 1
    return said


def print_judged(name, said):
    right = wrong = missed = 0
    for sense in SENSES:
        r, w, m = said[sense, True, True], said[sense, True, False], said[sense, False, True]
        right, wrong, missed = right + r, wrong + w, missed + m
        print(f"{name:6s} {sense:15s} precision {r:3d}/{r + w:<3d} recall {r:3d}/{r + m:<3d}")
    print(f"{name:6s} {'all':15s} precision {right / max(1, right + wrong):.2f} recall {right / max(1, right + missed):.2f}")


def leave_out(passages, letters):
    total = collections.Counter()
    for name in sorted({letter["id"][0] for letter in letters}):
        models = learn_all(passages, [letter for letter in letters if letter["id"][0] != name])
        said = judge(models, [letter for letter in letters if letter["id"][0] == name])
        print_judged(name, said)
        total += said
    print_judged("all", total)


def write(models):
    traits = sorted({trait for _, weights in models.values() for trait in weights})
    rows = []
    for trait in traits:
        numbers = [max(-127, min(127, round(UNIT * models[sense][1].get(trait, 0.0)))) for sense in SENSES]
        if max(map(abs, numbers)) >= LEAST:
            rows.append(f"{json.dumps(trait, ensure_ascii=False)} = [{', '.join(map(str, numbers))}]\n")
    constants = ", ".join(str(round(UNIT * models[sense][0])) for sense in SENSES)
    names = ", ".join(f'"{sense}"' for sense in SENSES)
    TOML.write_text(f"{HEAD}\nsenses = [{names}]\nconstants = [{constants}]\nsurely = {UNIT * SURELY}\nsurely_not = {UNIT * SURELY_NOT}\n\n[weights]\n{''.join(rows)}", encoding="utf-8")
    print(f"{len(rows)} traits")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leave-out", action="store_true")
    parser.add_argument("--judge", type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("--traits", default=HERE.parents[1] / "build/bin/sense_traits")
    given = parser.parse_args()
    passages = read_lines(HERE / "passages.jsonl") + examples_of_rules()
    letters = read_lines(HERE / "letters.jsonl")
    others = read_lines(given.judge / "letters.jsonl") if given.judge else []
    for letter in letters + others:
        letter["text"] = letter["body"]
    letters += shipped_letters() * 4
    for rows in (passages, letters, others):
        add_sentences(rows, given.traits)
    if given.leave_out:
        return leave_out(passages, letters)
    models = learn_all(passages, letters)
    if given.judge:
        return print_judged(given.judge.name, judge(models, others))
    return write(models)


if __name__ == "__main__":
    main()
