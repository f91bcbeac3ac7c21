#include "message/automatic.hpp"

#include <array>

#include "message/patterns_compiled.hpp"

namespace amends::message {
namespace {

constexpr std::size_t most_bytes = 3 * 1024;  // what answers by itself says so at once
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
    std::array<int, 5> weights{};  // one for each AutomaticNote
    int of_subject = 0;
    int of_text = 0;
    const auto add = [&](const CompiledAutomatic& pattern, const std::string& where, int& sum) {
        if (where.empty() || !RE2::PartialMatch(piece(where), *pattern.words)) return;
        sum += pattern.source.weight;
        if (pattern.source.weight > 0)
            weights.at(static_cast<std::size_t>(pattern.source.says)) += pattern.source.weight;
    };
    const auto flat_subject = flat(subject.substr(0, most_bytes));
    const auto flat_text = flat(text.substr(0, most_bytes));
    const bool text_may_tell = is_found(flat_text, compiled.automatic_text);
    for (const auto& pattern : compiled.automatic) {
        if (!pattern.source.subject.empty()) add(pattern, flat_subject, of_subject);
        if (pattern.source.subject.empty() && text_may_tell) add(pattern, flat_text, of_text);
    }
    // A subject that says it is not made human by a question in the text.
    if (of_subject < enough && of_subject + of_text < enough) return AutomaticNote::none;
    // Somebody who is gone for good may be said to be away as well.
    for (const auto note : {AutomaticNote::left, AutomaticNote::ticket}) {
        if (weights.at(static_cast<std::size_t>(note)) >= 2) return note;
    }
    return weights.at(static_cast<std::size_t>(AutomaticNote::absence)) > 0 ? AutomaticNote::absence
                                                                            : AutomaticNote::automatic;
}

bool speaks_of_absence(std::string_view text, const Patterns& patterns) {
    return is_found(text.substr(0, most_bytes), patterns.compiled().automatic_text);
}

std::string stand_in(std::string_view text, const Patterns& patterns) {
    std::string mailbox;
    for (const auto& form : patterns.compiled().stand_ins) {
        if (RE2::PartialMatch(piece(text.substr(0, most_bytes)), *form, &mailbox)) return mailbox;
    }
    return {};
}

}  // namespace amends::message
