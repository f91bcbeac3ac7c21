#include "guide/promise_words.hpp"

#include <algorithm>
#include <array>

#include "guide/phrase_list.hpp"
#include "guide/promise_lexicon.hpp"
#include "guide/promise_time.hpp"

namespace amends::guide::promise {
namespace {

/// One character of several bytes and the plain one that stands for it; '\0': it is not there at all.
struct Variant {
    std::string_view bytes;
    char plain;
};

constexpr std::array variants{
    Variant{"\xC2\xA0", ' '},      Variant{"\xE2\x80\xAF", ' '}, Variant{"\xE2\x80\x89", ' '},
    Variant{"\xE2\x80\x83", ' '},  Variant{"\xE2\x80\x82", ' '}, Variant{"\xE2\x80\x98", '\''},
    Variant{"\xE2\x80\x99", '\''}, Variant{"\xCA\xBC", '\''},    Variant{"\xC2\xB4", '\''},
    Variant{"\xE2\x80\x90", '-'},  Variant{"\xE2\x80\x91", '-'}, Variant{"\xE2\x80\x92", '-'},
    Variant{"\xE2\x80\x93", '~'},  Variant{"\xE2\x80\x94", '~'}, Variant{"\xE2\x88\x92", '-'},
    Variant{"\xE2\x80\x9C", '"'},  Variant{"\xE2\x80\x9D", '"'}, Variant{"\xE2\x80\x9E", '"'},
    Variant{"\xC2\xAB", '"'},      Variant{"\xC2\xBB", '"'},     Variant{"\xE2\x80\xA6", '.'},
    Variant{"\xE2\x80\xA2", '*'},  Variant{"\xC2\xB7", '*'},     Variant{"\xE2\x97\xA6", '*'},
    Variant{"\xE2\x80\x8B", '\0'}, Variant{"\xC2\xAD", '\0'},    Variant{"\xEF\xBB\xBF", '\0'},
};

/// What stands at `at`: the plain character and how many bytes it takes; 'a' for any other character beyond ASCII.
struct Character {
    char plain;
    std::size_t bytes;
};

Character variant_at(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    for (const auto& [bytes, plain] : variants) {
        if (text.substr(at, bytes.size()) == bytes) return {plain, bytes.size()};
    }
    return {byte >= 0xE2 ? '#' : 'a', 1};
}

inline Character character_at(std::string_view text, std::size_t at) {
    const char byte = text[at];
    return (byte & 0x80) != 0 ? variant_at(text, at) : Character{byte == '`' ? '\'' : byte, 1};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

/// "won't" begins with "wo": the words whose short form is not the word itself.
std::string_view full_form(std::string_view stem) {
    if (stem == "wo") return "will";
    if (stem == "ca") return "can";
    if (stem == "sha") return "shall";
    return stem;
}

struct Missed {
    std::string_view words, first, second;
};
/// Typed without the apostrophe; only what cannot be another word.
constexpr PhraseList without_apostrophe{std::array{
    Missed{"wont", "will", "n't"},
    Missed{"cant", "can", "n't"},
    Missed{"dont", "do", "n't"},
    Missed{"didnt", "did", "n't"},
    Missed{"isnt", "is", "n't"},
    Missed{"youll", "you", "'ll"},
    Missed{"theyll", "they", "'ll"},
    Missed{"weve", "we", "'ve"},
    Missed{"youre", "you", "'re"},
    Missed{"im", "i", "'m"},
    Missed{"ive", "i", "'ve"},
    Missed{"itll", "it", "'ll"},
    Missed{"couldnt", "could", "n't"},
    Missed{"cannot", "can", "not"},
}};

}  // namespace

Tokens::Tokens(std::string_view text) {
    lower_.reserve(text.size());  // never grows: the tokens look into it
    tokens_.reserve(text.size() / 5 + 8);
    for (std::size_t at = 0; at < text.size();) {
        const auto [plain, bytes] = character_at(text, at);
        if (is_blank(plain)) {
            lines_ += plain == '\n' ? 1 : 0;
            blank_ = true;
            at += bytes;
        } else if (plain == '\0') {
            at += bytes;
        } else if (is_letter(plain) || plain == 'a') {
            auto end = at;
            while (end < text.size()) {
                const auto next = character_at(text, end);
                const bool inside = is_letter(next.plain) || next.plain == '\'' || next.plain == '\0';
                if (!inside) break;
                end += next.bytes;
            }
            add_word(text, at, end);
            at = end;
        } else if (is_digit(plain)) {
            auto end = at;
            int number = 0;
            for (; end < text.size() && is_digit(text[end]); ++end) {
                number = end - at < 8 ? number * 10 + (text[end] - '0') : -1;
            }
            const auto from = lower_.size();
            lower_.append(text.substr(at, end - at));
            add({.kind = Token::Kind::number,
                 .start = at,
                 .end = end,
                 .word = std::string_view(lower_).substr(from),
                 .value = number});
            at = end;
        } else {
            const auto from = lower_.size();
            lower_.push_back(plain);
            add({.start = at, .end = at + bytes, .word = std::string_view(lower_).substr(from)});
            at += bytes;
        }
    }
    tokens_.emplace_back();
}

void Tokens::add(Token token) {
    token.lines_before = lines_;
    token.spaced = blank_;
    lines_ = 0;
    blank_ = false;
    tokens_.push_back(token);
}

void Tokens::add_word(std::string_view text, std::size_t start, std::size_t end) {
    const auto from = lower_.size();
    for (auto at = start; at < end;) {
        if (is_letter(text[at])) {
            lower_.push_back(static_cast<char>(text[at++] | 0x20));
            continue;
        }
        const auto [plain, bytes] = character_at(text, at);
        if (plain == 'a' && bytes == 1 && static_cast<unsigned char>(text[at]) >= 0x80) {
            lower_.push_back(text[at]);
        } else if (plain != '\0') {
            lower_.push_back(plain);
        }
        at += bytes;
    }
    auto word = std::string_view(lower_).substr(from);
    while (!word.empty() && word.back() == '\'') word.remove_suffix(1);
    while (!word.empty() && word.front() == '\'' && word != "'til") word.remove_prefix(1);
    if (word.empty()) return;
    const bool capital = text[start] >= 'A' && text[start] <= 'Z';
    const auto made = [&](std::string_view plain, bool first) {
        const auto [classes, value] = meaning_of(plain);
        add({.kind = Token::Kind::word,
             .start = start,
             .end = end,
             .word = plain,
             .classes = classes,
             .value = value,
             .capital = capital && first});
    };
    for (const auto& [typed, first, second] : without_apostrophe.like(word)) {
        if (word != typed) continue;
        made(first, true);
        made(second, false);
        return;
    }
    const auto mark = word.find('\'', 1);
    if (mark == std::string_view::npos || word == "o'clock") {
        made(word, true);
    } else if (word.ends_with("n't") && word.size() > 3) {
        made(full_form(word.substr(0, word.size() - 3)), true);
        made("n't", false);
    } else {
        made(word.substr(0, mark), true);
        made(word.substr(mark), false);
    }
}

namespace {

bool may_follow_a_dot(const Token& next) {
    return next.is(Is::month) || next.is(Is::weekday) || next.is(Is::short_weekday);
}

/// True where the full stop at `at` belongs to a date, a clock time or an abbreviation.
bool is_inner_dot(const Tokens& tokens, std::size_t first, std::size_t at) {
    const auto& before = at > first ? tokens[at - 1] : tokens[tokens.size()];
    const auto& next = tokens[at + 1];
    if (next.kind == Token::Kind::mark || next.lines_before > 1) return false;
    if (!next.spaced) return !next.capital || before.word.size() == 1;
    if (tokens[at].spaced) return false;
    const bool goes_on = next.kind == Token::Kind::number || !next.capital || may_follow_a_dot(next);
    if (before.kind == Token::Kind::number) {
        // "1. send the part": the number of a list point.
        const bool point = at == first + 1 && (before.lines_before > 0 || at == 1) && before.value < 100;
        if (point && next.kind == Token::Kind::word && !next.is(Is::month)) return true;
        const bool second_dot = at >= first + 3 && tokens[at - 2].is(".") && tokens[at - 3].kind == before.kind;
        if (second_dot) return goes_on;
        return before.value >= 1 && before.value <= 31 && next.is(Is::month);
    }
    const bool letters_with_dots = before.word.size() == 1 && at >= first + 3 && tokens[at - 2].is(".");
    if (letters_with_dots) return goes_on || names_a_zone(next);  // "9 a.m. EDT"
    if (!before.is(Is::abbreviation)) return false;
    const bool title = before.is("mr") || before.is("mrs") || before.is("ms") || before.is("dr") || before.is("prof");
    if (before.is("no") && next.kind != Token::Kind::number) return false;
    return title || goes_on;
}

bool opens_a_list_point(const Tokens& tokens, std::size_t at) {
    const auto& token = tokens[at];
    const auto& next = tokens[at + 1];
    if (token.is("-") || token.is("*") || token.is("~") || token.is("+") || token.is("#")) return next.spaced;
    return token.kind == Token::Kind::number && (next.is(")") || next.is(".")) && tokens[at + 2].spaced;
}

/// A line end that ends a sentence although no mark does: before a list point, after a greeting, after a heading.
bool is_break(const Tokens& tokens, std::size_t line_start, std::size_t at) {
    constexpr std::size_t heading_length = 45;
    constexpr std::size_t greeting_words = 6;
    const auto& next = tokens[at];
    const auto& last = tokens[at - 1];
    if (opens_a_list_point(tokens, at)) return true;
    if (tokens[line_start].is(Is::greeting) && at - line_start <= greeting_words &&
        (last.is(",") || last.is("!") || last.is(":") || last.kind == Token::Kind::word)) {
        return true;
    }
    if (last.is(":")) return true;
    if (last.end - tokens[line_start].start >= heading_length || !next.capital || may_follow_a_dot(next)) return false;
    return !last.is(Is::function_word) && !last.is(Is::future) && !last.is(",") && !next.is("i");
}

}  // namespace

std::vector<Span> read_sentences(const Tokens& tokens) {
    std::vector<Span> sentences;
    std::size_t first = 0;
    std::size_t line_start = 0;
    const auto end_before = [&](std::size_t next) {
        if (next > first) sentences.push_back({first, next});
        first = next;
    };
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        const auto& token = tokens[at];
        if (token.lines_before > 0 && at > 0) {
            if (token.lines_before > 1 || is_break(tokens, line_start, at)) end_before(at);
            line_start = at;
        }
        // No sentence of a letter is that long; what looks back within one stays cheap.
        constexpr std::size_t longest = 120;
        if (at - first >= longest) end_before(at);
        if (token.kind != Token::Kind::mark) continue;
        const bool ends = token.is("!") || token.is("?") || (token.is(".") && !is_inner_dot(tokens, first, at));
        if (ends) end_before(at + 1);
    }
    end_before(tokens.size());
    return sentences;
}

}  // namespace amends::guide::promise
