#include "guide/edited_letter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "guide/field_notes.hpp"
#include "guide/field_value.hpp"

namespace amends::guide {
namespace {

constexpr std::size_t most_typed = 60;    // bytes of a date or an amount
constexpr std::size_t most_context = 24;  // bytes on either side that tell the place

/// What stood around an open field, on its line and not in another field.
struct Around {
    std::string_view before, after;
    bool opens_line = false;
};

Around around(std::string_view text, std::size_t at, std::size_t length) {
    const auto line = text.substr(0, at).rfind('\n');
    const std::size_t line_at = line == std::string_view::npos ? 0 : line + 1;
    auto before = text.substr(line_at, at - line_at);
    bool opens_line = true;
    if (const auto other = before.rfind(']'); other != std::string_view::npos) {
        before.remove_prefix(other + 1);
        opens_line = false;
    }
    if (before.size() > most_context) {
        before.remove_prefix(before.size() - most_context);
        opens_line = false;
    }
    auto after = text.substr(at + length);
    after = after.substr(0, std::min(after.find_first_of("[\n"), most_context / 2));
    return {before, after, opens_line};
}

struct Typed {
    std::size_t at = 0, length = 0;
};

/// Where the text now has what was typed in that place; nothing where the place itself was rewritten.
std::optional<Typed> typed_in(std::string_view text, const Around& place) {
    if (place.before.empty() || place.after.empty()) return std::nullopt;
    for (auto at = text.find(place.before); at != std::string_view::npos; at = text.find(place.before, at + 1)) {
        if (place.opens_line && at != 0 && text[at - 1] != '\n') continue;
        const auto start = at + place.before.size();
        const auto rest = text.substr(start, most_typed + place.after.size());
        const auto end = rest.substr(0, rest.find('\n')).find(place.after);
        if (end != std::string_view::npos && end > 0) return Typed{start, end};
    }
    return std::nullopt;
}

/// Reads what was typed for one open field everywhere in one part of the letter.
void read_typed(const Field& field, std::string_view before, std::string& now, base::CivilDate today,
                std::vector<std::string>& notes) {
    const auto label = fmt::format("[{}]", field.label);
    for (auto at = before.find(label); at != std::string_view::npos; at = before.find(label, at + 1)) {
        const auto place = typed_in(now, around(before, at, label.size()));
        if (!place) continue;
        const auto typed = now.substr(place->at, place->length);
        if (typed == label || base::trimmed(typed).empty()) continue;
        const auto value = read_field_value(field, typed, today);
        std::vector<std::string> said;
        if (value) {
            now.replace(place->at, place->length, *value);
            said = field_notes(field, typed, today);
        } else {
            said = {fmt::format("{}: {} It stands in the letter as you typed it.", field.label, value.error().message)};
        }
        for (auto& each : said)
            if (std::ranges::find(notes, each) == notes.end()) notes.push_back(std::move(each));
    }
}

}  // namespace

WrittenLetter read_edited(const WrittenLetter& before, const Situation& situation, std::string_view text,
                          base::CivilDate today) {
    WrittenLetter letter = before;
    constexpr std::string_view header = "subject:";
    const auto line = text.substr(0, text.find('\n'));
    if (base::lower_ascii(line).starts_with(header)) {
        letter.subject = base::trimmed(line.substr(header.size()));
        std::ranges::replace(letter.subject, '\r', ' ');
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    letter.body = std::string(base::trimmed(text)) + "\n";
    letter.missing.clear();
    for (const auto& field : situation.fields) {
        if (std::ranges::find(before.missing, field.name) == before.missing.end()) continue;
        if (field.type == FieldType::date || field.type == FieldType::money) {
            read_typed(field, before.subject, letter.subject, today, letter.notes);
            read_typed(field, before.body, letter.body, today, letter.notes);
        }
        const auto label = fmt::format("[{}]", field.label);
        if (letter.subject.find(label) != std::string::npos || letter.body.find(label) != std::string::npos)
            letter.missing.push_back(field.name);
    }
    return letter;
}

}  // namespace amends::guide
