#include "guide/review_checks.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace amends::guide {
namespace {

using std::chrono::days;

/// The template's words, and no others.
bool is_verbatim(const LetterToReview& letter, const ReadPart& body) {
    if (letter.verbatim_of.empty()) return false;
    const auto own = spelled_words(body, 0, body.words.text().words.size());
    return std::any_of(letter.verbatim_of.begin(), letter.verbatim_of.end(), [&](const std::string& rendered) {
        const auto words = read_words(read_zones(rendered).own);
        std::string out;
        for (const auto& word : words.words) {
            if (word.kind != WordKind::mark) out.append(out.empty() ? "" : " ").append(words.spelling(word));
        }
        return out == own;
    });
}

/// Two or more within the 90 days before this one (DESIGN section 3, repeats).
bool is_third_apology(const LetterToReview& letter) {
    if (!letter.sent_at) return letter.history.apologies.size() >= 2;
    const auto since = *letter.sent_at - days{90};
    return std::count_if(letter.history.apologies.begin(), letter.history.apologies.end(),
                         [&](base::Instant at) { return at >= since && at <= *letter.sent_at; }) >= 2;
}

int month_of(std::string_view word) {
    constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (word == months[i] || (word.size() == 3 && word != "may" && months[i].starts_with(word)))
            return static_cast<int>(i) + 1;
    }
    return 0;
}

int leading_number(std::string_view word) {
    int value = 0;
    std::from_chars(word.data(), word.data() + word.size(), value);
    return value;
}

/// The last day of that name before `today`, by how many days it is past.
std::optional<int> days_since(int day, int month, base::CivilDate today) {
    for (const int years : {0, 1}) {
        const base::CivilDate date{today.year() - std::chrono::years{years},
                                   std::chrono::month(static_cast<unsigned>(month)),
                                   std::chrono::day(static_cast<unsigned>(day))};
        if (!date.ok()) continue;
        const auto past = (std::chrono::sys_days(today) - std::chrono::sys_days(date)).count();
        if (past >= 0) return static_cast<int>(past);
    }
    return std::nullopt;
}

bool is_number(const Words& words, std::size_t at) {
    return at < words.words.size() && words.words[at].kind == WordKind::number;
}

/// Every day that the letter names lies more than three weeks back, and the most recent one at most ten months.
bool is_late(const LetterToReview& letter, const ReadPart& body) {
    if (!letter.sent_at) return false;
    const auto now =
        letter.zone != nullptr ? letter.zone->local(*letter.sent_at) : base::civil_at_offset(*letter.sent_at, 0);
    const auto& words = body.words.text();
    std::optional<int> nearest;
    for (std::size_t i = 0; i < words.words.size(); ++i) {
        const bool beside_number = is_number(words, i - 1) || is_number(words, i + 1);
        const int month = beside_number ? month_of(words.spelling(words.words[i])) : 0;
        if (month == 0) continue;
        for (const auto at : {i - 1, i + 1}) {
            if (!is_number(words, at)) continue;
            const int day = leading_number(words.spelling(words.words[at]));
            if (day < 1 || day > 31) continue;
            const auto past = days_since(day, month, now.date);
            if (past && (!nearest || *past < *nearest)) nearest = past;
            break;
        }
    }
    return nearest && *nearest > 21 && *nearest < 300;
}

bool has_kind(const ReadPart& body, SentenceKind kind) {
    const auto& sentences = body.words.text().sentences;
    return std::any_of(sentences.begin(), sentences.end(), [&](const Sentence& each) { return each.kind == kind; });
}

}  // namespace

bool check_holds(Check check, const LetterToReview& letter, const ReadPart& body) {
    switch (check) {
        case Check::none: return false;
        case Check::own_words: return is_verbatim(letter, body);
        case Check::repeat: return is_third_apology(letter);
        case Check::open_promise: return !letter.history.open_promises.empty();
        case Check::late: return is_late(letter, body);
        case Check::greeting: return !has_kind(body, SentenceKind::greeting);
        case Check::sign_off: return !has_kind(body, SentenceKind::closing);
    }
    return false;
}

}  // namespace amends::guide
