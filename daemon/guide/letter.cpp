#include "guide/letter.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "guide/field_notes.hpp"
#include "guide/field_value.hpp"

namespace amends::guide {
namespace {

using base::Result;

std::string no_such_field(const Situation& situation, const std::string& name) {
    std::vector<std::string> names;
    names.reserve(situation.fields.size());
    for (const auto& field : situation.fields) names.push_back(field.name);
    const auto near = base::closest(base::lower_ascii(name), names, 2);
    if (!near.empty())
        return fmt::format("{} has no field \"{}\"; did you mean {}?", situation.id, name,
                           near.size() == 1 ? near[0] : near[0] + " or " + near[1]);
    std::string all;
    for (const auto& each : names) all += (all.empty() ? "" : ", ") + each;
    return fmt::format("{} has no field \"{}\"; it has {}.", situation.id, name, all);
}

/// What cannot be true of two fields at once.
std::string same_as_other(const Situation& situation, const Field& field, const Values& values) {
    const auto* other = field.differs_from.empty() ? nullptr : find_field(situation, field.differs_from);
    if (other == nullptr) return "";
    const auto mine = values.find(field.name), theirs = values.find(other->name);
    if (mine == values.end() || theirs == values.end()) return "";
    const auto* text = std::get_if<std::string>(&mine->second);
    const auto* other_text = std::get_if<std::string>(&theirs->second);
    if (text == nullptr || other_text == nullptr || text->empty() || !says_the_same(field.type, *text, *other_text))
        return "";
    return fmt::format("{} ({}): \"{}\" is the same as {} ({}); one of the two must be another.", field.label,
                       field.name, *text, other->label, other->name);
}

/// Words that end in a full stop of their own ("Acme Inc.") before the template's.
std::string without_double_stops(std::string text) {
    for (auto at = text.find(".."); at != std::string::npos; at = text.find("..", at)) {
        const auto end = text.find_first_not_of('.', at);
        const auto count = (end == std::string::npos ? text.size() : end) - at;
        if (count == 2) text.erase(at, 1);
        at += count == 2 ? 1 : count;
    }
    return text;
}

}  // namespace

Result<WrittenLetter> write_letter(const Situation& situation, LetterTone tone, const Given& given,
                                   base::CivilDate today) {
    WrittenLetter letter;
    std::string wrong;
    const auto add_wrong = [&](const std::string& what) { wrong += (wrong.empty() ? "" : "\n") + what; };
    Values values;
    for (const auto& [name, text] : given) {
        const auto* field = find_field(situation, name);
        if (field == nullptr) {
            add_wrong(no_such_field(situation, name));
        } else if (auto value = read_field_value(*field, text, today); !value) {
            add_wrong(fmt::format("{} ({}): {}", field->label, name, value.error().message));
        } else {
            values[name] = std::move(*value);
            for (auto& note : field_notes(*field, text, today)) letter.notes.push_back(std::move(note));
        }
    }
    for (const auto& field : situation.fields)
        if (const auto same = same_as_other(situation, field, values); !same.empty()) add_wrong(same);
    if (!wrong.empty()) return base::failure(base::Fault::wrong_use, base::Retry::never, wrong);

    const auto& form = situation.letter(tone);
    const auto missing = missing_fields(form, values);
    if (!missing) return tl::unexpected(missing.error());
    for (const auto& field : situation.fields) {
        if (std::ranges::find(*missing, field.name) == missing->end()) continue;
        values[field.name] = fmt::format("[{}]", field.label);
        letter.missing.push_back(field.name);
    }
    auto text = render(form, values);
    if (!text) return tl::unexpected(text.error());
    letter.subject = without_double_stops(std::move(text->subject));
    letter.body = without_double_stops(std::move(text->body));
    return letter;
}

}  // namespace amends::guide
