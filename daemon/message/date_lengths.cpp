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

constexpr std::array<Number, 13> numbers{{
    {" a one einer eine eines une un una uma een één 一 jeden en ett et ", 1},
    {" two zwei deux dos due duas dois twee dwa couple 二 两 兩 paar två dva dvě ", 2},
    {" three drei trois tres tre três drie trzy 三 tři ", 3},
    {" four vier quatre cuatro quattro quatro cztery 四 fyra fire čtyři ", 4},
    {" five fünf cinq cinco cinque vijf pięć 五 fem pět ", 5},
    {" six sechs seis sei zes sześć 六 sex seks šest ", 6},
    {" seven sieben sept siete sette sete zeven siedem 七 sju syv sedm ", 7},
    {" eight acht huit ocho otto oito osiem 八 åtta otte osm ", 8},
    {" nine neun neuf nueve nove negen dziewięć 九 nio ni devět ", 9},
    {" ten zehn dix diez dieci dez tien dziesięć 十 tio ti deset ", 10},
    {" twelve zwölf douze doce dodici doze twaalf dwanaście 十二 tolv dvanáct ", 12},
    {" fourteen vierzehn quatorze catorce quattordici catorze veertien czternaście fjorton fjorten čtrnáct ", 14},
    {" fifteen quinze quince quindici ", 15},
}};

int value_of(std::string_view word) {
    if (!word.empty() && word.front() >= '0' && word.front() <= '9') return static_cast<int>(number_of(word));
    const std::string whole = " " + lower_latin(word) + " ";
    const auto* const found = std::find_if(numbers.begin(), numbers.end(), [&](const Number& number) {
        return number.words.find(whole) != std::string_view::npos;
    });
    return found == numbers.end() ? 0 : found->value;
}

constexpr const char* weeks =
    R"((?:(?:weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken|week|tygodni\w*|tydzień|veck(?:a|or)|uger?|týd(?:en|ny))\b|týdnů))";
constexpr const char* working_days =
    R"((?:(?:working|business|week)[- ]?days?|(?:werk|arbeits)tagen?|(?:werk|arbeits)tage|jours (?:ouvrés|ouvrables)|)"
    R"(días (?:hábiles|laborables)|giorni lavorativi|dias úteis|werkdagen|dni robocz\w+|arbetsdagar|(?:arbejds|hver)dage|)"
    R"(pracovních (?:dnů|dní)|pracovní dny))";
constexpr const char* days =
    R"((?:(?:days?|tagen?|tage|jours?|días?|dias?|giorn[oi]|dag(?:en|ar|e)?|dni|dny)\b|dní|dnů))";

/// "Two weeks", "ten working days".
const std::string& length_expression() {
    static const std::string made = [] {
        std::string words;
        for (const Number& number : numbers) {
            for (auto rest = number.words.substr(1); !rest.empty();) {
                const auto end = rest.find(' ');
                words.append(rest.substr(0, end)).append("|");
                rest.remove_prefix(end + 1);
            }
        }
        return "(?:a couple of|" + words + R"(\d{1,2})\s(?:(?:whole|full|ganze|volle|calendar|consecutive)\s)?(?:)" +
               working_days + "|" + days + "|" + weeks + ")";
    }();
    return made;
}

/// The last day of a length that begins on `first`; nothing where it is none.
MaybeDate last_day_of(base::CivilDate first, std::string_view length) {
    static const RE2 of_work(std::string("(?i)") + working_days);
    static const RE2 of_weeks(std::string("(?i)") + weeks);
    const re2::StringPiece piece(length.data(), length.size());
    int count = length.starts_with("a couple") ? 2 : value_of(length.substr(0, length.find(' ')));
    if (count == 0) return std::nullopt;
    if (!RE2::PartialMatch(piece, of_work))
        return WrittenDate{base::plus_days(first, count * (RE2::PartialMatch(piece, of_weeks) ? 7 : 1) - 1),
                           Grain::end};
    auto day = base::plus_days(first, -1);
    while (count > 0) {
        day = base::plus_days(day, 1);
        const auto weekday = base::weekday_of(day);
        if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) --count;
    }
    return WrittenDate{day, Grain::end};
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

void Marking::lengths_from_now() {
    if (!written_) return;
    const auto reading = [&](const Groups& at) -> std::optional<MaybeDate> {
        const auto last = last_day_of(base::plus_days(*written_, 1), at[0]);
        if (!last) return std::nullopt;
        return MaybeDate(WrittenDate{last->date});
    };
    static const RE2 back(
        R"((?i)\b(?:back|return|returning|wieder|zurück|retour|reviens|reviendrai|vuelvo|volveré|regreso|)"
        R"(rientro|torno|tornerò|rientrerò|volto|voltarei|regresso|terug|wracam|wrócę|tillbaka|åter|tilbage|zpět|vrátím)\b)"
        R"([^.!?\n\x02]{0,40}\b(?:in|dans|dentro de|en|tra|fra|em|over|za|om)\s()" +
        length_expression() + ")");
    each_within(back, reading);
    static const RE2 again(
        R"((?i)\b(?:in|over|om)\s()" + length_expression() +
        R"()\s(?:(?:bin ich|sind wir|ben ik|zijn wij|är jag|er jeg)\s)?(?:wieder|zurück|weer|terug|tillbaka|tilbage)\b)");
    each_within(again, reading);
}

void Marking::lengths_from_a_day() {
    if (!written_) return;
    static const std::string start =
        R"((?:\b(?:from|starting(?: on)?|beginning(?: on)?|as of|ab(?: dem)?|vom|von|dès(?: le)?|dal|da|a partire dal?|)"
        R"(desde(?: el)?|a partir d[aeo]l?|vanaf|od|ode|fra(?: og med)?|från(?: och med)?)|à (?:partir|compter) d(?:u|e|'))"
        R"()\s?(?:the\s)?\x02([a-p]{2})\x03)";
    static const std::string length =
        R"((?:\b(?:for|für|pendant|pour|durante|por|per|voor|przez|na|i)\s)?(?:the next\s|about\s|etwa\s)?()" +
        length_expression() + ")";
    static const RE2 start_first("(?i)" + start + R"(([^.!?\n\x02]{0,60}?)\b)" + length);
    static const RE2 length_first(R"((?i)\b)" + length + R"(([^.!?\n\x02]{0,20}?))" + start);
    static const RE2 from_today(
        R"((?i)\b(?:(?:for )?the (?:next|coming)|(?:für )?die (?:nächsten|kommenden)|(?:pendant )?les (?:prochaine?s|prochains)|)"
        R"((?:per )?(?:le prossime|i prossimi)|(?:durante )?l[oa]s próxim[oa]s|n?[oa]s próxim[oa]s|(?:voor )?de komende|)"
        R"(przez najbliższ[ey]\w*|de närmaste|de næste|(?:příští|následující)\w*)\s()" +
        length_expression() + ")");
    static const RE2 how_soon(
        R"((?i)\b(?:within|inside|innerhalb(?: von)?|binnen|in den|sous|dans(?: les)?|en un plazo de|en|entro|em até|dentro de|w ciągu|inom|inden for|během|do)\s(?:the next\s)?$)");
    std::string which, between, count;
    const auto put = [&](const RE2& form, MaybeDate date) {
        if (date && dates_.size() < most_dates) RE2::Replace(&text_, form, "until " + add(date) + " " + between);
    };
    for (const RE2* form : {&start_first, &length_first}) {
        const bool first = form == &start_first;
        std::array<re2::StringPiece, 4> found;
        if (!form->Match(text_, 0, text_.size(), RE2::UNANCHORED, found.data(), 4)) continue;
        const re2::StringPiece before(text_.data(),
                                      static_cast<std::size_t>(found[first ? 3 : 0].data() - text_.data()));
        if (RE2::PartialMatch(before, how_soon)) {
            RE2::Replace(&text_, *form, "");
            continue;
        }
        which = found[first ? 1 : 3].as_string();
        between = found[2].as_string();
        count = found[first ? 3 : 1].as_string();
        const auto day = MarkedText{"", dates_}.at(which);
        if (day) put(*form, last_day_of(day->date, count));
    }
    between.clear();
    if (RE2::PartialMatch(text_, from_today, &count)) put(from_today, last_day_of(*written_, count));
    lengths_in_cjk();
}

void Marking::lengths_in_cjk() {
    static const RE2 form(
        R"(\x02([a-p]{2})\x03\s?(?:から|より|起|开始|開始)[^。\n\x02]{0,12}?(\d{1,2})\s?(日間|天|週間|周|週|个星期|個星期))");
    std::string which, count, unit;
    if (!RE2::PartialMatch(text_, form, &which, &count, &unit)) return;
    const auto day = MarkedText{"", dates_}.at(which);
    const bool of_days = unit == "日間" || unit == "天";
    if (!day || dates_.size() >= most_dates) return;
    const int length = static_cast<int>(number_of(count)) * (of_days ? 1 : 7);
    const WrittenDate last{base::plus_days(day->date, length - 1), Grain::end};
    RE2::Replace(&text_, form, add(MaybeDate(last)) + "まで");
}

}  // namespace amends::message
