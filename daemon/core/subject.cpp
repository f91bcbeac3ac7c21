#include "core/subject.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"

namespace amends::core {

namespace {

constexpr std::size_t most_tag = 60;         // bytes of a list's tag between its brackets
constexpr std::size_t fewest_letters = 6;    // that tell one subject from another after its character set broke
constexpr std::size_t most_subject = 2'000;  // bytes; more is no subject

/// What mail programs put before a colon, in lower-case ASCII. Each stands here as it is written, with both cases of a
/// letter beyond ASCII. Longer ones come before those that they begin with.
constexpr std::array<std::string_view, 117> prefixes{
    // Answers
    "re", "aw", "antw", "antwort", "sv", "svar", "vs", "ref", "rif", "res", "odp", "odpowiedź", "bls", "atb", "ats",
    "ynt", "cevap", "réf", "rép", "réponse", "ré", "r", "vá", "vÁ", "válasz", "vast", "vastaus", "hs", "odg", "od",
    "отв", "ответ", "ОТВ", "Отв", "Ответ", "на", "На", "відп", "Відп", "απ", "ΑΠ", "Απ", "σχετ", "ΣΧΕΤ", "Σχετ",
    "תגובה", "השב", "رد", "ตอบ", "ตอบกลับ", "trả lời", "tl", "回复", "答复", "回覆", "答覆", "返信", "답장", "회신",
    // Forwards
    "fw", "fwd", "wg", "vb", "vl", "vl", "vidaresänt", "doorst", "tr", "trans", "i", "rv", "reenv", "enc", "pd",
    "podaj dalej", "fs", "bps", "ilt", "iletilen", "İLT", "İlt", "továbbítás", "tov", "fyi", "пересл", "Пересл", "ПЕР",
    "πρθ", "ΠΡΘ", "Πρθ", "הועבר", "إعادة توجيه", "ส่งต่อ", "chuyển tiếp", "转发", "轉寄", "転送", "전달",
    // What answers by itself
    "auto", "autoreply", "auto-reply", "auto reply", "automatic reply", "automatische antwort", "abwesenheitsnotiz",
    "automatisch antwoord", "réponse automatique", "risposta automatica", "respuesta automática", "resposta automática",
    "automatyczna odpowiedź", "autosvar", "automatiskt svar", "out of office", "自动回复", "自動回覆", "自動応答"};

/// The spaces of other scripts are spaces here, and what has no width is nothing.
std::string plain_spaces(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("\u00a0") || rest.starts_with("\u3000") || rest.starts_with("\u202f")) {
            plain += ' ';
            at += rest.starts_with("\u00a0") ? 2 : 3;
        } else if (rest.starts_with("\u200b") || rest.starts_with("\ufeff") || rest.starts_with("\u200e")) {
            at += 3;
        } else {
            const bool space = static_cast<unsigned char>(rest.front()) <= ' ';
            plain += space ? ' ' : rest.front();
            ++at;
        }
    }
    return plain;
}

std::string single_spaced(std::string_view text) {
    std::string single;
    for (const char c : base::trimmed(text)) {
        if (c != ' ' || single.back() != ' ') single += c;
    }
    return single;
}

void skip_spaces(std::string_view& rest) {
    while (rest.starts_with(' ')) rest.remove_prefix(1);
}

bool take(std::string_view& rest, std::string_view what) {
    if (!rest.starts_with(what)) return false;
    rest.remove_prefix(what.size());
    return true;
}

void skip_digits(std::string_view& rest) {
    while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') rest.remove_prefix(1);
}

/// "[2]", "(2)", "^2", "*2", "2": how often.
void skip_count(std::string_view& rest) {
    const std::string_view before = rest;
    const bool bracket = take(rest, "[") || take(rest, "(");
    if (!bracket && !take(rest, "^")) take(rest, "*");
    const std::size_t digits = rest.size();
    skip_digits(rest);
    const bool any = rest.size() < digits;
    const bool closed = !bracket || take(rest, "]") || take(rest, ")");
    if (!any || !closed) rest = before;
}

/// What follows one prefix with its colon; nothing where `text` begins with none.
std::optional<std::string_view> after_prefix(std::string_view text) {
    for (const std::string_view prefix : prefixes) {
        std::string_view rest = text;
        if (!take(rest, prefix)) continue;
        take(rest, ".");
        skip_spaces(rest);
        skip_count(rest);
        skip_spaces(rest);
        if (!take(rest, ":") && !take(rest, "：")) continue;
        skip_spaces(rest);
        return rest;
    }
    return std::nullopt;
}

/// What follows "[a tag]"; nothing where there is none, or nothing follows it.
std::optional<std::string_view> after_tag(std::string_view text) {
    if (!text.starts_with('[')) return std::nullopt;
    const auto end = text.find(']');
    if (end > most_tag) return std::nullopt;  // npos too
    std::string_view rest = text.substr(end + 1);
    skip_spaces(rest);
    if (rest.empty()) return std::nullopt;
    return rest;
}

/// What follows a filter's own mark: "***SPAM***", "{Spam?}".
std::optional<std::string_view> after_filters_mark(std::string_view text) {
    const auto end = text.find(' ');
    if (end > most_tag) return std::nullopt;  // npos too
    const std::string_view mark = text.substr(0, end);
    const bool marks = (mark.starts_with('*') && mark.ends_with('*')) || (mark.starts_with('{') && mark.ends_with('}'));
    return marks ? std::optional(text.substr(end + 1)) : std::nullopt;
}

/// RFC 5256 2.1: "[Fwd: the subject]".
std::optional<std::string_view> within_brackets(std::string_view text) {
    if (!text.starts_with('[') || !text.ends_with(']')) return std::nullopt;
    const std::string_view inner = text.substr(1, text.size() - 2);
    return after_prefix(inner) ? std::optional(inner) : std::nullopt;
}

}  // namespace

BareSubject bare_subject(std::string_view subject) {
    const std::string whole =
        base::lower_ascii(single_spaced(plain_spaces(subject.substr(0, std::min(subject.size(), most_subject)))));
    BareSubject bare;
    std::string_view rest = whole;
    while (true) {
        if (const auto without = after_prefix(rest)) {
            bare.answers = true;
            rest = *without;
        } else if (const auto inner = within_brackets(rest)) {
            rest = *inner;
        } else if (const auto untagged = after_tag(rest)) {
            rest = *untagged;
        } else if (const auto unmarked = after_filters_mark(rest)) {
            rest = *unmarked;
        } else if (rest.ends_with("(fwd)")) {
            bare.answers = true;
            rest = base::trimmed(rest.substr(0, rest.size() - 5));
        } else {
            break;
        }
    }
    bare.text = rest;
    for (const char c : rest) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) bare.letters += c;
    }
    return bare;
}

bool same_subject(const BareSubject& a, const BareSubject& b) {
    if (a.text.empty() || b.text.empty()) return false;
    return a.text == b.text || (a.letters.size() >= fewest_letters && a.letters == b.letters);
}

}  // namespace amends::core
