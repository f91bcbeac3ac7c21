#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <istream>

#include "base/text.hpp"
#include "cli/insert_form.hpp"
#include "guide/field_value.hpp"

namespace amends::cli {
namespace {

/// What was typed, without blanks around it; nothing at the end of the input.
std::optional<std::string> typed(Session& session, const std::string& prompt) {
    session.print(prompt);
    session.surroundings().out << std::flush;
    std::string line;
    if (!std::getline(session.surroundings().in, line)) {
        session.print("\n");
        return std::nullopt;
    }
    return std::string(base::trimmed(line));
}

std::optional<std::size_t> place_of(const std::string& answer, const std::vector<Choice>& choices) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(answer.data(), answer.data() + answer.size(), number);
    if (error == std::errc() && end == answer.data() + answer.size())
        return number >= 1 && number <= choices.size() ? std::optional(number - 1) : std::nullopt;
    std::optional<std::size_t> found;
    for (std::size_t at = 0; at < choices.size(); ++at) {
        if (choices[at].name == answer) return at;
        if (!choices[at].name.starts_with(base::lower_ascii(answer))) continue;
        if (found) return std::nullopt;  // the beginning of two
        found = at;
    }
    return found;
}

std::optional<std::size_t> pick(Session& session, const std::string& question, const std::vector<Choice>& choices,
                                std::optional<std::size_t> preset) {
    for (std::size_t at = 0; at < choices.size(); ++at)
        session.print(paragraph(session.page(), fmt::format("{:>4}  ", at + 1), harmless(choices[at].words)));
    const std::string usual = preset ? fmt::format("[{}]", *preset + 1) : "(nothing leaves)";
    while (true) {
        const auto answer = typed(session, fmt::format("{} {} ", question, usual));
        if (!answer) return std::nullopt;
        if (answer->empty()) return preset;
        if (const auto place = place_of(*answer, choices)) return place;
        session.print(fmt::format("That is none of them: a number from 1 to {}, please.\n", choices.size()));
    }
}

std::optional<guide::Given> fill(Session& session, base::CivilDate today, const guide::Situation& situation,
                                 const guide::Given& values, const std::string& wrong) {
    if (!wrong.empty()) session.print(harmless_lines(wrong) + "\n");
    session.print("An empty answer keeps what stands in brackets, - leaves the field open.\n");
    guide::Given given;
    for (const guide::Field& field : situation.fields) {
        const auto known = values.find(field.name);
        const std::string before = known == values.end() ? "" : known->second;
        session.print(paragraph(session.page(), harmless(field.label) + ": ", harmless(about_field(field, today))));
        while (true) {
            auto answer = typed(session, before.empty() ? "> " : fmt::format("[{}] > ", harmless(before)));
            if (!answer) return std::nullopt;
            if (answer->empty()) answer = before;
            if (answer->empty() || *answer == "-") break;
            const auto value = guide::read_field_value(field, *answer, today);
            if (value) {
                given[field.name] = *answer;
                break;
            }
            session.print(harmless(value.error().message) + "\n");
        }
    }
    return given;
}

Verdict show(Session& session, const LastLook& look) {
    session.print("\n" + harmless_lines(look.text) + "\n");
    const std::string others = look.may_change ? "yes, no, or change" : "yes or no";
    while (true) {
        const auto answer = typed(session, fmt::format("{}? {} [yes] ", look.agree, others));
        if (!answer) return Verdict::leave;
        const std::string word = base::lower_ascii(*answer);
        if (word.empty() || word == "y" || word == "yes") return Verdict::agree;
        if (word == "n" || word == "no") return Verdict::leave;
        if (look.may_change && (word == "c" || word == "change")) return Verdict::change;
    }
}

}  // namespace

std::string about_field(const guide::Field& field, base::CivilDate today) {
    return fmt::format("{}{} Like: {}", field.help, field.required ? "" : " May be left out.",
                       guide::example_of(field, today));
}

InsertForm plain_form(Session& session, base::CivilDate today) {
    return {.pick = [&session](const auto& question, const auto& choices,
                               auto preset) { return pick(session, question, choices, preset); },
            .fill = [&session, today](const auto& situation, const auto& values,
                                      const auto& wrong) { return fill(session, today, situation, values, wrong); },
            .show = [&session](const auto& look) { return show(session, look); }};
}

}  // namespace amends::cli
