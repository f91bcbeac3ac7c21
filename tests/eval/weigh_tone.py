#!/usr/bin/env python3
"""Learns the weights of templates/en/mail/tone.toml from the labelled answers of answers.jsonl, with the traits that
build/bin/tone_traits sees in them (logistic regression over the three tones).

weigh_tone.py                 writes the table [weights] at the end of tone.toml; then build, and `./dev eval`
weigh_tone.py --leave-out     learns from all sets but one and judges that one, for each set in turn: what to expect of
                              answers that nobody has seen, where neither words nor phrases were taken from the set
"""

import argparse
import collections
import json
import math
import pathlib
import random
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
TOML = HERE.parents[1] / "templates/en/mail/tone.toml"
TONES = ["accepts", "upset", "question"]
# The phrases were written until they suited these: they would make phrases look surer than they are.
WROTE_PHRASES = {"sentences", "probes"}
ROUNDS, RATE, PULL, RARE = 60, 0.15, 1.5, 4
HEAD = "# What each trait says for accepts, upset and question, in hundredths: made by tests/eval/weigh_tone.py.\n\n[weights]\n"


def read_answers():
    lines = (HERE / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    return [answer for answer in map(json.loads, lines) if answer["tone"]]


def add_traits(answers, program):
    given = b"".join(answer["text"].encode() + b"\0" for answer in answers)
    lines = subprocess.run([program], input=given, capture_output=True, check=True).stdout.decode().splitlines()
    for answer, line in zip(answers, lines, strict=True):
        pairs = (pair.rsplit("=", 1) for pair in line.split("\t") if pair)
        answer["traits"] = {name: int(sixths) / 6 for name, sixths in pairs}


def sums_of(weights, traits):
    sums = [0.0] * len(TONES)
    for name, much in traits.items():
        for tone, weight in enumerate(weights.get(name, ())):
            sums[tone] += weight * much
    return sums


def learn(answers):
    """Adagrad, an answer at a time; every weight but the constant one is drawn to nought."""
    seen = collections.Counter(name for answer in answers for name in answer["traits"])
    weights = {name: [0.0] * len(TONES) for name, count in seen.items() if count >= RARE}
    squares = {name: [1e-8] * len(TONES) for name in weights}
    shuffled, chance = list(answers), random.Random(1)
    for _ in range(ROUNDS):
        chance.shuffle(shuffled)
        for answer in shuffled:
            counts = 0.3 if answer["set"] in WROTE_PHRASES else 2.0
            sums = sums_of(weights, answer["traits"])
            shares = [math.exp(each - max(sums)) for each in sums]
            errors = [share / sum(shares) - (tone == answer["tone"]) for share, tone in zip(shares, TONES, strict=True)]
            for name, much in answer["traits"].items():
                if name not in weights:
                    continue
                pull = 0.0 if name == "always" else PULL * 8 / len(answers)
                for tone, error in enumerate(errors):
                    slope = counts * error * much + pull * weights[name][tone]
                    squares[name][tone] += slope * slope
                    weights[name][tone] -= RATE * slope / math.sqrt(squares[name][tone])
    return weights


def judge(weights, answers):
    said = collections.Counter()
    for answer in answers:
        sums = sums_of(weights, answer["traits"])
        said[answer["tone"], TONES[sums.index(max(sums))]] += 1
    return said


def print_judged(name, said):
    right, all_of = sum(said[tone, tone] for tone in TONES), sum(said.values())
    wrong = ", ".join(f"{count} {a} called {b}" for (a, b), count in sorted(said.items()) if a != b)
    print(f"{name:12s} {right:4d}/{all_of:<4d} {100 * right / all_of:5.1f}%  {wrong}")


def leave_out(answers):
    for name in dict.fromkeys(answer["set"] for answer in answers):
        weights = learn([answer for answer in answers if answer["set"] != name])
        print_judged(name, judge(weights, [answer for answer in answers if answer["set"] == name]))


def write(weights):
    rows = []
    for name in sorted(weights):
        three = [round(100 * each) for each in weights[name]]
        rows.append(f"'{name}' = [{', '.join(map(str, three))}]\n")
    head = TOML.read_text(encoding="utf-8").split(HEAD)[0]
    TOML.write_text(head + HEAD + "".join(rows), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leave-out", action="store_true")
    parser.add_argument("--traits", default=HERE.parents[1] / "build/bin/tone_traits")
    given = parser.parse_args()
    answers = read_answers()
    add_traits(answers, given.traits)
    if given.leave_out:
        leave_out(answers)
        return
    weights = learn(answers)
    print_judged("learnt from", judge(weights, answers))
    write(weights)


if __name__ == "__main__":
    main()
