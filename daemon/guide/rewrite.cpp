#include "guide/rewrite.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace amends::guide {
namespace {

bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || static_cast<unsigned char>(byte) >= 0x80;
}
bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }
bool is_lower(char byte) { return byte >= 'a' && byte <= 'z'; }
char upper(char byte) { return is_lower(byte) ? static_cast<char>(byte - 'a' + 'A') : byte; }

/// The capital of what goes passes to what comes; a blank goes with words that are left out.
Edit fitted(std::string_view text, Edit edit) {
    const bool capital = is_upper(text[edit.start]);
    if (!edit.text.empty()) {
        if (capital) edit.text.front() = upper(edit.text.front());
        return edit;
    }
    while (edit.end < text.size() && (text[edit.end] == ' ' || text[edit.end] == ',')) ++edit.end;
    if (capital && edit.end < text.size() && is_lower(text[edit.end])) edit.text = upper(text[edit.end++]);
    return edit;
}

/// The first of the rule's words that begin within the span.
std::optional<Edit> words_for_words(const Rule& rule, std::string_view text, Stretch span) {
    constexpr std::size_t furthest = 80;
    if (rule.rewrites.empty()) return std::nullopt;
    const auto around = base::lower_ascii(text.substr(span.start, span.end - span.start + furthest));
    for (const auto& [words, becomes] : rule.rewrites) {
        for (auto at = around.find(words); at != std::string::npos && at < span.end - span.start;
             at = around.find(words, at + 1)) {
            const auto start = span.start + at, end = start + words.size();
            const bool whole = (start == 0 || !is_letter(text[start - 1]) || !is_letter(words.front())) &&
                               (end >= text.size() || !is_letter(text[end]) || !is_letter(words.back()));
            if (whole) return fitted(text, {start, end, becomes});
        }
    }
    return std::nullopt;
}

/// The sentence with the blank or the empty line that parts it from the next.
Edit without(std::string_view text, Stretch sentence) {
    auto [start, end] = sentence;
    while (end < text.size() && std::string_view(".!?\"')").find(text[end]) != std::string_view::npos) ++end;
    const bool opens_line = start == 0 || text[start - 1] == '\n';
    const bool closes_line = end >= text.size() || text[end] == '\n' || text[end] == '\r';
    if (opens_line && closes_line) {
        while (end < text.size() && (text[end] == '\n' || text[end] == '\r')) ++end;
    } else if (closes_line) {
        while (start > 0 && text[start - 1] == ' ') --start;
    } else {
        while (end < text.size() && text[end] == ' ') ++end;
    }
    return {start, end, ""};
}

std::optional<Edit> sentence_left_out(const RuleBook& book, const ReadPart& part, std::size_t word) {
    for (std::size_t s = 0; s < part.sentences(); ++s) {
        const auto& sentence = part.sentence(s);
        if (word < sentence.first || word >= sentence.last) continue;
        RoleSet others = 0;
        for (std::size_t i = 0; i < part.sentences(); ++i)
            if (i != s) others |= part.roles[i];
        if ((part.roles[s] & (book.needed | (book.told & ~others))) != 0) return std::nullopt;
        const auto& words = part.words.text().words;
        return without(part.text, {words[sentence.first].start, words[sentence.last - 1].end});
    }
    return std::nullopt;
}

}  // namespace

std::optional<Edit> edit_of(const RuleBook& book, const Rule& rule, const ReadPart& part, const WordMatch& found,
                            Stretch span) {
    const auto& words = part.words.text().words;
    if (rule.rewrite && found.edit_last > found.edit_first)
        return fitted(part.text, {words[found.edit_first].start, words[found.edit_last - 1].end, *rule.rewrite});
    if (auto edit = words_for_words(rule, part.text, span)) return edit;
    return rule.leave_out ? sentence_left_out(book, part, found.span_first) : std::nullopt;
}

std::optional<Edit> edit_of_text(const Rule& rule, const ReadPart& part, Stretch span) {
    if (rule.rewrite) return Edit{span.start, span.end, *rule.rewrite};
    return words_for_words(rule, part.text, span);
}

}  // namespace amends::guide
