#include "message/automatic.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "message/patterns_compiled.hpp"
#include "message/sentences.hpp"

namespace amends::message {
namespace {

using base::AutomaticNote;

constexpr std::size_t most_bytes = 2 * 1024;  // what answers by itself says so at once

constexpr std::size_t a_greeting = 30;  // bytes

// The weights of base::AutomaticPattern.
constexpr int unmistakable = 5;
constexpr int says_so = 4;
constexpr int is_one = 2;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

/// With the plain sign for every apostrophe, and one blank for a line end, which a mail program may have put anywhere.
std::string flat(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto rest = text.substr(at);
        if (rest.starts_with("\u2019") || rest.starts_with("\u2018")) {
            out += '\'';
            at += 2;
        } else if (text[at] == '\n' && rest.substr(1, 1) != "\n" && at >= 1 && text[at - 1] != '\n') {
            out += ' ';
        } else {
            out += text[at];
        }
    }
    return out;
}

/// Without the tags of lists and ticket systems: "[Ticket#4711] ".
std::string_view without_tags(std::string_view subject) {
    constexpr std::size_t most_tag = 60;
    while (true) {
        const auto begin = subject.find_first_not_of(" \t");
        if (begin == std::string_view::npos || subject[begin] != '[') return subject;
        const auto end = subject.find(']', begin);
        if (end == std::string_view::npos || end - begin > most_tag || end + 1 == subject.size()) return subject;
        subject.remove_prefix(end + 1);
    }
}

/// Sums of weights, one for each AutomaticNote.
struct Weights {
    std::array<int, 6> of{};
    void add(AutomaticNote note, int weight) { of.at(static_cast<std::size_t>(note)) += weight; }
    [[nodiscard]] int at(AutomaticNote note) const { return of.at(static_cast<std::size_t>(note)); }

    /// Somebody who is gone for good may be said to be away as well; whoever is away answers by themselves.
    [[nodiscard]] AutomaticNote most_telling() const {
        for (const auto note : {AutomaticNote::left, AutomaticNote::ticket, AutomaticNote::absence}) {
            if (at(note) >= is_one) return note;
        }
        return AutomaticNote::automatic;
    }
};

Weights weights_of_subject(std::string_view subject, const Patterns::Compiled& compiled) {
    Weights weights;
    int sum = 0;
    const auto flat_subject = flat(subject.substr(0, most_bytes));
    const std::string bare(without_tags(flat_subject));
    if (!compiled.any_subject.is_in(bare == flat_subject ? bare : flat_subject + "\n" + bare)) return weights;
    for (std::size_t i = 0; i < compiled.automatic.size(); ++i) {
        const auto& [source, words] = compiled.automatic[i];
        if (source.subject.empty()) continue;
        if (!RE2::PartialMatch(piece(flat_subject), *words) && !RE2::PartialMatch(piece(bare), *words)) continue;
        sum += source.weight;
        if (source.weight > 0) weights.add(source.says, source.weight);
    }
    return sum >= is_one ? weights : Weights{};
}

/// What the sentences of a text are, counted.
struct Sentences {
    Weights weights;     ///< of those that are a notice
    int notices = 0;     ///< that somebody is away, or gone, that something was received ...
    int courtesies = 0;  ///< go with a notice and decide nothing
    int others = 0;      ///< of a person, who speaks of the matter
    int unknown = 0;
    bool says_so_itself = false;
};

/// A name, a number, an address: what stands in signatures and headings.
bool is_bare(std::string_view sentence) {
    static const RE2 form(
        R"((?i)^\W*(?:(?:tel|phone|mobile|mob|fax|e-?mail|mail|web|telefon|téléphone|teléfono|telefono|telefone|telefoon|电话|電話)\b[.: ]*)?)"
        R"((?:\S+@\S+|https?://\S+|www\.\S+|[+(]?\d[\d ()/.-]*)\W*$|^(?-i:\p{Lu}[\p{L}&'.-]*(?:,? (?:\p{Lu}[\p{L}&'.-]*|&|of|de|van|von)){0,5}),?$|^[^ -~]{1,18}$)");
    return RE2::PartialMatch(piece(sentence), form);
}

void judge(std::string_view sentence, const Patterns::Compiled& compiled, Sentences& so_far) {
    Weights weights;
    int most = 0;
    bool of_a_person = false;
    const auto may_be_there = compiled.any_sentence.found_in(sentence);
    for (std::size_t i = 0; i < may_be_there.size(); ++i) {
        const auto& [source, words] = compiled.automatic[compiled.of_sentences[i]];
        if (!may_be_there[i] || !RE2::PartialMatch(piece(sentence), *words)) continue;
        of_a_person = of_a_person || source.weight < 0;
        most = std::max(most, source.weight);
        if (source.weight >= is_one) weights.add(source.says, source.weight);
    }
    if (of_a_person && most < unmistakable) {
        ++so_far.others;
    } else if (most >= is_one) {
        ++so_far.notices;
        so_far.says_so_itself = so_far.says_so_itself || most >= says_so;
        for (std::size_t i = 0; i < weights.of.size(); ++i) so_far.weights.of.at(i) += weights.of.at(i);
    } else if (most > 0) {
        ++so_far.courtesies;
    } else if (!is_bare(sentence)) {
        ++so_far.unknown;
    }
}

/// Nothing where the text holds no notice, and its subject is none (`announced`) either.
Sentences judge_all(std::string_view text, bool announced, const Patterns::Compiled& compiled) {
    Sentences all;
    const auto sentences = sentences_of(text);
    std::string lines;
    for (const auto& sentence : sentences) lines.append(sentence).append("\n");
    if (!announced && !compiled.any_notice.is_in(lines)) return all;  // nearly every mail
    for (const auto& sentence : sentences) judge(sentence, compiled, all);
    return all;
}

/// People speak of receipts and of what they have read: only a heading and a sentence together are one. It may fill
/// several lines.
bool is_receipt(const Weights& subject, std::string_view text, const Patterns::Compiled& compiled) {
    if (subject.at(AutomaticNote::receipt) < is_one) return false;
    const auto whole = flat(text);
    int weight = subject.at(AutomaticNote::receipt);
    for (const auto& [source, words] : compiled.automatic) {
        if (source.says == AutomaticNote::receipt && !source.text.empty() && RE2::PartialMatch(piece(whole), *words))
            weight += source.weight;
    }
    return weight >= says_so;
}

/// The text holds no notice; its subject is one.
JudgedNote by_subject(const Weights& subject, const Sentences& text) {
    const auto note = subject.most_telling();
    // No person types "Automatic reply:".
    if (subject.at(AutomaticNote::automatic) >= says_so) return {note, text.others > 0};
    if (text.others > 0) return {};
    if (text.unknown == 0) return {note, false};
    return {text.courtesies >= text.unknown ? note : AutomaticNote::none, true};
}

/// The text holds a notice.
JudgedNote by_text(const Weights& subject, const Sentences& text) {
    Weights both = text.weights;
    for (std::size_t i = 0; i < both.of.size(); ++i) both.of.at(i) += subject.of.at(i);
    const auto note = both.most_telling();
    int of_subject = 0;
    for (const int weight : subject.of) of_subject = std::max(of_subject, weight);
    const bool surely_one = text.says_so_itself || of_subject >= says_so;
    if (text.others > 0) {
        if (!surely_one) return {};
        return {text.notices + text.courtesies > text.others ? note : AutomaticNote::none, true};
    }
    // "We have received your message" alone may be a person's.
    const bool alone = text.weights.at(AutomaticNote::absence) == 0 && text.weights.at(AutomaticNote::left) == 0 &&
                       text.notices + text.courtesies < 2;
    if (surely_one || (text.unknown == 0 && !alone)) return {note, false};
    const int known = text.notices + text.courtesies;
    if (text.unknown > 2 * known) return {};
    return {known >= text.unknown ? note : AutomaticNote::none, true, note};
}

}  // namespace

JudgedNote judged_note(std::string_view subject, std::string_view text, const Patterns& patterns, bool suspected) {
    const auto& compiled = patterns.compiled();
    const auto of_subject = weights_of_subject(subject, compiled);
    text = text.substr(0, most_bytes);
    if (is_receipt(of_subject, text, compiled)) return {AutomaticNote::receipt, false};
    Weights heading = of_subject;  // without receipts, which need their sentence
    heading.of.at(static_cast<std::size_t>(AutomaticNote::receipt)) = 0;
    bool announces = false;
    for (const int weight : heading.of) announces = announces || weight >= says_so;

    const auto body = above_the_name(text);
    auto sentences = judge_all(body, announces || suspected, compiled);
    const bool says_nothing = sentences.notices + sentences.others + sentences.unknown == 0;
    if (says_nothing && body.size() < text.size()) {
        // A footer makes no machine of a person who only said a word or two.
        const bool said_something = sentences.courtesies > 0 && body.size() > a_greeting;
        sentences = judge_all(text, announces || suspected, compiled);
        if (said_something && !announces && sentences.notices > 0) return {AutomaticNote::none, true};
    }
    auto judged = JudgedNote{};
    if (sentences.notices > 0) {
        judged = by_text(heading, sentences);
    } else if (announces) {
        judged = by_subject(heading, sentences);
    }
    judged.of_a_person = sentences.others > 0 && sentences.notices == 0;
    return judged;
}

base::AutomaticNote automatic_note(std::string_view subject, std::string_view text, const Patterns& patterns) {
    return judged_note(subject, text, patterns).note;
}

std::string new_address(std::string_view text, const Patterns& patterns) {
    for (const auto& form : patterns.compiled().new_addresses) {
        re2::StringPiece rest = piece(text.substr(0, most_bytes));
        std::string mailbox;
        while (RE2::FindAndConsume(&rest, *form, &mailbox)) {
            if (!is_found(mailbox, patterns.compiled().roles)) return mailbox;
        }
    }
    return {};
}

std::string stand_in(std::string_view text, const Patterns& patterns) {
    std::string mailbox = new_address(text, patterns);
    if (!mailbox.empty()) return mailbox;
    for (const auto& form : patterns.compiled().stand_ins) {
        if (RE2::PartialMatch(piece(text.substr(0, most_bytes)), *form, &mailbox)) return mailbox;
    }
    return {};
}

}  // namespace amends::message
