// Absences, closures and departures in words of people's own, receipts that no program would call one, in thirteen
// languages, with no header that tells; and people whose words come near to them.
#include <gtest/gtest.h>

#include "tests/message/said.hpp"

namespace amends::message {
namespace {

using base::AutomaticNote;
using said::Mail;

class WarmNote : public testing::TestWithParam<Mail> {};
class NearlyNote : public testing::TestWithParam<Mail> {};

TEST_P(WarmNote, IsAutomatic) { EXPECT_NE(said::note_of(GetParam()), AutomaticNote::none); }

TEST_P(NearlyNote, IsAPersons) { EXPECT_EQ(said::note_of(GetParam()), AutomaticNote::none); }

constexpr const char* re = "Re: The late proofs";

INSTANTIATE_TEST_SUITE_P(
    TheNorth, WarmNote,
    testing::Values(Mail{re, "Hej! Jag är på semester till och med den 13 november. Ring Nadia om det är bråttom."},
                    Mail{"Frånvaro", "Tjänstledig hela veckan. Åter på måndag."},
                    Mail{re, "Jag är föräldraledig och läser inte min mejl."},
                    Mail{"Stängt", "Butiken håller stängt över helgen. Vi öppnar igen på tisdag."},
                    Mail{re, "Vi har tagit emot ditt ärende och återkommer inom två arbetsdagar."},
                    Mail{re, "Tack för ditt meddelande. Ärendenummer 5512."},
                    Mail{re, "Inga Moe har slutat hos oss. Vänd dig till Per Moe i stället."},
                    Mail{re, "Jag jobbar inte på fredagar och svarar när jag är tillbaka."},
                    Mail{re, "Sjuk idag, tillbaka imorgon."}, Mail{"Autosvar: The late proofs", "Jag är bortrest."},
                    Mail{re, "Hej, jeg holder ferie og er tilbage den 16. november. Nadia passer butikken."},
                    Mail{"Fraværende", "Jeg er på kursus hele ugen og svarer på mandag."},
                    Mail{re, "Vi holder lukket mellem jul og nytår."},
                    Mail{re, "Jeg er på barsel. Per Moe har overtaget mine sager."},
                    Mail{re, "Vi har modtaget din henvendelse og vender tilbage hurtigst muligt."},
                    Mail{re, "Inger Moe er ikke længere ansat hos os. Skriv venligst til Per Moe."},
                    Mail{re, "Jeg arbejder ikke om fredagen. Din mail bliver læst på mandag."},
                    Mail{"Autosvar", "Jeg er ude af huset til fredag."}, Mail{re, "Syg i dag, tilbage i morgen."},
                    Mail{re, "Kontoret er lukket i denne uge. Vi åbner igen mandag."},
                    Mail{re, "Dobrý den, do 13. listopadu čerpám dovolenou. Zastupuje mě kolegyně Nadia."},
                    Mail{"Nepřítomnost", "Jsem na školení, vrátím se v pondělí."},
                    Mail{re, "Nejsem v kanceláři a poštu nečtu. Ozvu se po návratu."},
                    Mail{re, "Mezi svátky máme zavřeno. Otevíráme 4. ledna."},
                    Mail{re, "Vaši zprávu jsme přijali, odpovíme do dvou pracovních dnů."},
                    Mail{re, "Iva Moe už u nás nepracuje. Obraťte se prosím na pana Lunda."},
                    Mail{re, "V pátek nepracuji, vaši zprávu si přečtu v pondělí."},
                    Mail{"Automatická odpověď: The late proofs", "Jsem na cestách."},
                    Mail{re, "Dnes jsem nemocná, zítra budu zpět."},
                    Mail{"Dovolená", "Jsem u moře bez signálu do 13. listopadu."}));

INSTANTIATE_TEST_SUITE_P(
    TheNorth, NearlyNote,
    testing::Values(Mail{re, "Jag var på semester när brevet kom. Vi godtar er ursäkt."},
                    Mail{re, "Er kundtjänst har varit stängd i tre dagar. Jag är besviken."},
                    Mail{re, "Tack, då vet vi."}, Mail{re, "Vi har fått korrekturet och det är fel på två sidor."},
                    Mail{re, "Jeg var på ferie, da brevet kom. Det er i orden."},
                    Mail{re, "I lukkede sagen uden at spørge os. Hvad nu?"}, Mail{re, "Tak, det er noteret."},
                    Mail{re, "Vi har modtaget fakturaen, men beløbet er forkert."},
                    Mail{re, "Byla jsem na dovolené, když dopis přišel. Nic se neděje."},
                    Mail{re, "Tři dny jste měli zavřeno a nikdo nám to neřekl. Jsme zklamaní."},
                    Mail{re, "Děkuji, beru na vědomí."}, Mail{re, "Korektury jsme dostali, dvě strany jsou špatně."}));

INSTANTIATE_TEST_SUITE_P(
    OwnWords, WarmNote,
    testing::Values(
        Mail{"Closed for Diwali", "Happy lights to all our customers! The workshop is shut on 8 and 9 November."},
        Mail{re, "We welcomed our daughter on Sunday! I'm taking two weeks from today to be at home."},
        Mail{re, "Off the grid in the Hebrides until the 16th. Moss and rain, no phone."},
        Mail{re, "I don't work Mondays or Fridays, so this waits until Tuesday."},
        Mail{re, "Gone sailing! I'll be ashore on the 16th."},
        Mail{re, "My laptop and I have parted for a week. I'll read your mail on the 16th."},
        Mail{re, "Honeymoon! Back behind the desk on 16 November."},
        Mail{re, "After twelve good years I said goodbye to Moe AS last Friday. Nobody looks into this inbox."},
        Mail{re, "I have retired. My clients are in good hands with Per Moe (per@moe.example)."},
        Mail{re, "I took up a new post in Bergen and no longer see this mailbox. Per Moe has my files."},
        Mail{"Ingrid Moe is away", "Nov 2 - Nov 13: sabbatical in Peru. Per looks after the looms."},
        Mail{"We got your note!", "Hooray, your message landed safely with us. Somebody will write back in two days."},
        Mail{"Betriebsferien", "Vom 2. bis 13. November stehen die Webstühle still. Pakete verschicken wir danach."},
        Mail{"Abwesenheit", "Moin, bis einschließlich 13.11. auf Wanderhütte ohne Netz. Den Notdienst macht Per."},
        Mail{"AW: Die Fahnen", "Bin bis Donnerstag in den Bergen, kein Empfang."},
        Mail{"AW: Die Fahnen", "Unser Sohn ist da! Ich bin die nächsten zehn Tage bei meiner Familie."},
        Mail{"Wir haben Post von Ihnen [WB-5512]",
             "Hallo Nora Falk,\n\ndanke für Ihr Schreiben! Es liegt jetzt unter WB-5512 bei uns. "
             "Binnen zwei Werktagen meldet sich jemand bei Ihnen."},
        Mail{"AW: Die Fahnen", "Nach zwanzig Jahren bin ich nun Rentner. Dieses Postfach liest niemand mehr."},
        Mail{"Absente", "Je suis à la mer jusqu'au 13 novembre inclus, sans ordinateur. Le standard prend vos appels."},
        Mail{"RE: Les épreuves", "Notre fille est née ! Je m'absente dix jours à compter d'aujourd'hui."},
        Mail{"RE: Les épreuves", "En randonnée sans réseau, de retour le 16."},
        Mail{"Message bien arrivé",
             "Bonjour, votre message est bien arrivé chez nous. Un collègue vous répond sous deux jours."},
        Mail{"RE: Les épreuves", "J'ai pris ma retraite fin octobre. Plus personne ne lit cette boîte."},
        Mail{"Cerrado por fiestas", "¡Felices fiestas! El taller abre de nuevo el 16."},
        Mail{"RE: Las pruebas", "Ando por la montaña sin cobertura. Estaré de vuelta el lunes."},
        Mail{"RE: Las pruebas", "Acabo de jubilarme y nadie lee ya este buzón. Per Moe lleva mis asuntos."},
        Mail{"¡Nos llegó tu mensaje!", "Hola, Nora. Tu mensaje nos llegó bien. Te respondemos en dos días hábiles."},
        Mail{"Chiusi per ferie", "Telai fermi dal 2 al 13 novembre compreso! Torniamo con la lana nuova."},
        Mail{"R: Le bozze", "Mi trovo in montagna con il telefono spento. Rientro il 16."},
        Mail{"R: Le bozze", "Da ottobre sono in pensione. Questa casella non la legge più nessuno."},
        Mail{"Messaggio arrivato",
             "Ciao Nora, il tuo messaggio è arrivato. Ti rispondiamo entro due giorni lavorativi."},
        Mail{"Recebemos a sua carta!",
             "Olá Nora, a sua mensagem está connosco. Respondemos dentro de dois dias úteis."},
        Mail{"RES: As provas", "Estou na praia sem rede até dia 13. Volto com novas cores."},
        Mail{"RES: As provas", "Aposentei-me em outubro e já ninguém lê esta caixa."},
        Mail{"Antw: De proeven", "Aan het varen, geen bereik. Vanaf de 16e ben ik er weer."},
        Mail{"Antw: De proeven", "Sinds oktober ben ik met pensioen. Niemand leest deze mailbox nog."},
        Mail{"Bericht binnen", "Hoi Nora, je bericht is goed aangekomen. Binnen twee werkdagen hoor je van ons."},
        Mail{"Odp: Korekta", "Jestem w górach bez zasięgu do 13 listopada."},
        Mail{"Odp: Korekta", "Od października jestem na emeryturze. Nikt już nie czyta tej skrzynki."},
        Mail{"Mamy Twoją wiadomość", "Cześć, Twoja wiadomość do nas dotarła. Odpiszemy w ciągu dwóch dni."},
        Mail{"不在のお知らせ", "中村は研修のため13日まで席におりません。"},
        Mail{"Re: 校正の件", "山にこもっており、電波が届きません。16日に戻ります。"},
        Mail{"Re: 校正の件", "10月末で定年退職しました。このアドレスは誰も見ておりません。"},
        Mail{"回复: 校样", "我在山里没有信号，16日回来。"},
        Mail{"回复: 校样", "我已于十月退休，这个邮箱没有人看了。"}));

INSTANTIATE_TEST_SUITE_P(
    OwnWords, NearlyNote,
    testing::Values(
        Mail{re, "I'm in the mountains until Friday and write this from the hut. Never mind the proofs."},
        Mail{re, "Nobody reads these letters, you know. Send the refund."},
        Mail{re, "Back in March you promised the same thing."},
        Mail{re, "My boss retired over this. We want to know who is responsible."},
        Mail{re, "You'll hear from our lawyer on Monday."}, Mail{re, "I don't work with people who lie to me."},
        Mail{re, "Got your letter. I'll come back to you once I have read it."},
        Mail{re, "No phone call, no mail, nothing. Is that how you treat people?"},
        Mail{re, "The workshop was shut because of your late parts."},
        Mail{"AW: Die Fahnen",
             "Bin bis Freitag auf der Messe und schreibe vom Stand aus. Halb so wild, machen Sie weiter."},
        Mail{"AW: Die Fahnen", "Niemand hat uns gewarnt. Das war das letzte Mal."},
        Mail{"RE: Les épreuves", "Je suis à la mer, mais je vous réponds : j'accepte vos excuses."},
        Mail{"RE: Las pruebas", "Estoy de vacaciones y aun así le contesto: no vamos a seguir con ustedes."},
        Mail{"R: Le bozze", "Succede, non si preoccupi. Aspetto le bozze nuove."},
        Mail{"RES: As provas", "Recebido, obrigado."},
        Mail{"Antw: De proeven", "Ik sta tot vrijdag op een beurs, maar dit wil ik kwijt: het is vergeven."},
        Mail{"Odp: Korekta", "Jestem na urlopie do środy, ale odpisuję od razu: nie gniewamy się."}));

INSTANTIATE_TEST_SUITE_P(
    PartTimeAndClosures, WarmNote,
    testing::Values(Mail{re, "Quick note: I'm part-time and in on Tuesdays and Thursdays only."},
                    Mail{re, "Thank you for completing our contact form. A copy of your message is below."},
                    Mail{re, "This is no longer my address. Please update your records."},
                    Mail{"AW: Die Fahnen", "Ich habe heute frei und lese Ihre Mail morgen."},
                    Mail{"AW: Die Fahnen", "Teilzeit: montags und dienstags bin ich da, sonst nicht."},
                    Mail{"AW: Die Fahnen", "Ich genieße meinen Ruhestand. Bitte schreiben Sie Frau Lund."},
                    Mail{"RE: Les épreuves", "Fermeture annuelle du 2 au 13 novembre. Bonne semaine à tous."},
                    Mail{"RE: Les épreuves", "Je ne suis plus chez Moe depuis octobre."},
                    Mail{"RE: Las pruebas", "Cerramos por inventario del 9 al 11 de noviembre."},
                    Mail{"R: Le bozze", "Chiudiamo per inventario dal 9 all'11 novembre."},
                    Mail{"RES: As provas", "Fechamos para balanço de 9 a 11 de novembro."},
                    Mail{"Antw: De proeven", "Ik ben met ouderschapsverlof tot 16 november."},
                    Mail{"Odp: Korekta", "Zakład nieczynny od 9 do 13 listopada."},
                    Mail{"回复: 校样", "本公司11月9日至13日盘点停业。"}));

INSTANTIATE_TEST_SUITE_P(PartTimeAndClosures, NearlyNote,
                         testing::Values(Mail{re, "Thanks for your mail. We are back in business with you."},
                                         Mail{re, "No phone call, no visit. Just the money please."},
                                         Mail{re, "The shop is closed because of you."},
                                         Mail{"RE: Les épreuves", "Merci, je reviens vers vous la semaine prochaine."},
                                         Mail{"AW: Die Fahnen", "Der Laden war zu, als Ihr Fahrer kam."},
                                         Mail{"RE: Las pruebas", "El lunes estoy en la oficina, llámeme."},
                                         Mail{"回复: 校样", "谢谢，我和老板商量一下，周一给你答复。"}));

INSTANTIATE_TEST_SUITE_P(
    IllOrOnTheWay, WarmNote,
    testing::Values(Mail{re, "Our team is at the yearly fair in Oslo this week; expect slower answers."},
                    Mail{re, "I broke my wrist and am off work for now."}, Mail{re, "Sorry, on a train all day."},
                    Mail{re, "Your mail was delivered to a shared mailbox that is checked on weekdays."},
                    Mail{"AW: Die Fahnen", "Wegen eines Trauerfalls bin ich diese Woche nicht zu erreichen."},
                    Mail{"AW: Die Fahnen", "Ihre Nachricht ist gut bei uns gelandet. Wir kümmern uns!"},
                    Mail{"RE: Les épreuves", "Aujourd'hui jour férié, de retour demain."},
                    Mail{"RE: Les épreuves", "Je suis souffrante cette semaine. Adressez-vous à Nadia."},
                    Mail{"RE: Las pruebas", "Hoy es festivo. Mañana volvemos a la normalidad."},
                    Mail{"RE: Las pruebas", "Estoy enferma en casa. Per atiende mis correos."},
                    Mail{"R: Le bozze", "Sono malata a casa fino a venerdì."},
                    Mail{"RES: As provas", "Hoje é feriado. Voltamos amanhã."},
                    Mail{"Antw: De proeven", "Ik lig ziek op bed, Per neemt waar."},
                    Mail{"Odp: Korekta", "Choruję i jestem w domu do piątku."},
                    Mail{re, "Dnes je státní svátek, zítra jsme zpět."}));

INSTANTIATE_TEST_SUITE_P(IllOrOnTheWay, NearlyNote,
                         testing::Values(Mail{re, "I was ill at home and only saw this now. No hard feelings."},
                                         Mail{re, "We will be closed by Friday if you go on like that."},
                                         Mail{re, "My phone is broken, so mail me the date."},
                                         Mail{re, "Our team likes it. Go ahead."},
                                         Mail{"AW: Die Fahnen", "Heute ist es zu spät, morgen reicht."},
                                         Mail{"RE: Las pruebas", "Mañana me viene bien."},
                                         Mail{"R: Le bozze", "Domani va bene."}, Mail{re, "Zítra se mi to hodí."}));

}  // namespace
}  // namespace amends::message
