// Days told by their place: the sixteenth of this month, the first Monday in April.
#include <algorithm>
#include <array>
#include <string_view>

#include "message/date_marking.hpp"
#include "message/date_names.hpp"

namespace amends::message {
namespace {

struct Place {
    std::string_view words;  // with blanks around and between
    int value;               // -1: the last
};

constexpr std::array<Place, 5> places{{
    {" first 1st erste ersten erster premier première primer primero primera primo prima primeiro primeira eerste "
     "pierwszy "
     "pierwszą pierwsza första første první ",
     1},
    {" second 2nd zweite zweiten zweiter deuxième second seconde segundo segunda secondo seconda tweede drugi drugą "
     "andra "
     "anden druhý druhé druhou ",
     2},
    {" third 3rd dritte dritten dritter troisième tercer tercero tercera terzo terza terceiro terceira derde trzeci "
     "trzecią "
     "tredje třetí ",
     3},
    {" fourth 4th vierte vierten vierter quatrième cuarto cuarta quarto quarta vierde czwarty czwartą fjärde fjerde "
     "čtvrtý "
     "čtvrté čtvrtou ",
     4},
    {" last letzte letzten letzter dernier dernière último última ultimo ultima laatste ostatni ostatnią sista sidste "
     "poslední ",
     -1},
}};

int place_of(std::string_view word) {
    const std::string whole = " " + lower_latin(word) + " ";
    const auto* const found = std::find_if(places.begin(), places.end(), [&](const Place& place) {
        return place.words.find(whole) != std::string_view::npos;
    });
    return found == places.end() ? 0 : found->value;
}

std::string place_expression() {
    std::string out = "(?:";
    for (const Place& place : places) {
        for (auto rest = place.words.substr(1); !rest.empty();) {
            const auto end = rest.find(' ');
            out.append(out.size() > 3 ? "|" : "").append(rest.substr(0, end));
            rest.remove_prefix(end + 1);
        }
    }
    return out + ")";
}

}  // namespace

void Marking::weekdays_of_months() {
    if (!written_) return;
    static const RE2 form(R"((?i)\b()" + place_expression() + R"()\s()" + weekday_expression() +
                          R"()(?:en|ta)?,?\s(?:(?:in|of|im|des|de|d'|en|di|do|van|w|i|v|ve|af)\s?)?()" +
                          full_month_expression() + R"(|\b(?:may|mai|mei)\b|prosinci\b|lednu\b)(?:\s(\d{4})\b)?)");
    each(form, [&](const Groups& at) -> std::optional<MaybeDate> {
        const int place = place_of(at[0]);
        const auto weekday = weekday_named(at[1]);
        const unsigned month = month_named(at[2]);
        if (place == 0 || !weekday || month == 0) return std::nullopt;
        const auto on = [&](unsigned day) {
            const auto date = from_parts(at[3], month, day);
            return date && base::weekday_of(date->date).c_encoding() == *weekday ? date : std::nullopt;
        };
        const auto in_week = [&](unsigned first) {
            MaybeDate found;
            for (unsigned day = first; !found && day < first + 7; ++day) found = on(day);
            return found;
        };
        MaybeDate found = in_week(place > 0 ? static_cast<unsigned>(place - 1) * 7 + 1 : 25);
        if (place < 0 && !found) found = in_week(22);
        if (!found) return std::nullopt;
        return found;
    });
}

void Marking::days_of_this_month() {
    if (!written_) return;
    static const std::string day = R"(\b(\d{1,2})(?:st|nd|rd|th|er|\.|º|e|ste|de)?,?\s)";
    static const RE2 this_month(
        lead() + day +
        R"((?:of\sthis\smonth|dieses\smonats|d\.\s?m\.|de\sce\smois|du\smois\scourant|courant|de\seste\smes|del?\s(?:presente|corriente)(?:\smes)?|)"
        R"(del\smese|di\squesto\smese|c\.\s?m\.|(?:del\s)?corrente(?:\smese)?|deste\smês|do\scorrente(?:\smês)?|van\sdeze\smaand|dezer\b|)"
        R"(bieżącego\smiesiąca|bież\.|b\.\s?m\.|tohoto\směsíce|t\.\s?m\.|(?:i\s)?(?:denna|denne|den här)\s(?:månaden|månad|måned)|ds\b\.?|dennes\b))");
    static const RE2 next_month(
        lead() + day +
        R"((?:of\snext\smonth|(?:des\s)?nächsten\smonats|n\.\s?m\.|du\smois\sprochain|del\s(?:mes\sque\sviene|próximo\smes)|del\s(?:mese\sprossimo|prossimo\smese)|)"
        R"(p\.\s?m\.|do\spróximo\smês|do\smês\sque\svem|van\s(?:de\s)?volgende\smaand|(?:przyszłego|następnego)\smiesiąca|(?:i\s)?nästa\smånad|)"
        R"((?:i\s)?næste\småned|příštího\směsíce))");
    const auto month = static_cast<unsigned>(written_->month());
    each(this_month, [&](const Groups& at) { return near(month, number_of(at[0])); });
    each(next_month, [&](const Groups& at) { return near(month % 12 + 1, number_of(at[0])); });
    static const RE2 cjk(R"((今月|本月|当月|来月|下个?月)の?(\d{1,2})[日号號])");
    each(cjk, [&](const Groups& at) {
        const bool next = at[0].starts_with("来") || at[0].starts_with("下");
        return near(next ? month % 12 + 1 : month, number_of(at[1]));
    });
}

}  // namespace amends::message
