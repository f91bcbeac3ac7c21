#include "guide/field_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "base/text.hpp"
#include "guide/date_value.hpp"

namespace amends::guide {
namespace {

using base::Result;

constexpr std::size_t longest_text = 2'000;  // bytes; a field is a sentence or two
constexpr std::size_t longest_name = 200;

tl::unexpected<base::Error> refused(std::string message) {
    return base::failure(base::Fault::wrong_use, base::Retry::never, std::move(message));
}

bool is_control(char byte) { return static_cast<unsigned char>(byte) < ' ' || byte == '\x7f'; }
bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// On one line, each run of white space one blank, without control characters.
std::string on_one_line(std::string_view text) {
    std::string out;
    for (const char byte : text) {
        if (byte != ' ' && !is_control(byte)) {
            out += byte;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

std::string as_sentence(std::string text) {
    const auto word = first_word(text);
    // "iPhone" keeps its small letter.
    if (std::ranges::none_of(word, [](char byte) { return byte >= 'A' && byte <= 'Z'; }) && text.front() >= 'a' &&
        text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    constexpr std::string_view quote = "\u201d";
    std::string_view end = text;
    if (end.ends_with(quote)) end.remove_suffix(quote.size());
    while (end.ends_with('"') || end.ends_with(')') || end.ends_with('\'')) end.remove_suffix(1);
    if (end.empty() || std::string_view(".!?").find(end.back()) == std::string_view::npos) text += '.';
    return text;
}

/// As it stands within a sentence.
std::string as_words(std::string text) {
    for (const std::string_view article : {"The", "A", "An", "Your", "Our", "This", "From"})
        if (first_word(text) == article && text.size() > article.size())
            text.front() = static_cast<char>(text.front() - 'A' + 'a');
    constexpr std::size_t longest_abbreviation = 4;  // "Inc.", "Ltd.", "no."
    const auto blank = text.rfind(' ');
    const auto last = blank == std::string::npos ? text.size() : text.size() - blank - 1;
    if (text.ends_with('.') && !text.ends_with("..") && last > longest_abbreviation) text.pop_back();
    return text;
}

Result<std::string> read_text(const Field& field, std::string_view given) {
    if (given.size() > longest_text)
        return refused(fmt::format("this is too long for one field; at most {} characters.", longest_text));
    std::string text = on_one_line(given);
    return field.sentence ? as_sentence(std::move(text)) : as_words(std::move(text));
}

Result<std::string> read_person(std::string_view given) {
    std::string name = on_one_line(given);
    if (name.find('@') != std::string::npos)
        return refused(fmt::format("\"{}\" is an address; write the person's name.", name));
    if (name.size() > longest_name || std::ranges::all_of(name, is_digit))
        return refused(fmt::format("\"{}\" is no name; write it as in a greeting.", name.substr(0, 40)));
    return name;
}

/// "1 200 €" as it comes out of a spreadsheet: no-break and thin spaces become plain ones.
std::string with_plain_blanks(std::string_view given) {
    std::string text(given);
    for (const std::string_view blank : {"\u00a0", "\u2009", "\u202f"})
        for (auto at = text.find(blank); at != std::string::npos; at = text.find(blank, at))
            text.replace(at, blank.size(), " ");
    return text;
}

/// A sum and a currency: "EUR 1,200.50", "1 200 €", "$40".
Result<std::string> read_money(const Field& field, std::string_view given) {
    std::string text = on_one_line(with_plain_blanks(given));
    const auto example = fmt::format("write it like {}.", field.example);
    const auto first = std::ranges::find_if(text, is_digit);
    if (first == text.end()) return refused(fmt::format("\"{}\" has no amount; {}", text, example));
    const auto last = std::find_if(text.rbegin(), text.rend(), is_digit).base();
    const bool one_number = std::all_of(first, last, [](char byte) {
        return is_digit(byte) || std::string_view(" .,'").find(byte) != std::string_view::npos;
    });
    if (!one_number) return refused(fmt::format("\"{}\" has more than one amount; {}", text, example));
    if (std::all_of(first, last, [](char byte) { return !is_digit(byte) || byte == '0'; }))
        return refused(fmt::format("\"{}\" is no amount to speak of; {}", text, example));
    const auto before = base::trimmed(std::string_view(text.data(), static_cast<std::size_t>(first - text.begin())));
    const auto after = base::trimmed(std::string_view(text).substr(static_cast<std::size_t>(last - text.begin())));
    if (before.find('-') != std::string_view::npos)
        return refused(fmt::format("\"{}\" is less than nothing; {}", text, example));
    if (after.starts_with('%')) return refused(fmt::format("\"{}\" is a share; {}", text, example));
    if (before.empty() && (after.empty() || after == "."))
        return refused(fmt::format("\"{}\" has no currency; {}", text, example));
    return text;
}

}  // namespace

Result<std::string> read_field_value(const Field& field, std::string_view given, base::CivilDate today) {
    if (!base::is_utf8(given)) return refused("this is not UTF-8 text.");
    if (base::trimmed(given).empty()) return std::string{};
    switch (field.type) {
        case FieldType::text: return read_text(field, given);
        case FieldType::date:
            return read_date(given, today, field.past).map([&](base::CivilDate date) {
                return date_for_reader(date, today);
            });
        case FieldType::money: return read_money(field, given);
        case FieldType::person: return read_person(given);
    }
    return std::string{};
}

std::string example_of(const Field& field, base::CivilDate today) {
    if (field.type != FieldType::date) return field.example;
    const auto date = read_date(field.example, today, field.past);
    return date ? base::to_string(*date) : field.example;
}

std::string_view to_word(FieldType type) {
    switch (type) {
        case FieldType::text: return "text";
        case FieldType::date: return "date";
        case FieldType::money: return "money";
        case FieldType::person: return "person";
    }
    return "text";
}

}  // namespace amends::guide
