#include "message/date_words.hpp"

#include <re2/re2.h>

#include <array>
#include <utility>

#include "base/text.hpp"

namespace amends::message {
namespace {

using Word = std::pair<std::string_view, unsigned>;
constexpr std::array<Word, 21> month_names{
    {{"jan", 1},  {"jän", 1},  {"feb", 2},  {"mar", 3},  {"mär", 3},  {"mae", 3},   {"mrz", 3},
     {"apr", 4},  {"may", 5},  {"mai", 5},  {"jun", 6},  {"jul", 7},  {"aug", 8},   {"sep", 9},
     {"oct", 10}, {"okt", 10}, {"nov", 11}, {"dec", 12}, {"dez", 12}, {"feber", 2}, {"märz", 3}}};
constexpr std::array<Word, 14> weekday_names{{{"sun", 0},
                                              {"mon", 1},
                                              {"tue", 2},
                                              {"wed", 3},
                                              {"thu", 4},
                                              {"fri", 5},
                                              {"sat", 6},
                                              {"so", 0},
                                              {"die", 2},
                                              {"mit", 3},
                                              {"mi", 3},
                                              {"don", 4},
                                              {"fre", 5},
                                              {"sam", 6}}};

constexpr const char* month_words =
    "(?:jan(?:uary|uar|\\.)?|jänner|feb(?:ruary|ruar|er|\\.)?|mar(?:ch|\\.)?|märz|maerz|mrz|apr(?:il|\\.)?|may|mai|"
    "june?|juni|jul(?:y|i)?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|o[ck]t(?:ober|\\.)?|nov(?:ember|\\.)?|de[cz](?:ember|"
    "\\.)?)";
constexpr const char* weekday_words =
    "(?:(?:next|this|coming|kommenden|nächsten|diesen)\\s+)?"
    "(?:mon(?:day|tag)|tues(?:day)?|dienstag|wed(?:nesday)?|mittwoch|thu(?:rs(?:day)?)?|donnerstag|fri(?:day)?|freitag|"
    "sat(?:urday)?|samstag|sonnabend|sun(?:day)?|sonntag|mo|di|mi|do|fr|sa|so)";

unsigned month_of(std::string_view word) {
    const auto lower = base::lower_ascii(word);
    for (const auto& [start, month] : month_names) {
        if (lower.starts_with(start)) return month;
    }
    return 0;
}

std::optional<base::CivilDate> made(int year, unsigned month, unsigned day) {
    const base::CivilDate date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok()) return std::nullopt;
    return date;
}

int days_between(base::CivilDate from, base::CivilDate to) {
    return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

/// A day without a year lies near the day of writing: at most one month back (a note left standing), else ahead.
std::optional<base::CivilDate> near(unsigned month, unsigned day, std::optional<base::CivilDate> written) {
    if (!written) return std::nullopt;
    const int year = static_cast<int>(written->year());
    for (const int candidate : {year - 1, year, year + 1}) {
        const auto date = made(candidate, month, day);
        if (date && days_between(*written, *date) >= -30 && days_between(*written, *date) < 336) return date;
    }
    return std::nullopt;
}

std::optional<base::CivilDate> from_parts(const std::string& year, unsigned month, unsigned day,
                                          std::optional<base::CivilDate> written) {
    if (year.empty()) return near(month, day, written);
    const int value = std::stoi(year);
    return made(year.size() == 2 ? 2000 + value : value, month, day);
}

std::optional<base::CivilDate> next_weekday(unsigned weekday, base::CivilDate written) {
    const auto today = base::weekday_of(written).c_encoding();
    const auto ahead = (weekday + 7 - today) % 7;
    return base::plus_days(written, static_cast<int>(ahead == 0 ? 7 : ahead));
}

}  // namespace

std::string date_expression() {
    const std::string month = month_words;
    const std::string weekday = std::string("(?:") + weekday_words + R"((?:,|\.|,? den|,? dem|,? the)*\s+)?)";
    return "(?:"
           R"(\d{4}-\d{2}-\d{2}\b|)" +
           weekday + R"((?:the\s+)?\d{1,2}(?:st|nd|rd|th|\.)?\s*(?:of\s+)?)" + month + R"((?:[,.]?\s+\d{4}\b)?|)" +
           weekday + month + R"(\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s+\d{4}\b)?|)" + weekday +
           R"(\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\d{2})?\b|)" + weekday + R"(\d{1,2}\.\s?\d{1,2}\.|)" + weekday +
           R"(\d{1,2}/\d{1,2}/\d{4}\b|(?:tomorrow|morgen|übermorgen)\b|)" + weekday_words + R"(\b))";
}

std::optional<base::CivilDate> read_date_words(std::string_view words, std::optional<base::CivilDate> written) {
    static const RE2 iso_form(R"((\d{4}-\d{2}-\d{2}))");
    static const RE2 day_month_form(std::string(R"((?i)(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:of\s+)?()") + month_words +
                                    R"()(?:[,.]?\s+(\d{4}))?$)");
    static const RE2 month_day_form(std::string("(?i)(") + month_words +
                                    R"()\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?$)");
    static const RE2 dotted_form(R"((\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})?$)");
    static const RE2 slashed_form(R"((\d{1,2})/(\d{1,2})/(\d{4})$)");
    const re2::StringPiece text(words.data(), words.size());

    std::string iso;
    std::string month;
    std::string year;
    unsigned a = 0;
    unsigned b = 0;
    if (RE2::PartialMatch(text, iso_form, &iso)) return base::parse_civil_date(iso);
    if (RE2::PartialMatch(text, day_month_form, &a, &month, &year))
        return from_parts(year, month_of(month), a, written);
    if (RE2::PartialMatch(text, month_day_form, &month, &a, &year))
        return from_parts(year, month_of(month), a, written);
    if (RE2::PartialMatch(text, dotted_form, &a, &b, &year)) return from_parts(year, b, a, written);
    if (RE2::PartialMatch(text, slashed_form, &a, &b, &year)) {
        if (a == b || a > 12) return from_parts(year, b, a, written);
        if (b > 12) return from_parts(year, a, b, written);
        return std::nullopt;  // day or month first: nobody can tell
    }
    if (!written) return std::nullopt;
    auto lower = base::lower_ascii(words);
    for (const std::string_view lead : {"next ", "this ", "coming ", "kommenden ", "nächsten ", "diesen "}) {
        if (lower.starts_with(lead)) lower.erase(0, lead.size());
    }
    if (lower == "tomorrow" || lower == "morgen") return base::plus_days(*written, 1);
    if (lower == "übermorgen") return base::plus_days(*written, 2);
    if (lower == "di" || lower == "do" || lower == "mo" || lower == "fr" || lower == "sa") return std::nullopt;
    for (const auto& [start, weekday] : weekday_names) {
        if (lower.starts_with(start) && lower.size() > 3) return next_weekday(weekday, *written);
    }
    return std::nullopt;
}

}  // namespace amends::message
