// Notes of absence as people and their programs word them, in ten languages. All written on Thursday, 26 February 2026.
#include <gtest/gtest.h>

#include "message/absence.hpp"
#include "message/language.hpp"

namespace amends::message {
namespace {

struct Note {
    const char* text;
    const char* last_day;  // "" for none
};

class AbsenceIn : public testing::TestWithParam<Note> {};

TEST_P(AbsenceIn, GivesItsLastDay) {
    const std::string text = GetParam().text;
    const auto date =
        last_day_of_absence("", text, base::parse_civil_date("2026-02-26"), Patterns::shipped(), language_of(text));
    EXPECT_EQ(date ? base::to_string(*date) : "", GetParam().last_day) << text;
}

INSTANTIATE_TEST_SUITE_P(
    English, AbsenceIn,
    testing::Values(
        Note{"I'm out of the office with no access to mail. I'll be back in the office on Monday, March 9.",
             "2026-03-08"},
        Note{"I am currently on annual leave, returning Monday 9th March.", "2026-03-08"},
        Note{"Thanks for your message. I am away from 2 March to 6 March inclusive.", "2026-03-06"},
        Note{"I'm OOO Mar 2 - Mar 6. Ping Dana for anything hot.", "2026-03-06"},
        Note{"Out of office March 2-6. I will answer when I return.", "2026-03-06"},
        Note{"I will not be back at my desk until Tuesday 10 March.", "2026-03-09"},
        Note{"I am on leave until Monday 9 March.", "2026-03-08"},
        Note{"I'm on vacation through Friday, March 6th and will respond upon my return.", "2026-03-06"},
        Note{"I am out of the office. My first day back is March 9th, 2026.", "2026-03-08"},
        Note{"I am away and won't be able to reply before 9 March 2026.", "2026-03-08"},
        Note{"Our office will be closed from 24 December 2026 and will reopen on 4 January 2027.", "2027-01-03"},
        Note{"I'm travelling and have limited access to email until the end of March.", "2026-03-31"},
        Note{"I am on parental leave until September.", "2026-08-31"},
        Note{"I'm on maternity leave and expect to return in October 2026.", "2026-09-30"},
        Note{"I am out of the office today and will reply tomorrow.", "2026-02-26"},
        Note{"I am out of the office and will be back next Wednesday.", "2026-03-03"},
        Note{"I am out of office until further notice.", ""},
        Note{"I have been on sick leave since 2 February and cannot say when I will be back.", ""},
        Note{"I will be out of the office starting 03/02/2026 and will not return until 03/16/2026.", "2026-03-15"},
        Note{"I'm away for a few days. From 9 March I will be available again.", "2026-03-08"},
        Note{"I am out of the office and will deal with your message after 6 March.", "2026-03-06"},
        Note{"Return date: 9 March 2026. I am on vacation.", "2026-03-08"},
        Note{"I am out of the office until 9am on Wednesday 4 March.", "2026-03-04"},
        Note{"I am on leave from Monday the 2nd to Friday the 6th of March.", "2026-03-06"},
        Note{"I am away until and including 6 March.", "2026-03-06"},
        Note{"I am away until the end of the week.", "2026-02-27"},
        Note{"I'm out of the office until\nFriday 6 March and will read your message when I am\nback at my desk.",
             "2026-03-06"}));

INSTANTIATE_TEST_SUITE_P(
    German, AbsenceIn,
    testing::Values(
        Note{"Vielen Dank für Ihre Nachricht. Ich bin bis einschließlich Freitag, 6. März 2026 nicht im Büro.",
             "2026-03-06"},
        Note{"Ich bin vom 02.03. bis 06.03.2026 im Urlaub.", "2026-03-06"},
        Note{"Ich bin derzeit nicht erreichbar. Ab Montag, den 09.03., bin ich wieder für Sie da.", "2026-03-08"},
        Note{"Bin im Urlaub, zurück am 9. März.", "2026-03-08"},
        Note{"Ich befinde mich in Elternzeit und kehre am 1. September 2026 zurück.", "2026-08-31"},
        Note{"Ich bin außer Haus und ab dem 9.3.2026 wieder persönlich erreichbar.", "2026-03-08"},
        Note{"Unser Büro ist vom 24.12.2026 bis zum 01.01.2027 geschlossen. Ab dem 04.01.2027 sind wir wieder für Sie "
             "da.",
             "2027-01-03"},
        Note{"Ich bin am 27. Februar nicht im Büro.", "2026-02-27"},
        Note{"Ich bin bis Montag, 9. März abwesend.", "2026-03-08"},
        Note{"Ich bin bis auf Weiteres nicht im Büro.", ""},
        Note{"Ihre Nachricht erreicht mich erst wieder am Montag, dem 9. März, da ich im Urlaub bin.", "2026-03-08"},
        Note{"Ich bin bis Ende März auf Dienstreise.", "2026-03-31"},
        Note{"Heute bin ich nicht im Büro, morgen bin ich wieder erreichbar.", "2026-02-26"},
        Note{"Ich bin ab 2. März für zwei Wochen im Urlaub. Wieder erreichbar: 16. März.", "2026-03-15"}));

INSTANTIATE_TEST_SUITE_P(
    French, AbsenceIn,
    testing::Values(Note{"Bonjour, je suis absente du bureau et serai de retour le lundi 9 mars.", "2026-03-08"},
                    Note{"Je suis en congés du 2 au 6 mars inclus.", "2026-03-06"},
                    Note{"Je suis actuellement en déplacement jusqu’au 6 mars 2026.", "2026-03-06"},
                    Note{"Absent jusqu'au 06/03 inclus, je répondrai à mon retour.", "2026-03-06"},
                    Note{"Je suis en congé maternité. Mon retour est prévu le 1er septembre.", "2026-08-31"},
                    Note{"Nos bureaux sont fermés et rouvriront le 5 janvier 2027.", "2027-01-04"},
                    Note{"En vacances, je reprends le travail le 09/03/2026.", "2026-03-08"},
                    Note{"Je suis absent et ne pourrai pas vous répondre avant le 9 mars.", "2026-03-08"},
                    Note{"Je serai de nouveau joignable à partir du 9 mars. Je suis en congés.", "2026-03-08"},
                    Note{"Je suis absent pour une durée indéterminée.", ""}));

INSTANTIATE_TEST_SUITE_P(
    Spanish, AbsenceIn,
    testing::Values(Note{"Estoy fuera de la oficina hasta el 6 de marzo.", "2026-03-06"},
                    Note{"Estaré de vacaciones del 2 al 6 de marzo, ambos inclusive.", "2026-03-06"},
                    Note{"Me encuentro ausente y regresaré el lunes 9 de marzo de 2026.", "2026-03-08"},
                    Note{"Estoy de baja. Me reincorporaré el día 9 de marzo.", "2026-03-08"},
                    Note{"Fuera de la oficina; a partir del 9 de marzo atenderé su correo.", "2026-03-08"},
                    Note{"Estoy de vacaciones desde el 2 de marzo hasta el 6 de marzo.", "2026-03-06"},
                    Note{"Estoy de viaje y no volveré hasta el 09/03/2026.", "2026-03-08"},
                    Note{"Estaré ausente hasta nuevo aviso.", ""}));

INSTANTIATE_TEST_SUITE_P(
    Italian, AbsenceIn,
    testing::Values(Note{"Sono fuori ufficio fino al 6 marzo compreso.", "2026-03-06"},
                    Note{"Sarò in ferie dal 2 al 6 marzo.", "2026-03-06"},
                    Note{"Sono assente e rientrerò lunedì 9 marzo.", "2026-03-08"},
                    Note{"Sono in viaggio. Sarò di nuovo in ufficio il 9 marzo 2026.", "2026-03-08"},
                    Note{"I nostri uffici sono chiusi e riapriranno il 7 gennaio 2027.", "2027-01-06"},
                    Note{"Sono in ferie e risponderò a partire dal 9/3.", "2026-03-08"},
                    Note{"Sono in maternità fino a settembre 2026.", "2026-08-31"}));

INSTANTIATE_TEST_SUITE_P(
    Portuguese, AbsenceIn,
    testing::Values(
        Note{"Estou fora do escritório até 6 de março.", "2026-03-06"},
        Note{"Estarei de férias de 2 a 6 de março.", "2026-03-06"},
        Note{"Encontro-me ausente, regressando no dia 9 de março.", "2026-03-08"},
        Note{"Estou de férias e voltarei em 09/03/2026.", "2026-03-08"},
        Note{"Estou de licença. Retorno ao trabalho no dia 9 de março de 2026.", "2026-03-08"},
        Note{"Estou ausente até ao dia 6 de março, inclusive.", "2026-03-06"},
        Note{"Estarei novamente disponível a partir de segunda-feira, 9 de março. Obrigado, estou de férias.",
             "2026-03-08"}));

INSTANTIATE_TEST_SUITE_P(
    Dutch, AbsenceIn,
    testing::Values(Note{"Ik ben afwezig tot en met vrijdag 6 maart.", "2026-03-06"},
                    Note{"Ik ben met vakantie t/m 6 maart 2026.", "2026-03-06"},
                    Note{"Ik ben tot 9 maart niet op kantoor.", "2026-03-08"},
                    Note{"Ik ben op vakantie en vanaf maandag 9 maart weer bereikbaar.", "2026-03-08"},
                    Note{"Ik ben met verlof van 2 tot en met 6 maart.", "2026-03-06"},
                    Note{"Ik ben afwezig en ben op 09-03-2026 weer terug.", "2026-03-08"},
                    Note{"Ons kantoor is gesloten, op 4 januari 2027 zijn wij weer open.", "2027-01-03"}));

INSTANTIATE_TEST_SUITE_P(Polish, AbsenceIn,
                         testing::Values(Note{"Jestem na urlopie do 6 marca włącznie.", "2026-03-06"},
                                         Note{"Przebywam na urlopie od 2 do 6 marca 2026 r.", "2026-03-06"},
                                         Note{"Jestem poza biurem, wracam 9 marca.", "2026-03-08"},
                                         Note{"Jestem nieobecna. Będę ponownie dostępna od poniedziałku, 9 marca.",
                                              "2026-03-08"},
                                         Note{"Jestem na urlopie i wrócę do pracy w dniu 09.03.2026.", "2026-03-08"},
                                         Note{"W dniach 02.03.2026 - 06.03.2026 jestem na urlopie.", "2026-03-06"},
                                         Note{"Jestem nieobecny w biurze do odwołania.", ""}));

INSTANTIATE_TEST_SUITE_P(
    Japanese, AbsenceIn,
    testing::Values(Note{"3月2日(月)から3月6日(金)まで休暇をいただいております。", "2026-03-06"},
                    Note{"3月2日～6日まで出張のため不在にしております。", "2026-03-06"},
                    Note{"現在休暇中です。3月9日より通常通り業務を再開いたします。", "2026-03-08"},
                    Note{"不在にしております。３月９日（月）に出社いたします。", "2026-03-08"},
                    Note{"2026年3月6日まで不在です。", "2026-03-06"},
                    Note{"年末年始休業:12月29日から1月4日まで。1月5日以降に順次ご返信いたします。", "2027-01-04"},
                    Note{"出張中のため、来週月曜日に改めてご連絡いたします。来週月曜日より出社します。",
                         "2026-03-01"}));

INSTANTIATE_TEST_SUITE_P(
    Chinese, AbsenceIn,
    testing::Values(Note{"您好，我正在休假，将于3月9日返回办公室。", "2026-03-08"},
                    Note{"我于2026年3月2日至3月6日休假，期间无法及时回复邮件。", "2026-03-06"},
                    Note{"本人3月2日-6日出差，不在办公室。", "2026-03-06"}, Note{"我休年假到3月6日。", "2026-03-06"},
                    Note{"感谢您的来信。我目前不在办公室，3月9日恢复上班后会尽快回复。", "2026-03-08"},
                    Note{"我目前外出，回来时间：3月9日。", "2026-03-08"},
                    Note{"公司春节放假，2月27日后恢复正常办公。", "2026-02-27"}));

}  // namespace
}  // namespace amends::message
