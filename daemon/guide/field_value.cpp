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

bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }
bool is_lower(char byte) { return byte >= 'a' && byte <= 'z'; }

/// Words that are no name, whatever comes after them.
constexpr std::array small_words{
    "the",     "a",      "an",     "your",  "our",  "my",    "his",    "her",     "its",    "their", "this",    "that",
    "these",   "those",  "all",    "both",  "some", "every", "each",   "several", "one",    "two",   "three",   "four",
    "five",    "six",    "seven",  "eight", "nine", "ten",   "eleven", "twelve",  "half",   "from",  "between", "about",
    "around",  "nearly", "almost", "for",   "at",   "in",    "on",     "during",  "before", "after", "by",      "over",
    "outside", "near",   "until",  "since", "more", "most",  "only",   "just"};
/// Words that are no name before a number: "Invoice 2417".
constexpr std::array numbered_words{"invoice", "invoices", "bill", "bills", "order", "orders", "receipt", "statement"};

bool may_begin_small(std::string_view text) {
    const auto word = first_word(text);
    if (word.size() == text.size() || !is_upper(word.front()) || !std::all_of(word.begin() + 1, word.end(), is_lower))
        return false;
    const auto small = base::lower_ascii(word);
    if (std::ranges::find(small_words, small) != small_words.end()) return true;
    const char next = text[word.size() + 1];
    return std::ranges::find(numbered_words, small) != numbered_words.end() &&
           (is_digit(next) || next == '#' || text.substr(word.size() + 1).starts_with("no"));
}

/// As it stands within a sentence.
std::string as_words(std::string text) {
    if (may_begin_small(text)) text.front() = static_cast<char>(text.front() - 'A' + 'a');
    constexpr std::size_t longest_abbreviation = 4;  // "Inc.", "Ltd.", "no."
    const auto blank = text.rfind(' ');
    const auto last = blank == std::string::npos ? text.size() : text.size() - blank - 1;
    if (text.ends_with('.') && !text.ends_with("..") && last > longest_abbreviation) text.pop_back();
    return text;
}

bool begins_as_asked(const Field& field, std::string_view text) {
    const auto word = base::lower_ascii(first_word(text));
    return field.begins_with.empty() || std::ranges::any_of(field.begins_with, [&](const std::string& each) {
               return base::lower_ascii(each) == word;
           });
}

/// "You" or "Your"
std::string listed(const std::vector<std::string>& words) {
    std::string all;
    for (std::size_t i = 0; i < words.size(); ++i)
        all += fmt::format("{}\"{}\"", i == 0 ? "" : i + 1 == words.size() ? " or " : ", ", words[i]);
    return all;
}

Result<std::string> read_text(const Field& field, std::string_view given) {
    if (given.size() > longest_text)
        return refused(fmt::format("this is too long for one field; at most {} characters.", longest_text));
    std::string text = on_one_line(given);
    if (field.sentence) return as_sentence(std::move(text));
    if (!begins_as_asked(field, text))
        return refused(fmt::format("\"{}\" cannot stand there: it has to begin with {}; write it like \"{}\".", text,
                                   listed(field.begins_with), field.example));
    return as_words(std::move(text));
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

constexpr const char* nothing = "nothing";
constexpr std::array no_amounts{"nothing", "none", "zero", "nil"};

/// A sum and a currency: "EUR 1,200.50", "1 200 €", "$40".
Result<std::string> read_money(const Field& field, std::string_view given) {
    std::string text = on_one_line(with_plain_blanks(given));
    while (text.ends_with('.') || text.ends_with(',')) text.pop_back();
    const auto example = fmt::format("write it like {}.", field.example);
    if (field.zero && std::ranges::find(no_amounts, base::lower_ascii(text)) != no_amounts.end())
        return std::string(nothing);
    const auto first = std::ranges::find_if(text, is_digit);
    if (first == text.end()) return refused(fmt::format("\"{}\" has no amount; {}", text, example));
    const auto last = std::find_if(text.rbegin(), text.rend(), is_digit).base();
    const bool one_number = std::all_of(first, last, [](char byte) {
        return is_digit(byte) || std::string_view(" .,'").find(byte) != std::string_view::npos;
    });
    if (!one_number) return refused(fmt::format("\"{}\" has more than one amount; {}", text, example));
    if (std::all_of(first, last, [](char byte) { return !is_digit(byte) || byte == '0'; }))
        return field.zero ? Result<std::string>(std::string(nothing))
                          : refused(fmt::format("\"{}\" is no amount to speak of; {}", text, example));
    const auto before = base::trimmed(std::string_view(text.data(), static_cast<std::size_t>(first - text.begin())));
    const auto after = base::trimmed(std::string_view(text).substr(static_cast<std::size_t>(last - text.begin())));
    if (before.find('-') != std::string_view::npos)
        return refused(fmt::format("\"{}\" is less than nothing; {}", text, example));
    if (after.starts_with('%')) return refused(fmt::format("\"{}\" is a share; {}", text, example));
    if (before.empty() && after.empty()) return refused(fmt::format("\"{}\" has no currency; {}", text, example));
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
