#include "message/automatic.hpp"

#include <array>

#include "message/patterns_compiled.hpp"

namespace amends::message {
namespace {

constexpr std::size_t most_bytes = 2 * 1024;  // what answers by itself says so at once
constexpr int enough = 4;                     // base::AutomaticPattern

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

}  // namespace

base::AutomaticNote automatic_note(std::string_view subject, std::string_view text, const Patterns& patterns) {
    using base::AutomaticNote;
    const auto& compiled = patterns.compiled();
    std::array<int, 6> weights{};  // one for each AutomaticNote
    int of_subject = 0;
    int of_text = 0;
    const auto flat_subject = flat(subject.substr(0, most_bytes));
    const auto flat_text = flat(text.substr(0, most_bytes));
    const auto may_be_in_subject = compiled.any_automatic.found_in(flat_subject);
    const auto may_be_in_text = compiled.any_automatic.found_in(flat_text);
    const auto add = [&](int least, int most) {
        for (std::size_t i = 0; i < compiled.automatic.size(); ++i) {
            const auto& [source, words] = compiled.automatic[i];
            const bool by_text = source.subject.empty();
            const auto& where = by_text ? flat_text : flat_subject;
            if (where.empty() || source.weight < least || source.weight > most) continue;
            if (!(by_text ? may_be_in_text : may_be_in_subject)[i] || !RE2::PartialMatch(piece(where), *words))
                continue;
            (source.subject.empty() ? of_text : of_subject) += source.weight;
            if (source.weight > 0) weights.at(static_cast<std::size_t>(source.says)) += source.weight;
        }
    };
    // What weighs little decides nothing alone, and what weighs against it nothing where nothing weighs for it.
    add(2, enough * 3);
    if (of_subject + of_text == 0) return AutomaticNote::none;
    add(1, 1);
    // A subject that says it is not made human by a question in the text, only by its own words.
    if (of_subject + of_text >= enough) add(-enough * 3, -1);
    if (of_subject < enough && of_subject + of_text < enough) return AutomaticNote::none;
    // People speak of receipts and of what they have read: only a heading and a sentence together are one.
    if (weights.at(static_cast<std::size_t>(AutomaticNote::receipt)) >= enough) return AutomaticNote::receipt;
    // Somebody who is gone for good may be said to be away as well.
    for (const auto note : {AutomaticNote::left, AutomaticNote::ticket}) {
        if (weights.at(static_cast<std::size_t>(note)) >= 2) return note;
    }
    return weights.at(static_cast<std::size_t>(AutomaticNote::absence)) > 0 ? AutomaticNote::absence
                                                                            : AutomaticNote::automatic;
}

std::string stand_in(std::string_view text, const Patterns& patterns) {
    std::string mailbox;
    for (const auto& form : patterns.compiled().stand_ins) {
        if (RE2::PartialMatch(piece(text.substr(0, most_bytes)), *form, &mailbox)) return mailbox;
    }
    return {};
}

}  // namespace amends::message
