#!/usr/bin/env python3
"""How well Amends judges labelled letters, promises, answers and bounces: `./dev eval [FOLDER]` prints the tables.

A folder holds any of these, one JSON object a line (tests/eval/README.md says what each key means):
  letters.jsonl   id, subject, body, labels, spans, kind
  promises.jsonl  id, text, sent_at, tz, promise, due, and accept, ambiguous where they are needed
  replies.jsonl   id, file, class, sent, thread; with sent.jsonl, the letters that they may belong to
  labels.jsonl    file, class: delivery reports, complaints and absences, as mail files beside it
  answers.jsonl   text, tone, set: what people wrote; body, where it has quotes as well
  mail.jsonl      file, class and what else is known of it: permanent, recipient, original_message_id, tone, return_date
"""

import argparse
import collections
import datetime
import json
import math
import pathlib
import subprocess
import sys
import tempfile

WHOLE_LETTER = {"vague", "no_action", "no_empathy"}
CLASSES = [
    "unfilled_placeholder", "blame_shifting", "conditional_language", "excuses", "no_action", "vague", "no_empathy",
    "overpromise", "gift_centred", "self_focus", "over_explaining",
]  # fmt: skip
ANSWERS = {"accepts": "reply_accepts", "upset": "reply_upset", "question": "reply_question"}
MACHINES = {"auto_reply_ooo", "bounce_hard", "bounce_soft", "meeting_invite", "unrelated"}


def read_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def run_lines(program, words, lines=()):
    """One JSON object a line out of a program that reads such lines, or files, and may say "no" (exit status 1)."""
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    done = subprocess.run([program, *words], input=text.encode(), capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{program} {' '.join(words[:3])} …: exit status {done.returncode}: {done.stderr.decode().strip()}")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def share(part, whole):
    """The share with its 95% interval (Wilson), since few letters tell little."""
    if whole == 0:
        return "   -"
    p, z = part / whole, 1.96
    middle = p + z * z / (2 * whole)
    spread = z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    low, high = (middle - spread) / (1 + z * z / whole), (middle + spread) / (1 + z * z / whole)
    return f"{part:4d}/{whole:<4d} {100 * p:5.1f}%  [{100 * low:3.0f}-{100 * high:3.0f}]"


class Tally:
    """Right, wrong and missed, of one class or of all."""

    def __init__(self):
        self.right = self.wrong = self.missed = self.on_the_words = self.off_the_words = 0

    def line(self, name):
        words = share(self.on_the_words, self.on_the_words + self.off_the_words)
        return (
            f"{name:22s} {share(self.right, self.right + self.wrong):26s} "
            f"{share(self.right, self.right + self.missed):26s} {words}"
        )


def places(letter, finding):
    """Byte offsets in subject + line end + body."""
    first = len(letter["subject"].encode()) + 1 if finding["part"] == "body" else 0
    return first + finding["start"], first + finding["end"]


def overlaps(a, b):
    return a[0] < b[1] and b[0] < a[1]


def eval_letters(amends, path, show):
    letters = read_lines(path)
    reviews = run_lines(amends, ["review", "--jsonl"], [{key: l[key] for key in ("id", "subject", "body")} for l in letters])
    by_id = {review["id"]: review for review in reviews}
    tallies = collections.defaultdict(Tally)
    clean = clean_flagged = none = none_flagged = clean_hints = 0
    for letter in letters:
        whole = (letter["subject"] + "\n" + letter["body"]).encode()
        all_found = by_id[letter["id"]]["findings"]
        found = [each for each in all_found if each["severity"] != "hint" and each["class"] in CLASSES]
        have, want = {each["class"] for each in found}, set(letter["labels"]) - {"clean"}
        for name in CLASSES:
            for tally in (tallies[name], tallies["all"]):
                tally.right += name in have and name in want
                tally.wrong += name in have and name not in want
                tally.missed += name not in have and name in want
        for span in letter["spans"]:
            if span["label"] not in have:
                continue
            at = whole.find(span["text"].encode())
            hit = any(
                each["class"] == span["label"] and overlaps(places(letter, each), (at, at + len(span["text"].encode())))
                for each in found
            )
            for tally in (tallies[span["label"]], tallies["all"]):
                tally.on_the_words += hit
                tally.off_the_words += not hit
        if not want:
            clean += 1
            clean_flagged += bool(found)
            clean_hints += bool(all_found)
            if letter["kind"] == "none":
                none += 1
                none_flagged += bool(found)
        if show and have != want:
            print(f"  {letter['id']}: said {sorted(have)}, labelled {sorted(want)}")
            for each in found:
                if each["class"] not in want:
                    print(f"      {each['rule']}: {each['text'][:110]!r}")
    print(f"\nLetters ({path}): warnings and errors\n{'class':22s} {'precision':26s} {'recall':26s} on the right words")
    for name in [*CLASSES, "all"]:
        print(tallies[name].line(name))
    print(f"clean letters with a warning     {share(clean_flagged, clean)}")
    print(f"no apology, yet a warning        {share(none_flagged, none)}")
    print(f"clean letters with a hint or more {share(clean_hints, clean)}")


def same_moment(a, b):
    if a == b:
        return True
    if not a or not b or "T" not in a or "T" not in b:
        return False
    moments = [datetime.datetime.fromisoformat(each.replace("Z", "+00:00")) for each in (a, b)]
    return abs((moments[0] - moments[1]).total_seconds()) < 60


def eval_promises(amends, path, show):
    sentences = read_lines(path)
    asked = [{"id": s["id"], "subject": "", "body": s["text"], "sent_at": s["sent_at"], "tz": s["tz"]} for s in sentences]
    by_id = {review["id"]: review["promises"] for review in run_lines(amends, ["review", "--jsonl"], asked)}
    found = right = dated = said_false = none = guessed = unknowable = 0
    for sentence in sentences:
        promises = by_id[sentence["id"]]
        timed = [each for each in promises if each["due"] or each["ambiguous"]]
        if sentence["due"]:
            dated += 1
            found += bool(timed)
            allowed = [sentence["due"], *sentence.get("accept", [])]
            good = any(
                same_moment(each["due"], due) or (sentence.get("ambiguous") and each["ambiguous"])
                for each in timed
                for due in allowed
            )
            right += good
            bad = not good
        elif sentence["promise"]:
            unknowable += 1
            bad = any(each["due"] for each in promises) or not any(each["ambiguous"] for each in promises)
            guessed += any(each["due"] for each in promises)
        else:
            none += 1
            bad = bool(timed)
            said_false += bad
        if show and bad:
            told = [(each["due"], each["text"][:60]) for each in promises]
            print(f"  {sentence['id']}: {sentence['text']!r} labelled {sentence['due']}, said {told}")
    print(f"\nPromises ({path})")
    print(f"dated ones found      {share(found, dated)}")
    print(f"due moment right      {share(right, dated)}")
    print(f"no promise, yet one   {share(said_false, none)}")
    print(f"unknowable, guessed   {share(guessed, unknowable)}")


def label_of(answer, with_letters):
    what = answer["class"]
    if what == "reply":
        if with_letters and answer.get("letter") is None:
            return "unrelated"
        return ANSWERS.get(answer["tone"], "reply_without_tone")
    if what == "bounce":
        return "bounce_hard" if answer["permanent"] else "bounce_soft"
    return {"delay": "bounce_soft", "auto_reply": "auto_reply_ooo", "invite": "meeting_invite"}.get(what, "unrelated")


def eval_replies(amends, path, show):
    replies = read_lines(path)
    files = [str(path.parent / reply["file"]) for reply in replies]
    sent = path.parent / "sent.jsonl"
    words = ["classify", "--json", *(["--sent", str(sent)] if sent.exists() else []), *files]
    answers = run_lines(amends, words)
    right = tone_right = tone = shown = lost = tied = tieable = tied_wrongly = 0
    for reply, answer in zip(replies, answers, strict=True):
        told = label_of(answer, sent.exists())
        human = reply["class"].startswith("reply_")
        right += told == reply["class"] or (human and told.startswith("reply_"))
        if human and told.startswith("reply_"):
            tone += 1
            tone_right += told == reply["class"]
        shown += reply["class"] in MACHINES and told.startswith("reply_")
        lost += human and told in MACHINES
        letter = answer.get("letter")
        if reply["thread"] not in ("none", "sender_only"):
            tieable += 1
            tied += letter == reply["sent"]
        tied_wrongly += letter is not None and letter != reply["sent"] and answer.get("match") != "possible"
        if show and (told != reply["class"] or (sent.exists() and letter != reply["sent"])):
            print(f"  {reply['file']}: said {told} for {letter}, labelled {reply['class']} for {reply['sent']}")
    print(f"\nAnswers ({path})")
    print(f"class right                   {share(right, len(replies))}")
    print(f"tone of human answers right   {share(tone_right, tone)}")
    print(f"tied to the right letter      {share(tied, tieable)}")
    print(f"machine mail shown as human   {shown:4d}\nhuman answers lost            {lost:4d}\ntied wrongly                  {tied_wrongly:4d}")


def eval_reports(amends, path, show):
    labels = read_lines(path)
    answers = run_lines(amends, ["classify", "--json", *(str(path.parent / each["file"]) for each in labels)])
    found, all_of = collections.Counter(), collections.Counter()
    replies = 0
    for label, answer in zip(labels, answers, strict=True):
        wanted, told = label["class"], answer["class"]
        good = {
            "bounce": told in ("bounce", "delay"),
            "auto_reply": told == "auto_reply",
            "complaint": told == "complaint",
            "not_bounce": told not in ("bounce", "delay", "delivered"),
        }.get(wanted, told == wanted)
        all_of[wanted] += 1
        found[wanted] += good
        replies += wanted in ("bounce", "complaint", "auto_reply") and told == "reply"
        if show and not good:
            print(f"  {label['file']}: said {told}, labelled {wanted}")
    print(f"\nReports ({path})")
    for name in sorted(all_of):
        print(f"{name:20s} {share(found[name], all_of[name])}")
    print(f"machine mail called a reply {replies}")


def eval_mail(amends, path, show):
    """What the label does not name is not asked for; `accept` holds other answers that are right too."""
    labels = read_lines(path)
    answers = run_lines(amends, ["classify", "--json", *(str(path.parent / each["file"]) for each in labels)])
    keys = {"recipient": "final_recipient"}
    right, asked, as_human = collections.Counter(), collections.Counter(), 0
    for label, answer in zip(labels, answers, strict=True):
        bad = []
        for key in ("class", "permanent", "recipient", "original_message_id", "tone", "return_date"):
            if key not in label or (key == "recipient" and label[key] is None):
                continue
            allowed = [label[key], *label.get("accept", {}).get(key, [])]
            told = answer[keys.get(key, key)]
            if key == "original_message_id":
                allowed, told = [each and each.strip("<>") for each in allowed], told and told.strip("<>")
            name = f"{label['class']}: {key}"
            asked[name] += 1
            right[name] += told in allowed
            if told not in allowed:
                bad.append(f"{key} {told!r} for {allowed}")
        as_human += label["class"] != "reply" and answer["class"] == "reply"
        if show and bad:
            print(f"  {label['file']}: {'; '.join(bad)}")
    print(f"\nMail ({path})")
    for name in sorted(asked):
        print(f"{name:32s} {share(right[name], asked[name])}")
    print(f"machine mail shown as human      {as_human:4d}")


def eval_answers(amends, path, show):
    answers = [answer for answer in read_lines(path) if answer["tone"]]
    head = (
        "From: Client <client@client.example>\nTo: Us <us@us.example>\nSubject: Re: Our apology\n"
        "Date: Tue, 17 Nov 2026 10:00:00 +0000\nIn-Reply-To: <letter@us.example>\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        files = [pathlib.Path(folder) / f"{place}.eml" for place in range(len(answers))]
        for file, answer in zip(files, answers, strict=True):
            file.write_text(head + answer.get("body", answer["text"]) + "\n", encoding="utf-8")
        told = run_lines(amends, ["classify", "--json", *map(str, files)])
    right, asked, said = collections.Counter(), collections.Counter(), collections.Counter()
    for answer, one in zip(answers, told, strict=True):
        tone = (one["tone"] or "none") if one["class"] == "reply" else one["class"]
        asked[answer["set"]] += 1
        right[answer["set"]] += tone == answer["tone"]
        said[answer["tone"], tone] += tone != answer["tone"]
        if show and tone != answer["tone"]:
            print(f"  {answer['id']}: said {tone}, labelled {answer['tone']}: {answer['text'][:90]!r}")
    print(f"\nTone of answers ({path})")
    for name in asked:
        print(f"{name:32s} {share(right[name], asked[name])}")
    for (wanted, tone), count in sorted(said.items()):
        if count:
            print(f"{wanted + ' called ' + tone:32s} {count:4d}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("--amends", default="build/bin/amends")
    parser.add_argument("--show", action="store_true", help="name each one that is judged otherwise")
    given = parser.parse_args()
    kinds = {
        "letters.jsonl": eval_letters, "promises.jsonl": eval_promises, "replies.jsonl": eval_replies,
        "labels.jsonl": eval_reports, "mail.jsonl": eval_mail, "answers.jsonl": eval_answers,
    }  # fmt: skip
    for folder in given.folders or [pathlib.Path(__file__).resolve().parent]:
        found = [(folder / name, judge) for name, judge in kinds.items() if (folder / name).exists()]
        if not found:
            sys.exit(f"In {folder} is none of {', '.join(kinds)}.")
        for path, judge in found:
            judge(given.amends, path, given.show)


if __name__ == "__main__":
    main()
