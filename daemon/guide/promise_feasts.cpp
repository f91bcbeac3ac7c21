#include <array>

#include "guide/phrase_list.hpp"
#include "guide/promise_time.hpp"

namespace amends::guide::promise {
namespace {

namespace chrono = std::chrono;

struct Name {
    std::string_view words;
    Feast feast;
};
/// The longer name before one that it begins with.
constexpr PhraseList names{std::array{
    Name{"easter monday", Feast::easter_monday},
    Name{"easter sunday", Feast::easter},
    Name{"easter", Feast::easter},
    Name{"good friday", Feast::good_friday},
    Name{"maundy thursday", Feast::maundy_thursday},
    Name{"palm sunday", Feast::palm_sunday},
    Name{"ash wednesday", Feast::ash_wednesday},
    Name{"ascension day", Feast::ascension},
    Name{"ascension", Feast::ascension},
    Name{"pentecost", Feast::whit_sunday},
    Name{"whitsun", Feast::whit_sunday},
    Name{"whit sunday", Feast::whit_sunday},
    Name{"whit monday", Feast::whit_monday},
    Name{"christmas eve", Feast::christmas_eve},
    Name{"christmas day", Feast::christmas},
    Name{"christmas", Feast::christmas},
    Name{"xmas", Feast::christmas},
    Name{"boxing day", Feast::boxing_day},
    Name{"new year 's eve", Feast::new_years_eve},
    Name{"new years eve", Feast::new_years_eve},
    Name{"new year eve", Feast::new_years_eve},
    Name{"new year 's day", Feast::new_year},
    Name{"new years day", Feast::new_year},
    Name{"new year 's", Feast::new_year},
    Name{"new year", Feast::new_year},
    Name{"epiphany", Feast::epiphany},
    Name{"twelfth night", Feast::epiphany},
    Name{"valentine 's day", Feast::valentine},
    Name{"valentines day", Feast::valentine},
    Name{"halloween", Feast::halloween},
    Name{"all saints ' day", Feast::all_saints},
    Name{"all saints day", Feast::all_saints},
    Name{"all saints", Feast::all_saints},
    Name{"st patrick 's day", Feast::st_patrick},
    Name{"st nicholas day", Feast::st_nicholas},
    Name{"st nicholas ' day", Feast::st_nicholas},
    Name{"thanksgiving", Feast::thanksgiving},
    Name{"independence day", Feast::independence_day},
    Name{"may day", Feast::may_day},
}};

/// The Gregorian computus.
base::CivilDate easter_of(int year) {
    const int golden = year % 19;
    const int century = year / 100;
    const int correction = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    const int moon = correction - correction / 28 * (1 - 29 / (correction + 1) * ((21 - golden) / 11));
    const int day = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    const int from_march = moon - day;
    const int month = 3 + (from_march + 40) / 44;
    const int number = from_march + 28 - 31 * (month / 4);
    return base::CivilDate{chrono::year{year}, chrono::month{static_cast<unsigned>(month)},
                           chrono::day{static_cast<unsigned>(number)}};
}

base::CivilDate fixed(int year, unsigned month, unsigned day) {
    return base::CivilDate{chrono::year{year}, chrono::month{month}, chrono::day{day}};
}

}  // namespace

base::CivilDate feast_day(Feast feast, int year) {
    switch (feast) {
        case Feast::easter: return easter_of(year);
        case Feast::good_friday: return base::plus_days(easter_of(year), -2);
        case Feast::easter_monday: return base::plus_days(easter_of(year), 1);
        case Feast::maundy_thursday: return base::plus_days(easter_of(year), -3);
        case Feast::palm_sunday: return base::plus_days(easter_of(year), -7);
        case Feast::ash_wednesday: return base::plus_days(easter_of(year), -46);
        case Feast::ascension: return base::plus_days(easter_of(year), 39);
        case Feast::whit_sunday: return base::plus_days(easter_of(year), 49);
        case Feast::whit_monday: return base::plus_days(easter_of(year), 50);
        case Feast::christmas: return fixed(year, 12, 25);
        case Feast::christmas_eve: return fixed(year, 12, 24);
        case Feast::boxing_day: return fixed(year, 12, 26);
        case Feast::new_year: return fixed(year, 1, 1);
        case Feast::new_years_eve: return fixed(year, 12, 31);
        case Feast::epiphany: return fixed(year, 1, 6);
        case Feast::valentine: return fixed(year, 2, 14);
        case Feast::halloween: return fixed(year, 10, 31);
        case Feast::all_saints: return fixed(year, 11, 1);
        case Feast::st_patrick: return fixed(year, 3, 17);
        case Feast::st_nicholas: return fixed(year, 12, 6);
        case Feast::may_day: return fixed(year, 5, 1);
        case Feast::independence_day: return fixed(year, 7, 4);
        case Feast::thanksgiving:
            return base::CivilDate{chrono::sys_days{chrono::year{year} / chrono::November / chrono::Thursday[4]}};
    }
    return fixed(year, 1, 1);
}

std::size_t read_feast(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    const auto article = tokens[at].is("the") ? std::size_t{1} : 0;
    for (const auto& [words, feast] : names.like(tokens[at + article].word)) {
        const auto taken = read_words(tokens, at + article, last, words);
        if (taken == 0) continue;
        into.anchor = Anchor::feast;
        into.n = static_cast<int>(feast);
        if (tokens[at + article + taken].is(Is::unit) && !tokens[at + article + taken].spaced) return 0;
        return article + taken;
    }
    return 0;
}

}  // namespace amends::guide::promise
