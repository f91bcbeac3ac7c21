#include "message/sentences.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "message/date_names.hpp"

namespace amends::message {
namespace {

constexpr std::size_t full_line = 45;  // a shorter one was ended by its writer, not by a mail program

bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }
bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool is_letter(char byte) {
    return is_upper(byte) || (byte >= 'a' && byte <= 'z') || static_cast<unsigned char>(byte) >= 0x80;
}

/// The letters, or figures, that end at `end`.
std::string_view word_before(std::string_view text, std::size_t end) {
    std::size_t begin = end;
    while (begin > 0 && (is_letter(text[begin - 1]) || is_digit(text[begin - 1]))) --begin;
    return text.substr(begin, end - begin);
}

std::string_view word_after(std::string_view text, std::size_t begin) {
    while (begin < text.size() && text[begin] == ' ') ++begin;
    std::size_t end = begin;
    while (end < text.size() && is_letter(text[end])) ++end;
    return text.substr(begin, end - begin);
}

/// True for the full stop at `at` in "16. November", "Mr. Lund", "e.g. this" and "mill.example".
bool is_within(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 33> shortened{
        "dra",  "sra", "prof", "dott", "sig", "mme", "dipl", "mr",      "mrs",    "ms",  "dr",
        "st",   "nr",  "no",   "tel",  "hr",  "hrn", "fr",   "bzw",     "ca",     "ggf", "inkl",
        "incl", "z",   "b",    "e",    "g",   "i",   "p",    "einschl", "approx", "sr",  "ul"};
    if (at + 1 < text.size() && text[at + 1] != ' ' && text[at + 1] != '\n') return true;
    const auto before = word_before(text, at);
    if (before.empty()) return false;
    const auto after = word_after(text, at + 1);
    if (std::ranges::all_of(before, is_digit)) {
        const bool small =
            !after.empty() && !is_upper(after.front()) && static_cast<unsigned char>(after.front()) < 0x80;
        return before.size() <= 2 && (small || (!after.empty() && month_named(after) != 0));
    }
    return std::ranges::find(shortened, base::lower_ascii(before)) != shortened.end();
}

void keep(std::vector<std::string>& sentences, std::string& sentence) {
    const auto trimmed = base::trimmed(sentence);
    if (std::ranges::any_of(trimmed, [](char byte) { return is_letter(byte) || is_digit(byte); }) ||
        trimmed.find('?') != std::string_view::npos)
        sentences.emplace_back(trimmed);
    sentence.clear();
}

/// How many bytes the sign at `at` that ends a sentence has; 0 where none stands there.
std::size_t sign_at(std::string_view text, std::size_t at) {
    const auto rest = text.substr(at);
    for (const std::string_view sign : {"。", "！", "？"})
        if (rest.starts_with(sign)) return sign.size();
    const char byte = rest.front();
    if (byte == '!' || byte == '?' || byte == ';') return 1;
    return byte == '.' && !is_within(text, at) ? 1 : 0;
}

bool is_wrapped(std::string_view text, std::size_t line_end) {
    const auto begin = text.rfind('\n', line_end == 0 ? 0 : line_end - 1);
    const auto length = line_end - (begin == std::string_view::npos || begin >= line_end ? 0 : begin + 1);
    return length >= full_line && line_end + 1 < text.size() && text[line_end + 1] != '\n';
}

}  // namespace

std::vector<std::string> sentences_of(std::string_view text) {
    std::vector<std::string> sentences;
    std::string sentence;
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = text.substr(at);
        if (rest.starts_with("\u2019") || rest.starts_with("\u2018")) {
            sentence += '\'';
            at += 3;
        } else if (rest.front() == '\n') {
            if (is_wrapped(text, at)) {
                sentence += ' ';
            } else {
                keep(sentences, sentence);
            }
            ++at;
        } else if (const auto sign = sign_at(text, at); sign > 0) {
            sentence.append(rest.substr(0, sign));
            keep(sentences, sentence);
            at += sign;
        } else {
            if (rest.front() != '\r') sentence += rest.front();
            ++at;
        }
    }
    keep(sentences, sentence);
    return sentences;
}

std::string_view above_the_name(std::string_view text) {
    // A farewell, or up to four words that all begin with a capital letter.
    static const RE2 last_line(
        R"((?i)^\s*(?:(?:(?:best|kind(?:est)?|warm(?:est)?|many) )?(?:regards|wishes|thanks)|yours(?: \w+)?|sincerely(?: yours)?|)"
        R"(cheers|all the best|(?:mit )?(?:freundlichen?|besten?|viele[nr]?|herzlichen?|liebe|schöne) grü(?:ß|ss)en?|gruß|mfg|)"
        R"(cordialement|bien (?:cordialement|à vous)|salutations.*|saludos.*|un saludo|atentamente|cordiali saluti|)"
        R"((?:distinti )?saluti|(?:com os )?(?:melhores )?cumprimentos|atenciosamente|abraços?|met vriendelijke groet(?:en)?|)"
        R"(groet(?:en|jes)?|(?:z poważaniem|pozdrawiam|pozdrowienia)|敬具|此致|祝好|よろしくお願い(?:いた)?します)\s*[,.!。]?\s*$|)"
        R"((?-i:^\s*\p{Lu}[\p{L}'.-]*(?: \p{Lu}[\p{L}'.-]*){0,3}\s*$))");
    std::size_t words = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = base::trimmed(text.substr(at, end - at));
        if (words >= 3 && !line.empty() && RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), last_line))
            return text.substr(0, at);
        const bool greets = words == 0 && line.ends_with(',');
        if (!greets) words += static_cast<std::size_t>(std::ranges::count(line, ' ')) + (line.empty() ? 0 : 1);
        if (line.size() > 24 && words < 3) words = 3;  // a script without blanks
        at = end + 1;
    }
    return text;
}

}  // namespace amends::message
