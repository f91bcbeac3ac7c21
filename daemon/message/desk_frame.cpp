#include "message/desk_frame.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "message/patterns_compiled.hpp"

namespace amends::message {
namespace {

constexpr std::size_t short_line = 60;  // bytes
using Lines = std::vector<std::string_view>;

Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(base::trimmed(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool has_letters(std::string_view line) {
    static const RE2 letter(R"(\p{L})");
    return RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), letter);
}

/// Of nothing but strokes.
bool is_rule(std::string_view line) {
    static const RE2 strokes(R"(^[-_=*~#\x{2010}-\x{2015}\x{2500}]{6,}$)");
    return line.size() >= 6 && RE2::FullMatch(re2::StringPiece(line.data(), line.size()), strokes);
}

/// "Nov 4, 2026, 09:58 GMT", behind a name or alone.
bool is_date(std::string_view line) {
    static const RE2 form(
        R"((?i)^[^?!]{0,45}(?:(?:^|\D)20\d\d\D[^?!]{0,12}\d{1,2}[:.]\d\d|20\d\d(?:年\d{1,2}月\d{1,2}日?)?)(?:\s?(?:[ap]\.?m\.?|uhr|h))?)"
        R"((?:,?\s\(?(?:\p{Lu}{1,6}(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d{4})\)?)?\s*[:：]?$)");
    return line.size() <= short_line + 20 && line.find("20") != std::string_view::npos &&
           RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), form);
}

/// "[AB12CD-34EF]": the ticket's mark.
bool is_mark(std::string_view line) {
    return line.size() < 40 && line.starts_with('[') && line.ends_with(']') && line.find(' ') == std::string_view::npos;
}

/// The next line that is not blank; the end where there is none.
std::size_t next_of(const Lines& lines, std::size_t at) {
    ++at;
    while (at < lines.size() && lines[at].empty()) ++at;
    return at;
}

/// A name above a date.
bool begins_comment(const Lines& lines, std::size_t at) {
    const auto next = next_of(lines, at);
    return lines[at].size() <= short_line && has_letters(lines[at]) && next <= at + 2 && next < lines.size() &&
           !lines[at].ends_with('.') && is_date(lines[next]);
}

std::size_t behind_heads(const Lines& lines, std::size_t at, const Patterns::Compiled& patterns) {
    while (at < lines.size()) {
        const bool of_frame = !has_letters(lines[at]) || is_mark(lines[at]) || begins_comment(lines, at) ||
                              is_date(lines[at]) || is_found(lines[at], patterns.desk_heads);
        if (!of_frame) break;
        ++at;
    }
    return at;
}

std::size_t end_of_words(const Lines& lines, std::size_t at, const Patterns::Compiled& patterns) {
    for (; at < lines.size(); ++at) {
        const bool after_blank = at > 0 && lines[at - 1].empty();
        if (is_rule(lines[at]) || is_mark(lines[at]) || is_found(lines[at], patterns.desk_feet) ||
            (after_blank && begins_comment(lines, at)))
            break;
    }
    return at;
}

std::string joined(const Lines& lines, std::size_t begin, std::size_t end) {
    std::string out;
    for (std::size_t i = begin; i < end; ++i) out.append(lines[i]).append("\n");
    return out;
}

}  // namespace

std::optional<std::string> within_frame(std::string_view text, const Patterns& patterns) {
    constexpr std::size_t most_above = 500;  // no more than a few lines stand above it
    constexpr std::size_t most_line = 160;
    const auto& compiled = patterns.compiled();
    // Such a line is set off by strokes: a cheap test, for nearly every mail has none.
    constexpr std::array<std::string_view, 6> strokes{"##", "--", "\u2014", "==", "__", "bove this line"};
    const auto head = text.substr(0, most_above);
    const bool may_be_framed =
        std::ranges::any_of(strokes, [&](auto one) { return head.find(one) != std::string_view::npos; });
    if (!may_be_framed || !is_found(head, compiled.reply_above)) return std::nullopt;
    const auto lines = lines_of(text);
    const auto line = std::ranges::find_if(lines, [&](std::string_view one) {
        return one.size() <= most_line && !one.starts_with('>') && is_found(one, compiled.reply_above);
    });
    if (line == lines.end()) return std::nullopt;
    const auto at = static_cast<std::size_t>(line - lines.begin());
    // Words above it are the answer, and below is what it answers.
    if (std::any_of(lines.begin(), line, has_letters)) return joined(lines, 0, at);
    const auto begin = behind_heads(lines, at + 1, compiled);
    return joined(lines, begin, end_of_words(lines, begin, compiled));
}

bool is_desk_header(const Fields& fields, const Patterns& patterns) {
    const auto& form = patterns.compiled().desk_fields;
    return std::ranges::any_of(fields, [&](const Field& field) {
        const bool may_tell = field.name.starts_with("x-") || field.name == "message-id" ||
                              field.name == "references" || field.name == "in-reply-to" || field.name == "user-agent" ||
                              field.name == "rt-ticket";
        return may_tell && is_found(field.name + ": " + field.value, form);
    });
}

}  // namespace amends::message
