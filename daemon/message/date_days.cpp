#include <algorithm>
#include <array>
#include <utility>

#include "message/date_marking.hpp"
#include "message/date_names.hpp"

namespace amends::message {

using base::CivilDate;

void Marking::days_alone() {
    if (!written_) return;
    static const RE2 form(R"((?i)\bthe\s(\d{1,2})(?:st|nd|rd|th)\b|)" + weekday_expression() +
                          R"(,?\s(?:the\s|den\s|dem\s|le\s|el\s|de\s|dnia\s|(?:o\s)?dia\s)?)"
                          R"((\d{1,2})(?:st|nd|rd|th|er|e|\.)?(?:[\s,;.)]|$))");
    each(form, [&](const Groups& at) { return next_day(at[0].empty() ? at[1] : at[0]); });
}

std::optional<MaybeDate> Marking::next_day(std::string_view figures) const {
    const unsigned day = number_of(figures);
    const auto month = static_cast<unsigned>(written_->month());
    if (day < 1 || day > 31) return std::nullopt;
    return near(day > static_cast<unsigned>(written_->day()) ? month : month % 12 + 1, day);
}

void Marking::days_after_articles() {
    if (!written_) return;
    const auto next = [&](const Groups& at) { return next_day(at[0]); };
    static const RE2 ordinal(R"((?i)\b(?:de|den|dem|le|el|il|am|zum)\s(\d{1,2})(?:er|ste|de|e)\b)");
    each_within(ordinal, next);
    static const RE2 ends(
        R"((?im)\b(?:le|el|il|dal|al|den|dem|am|zum|ab|día|dia|regresso a|volto a|retorno a|dnia|giorno|jour|den|t/m|tot|vanaf|do|od)\s(\d{1,2}))"
        R"((?:\sp\.\s?v\.|\.(?:\s|$)|[,;:!](?:\s|$)|\)|\n|\s(?:inclus|compris|compreso|incluso|inclusive|wieder|włącznie)\b|$))");
    each_within(ends, next);
    static const RE2 cjk(
        R"((\d{1,2}[日号號](?:\s?\([^()\n]{1,12}\))?)\s?(?:から|より|まで|に|は|以降|起|回|返|恢|上班))");
    each_within(cjk, [&](const Groups& at) { return next_day(at[0].substr(0, is_digit(at[0][1]) ? 2 : 1)); });
}

void Marking::weeks() {
    if (!written_) return;
    static const RE2 form(
        R"((?i)(?:\b(?:KW|CW|kalenderwochen?|calendar weeks?|wk|weeknummer|weeks? no\.?|semaines? n°|第)\.?\s?|)"
        R"(\b(?:weeks?|weken|semaines?|semanas?|settiman[ae]|tydzień|tygodni\w*|vecka|veckorna|uge|ugerne|týden|týdne|týdnu)\s)(\d{1,2})\b(?:週|周)?)"
        R"((?:\s?(?:-|–|—|/|\+|&|\b(?:bis|und|to|and|through|et|à|a|y|e|al?|en|tot|t/m|i|do|och|og|až)\b)\s?(?:KW\s?)?(\d{1,2})\b)?)");
    each(form, [&](const Groups& at) -> std::optional<MaybeDate> {
        const unsigned week = number_of(at[1].empty() ? at[0] : at[1]);
        if (week < 1 || week > 53) return std::nullopt;
        return friday_of(static_cast<int>(week));
    });
}

MaybeDate Marking::friday_of(int week) const {
    for (const int year : {static_cast<int>(written_->year()), static_cast<int>(written_->year()) + 1}) {
        const CivilDate fourth{std::chrono::year{year}, std::chrono::January, std::chrono::day{4}};
        const int weekday = static_cast<int>((base::weekday_of(fourth).c_encoding() + 6) % 7);
        const auto friday = base::plus_days(fourth, (week - 1) * 7 + 4 - weekday);
        if (days_between(*written_, friday) >= -days_back) return WrittenDate{friday, Grain::week};
    }
    return std::nullopt;
}

void Marking::days_of_weeks() {
    if (!written_) return;
    const auto in_days = [&](int days) { return WrittenDate{base::plus_days(*written_, days)}; };
    const auto next = [&](unsigned weekday) {
        const auto today = base::weekday_of(*written_).c_encoding();
        const auto ahead = (weekday + 7 - today) % 7;
        return in_days(static_cast<int>(ahead == 0 ? 7 : ahead));
    };
    static const RE2 names(
        R"((?i)\b(?:(?:next|this|coming|kommenden|kommender|nächsten|diesen|komende|volgende|aanstaande|przyszły|najbliższy|)"
        R"(prossimo|próximo|próxima|esta|proximo)\s)?()" +
        weekday_expression() + R"()(?:\s(?:next|prochain|próximo|prossimo|que vem|a\.s\.))?)");
    each(names, [&](const Groups& at) -> std::optional<MaybeDate> {
        const auto weekday = weekday_named(at[0]);
        if (!weekday) return std::nullopt;
        return MaybeDate(next(*weekday));
    });
    static const RE2 today(
        R"((?i)\b(?:today|heute|aujourd.?hui|hoy|oggi|hoje|vandaag|dzisiaj|(?:am )?heutigen tag|giornata odierna|data odierna)\b|\bi ?dag\b|\bdziś|\bdnes(?:ka|ku)?\b|dneška|本日|今日|今天)");
    each(today, [&](const Groups&) { return MaybeDate(in_days(0)); });
    // "Morgen" with a capital letter is the morning.
    static const RE2 tomorrow(
        R"(\b(?:[Tt]omorrow|[Dd]emain|[Dd]omani|jutra|mañana|morgen|i ?morgon|i ?morgen|Imorgon|I morgon|I morgen)\b|[zZ]ítra\b|\bamanhã|明日|明天)");
    each(tomorrow, [&](const Groups&) { return MaybeDate(in_days(1)); });
    static const RE2 opening(R"((?m)(?:^|[.!?]\s)(Morgen|Mañana|Jutro|Amanhã)\s)");
    each_within(opening, [&](const Groups&) { return MaybeDate(in_days(1)); });
    static const RE2 polish(R"(\bjutro\b)");
    each(polish, [&](const Groups&) { return MaybeDate(in_days(1)); });
    cjk_weekdays();
}

void Marking::cjk_weekdays() {
    constexpr std::array<std::string_view, 16> days{"日", "月", "火", "水", "木", "金", "土", "天",
                                                    "一", "二", "三", "四", "五", "六", "",   ""};
    constexpr std::array<unsigned, 14> numbers{0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6};
    static const RE2 form(
        "(来週の?|下周|下星期|下个星期|本周|这周|周|星期|今週の?)([日月火水木金土天一二三四五六])(?:曜日?)?");
    each(form, [&](const Groups& at) -> std::optional<MaybeDate> {
        const auto* const found = std::find(days.begin(), days.begin() + 14, at[1]);
        if (found == days.begin() + 14) return std::nullopt;
        const int weekday = static_cast<int>(numbers[static_cast<std::size_t>(found - days.begin())]);
        const bool next_week = at[0].starts_with("来") || at[0].starts_with("下");
        const int monday = -static_cast<int>((base::weekday_of(*written_).c_encoding() + 6) % 7);
        int ahead = monday + (weekday + 6) % 7 + (next_week ? 7 : 0);
        if (!next_week && ahead <= 0) ahead += 7;
        return MaybeDate(WrittenDate{base::plus_days(*written_, ahead)});
    });
}

}  // namespace amends::message
