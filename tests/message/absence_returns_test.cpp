// Notes that tell when an absence begins and when it ends, in two sentences or two clauses, in ten languages; and what
// gives no date at all. All written on Wednesday, 4 November 2026.
#include <gtest/gtest.h>

#include "message/absence.hpp"
#include "message/language.hpp"

namespace amends::message {
namespace {

struct Note {
    const char* subject;
    const char* text;
    const char* last_day;  // "" for none
};

std::string last_day(const Note& note) {
    const auto date = last_day_of_absence(note.subject, note.text, base::parse_civil_date("2026-11-04"),
                                          Patterns::shipped(), language_of(note.text), true);
    return date ? base::to_string(*date) : "";
}

class StartAndReturn : public testing::TestWithParam<Note> {};

TEST_P(StartAndReturn, GiveTheReturn) {
    EXPECT_EQ(last_day(GetParam()), GetParam().last_day) << GetParam().subject << " / " << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    English, StartAndReturn,
    testing::Values(
        Note{"Automatic reply: The late proofs", "I am away from 6 November. I will be back on 18 November.",
             "2026-11-17"},
        Note{"Out of office", "From 6 Nov. I am on leave. I return on 18 Nov. Please be patient.", "2026-11-17"},
        Note{"Automatic reply: Our talk of Thursday", "I'm on holiday from Friday. Back at my desk on the 18th.",
             "2026-11-17"},
        Note{"Auto: Invoice", "On leave starting 9 November 2026. Returning 23 November 2026.", "2026-11-22"},
        Note{"", "My leave starts on 6 November. From 18 November I am at your service again.", "2026-11-17"}));

INSTANTIATE_TEST_SUITE_P(
    German, StartAndReturn,
    testing::Values(
        Note{"Automatische Antwort: Ihre Korrektur", "Ab dem 6.11. bin ich im Urlaub. Ab dem 18.11. bin ich wieder da.",
             "2026-11-17"},
        Note{"Abwesenheitsnotiz", "Vom 6. November an bin ich verreist. Am 18. November bin ich zurück.", "2026-11-17"},
        Note{"Automatische Antwort: Lieferung am Freitag",
             "Seit 2.11. bin ich in Urlaub. Wieder im Büro bin ich am 18.11. Ihre Nachricht wird nicht weitergeleitet.",
             "2026-11-17"},
        Note{"", "Ab Freitag bin ich nicht im Haus. Erreichbar bin ich wieder ab 18. Nov.", "2026-11-17"}));

INSTANTIATE_TEST_SUITE_P(
    French, StartAndReturn,
    testing::Values(Note{"Réponse automatique : Votre commande",
                         "Je suis en congés à partir du 6 novembre. Je serai de retour le 18 novembre.", "2026-11-17"},
                    Note{"Absence", "À compter du 6 novembre, je suis absente. Je reprends le 18 novembre.",
                         "2026-11-17"},
                    Note{"Réponse automatique : Réunion du 12 novembre",
                         "À partir de vendredi, je serai en déplacement. Reprise le 18/11.", "2026-11-17"},
                    Note{"", "Mes congés débutent le 6 novembre ; retour au bureau le 18.", "2026-11-17"}));

INSTANTIATE_TEST_SUITE_P(
    Spanish, StartAndReturn,
    testing::Values(Note{"Respuesta automática: Su pedido",
                         "Estaré de vacaciones a partir del 6 de noviembre. Regreso el 18 de noviembre.", "2026-11-17"},
                    Note{"Ausencia", "A partir del 6 de noviembre estaré fuera. Me reincorporo el 18 de noviembre.",
                         "2026-11-17"},
                    Note{"Respuesta automática: Reunión del 12 de noviembre",
                         "Desde el viernes estoy de viaje. Vuelvo el día 18.", "2026-11-17"},
                    Note{"", "Mis vacaciones empiezan el 6 de noviembre y vuelvo a la oficina el 18.", "2026-11-17"}));

INSTANTIATE_TEST_SUITE_P(
    Italian, StartAndReturn,
    testing::Values(Note{"Risposta automatica: Il Suo ordine",
                         "Sarò in ferie dal 6 novembre. Rientrerò il 18 novembre.", "2026-11-17"},
                    Note{"Assenza", "A partire dal 6 novembre sarò assente. Torno in ufficio il 18 novembre.",
                         "2026-11-17"},
                    Note{"Risposta automatica: Riunione del 12 novembre",
                         "Da venerdì sono in trasferta. Sarò di nuovo reperibile il giorno 18 p.v.", "2026-11-17"},
                    Note{"", "Le mie ferie iniziano il 6 novembre; rientro il 18.", "2026-11-17"}));

INSTANTIATE_TEST_SUITE_P(
    Portuguese, StartAndReturn,
    testing::Values(
        Note{"Resposta automática: O seu pedido", "Estarei de férias a partir de 6 de novembro. Volto no dia 18.",
             "2026-11-17"},
        Note{"Ausência", "A partir de 6 de novembro estarei ausente. Regresso a 18 de novembro.", "2026-11-17"},
        Note{"Resposta automática: Reunião de 12 de novembro",
             "Estou em viagem desde sexta-feira. Retorno ao trabalho em 18/11.", "2026-11-17"},
        Note{"", "Estou de férias desde 2 de novembro, volto a 18.", "2026-11-17"},
        Note{"", "As minhas férias começam a 6 de novembro e regresso ao escritório no dia 18.", "2026-11-17"}));

INSTANTIATE_TEST_SUITE_P(
    Dutch, StartAndReturn,
    testing::Values(Note{"Automatisch antwoord: Uw bestelling",
                         "Vanaf 6 november ben ik met vakantie. Op 18 november ben ik weer aanwezig.", "2026-11-17"},
                    Note{"Afwezig", "Ik ben vanaf 6 november afwezig. Ik ben terug op 18 november.", "2026-11-17"},
                    Note{"Automatisch antwoord: Overleg van 12 november",
                         "Per vrijdag ben ik met verlof. Per 18 nov. ben ik weer bereikbaar.", "2026-11-17"},
                    Note{"", "Mijn vakantie begint op 6 november; ik ben terug op de 18e.", "2026-11-17"}));

INSTANTIATE_TEST_SUITE_P(
    Polish, StartAndReturn,
    testing::Values(Note{"Odpowiedź automatyczna: Zamówienie", "Od 6 listopada będę na urlopie. Wracam 18 listopada.",
                         "2026-11-17"},
                    Note{"Nieobecność", "Od 6.11. jestem nieobecna. Wracam do pracy 18.11.", "2026-11-17"},
                    Note{"Odpowiedź automatyczna: Spotkanie 12 listopada",
                         "Od piątku będę w delegacji. Będę ponownie dostępny od 18 listopada.", "2026-11-17"},
                    Note{"", "Urlop zaczynam 6 listopada, do biura wracam 18 listopada.", "2026-11-17"}));

INSTANTIATE_TEST_SUITE_P(
    Japanese, StartAndReturn,
    testing::Values(Note{"自動応答: ご注文の件", "11月6日より休暇を取得いたします。11月18日に復帰いたします。",
                         "2026-11-17"},
                    Note{"不在のお知らせ", "11月6日から出張しております。11月18日より出社いたします。", "2026-11-17"},
                    Note{"自動応答: 11月12日の会議", "11/6から休みをいただきます。出社は11/18です。", "2026-11-17"},
                    Note{"", "帰国は11月17日、翌日から対応いたします。それまで不在です。", "2026-11-17"}));

INSTANTIATE_TEST_SUITE_P(
    Chinese, StartAndReturn,
    testing::Values(Note{"自动回复: 订单", "本人自11月6日起休年假，11月18日回公司。", "2026-11-17"},
                    Note{"外出", "我从11月6日开始出差。11月18日返回办公室。", "2026-11-17"},
                    Note{"自动回复: 11月12日的会议", "11月6日起请假，将于11月18日恢复上班。", "2026-11-17"},
                    Note{"", "我11月6日起不在办公室，11月18日起可以回复邮件。", "2026-11-17"}));

// A start without an end tells no date: the follow-up waits as it would.
INSTANTIATE_TEST_SUITE_P(
    AStartAlone, StartAndReturn,
    testing::Values(Note{"", "I am away from 6 November.", ""}, Note{"", "From 6 November I am on leave.", ""},
                    Note{"", "Ab dem 6.11. bin ich im Urlaub.", ""}, Note{"", "Od 6 listopada jestem na urlopie.", ""},
                    Note{"", "Estarei de férias a partir de 6 de novembro.", ""},
                    Note{"", "Sono assente dal 6 novembre.", ""}, Note{"", "本人自11月6日起休年假。", ""},
                    Note{"", "Vanaf 6 november ben ik afwezig.", ""},
                    Note{"", "Je suis en congés à partir du 6 novembre.", ""},
                    Note{"", "A partir del 6 de noviembre estaré de vacaciones.", ""},
                    Note{"", "11月6日より休暇を取得いたします。", ""}));

// Behind the prefix stands the letter's own subject.
INSTANTIATE_TEST_SUITE_P(
    TheLettersSubject, StartAndReturn,
    testing::Values(
        Note{"Automatic reply: About Thursday's outage", "I am out of the office.", ""},
        Note{"Automatic reply: The delay from 9 to 20 November", "I am away.", ""},
        Note{"Out of Office Re: Delivery until 27 November", "I am on leave.", ""},
        Note{"Automatische Antwort: Lieferung am 9. November", "Ich bin im Urlaub.", ""},
        Note{"Réponse automatique : Retour le 9 novembre", "Je suis en congés.", ""},
        Note{"自动回复：11月12日的会议", "我正在休假。", ""},
        Note{"AUTO: Ines Weber is out of the office (returning 11/18/2026)", "I am out of the office.", "2026-11-17"},
        Note{"Automatic reply: Out of office until 17 November", "I am out of the office.", "2026-11-17"},
        Note{"Out of office until 17 November", "I am on leave.", "2026-11-17"},
        Note{"Abwesend bis 17.11.", "Ich bin im Urlaub.", "2026-11-17"},
        Note{"Out of office (6 - 17 November): Your invoice of 12 November", "I am on leave.", "2026-11-17"}));

INSTANTIATE_TEST_SUITE_P(
    OtherForms, StartAndReturn,
    testing::Values(Note{"", "I am out for the rest of the week.", "2026-11-06"},
                    Note{"", "I will be out of the office all next week.", "2026-11-13"},
                    Note{"", "I am out of the office this week.", "2026-11-06"},
                    Note{"", "I am away until the end of the month.", "2026-11-30"},
                    Note{"", "Ich bin bis Monatsende im Urlaub.", "2026-11-30"},
                    Note{"", "Je suis absent jusqu'à la fin du mois.", "2026-11-30"},
                    Note{"", "Estoy fuera hasta fin de mes.", "2026-11-30"},
                    Note{"", "Sono in ferie fino a fine mese.", "2026-11-30"},
                    Note{"", "Estou de férias até ao final do mês.", "2026-11-30"},
                    Note{"", "Ik ben tot het eind van de maand afwezig.", "2026-11-30"},
                    Note{"", "Jestem na urlopie do końca miesiąca.", "2026-11-30"},
                    Note{"", "I will be away for two weeks from 9 November.", "2026-11-22"},
                    Note{"", "From 9 November I am on leave for three weeks.", "2026-11-29"},
                    Note{"", "Ich bin ab dem 9.11. für zwei Wochen im Urlaub.", "2026-11-22"},
                    Note{"", "I am on holiday and back in a week.", "2026-11-10"},
                    Note{"", "I am travelling and will be back in two weeks.", "2026-11-17"},
                    Note{"", "Ich bin in zwei Wochen wieder da.", "2026-11-17"},
                    Note{"", "Je serai de retour dans une semaine.", "2026-11-10"},
                    Note{"", "Ich bin heute nicht im Büro, morgen wieder.", "2026-11-04"},
                    Note{"Jestem na urlopie", "Wracam do biura 18 listopada.", "2026-11-17"},
                    Note{"", "Sono in viaggio, rientrerò il giorno 18 p.v.", "2026-11-17"},
                    Note{"", "I slipped off to the hills and will be at my desk again next Wednesday.", "2026-11-10"},
                    Note{"", "I'm off sick today.", "2026-11-04"}));

// What lies before the message is no return.
INSTANTIATE_TEST_SUITE_P(ThePast, StartAndReturn,
                         testing::Values(Note{"", "I was away until 28 October and am catching up slowly.", ""},
                                         Note{"", "Ich war bis zum 28.10. im Urlaub.", ""},
                                         Note{"", "I was on leave until 28 October. I am away again until 20 November.",
                                              "2026-11-20"}));

}  // namespace
}  // namespace amends::message
