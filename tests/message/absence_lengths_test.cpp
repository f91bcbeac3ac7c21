// Returns told by a length, a week's number, the place of a weekday in its month, or "of this month", in thirteen
// languages; and all forms in Swedish, Danish and Czech. All written on Wednesday, 4 November 2026 (week 45).
#include <gtest/gtest.h>

#include "tests/message/said.hpp"

namespace amends::message {
namespace {

using Note = said::Absence;

class Told : public testing::TestWithParam<Note> {};

TEST_P(Told, ByTheWords) { EXPECT_EQ(said::last_day(GetParam(), "2026-11-04", true), GetParam().last_day); }

INSTANTIATE_TEST_SUITE_P(
    Lengths, Told,
    testing::Values(Note{"I am on leave, two weeks from today.", "2026-11-17"},
                    Note{"I'm taking ten days from today to be at home.", "2026-11-13"},
                    Note{"Out of office for ten working days from Monday 9 November.", "2026-11-20"},
                    Note{"Away for the next ten days.", "2026-11-13"},
                    Note{"I am away. Back in ten days.", "2026-11-13"},
                    Note{"Ab heute bin ich zehn Tage im Urlaub.", "2026-11-13"},
                    Note{"Ich bin die nächsten zwei Wochen nicht im Büro.", "2026-11-17"},
                    Note{"Ich bin fünf Arbeitstage ab dem 9. November abwesend.", "2026-11-13"},
                    Note{"Je m'absente dix jours à compter d'aujourd'hui.", "2026-11-13"},
                    Note{"En congés pendant deux semaines à partir du 9 novembre.", "2026-11-22"},
                    Note{"De vacaciones diez días a partir de hoy.", "2026-11-13"},
                    Note{"Sono in ferie per dieci giorni a partire da oggi.", "2026-11-13"},
                    Note{"Estou de férias durante dez dias a partir de hoje.", "2026-11-13"},
                    Note{"Ik ben tien dagen afwezig vanaf vandaag.", "2026-11-13"},
                    Note{"Jestem na urlopie przez dziesięć dni od dzisiaj.", "2026-11-13"},
                    Note{"Jag är ledig tio dagar från i dag.", "2026-11-13"},
                    Note{"Jeg holder ferie ti dage fra i dag.", "2026-11-13"},
                    Note{"Čerpám dovolenou deset dní ode dneška.", "2026-11-13"},
                    Note{"本日から10日間休暇をいただきます。", "2026-11-13"},
                    Note{"我从今天起休假10天。", "2026-11-13"},
                    // How soon somebody answers is no absence.
                    Note{"We answer within ten days from today, out of office hours as well.", ""}));

INSTANTIATE_TEST_SUITE_P(Weeks, Told,
                         testing::Values(Note{"Jag är på semester. Åter vecka 47.", "2026-11-15"},
                                         Note{"Semester till och med vecka 46.", "2026-11-13"},
                                         Note{"Jeg holder ferie i uge 46 og 47.", "2026-11-20"},
                                         Note{"Jeg er på kursus. Tilbage i uge 47.", "2026-11-15"},
                                         Note{"Mám dovolenou do týdne 46.", "2026-11-13"},
                                         Note{"Ab KW 47 sitze ich wieder an meinem Platz.", "2026-11-15"},
                                         Note{"De retour semaine 47.", "2026-11-15"},
                                         Note{"Met vakantie t/m week 46.", "2026-11-13"},
                                         Note{"Vanaf week 47 ben ik er weer.", "2026-11-15"},
                                         Note{"Out of office. Back in week 47.", "2026-11-15"}));

INSTANTIATE_TEST_SUITE_P(Places, Told,
                         testing::Values(Note{"On sabbatical. I return on the first Monday in December.", "2026-12-06"},
                                         Note{"Away until the last Friday of November.", "2026-11-27"},
                                         Note{"Im Urlaub, zurück am ersten Montag im Dezember.", "2026-12-06"},
                                         Note{"En congés, de retour le premier lundi de décembre.", "2026-12-06"},
                                         Note{"De vacaciones. Vuelvo el primer lunes de diciembre.", "2026-12-06"},
                                         Note{"In ferie. Rientro il primo lunedì di dicembre.", "2026-12-06"},
                                         Note{"De férias. Volto na primeira segunda-feira de dezembro.", "2026-12-06"},
                                         Note{"Met vakantie, terug op de eerste maandag van december.", "2026-12-06"},
                                         Note{"Jestem na urlopie. Wracam w pierwszy poniedziałek grudnia.",
                                              "2026-12-06"},
                                         Note{"Semester. Tillbaka första måndagen i december.", "2026-12-06"},
                                         Note{"Ferie. Tilbage den første mandag i december.", "2026-12-06"},
                                         Note{"Dovolená. Vrátím se první pondělí v prosinci.", "2026-12-06"}));

INSTANTIATE_TEST_SUITE_P(OfTheMonth, Told,
                         testing::Values(Note{"I am away. Back on Monday the 16th of this month.", "2026-11-15"},
                                         Note{"Im Urlaub bis zum 13. dieses Monats.", "2026-11-13"},
                                         Note{"Im Urlaub bis zum 13. d. M. und dann wieder da.", "2026-11-13"},
                                         Note{"Absente jusqu'au 13 de ce mois.", "2026-11-13"},
                                         Note{"De vacaciones hasta el 13 de este mes.", "2026-11-13"},
                                         Note{"In ferie fino al 13 del mese.", "2026-11-13"},
                                         Note{"De férias até 13 deste mês.", "2026-11-13"},
                                         Note{"Afwezig tot en met de 13e van deze maand.", "2026-11-13"},
                                         Note{"Na urlopie do 13 bieżącego miesiąca.", "2026-11-13"},
                                         Note{"Semester till och med den 13 denna månad.", "2026-11-13"},
                                         Note{"Fraværende til og med den 13. i denne måned.", "2026-11-13"},
                                         Note{"Er tilbage mandag den 16. ds.", "2026-11-15"},
                                         Note{"Dovolená do 13. tohoto měsíce.", "2026-11-13"},
                                         Note{"On leave. I return on the 7th of next month.", "2026-12-06"},
                                         Note{"Im Urlaub, zurück am 7. nächsten Monats.", "2026-12-06"}));

INSTANTIATE_TEST_SUITE_P(TheNorth, Told,
                         testing::Values(Note{"Jag är på semester till och med fredag den 13 november.", "2026-11-13"},
                                         Note{"Jag är på semester till måndag den 16 november.", "2026-11-15"},
                                         Note{"Ledig i dag och i morgon.", "2026-11-05"},
                                         Note{"Åter på kontoret den 16 november.", "2026-11-15"},
                                         Note{"Butiken är stängd 9-13 november. Vi öppnar igen måndag.", "2026-11-13"},
                                         Note{"Sjuk, tillbaka på fredag.", "2026-11-05"},
                                         Note{"Jeg holder ferie til og med 13. november.", "2026-11-13"},
                                         Note{"Jeg er tilbage i butikken den 16. november.", "2026-11-15"},
                                         Note{"Kontoret holder lukket fra den 9. til den 13. november.", "2026-11-13"},
                                         Note{"Syg i dag. Jeg svarer igen fra fredag.", "2026-11-05"},
                                         Note{"Jeg er bortrejst indtil mandag.", "2026-11-08"},
                                         Note{"Čerpám dovolenou do 13. 11. včetně.", "2026-11-13"},
                                         Note{"Jsem na služební cestě, zpět budu 16. listopadu.", "2026-11-15"},
                                         Note{"Máme zavřeno od 9. do 13. listopadu.", "2026-11-13"},
                                         Note{"Jsem nemocná. Ozvu se v pátek.", "2026-11-05"},
                                         Note{"Nepřítomen dnes a zítra.", "2026-11-05"}));

INSTANTIATE_TEST_SUITE_P(
    Others, Told,
    testing::Values(Note{"Telai fermi dal 5 all'8 novembre compreso! Chiusi per ferie.", "2026-11-08"},
                    Note{"I don't work Wednesdays. You'll hear from me on Friday.", "2026-11-05"},
                    Note{"Je suis à la mer, sans réseau, en congés jusqu'à vendredi inclus.", "2026-11-06"},
                    Note{"Closed until and including Friday.", "2026-11-06"},
                    Note{"We are closed today and tomorrow.", "2026-11-05"},
                    Note{"The workshop is shut on 9 and 10 November.", "2026-11-10"},
                    Note{"Hoy es festivo. Mañana volvemos a la normalidad.", "2026-11-04"},
                    Note{"Hoje é feriado. Voltamos amanhã.", "2026-11-04"},
                    Note{"Aujourd'hui jour férié, de retour demain.", "2026-11-04"},
                    Note{"Dziś święto, wracamy jutro.", "2026-11-04"},
                    Note{"Dnes je státní svátek, zítra jsme zpět.", "2026-11-04"},
                    Note{"Closed 9, 10 and 11 November.", "2026-11-11"}));

}  // namespace
}  // namespace amends::message
