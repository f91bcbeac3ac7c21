// Dates that only the day of writing tells: ends of weeks and months, and so many weeks from a day.
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "message/date_marking.hpp"
#include "message/date_names.hpp"

namespace amends::message {
namespace {

struct Number {
    std::string_view words;  // with blanks around and between
    int value;
};

constexpr std::array<Number, 8> numbers{{
    {" a one 1 einer eine eines une un una uma een één tydzień 1週間 一 ", 1},
    {" two 2 zwei deux dos due duas twee dwa couple 二 两 兩 paar ", 2},
    {" three 3 drei trois tres tre três drie trzy 三 ", 3},
    {" four 4 vier quatre cuatro quattro quatro cztery 四 ", 4},
    {" five 5 fünf cinq cinco cinque vijf pięć 五 ", 5},
    {" six 6 sechs seis sei zes sześć 六 ", 6},
    {" eight 8 acht huit ocho otto oito osiem 八 ", 8},
    {" ten 10 zehn dix diez dieci dez tien dziesięć 十 ", 10},
}};

int value_of(std::string_view word) {
    const std::string whole = " " + lower_latin(word) + " ";
    const auto* const found = std::find_if(numbers.begin(), numbers.end(), [&](const Number& number) {
        return number.words.find(whole) != std::string_view::npos;
    });
    return found == numbers.end() ? 0 : found->value;
}

const std::string& count_of_weeks() {
    static const std::string made =
        R"((?:a|one|two|three|four|five|six|eight|ten|a couple of|einer?|zwei|drei|vier|fünf|sechs|acht|zehn|une|deux|trois|)"
        R"(quatre|cinq|six|huit|una|dos|tres|cuatro|cinco|seis|due|tre|quattro|cinque|sei|uma|duas|três|quatro|een|één|)"
        R"(twee|drie|vijf|zes|dwa|trzy|cztery|\d{1,2})\s(?:(?:whole|full|ganze|volle|calendar)\s)?)"
        R"((?:weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken|week|tygodnie)\b)";
    return made;
}

int weeks_in(std::string_view count) {
    return count.starts_with("a couple") ? 2 : value_of(count.substr(0, count.find(' ')));
}

}  // namespace

void Marking::ends_of_weeks() {
    if (!written_) return;
    const auto friday = [&](int weeks_ahead) {
        const auto weekday = static_cast<int>(base::weekday_of(*written_).c_encoding());
        return base::plus_days(*written_, (5 + 7 - weekday) % 7 + 7 * weeks_ahead);
    };
    static const RE2 this_week(
        R"((?i)\b(?:the )?end of (?:the|this) week\b|\bende der woche\b|\b(?:la )?fin de (?:la )?semaine\b|)"
        R"(\b(?:el )?fin de (?:la )?semana\b|\beind(?:e)? van de week\b|\bkońca tygodnia\b|\bfine (?:della )?settimana\b|)"
        R"(今週末|本周末|\b(?:(?:the )?(?:rest|remainder) of |all |the whole )?(?:the|this) week\b|)"
        R"(\b(?:(?:den )?rest |ganze )?(?:der|dieser?|die ganze) woche\b|\b(?:toute )?cette semaine\b|\b(?:le )?reste de la semaine\b|)"
        R"(\b(?:toda )?esta semana\b|\b(?:el )?resto de la semana\b|\b(?:tutta )?questa settimana\b|\bresto della settimana\b|)"
        R"(\b(?:o )?resto da semana\b|\b(?:deze|de hele) week\b|\b(?:de )?rest van de week\b|\bw tym tygodniu\b|)"
        R"(\b(?:do końca|przez cały|przez resztę) (?:tego )?ty(?:godnia|dzień)\b|今週(?:いっぱい|中)|本周内?|这周)");
    each(this_week, [&](const Groups&) { return MaybeDate(WrittenDate{friday(0), Grain::end}); });
    static const RE2 next_week(
        R"((?i)\b(?:(?:all|the whole) (?:of )?)?next week\b|\b(?:die ganze |in der )?(?:nächsten?|kommenden?) woche\b|)"
        R"(\b(?:toute )?la semaine prochaine\b|\b(?:toda )?la (?:próxima semana|semana que viene|semana próxima)|)"
        R"(\b(?:tutta )?la (?:prossima settimana|settimana prossima)\b|\b(?:toda )?(?:n?a )?(?:próxima semana|semana que vem)\b|)"
        R"(\b(?:de hele )?volgende week\b|\b(?:w przyszłym tygodniu|cały przyszły tydzień)|来週(?:いっぱい|中)?|下(?:个|個)?(?:周|星期))");
    const bool ends_on_friday = base::weekday_of(*written_) != std::chrono::Saturday;
    each(next_week, [&](const Groups&) { return MaybeDate(WrittenDate{friday(ends_on_friday ? 1 : 0), Grain::week}); });
    static const RE2 month(
        R"((?i)\b(?:the )?end of (?:the|this) month\b|\bmonth[- ]end\b|\b(?:monatsende|ende (?:des|dieses) monats)\b|)"
        R"(\b(?:la )?fin du mois\b|\b(?:la )?fin de ce mois\b|\b(?:el )?(?:fin|fines|final|finales) de(?:l| este)? mes\b|)"
        R"(\b(?:la )?fine (?:del |di questo )?mese\b|\b(?:o )?(?:fim|final) d(?:o|este|esse) mês|)"
        R"(\b(?:het )?eind(?:e)? van (?:de|deze) maand\b|\bkońca (?:tego )?miesiąca\b|今月末|月末|本?月底)");
    each(month, [&](const Groups&) {
        const base::CivilDate last{
            std::chrono::year_month_day_last{written_->year(), std::chrono::month_day_last{written_->month()}}};
        return MaybeDate(WrittenDate{last, Grain::end});
    });
}

void Marking::weeks_from_now() {
    if (!written_) return;
    const auto reading = [&](const Groups& at) -> std::optional<MaybeDate> {
        const int weeks = weeks_in(at[0]);
        if (weeks == 0) return std::nullopt;
        return MaybeDate(WrittenDate{base::plus_days(*written_, 7 * weeks)});
    };
    static const RE2 back(
        R"((?i)\b(?:back|return|returning|wieder|zurück|retour|reviens|reviendrai|vuelvo|volveré|regreso|)"
        R"(rientro|torno|tornerò|rientrerò|volto|voltarei|regresso|terug|wracam|wrócę)\b)"
        R"([^.!?\n\x02]{0,40}\b(?:in|dans|dentro de|en|tra|fra|em|over|za)\s()" +
        count_of_weeks() + ")");
    each_within(back, reading);
    static const RE2 again(R"((?i)\b(?:in|over)\s()" + count_of_weeks() +
                           R"()\s(?:(?:bin ich|sind wir|ben ik|zijn wij)\s)?(?:wieder|zurück|weer|terug)\b)");
    each_within(again, reading);
}

void Marking::weeks_from_a_day() {
    if (!written_) return;
    static const std::string start =
        R"(\b(?:from|starting(?: on)?|beginning(?: on)?|as of|ab(?: dem)?|vom|à partir du|dès le|dal|a partire dal|desde el|)"
        R"(a partir d[aeo]l?|vanaf|od)\s(?:the\s)?\x02([a-p]{2})\x03)";
    static const std::string length =
        R"(\b(?:for|für|pendant|pour|durante|por|per|voor|przez|na)\s(?:the next\s|about\s|etwa\s)?()" +
        count_of_weeks() + ")";
    static const RE2 start_first("(?i)" + start + R"(([^.!?\n\x02]{0,60}?))" + length);
    static const RE2 length_first("(?i)" + length + R"(([^.!?\n\x02]{0,20}?))" + start);
    static const RE2 from_today(
        R"((?i)\b(?:for the (?:next|coming)|für die (?:nächsten|kommenden)|(?:pendant )?les prochaines|)"
        R"(per le prossime|durante las próximas|nas próximas|(?:voor )?de komende|przez najbliższe)\s()" +
        count_of_weeks() + ")");
    const auto last_day = [&](base::CivilDate first, std::string_view count) -> MaybeDate {
        const int weeks = weeks_in(count);
        if (weeks == 0) return std::nullopt;
        return WrittenDate{base::plus_days(first, 7 * weeks - 1), Grain::end};
    };
    std::string which, between, count;
    const auto put = [&](const RE2& form, MaybeDate date) {
        if (date && dates_.size() < most_dates) RE2::Replace(&text_, form, "until " + add(date) + " " + between);
    };
    for (const RE2* form : {&start_first, &length_first}) {
        const bool first = form == &start_first;
        if (!RE2::PartialMatch(text_, *form, first ? &which : &count, &between, first ? &count : &which)) continue;
        const auto day = MarkedText{"", dates_}.at(which);
        if (day) put(*form, last_day(day->date, count));
    }
    between.clear();
    if (RE2::PartialMatch(text_, from_today, &count)) put(from_today, last_day(*written_, count));
}

}  // namespace amends::message
