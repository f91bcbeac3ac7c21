// Notes of absence as people and their programs word them, in ten languages. All written on Thursday, 26 February 2026.
#include <gtest/gtest.h>

#include "tests/message/said.hpp"

namespace amends::message {
namespace {

using Note = said::Absence;

class AbsenceIn : public testing::TestWithParam<Note> {};

TEST_P(AbsenceIn, GivesItsLastDay) { EXPECT_EQ(said::last_day(GetParam(), "2026-02-26"), GetParam().last_day); }

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
        Note{"I'm on maternity leave and expect to return in October 2026.", ""},
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

INSTANTIATE_TEST_SUITE_P(
    Others, AbsenceIn,
    testing::Values(
        Note{"Hi there, I'm on holiday in Wales and back on Wed 4 March. If it can't wait, Tom (tom@x.example) can "
             "help.",
             "2026-03-03"},
        Note{"Thank you for your message. I am out of the office attending a conference and will be returning on "
             "Thursday 5th March. For urgent matters contact reception.",
             "2026-03-04"},
        Note{"I'm on PTO from 2/27 through 3/6, returning 3/9. I will not be checking email.", "2026-03-08"},
        Note{"I will be on leave w/e 6 March and back on the following Monday.", ""},
        Note{"I'm away all of next week, back on Monday the 9th of March.", "2026-03-08"},
        Note{"I have now left Northgate Ltd. Please direct all mail to sales@northgate.example", ""},
        Note{"Hello! I'm out of office today (Thursday, Feb 26) and will be back tomorrow.", "2026-02-26"},
        Note{"Thanks for your email. I am out of the office from Friday 27th February returning Wednesday 11th March "
             "2026.",
             "2026-03-10"},
        Note{"Our office is closed for the holidays from December 24th, 2026 through January 3rd, 2027.", "2027-01-03"},
        Note{"I am out of the office with no return date at present.", ""},
        Note{"I'll be offline until the 9th.", "2026-03-08"},
        Note{"I am on leave for two weeks, back in the office mid March.", ""},
        Note{"Currently OOO - back 09-Mar-2026.", "2026-03-08"},
        Note{"I am out of the office. I will be back in the office at 8.30 on Monday 9 March.", "2026-03-08"},
        Note{"I'm on annual leave. Last day of leave: Friday 6 March.", "2026-03-06"},
        Note{"Guten Tag, ich bin ab sofort bis einschl. 06.03. im Urlaub. Ihre E-Mail wird nicht weitergeleitet.",
             "2026-03-06"},
        Note{"Ich bin vom 27. Februar bis 8. März 2026 nicht im Hause.", "2026-03-08"},
        Note{"Am Montag, den 9. März bin ich wieder im Büro.", "2026-03-08"},
        Note{"Ich bin zur Zeit in Urlaub und am 09.03.26 wieder erreichbar.", "2026-03-08"},
        Note{"Ich arbeite nicht mehr bei der Firma Weber. Bitte wenden Sie sich an info@weber.example.", ""},
        Note{"Unsere Praxis bleibt vom 2.3. bis 6.3. geschlossen. Vertretung: Dr. Lang.", "2026-03-06"},
        Note{"Ich bin erst am Mittwoch wieder im Haus.", "2026-03-03"},
        Note{"Bin bis 6.3. weg, danach wieder da.", "2026-03-06"},
        Note{"Ich bin in der Zeit vom 2. – 6. März nicht erreichbar.", "2026-03-06"},
        Note{"Je suis absente du 27 février au 8 mars 2026 inclus. En cas d'urgence contactez Paul.", "2026-03-08"},
        Note{"Je suis en congés, retour le 9/03.", "2026-03-08"},
        Note{"Actuellement en congé, je serai de retour au bureau lundi 9 mars prochain.", "2026-03-08"},
        Note{"Je suis absent jusqu'au vendredi 6 mars au soir.", "2026-03-06"},
        Note{"Je ne fais plus partie de la société. Merci de contacter accueil@x.example.", ""},
        Note{"Absence jusqu’au 6 mars. Reprise le lundi 9 mars.", "2026-03-08"},
        Note{"Je serai absent(e) du bureau à partir du 27/02/2026 et je serai de retour le 09/03/2026.", "2026-03-08"},
        Note{"Estaré fuera de la oficina del viernes 27 de febrero al domingo 8 de marzo. Vuelvo el lunes 9.",
             "2026-03-08"},
        Note{"En este momento estoy de vacaciones. Regreso: 9 de marzo.", "2026-03-08"},
        Note{"Me encuentro de permiso hasta el viernes 6 de marzo incluido.", "2026-03-06"},
        Note{"Estoy de vacaciones y estaré de vuelta el próximo 9 de marzo.", "2026-03-08"},
        Note{"Ya no trabajo en la empresa. Escriba a ventas@x.example.", ""},
        Note{"Sono fuori ufficio da lunedì 2 a venerdì 6 marzo.", "2026-03-06"},
        Note{"Sono in ferie fino a domenica 8 marzo; rientro il 9.", "2026-03-08"},
        Note{"L'ufficio resterà chiuso dal 24 dicembre 2026 al 6 gennaio 2027 compresi.", "2027-01-06"},
        Note{"Non sarò in ufficio sino al 06/03/2026.", "2026-03-06"},
        Note{"Estou ausente do escritório entre 2 e 6 de março. Regresso a 9 de março.", "2026-03-08"},
        Note{"Estou de férias até o dia 06/03 e volto no dia 09/03.", "2026-03-08"},
        Note{"Encontro-me de licença, com regresso previsto para 9 de março de 2026.", "2026-03-08"},
        Note{"Ik ben van maandag 2 maart tot en met vrijdag 6 maart afwezig.", "2026-03-06"}));

INSTANTIATE_TEST_SUITE_P(
    More, AbsenceIn,
    testing::Values(
        Note{"Maandag 9 maart ben ik weer aanwezig.", "2026-03-08"},
        Note{"Ik ben met vakantie en op 9/3 weer terug op kantoor.", "2026-03-08"},
        Note{"Wegens vakantie ben ik niet bereikbaar t/m 08-03-2026.", "2026-03-08"},
        Note{"W dniach od 27 lutego do 8 marca przebywam na urlopie. Do biura wracam w poniedziałek 9 marca.",
             "2026-03-08"},
        Note{"Jestem nieobecny do 06.03.2026 r. włącznie.", "2026-03-06"},
        Note{"Jestem na zwolnieniu lekarskim do piątku 6 marca.", "2026-03-06"},
        Note{"Nie ma mnie w biurze. Powrót: 9.03.2026.", "2026-03-08"},
        Note{"お世話になっております。誠に勝手ながら、2月27日(金)～3月8日(日)まで休暇を頂いております。", "2026-03-08"},
        Note{"3/6（金）まで不在です。3/9（月）以降にご連絡いたします。", "2026-03-08"},
        Note{"本日より3月6日まで出張しております。", "2026-03-06"},
        Note{"次回の出社は3月9日（月）です。それまで不在にしております。", "2026-03-08"},
        Note{"２月末をもって退職いたしました。後任は佐藤です。", ""},
        Note{"我正在休年假（2月27日至3月8日），3月9日回来上班。", "2026-03-08"},
        Note{"本人因公出差，3月9日（周一）回公司。", "2026-03-08"},
        Note{"我將於3月2日到3月6日休假，期間不便回覆。", "2026-03-06"},
        Note{"您好，我已离职，请联系 li@x.example。", ""},
        Note{"I'm away from the office until Thursday 12 March. If your message is urgent please call the switchboard.",
             "2026-03-12"}));

INSTANTIATE_TEST_SUITE_P(
    WeekdaysAndNearDays, AbsenceIn,
    testing::Values(Note{"Hiking all weekend and off work. Back at my bench Tuesday.", "2026-03-02"},
                    Note{"Bin auf dem Berg. Am Dienstag lese ich alles, versprochen, so lange Urlaub!", "2026-03-02"},
                    Note{"Je suis en congé, vous aurez de mes nouvelles mardi matin, à mon retour.", "2026-03-02"},
                    Note{"De viaje por los talleres; el martes contesto a todo el mundo.", "2026-03-02"},
                    Note{"Sono in trasferta. Riprendo a rispondere martedì.", "2026-03-02"},
                    Note{"Estou de folga, volto na terça-feira e respondo logo.", "2026-03-02"},
                    Note{"Even vrij en afwezig; dinsdag ben ik er weer.", "2026-03-02"},
                    Note{"Jestem na urlopie. Odezwę się we wtorek.", "2026-03-02"},
                    Note{"Ich bin heute und morgen auf einer Schulung und nicht im Büro.", "2026-02-27"},
                    Note{"Oggi e domani l'ufficio è chiuso.", "2026-02-27"},
                    Note{"Dziś i jutro biuro jest nieczynne.", "2026-02-27"},
                    Note{"L'ufficio è chiuso per l'intera giornata odierna.", "2026-02-26"},
                    Note{"本日は終日不在です。", "2026-02-26"},
                    Note{"Heute ist unser Büro geschlossen. Morgen früh ab 8 Uhr geht es weiter.", "2026-02-26"},
                    Note{"Vandaag ben ik afwezig. Morgen beantwoord ik uw vraag.", "2026-02-26"}));

INSTANTIATE_TEST_SUITE_P(
    RangesAndHalfDates, AbsenceIn,
    testing::Values(Note{"Out of office 02/27 - 03/05, no laptop.", "2026-03-05"},
                    Note{"Wir machen Betriebsferien vom 28.12. bis 05.01. und wünschen frohe Tage.", "2027-01-05"},
                    Note{"W dniach 28.12-05.01 firma jest nieczynna.", "2027-01-05"},
                    Note{"Kerstsluiting van 28-12 t/m 5-1.", "2027-01-05"},
                    Note{"Fermeture annuelle du 28 décembre au 5 janvier inclus.", "2027-01-05"},
                    Note{"Recesso de 28/12/2026 a 05/01/2027.", "2027-01-05"},
                    Note{"In KW 10 und 11 bin ich abwesend.", "2026-03-13"},
                    Note{"Im Urlaub, ab KW 12 wieder da.", "2026-03-15"},
                    Note{"Ich bin bis Ende August 2026 in Elternzeit.", "2026-08-31"},
                    Note{"En congé jusqu'à la fin du mois d'août 2026.", "2026-08-31"},
                    Note{"Je suis en vacances et je reprends le 16.", "2026-03-15"},
                    Note{"Siamo chiusi, rispondo alle mail dal 16.", "2026-03-15"},
                    Note{"Retomamos na segunda, dia 16, depois do recesso.", "2026-03-15"},
                    Note{"出張中です。16日から出社します。", "2026-03-15"},
                    Note{"外出讲学,二〇二六年三月十六日返回。", "2026-03-15"},
                    Note{"我三月二十日前(含)休假。", "2026-03-20"},
                    Note{"L'atelier est en congé ; les colis seront expédiés à compter du 16 mars.", "2026-03-15"},
                    Note{"Urlop: będę dostępny od środy 4 marca.", "2026-03-03"}));

INSTANTIATE_TEST_SUITE_P(
    OtherPeople, AbsenceIn,
    testing::Values(Note{"My colleague Ben is himself on leave until 4 March. I am away until 6 March.", "2026-03-06"},
                    Note{"I'm on leave. My deputy will be back on 4 March.", ""},
                    Note{"I'm on leave; my colleague helps you until I am back on 9 March.", "2026-03-08"},
                    Note{"Ma collègue est elle-même absente jusqu'au 4 mars ; pour ma part, absente jusqu'au 6 mars.",
                         "2026-03-06"},
                    Note{"Ich bin im Urlaub. Meine Kollegin ist selbst bis 4. März abwesend.", ""},
                    Note{"Sono in ferie. La collega rientra il 4 marzo.", ""},
                    Note{"我在休假。同事小林3月4日返岗。", ""},
                    Note{"I'm on leave and hope to be back in the office in April.", ""}));

}  // namespace
}  // namespace amends::message
