#include "message/date_names.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace amends::message {
namespace {

struct Names {
    unsigned number;
    std::string_view words;  // with blanks between
};

constexpr std::array<Names, 12> full_months{{
    {1,
     "january januar jänner janvier enero gennaio janeiro januari stycznia styczeń styczniu ledna leden lednu januára"},
    {2,
     "february februar feber februari février fevrier febrero febbraio fevereiro lutego lutym února únor únoru "
     "februára"},
    {3, "march märz maerz mars marzo março marco maart marts marca marzec marcu března březen"},
    {4, "april avril abril aprile kwietnia kwiecień kwietniu dubna duben apríla"},
    {5, "mayo maggio maio maja maju května květen mája"},
    {6, "june juni juin junio giugno junho czerwca czerwiec czerwcu června červen júna"},
    {7, "july juli juillet julio luglio julho lipca lipiec lipcu července červenec júla"},
    {8, "august août aout agosto augustus augusti sierpnia sierpień sierpniu srpna srpen augusta"},
    {9, "september septembre septiembre setiembre settembre setembro września wrzesień wrześniu září septembra"},
    {10,
     "october oktober octobre octubre ottobre outubro października październik październiku října říjnu říjen októbra"},
    {11, "november novembre noviembre novembro listopada listopad listopadzie listopadu novembra"},
    {12,
     "december dezember décembre decembre diciembre dicembre dezembro grudnia grudzień grudniu prosince prosinec "
     "prosinci decembra"},
}};

constexpr std::array<Names, 12> short_months{{
    {1, "jan jän janv ene gen sty"},
    {2, "feb fév fev févr febr lut"},
    {3, "mar mär mrz mrt"},
    {4, "apr avr abr kwi"},
    {5, "may mai maj mei mag"},
    {6, "jun giu cze"},
    {7, "jul juil lug lip"},
    {8, "aug ago"},
    {9, "sep sept sett wrz"},
    {10, "oct okt ott paź"},
    {11, "nov lis"},
    {12, "dec dez déc dic gru"},
}};

constexpr std::array<Names, 7> weekdays{{
    {0,
     "sunday sonntag dimanche domingo domenica zondag niedziela niedzielę niedzieli søndag söndag söndagen neděle "
     "neděli"},
    {1,
     "monday montag lundi lunes lunedì lunedi maandag poniedziałek poniedziałku mandag måndag måndagen pondělí "
     "segunda-feira "
     "segunda"},
    {2,
     "tuesday dienstag mardi martes martedì martedi dinsdag wtorek wtorku tirsdag tisdag tisdagen úterý terça-feira "
     "terça"},
    {3,
     "wednesday mittwoch mercredi miércoles miercoles mercoledì mercoledi woensdag środa środę środy onsdag onsdagen "
     "středa středy "
     "středu quarta-feira quarta"},
    {4,
     "thursday donnerstag jeudi jueves giovedì giovedi donderdag czwartek czwartku torsdag torsdagen čtvrtek čtvrtka "
     "čtvrtku quinta-feira "
     "quinta"},
    {5,
     "friday freitag vendredi viernes venerdì venerdi vrijdag piątek piątku fredag fredagen pátek pátku pátky "
     "sexta-feira sexta"},
    {6, "saturday samstag sonnabend samedi sábado sabato zaterdag sobota sobotę soboty sobotu lørdag lördag lördagen"},
}};

using Numbers = std::map<std::string, unsigned, std::less<>>;

void add(Numbers& numbers, const Names& names) {
    for (auto rest = names.words; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        if (end > 0) numbers.emplace(rest.substr(0, end), names.number);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

/// The longest first: RE2 takes the first one that fits.
std::string alternatives(const Numbers& numbers) {
    std::vector<std::string_view> names;
    names.reserve(numbers.size());
    for (const auto& [name, number] : numbers) names.emplace_back(name);
    std::ranges::stable_sort(names, std::ranges::greater{}, &std::string_view::size);
    std::string out = "(?:";
    // RE2 knows word boundaries in ASCII only.
    const auto edge = [](char byte) { return static_cast<unsigned char>(byte) < 0x80 ? "\\b" : ""; };
    for (const auto name : names)
        out.append(out.size() > 3 ? "|" : "").append(edge(name.front())).append(name).append(edge(name.back()));
    return out + ")";
}

const Numbers& months_in_full() {
    static const Numbers all = [] {
        Numbers made;
        for (const auto& names : full_months) add(made, names);
        return made;
    }();
    return all;
}

const Numbers& all_months() {
    static const Numbers all = [] {
        Numbers made = months_in_full();
        for (const auto& names : short_months) add(made, names);
        return made;
    }();
    return all;
}

const Numbers& all_weekdays() {
    static const Numbers all = [] {
        Numbers made;
        for (const auto& names : weekdays) add(made, names);
        return made;
    }();
    return all;
}

}  // namespace

std::string lower_latin(std::string_view text) {
    std::string out(text);
    for (std::size_t at = 0; at < out.size(); ++at) {
        const auto byte = static_cast<unsigned char>(out[at]);
        if (byte >= 'A' && byte <= 'Z') out[at] = static_cast<char>(byte + 0x20);
        if (at + 1 == out.size() || (byte != 0xC3 && byte != 0xC4 && byte != 0xC5)) continue;
        const auto next = static_cast<unsigned char>(out[at + 1]);
        const bool latin_1 = byte == 0xC3 && next >= 0x80 && next <= 0x9E && next != 0x97;
        // Latin Extended-A: pairs of a capital and a small letter, at odd places from U+0139 to U+0148 and after
        // U+0178.
        const unsigned code = (byte == 0xC5 ? 64U : 0U) + (next - 0x80U);
        const bool odd = code >= 0x39 && code <= 0x48;
        const bool late = code >= 0x79;
        if (latin_1) out[at + 1] = static_cast<char>(next + 0x20);
        if (byte == 0xC3 || next == 0xBF) continue;  // the last of a block would carry into the next byte
        if ((odd || late) ? next % 2 == 1 : next % 2 == 0) out[at + 1] = static_cast<char>(next + 1);
    }
    return out;
}

const std::string& month_expression() {
    static const std::string made = alternatives(all_months()) + R"(\.?)";
    return made;
}

const std::string& full_month_expression() {
    static const std::string made = alternatives(months_in_full());
    return made;
}

const std::string& weekday_expression() {
    static const std::string made = alternatives(all_weekdays());
    return made;
}

unsigned month_named(std::string_view name) {
    if (name.ends_with('.')) name.remove_suffix(1);
    const auto found = all_months().find(lower_latin(name));
    return found == all_months().end() ? 0 : found->second;
}

std::optional<unsigned> weekday_named(std::string_view name) {
    const auto found = all_weekdays().find(lower_latin(name));
    if (found == all_weekdays().end()) return std::nullopt;
    return found->second;
}

}  // namespace amends::message
