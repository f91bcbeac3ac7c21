#include "guide/field_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "guide/date_value.hpp"
#include "guide/field_value.hpp"

namespace amends::guide {
namespace {

bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }
bool is_lower(char byte) { return byte >= 'a' && byte <= 'z'; }
bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// A day on the wrong side of today is more likely a slip of the pen than meant.
std::string note_of_date(const Field& field, std::string_view given, base::CivilDate today) {
    const auto date = read_date(given, today, field.past);
    if (!date) return "";
    if (field.past && *date > today) return fmt::format("{} is still to come.", date_for_reader(*date, today));
    if (!field.past && *date < today) return fmt::format("{} has passed.", date_for_reader(*date, today));
    return "";
}

std::string note_of_sentence(const Field& field, std::string_view shown) {
    const auto words = words_of(shown);
    const auto with_letters =
        std::ranges::count_if(words, [](std::string_view word) { return std::ranges::none_of(word, is_digit); });
    if (with_letters < 2) return fmt::format("\"{}\" is not a whole sentence.", shown);
    if (field.begins_with.empty()) return "";
    const auto first = base::lower_ascii(words.front());
    std::string all;
    for (const auto& each : field.begins_with) {
        if (base::lower_ascii(each) == first) return "";
        all += fmt::format("{}\"{}\"", all.empty() ? "" : " or ", each);
    }
    return fmt::format("\"{}\" does not begin with {}; see that it is a whole sentence about them.", shown, all);
}

/// Words that stand where an article would: "their", "both", "three".
bool stands_for_article(std::string_view word) {
    static constexpr std::array all{"the",   "a",       "an",   "your",   "our",    "my",   "his",  "her",  "its",
                                    "their", "this",    "that", "these",  "those",  "all",  "both", "some", "every",
                                    "each",  "several", "one",  "two",    "three",  "four", "five", "six",  "seven",
                                    "eight", "nine",    "ten",  "eleven", "twelve", "half", "what", "how"};
    return is_digit(word.front()) || std::ranges::find(all, base::lower_ascii(word)) != all.end();
}

std::string note_of_words(const Field& field, std::string_view shown) {
    const auto words = words_of(shown);
    const auto first = words.front();
    const bool small_example = is_lower(field.example.front()) || is_digit(field.example.front());
    const bool capital = is_upper(first.front()) && std::all_of(first.begin() + 1, first.end(), is_lower);
    if (small_example && capital && words.size() > 1)
        return fmt::format("\"{}\" stands in the middle of a sentence; write \"{}{}\", unless it is a name.", shown,
                           static_cast<char>(shown.front() - 'A' + 'a'), shown.substr(1));
    const bool plural =
        std::ranges::any_of(words, [](std::string_view word) { return word.ends_with('s') && !word.ends_with("ss"); });
    if (field.article && is_lower(first.front()) && !plural && !stands_for_article(first))
        return fmt::format(
            "\"{}\" stands in the middle of a sentence; write \"the {}\" or \"your {}\", unless it needs neither.",
            shown, shown, shown);
    return "";
}

}  // namespace

std::vector<std::string> field_notes(const Field& field, std::string_view given, base::CivilDate today) {
    const auto shown = read_field_value(field, given, today);
    if (!shown || shown->empty()) return {};
    std::string note;
    if (field.type == FieldType::date) note = note_of_date(field, given, today);
    if (field.type == FieldType::text)
        note = field.sentence ? note_of_sentence(field, *shown) : note_of_words(field, *shown);
    if (note.empty()) return {};
    return {field.label + ": " + note};
}

bool says_the_same(FieldType type, std::string_view a, std::string_view b) {
    const auto plain = [&](std::string_view text) {
        std::string out = base::lower_ascii(text);
        if (type != FieldType::money) return out;
        std::erase(out, ' ');
        const auto last = std::find_if(out.rbegin(), out.rend(), is_digit).base();
        const auto cents = out.substr(0, static_cast<std::size_t>(last - out.begin()));
        if (cents.ends_with(".00") || cents.ends_with(",00")) out.erase(cents.size() - 3, 3);
        std::erase_if(out, [](char byte) { return byte == '.' || byte == ',' || byte == '\''; });
        std::ranges::sort(out);  // "EUR 100" and "100 EUR"
        return out;
    };
    return plain(a) == plain(b);
}

}  // namespace amends::guide
