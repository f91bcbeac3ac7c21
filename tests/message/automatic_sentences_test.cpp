// Short notices and receipts without a telling header or subject, in ten languages, and people whose mail looks
// automatic at a glance: by a footer, by a signature, by its subject, by the words they use.
#include <gtest/gtest.h>

#include "message/read.hpp"
#include "tests/message/said.hpp"

namespace amends::message {
namespace {

using base::AutomaticNote;
using said::Mail;

class ShortNote : public testing::TestWithParam<Mail> {};
class PersonsMail : public testing::TestWithParam<Mail> {};

TEST_P(ShortNote, IsAutomatic) { EXPECT_NE(said::note_of(GetParam()), AutomaticNote::none); }

TEST_P(PersonsMail, IsTakenForNoNote) { EXPECT_EQ(said::note_of(GetParam()), AutomaticNote::none); }

constexpr const char* re = "Re: The late proofs";

INSTANTIATE_TEST_SUITE_P(
    Looked, ShortNote,
    testing::Values(
        Mail{re, "Hi there, I'm off until Thursday 12 November. Nadia covers for me in the meantime."},
        Mail{re, "Hello! I am walking in the hills with no signal. Back on 12 November."},
        Mail{re, "Out today, back tomorrow. If it cannot wait, ring the studio."},
        Mail{re, "I'm at a trade fair until Friday and my replies will be slow."},
        Mail{re, "Thank you for writing. I only read mail on Mondays and Wednesdays."},
        Mail{re, "We are closed for the holidays and open again on 4 January."},
        Mail{re,
             "Your message has arrived at our help desk and was logged as case 5512. We reply within two working "
             "days."},
        Mail{re, "Thanks for contacting us! One of our team will answer you within 24 hours."},
        Mail{re, "This inbox is not monitored. Please write to studio@example.org instead."},
        Mail{re, "Your mail is held for review by our spam filter and waits for release."},
        Mail{"AW: Die Fahnen", "Guten Tag, ich bin diese Woche auf Schulung und ab Montag wieder am Platz."},
        Mail{"AW: Die Fahnen", "Bis 12.11. verreist. In eiligen Fällen hilft Ihnen Frau Lauf."},
        Mail{"AW: Die Fahnen", "Wir machen Betriebsferien bis einschließlich 15. November. Danach melden wir uns."},
        Mail{"[#88123] AW: Die Fahnen",
             "Sehr geehrte Frau Kolb,\n\nIhre Anfrage ist bei uns eingegangen und wird so schnell wie möglich "
             "bearbeitet.\n\nIhr Kundendienst"},
        Mail{"RE: Les épreuves",
             "Bonjour,\n\nje suis en déplacement jusqu'à jeudi et lirai votre message à mon retour."},
        Mail{"Absente", "En congés jusqu'au 12 novembre. En cas d'urgence, appelez Nadia."},
        Mail{"RE: Les épreuves",
             "Bonjour,\n\nvotre demande nous est bien parvenue. Nous vous répondrons sous 48 heures."},
        Mail{"RE: Las pruebas",
             "Buenos días, estoy de viaje y vuelvo el 12 de noviembre. Para urgencias, llame a Nadia."},
        Mail{"RE: Las pruebas", "No podré leer el correo hasta el jueves. Gracias por su paciencia."},
        Mail{"RE: Las pruebas", "Hemos recibido su consulta con el número 5512. Le contestaremos lo antes posible."},
        Mail{"R: Le bozze", "Salve, sono in trasferta fino a giovedì. Per urgenze scrivete a Nadia."},
        Mail{"R: Le bozze", "Torno in ufficio il 12 novembre e risponderò allora."},
        Mail{"R: Le bozze", "Gentile cliente, la sua richiesta è stata registrata. Risponderemo entro due giorni."},
        Mail{"RES: As provas", "Olá, estarei fora até 12 de novembro. Em caso de urgência ligue para a Nadia."},
        Mail{"Férias", "Estou de férias. Volto a 12 de novembro."},
        Mail{"RES: As provas", "Recebemos a sua mensagem e responderemos no prazo de dois dias úteis."},
        Mail{"Antw: De proeven", "Goedendag, ik ben met vakantie tot 12 november. Mijn collega Nadia helpt u graag."},
        Mail{"Antw: De proeven", "Vandaag ben ik niet op kantoor. Morgen lees ik uw bericht."},
        Mail{"Antw: De proeven", "Uw vraag is bij ons binnengekomen. Binnen twee werkdagen krijgt u antwoord."},
        Mail{"Odp: Korekta",
             "Dzień dobry, do 12 listopada jestem w delegacji. W pilnych sprawach proszę dzwonić do "
             "biura."},
        Mail{"Odp: Korekta", "Wracam w czwartek, odpowiem po powrocie."},
        Mail{"Odp: Korekta", "Państwa zgłoszenie zostało przyjęte. Odpowiemy w ciągu dwóch dni roboczych."},
        Mail{"Re: 校正の件",
             "いつもお世話になっております。11月12日まで出張中です。お急ぎの場合は中村までお電話ください。"},
        Mail{"Re: 校正の件", "お問い合わせを受け付けました。担当者より2営業日以内にご連絡いたします。"},
        Mail{"回复: 校样", "您好，我正在休假，11月12日回公司上班。急事请联系小李。"},
        Mail{"回复: 校样", "您好，我们已收到您的来信，客服会尽快与您联系。"}));

INSTANTIATE_TEST_SUITE_P(
    Looked, PersonsMail,
    testing::Values(
        Mail{re,
             "Thanks, that clears it up for us.\n\nIngrid\n\nThis message has been automatically checked for "
             "viruses."},
        Mail{re,
             "We accept the credit note. Please book it this month.\n\nBest regards\nIngrid Moe\n\nOur office is "
             "closed between Christmas and New Year."},
        Mail{re, "You were away for a week and nobody told us anything."},
        Mail{"Out of office again?", "Every time I write I get a machine. Who is looking after this?"},
        Mail{"Absence of an explanation", "Your letter tells me how sorry you are and not what happened."},
        Mail{re, "I was on holiday when your letter came. It is fine, let's leave it at that."},
        Mail{re, "I have received your letter and I am glad you wrote."},
        Mail{re, "I'm back from leave and have read everything now. We want the refund."},
        Mail{re, "We talked it over in the team. We stay, but you have to deliver by Friday."},
        Mail{re,
             "Call me on Monday, then we can settle it.\n\nIngrid\n\nI will be on leave from 20 November. In "
             "urgent cases please contact Per."},
        Mail{re,
             "Fine with us. Please do not send flowers.\n\nKind regards\nPer\nMoe AS\n\nPlease do not reply to "
             "this address."},
        Mail{re, "Your automatic reply promised an answer within a day. It has been nine."},
        Mail{"Read: what I think of your letter", "I have read it twice and I am still cross."},
        Mail{re, "My boss is away until Monday, but I can tell you already that we accept."},
        Mail{re, "The new proofs arrived and they look right. Thank you for being so quick."},
        Mail{"AW: Die Fahnen", "Ihr Brief hat mich erreicht, als ich im Urlaub war. Für mich ist das erledigt."},
        Mail{"Urlaub verdorben", "Wegen Ihrer Fahnen saß ich im Urlaub am Rechner. Was bieten Sie mir an?"},
        Mail{"AW: Die Fahnen",
             "Wir erwarten eine Gutschrift.\n\nMit freundlichen Grüßen\nInge Moe\n\nUnser Büro ist "
             "vom 24.12. bis 2.1. geschlossen."},
        Mail{"AW: Die Fahnen", "Ich habe Ihre Nachricht erhalten und bin enttäuscht."},
        Mail{"Absence de nouvelles", "Nous attendons toujours le remboursement."},
        Mail{"RE: Les épreuves", "J'étais absente quand tout cela est arrivé. Je vous remercie de votre franchise."},
        Mail{"RE: Les épreuves", "Nous avons bien reçu votre lettre et nous acceptons vos excuses."},
        Mail{"RE: Las pruebas", "Estuve de vacaciones y no me enteré. Acepto sus disculpas."},
        Mail{"RE: Las pruebas", "Hemos recibido su carta y queremos el reembolso cuanto antes."},
        Mail{"R: Le bozze", "Ero in ferie e ho letto ora. Accettiamo le vostre scuse."},
        Mail{"R: Le bozze", "Abbiamo ricevuto la vostra lettera, ma pretendiamo un risarcimento."},
        Mail{"RES: As provas", "Estava de férias quando chegou a sua carta. Está tudo bem."},
        Mail{"Antw: De proeven", "Ik was op vakantie toen uw brief kwam. Wat mij betreft zand erover."},
        Mail{"Antw: De proeven", "Wij hebben uw brief ontvangen en wij verwachten een terugbetaling."},
        Mail{"Odp: Korekta", "Byłam na urlopie, kiedy przyszedł list. Przyjmuję przeprosiny."},
        Mail{"Odp: Korekta", "Otrzymaliśmy państwa list i oczekujemy zwrotu pieniędzy."},
        Mail{"Re: 校正の件", "出張中に拝見しました。ご説明ありがとうございます。問題ありません。"},
        Mail{"回复: 校样", "我出差回来才看到你们的信，接受道歉，但是订单怎么办？"}));

INSTANTIATE_TEST_SUITE_P(
    NotLookedAt, ShortNote,
    testing::Values(
        Mail{re, "I've taken a few days off. Speak on the 12th!"},
        Mail{re, "Hi, thanks for your email. I'm on jury duty this week and will reply as soon as I can."},
        Mail{re, "Currently on parental leave. Per Moe has taken over my projects: per@example.org."},
        Mail{re, "I do not work on Fridays. Your message will be read on Monday."},
        Mail{re, "Merry Christmas! The studio is shut until 4 January."},
        Mail{re, "We got your request. Your reference is 2026-5512. There is no need to write again."},
        Mail{re, "Hello, you have reached the service desk of Moe AS. An agent will pick up your case shortly."},
        Mail{re,
             "To make sure that you are no robot, please confirm your address by opening the link below. Your mail "
             "is delivered afterwards."},
        Mail{re, "Ingrid Moe left Moe AS in October. Please write to Per Moe (per@example.org) from now on."},
        Mail{"AW: Die Fahnen", "Hallo, heute bin ich unterwegs und schaue erst morgen wieder in die Post."},
        Mail{"AW: Die Fahnen",
             "Ich bin krank und weiß noch nicht, wann ich zurück bin. Meine Kollegin Nadia vertritt "
             "mich."},
        Mail{"AW: Die Fahnen", "Danke für Ihre Nachricht! Wir bearbeiten sie in der Reihenfolge des Eingangs."},
        Mail{"AW: Die Fahnen", "Frau Moe arbeitet nicht mehr bei uns. Bitte wenden Sie sich an Herrn Lund."},
        Mail{"RE: Les épreuves", "Je ne travaille pas le mercredi. Je vous lirai demain."},
        Mail{"RE: Les épreuves", "Le bureau est fermé cette semaine. Réouverture lundi."},
        Mail{"RE: Les épreuves", "Merci pour votre message, notre équipe le traitera dans les meilleurs délais."},
        Mail{"RE: Las pruebas", "Estoy en una feria toda la semana con poco acceso al correo."},
        Mail{"RE: Las pruebas", "De vacaciones hasta el 12. Saludos."},
        Mail{"RE: Las pruebas", "Su mensaje ha llegado a nuestro servicio de atención. Número de caso: 5512."},
        Mail{"R: Le bozze", "Oggi sono fuori sede, rispondo domani."},
        Mail{"R: Le bozze", "In malattia fino a nuovo avviso. Contattate la mia collega Nadia."},
        Mail{"R: Le bozze", "Grazie per averci contattato. Un nostro operatore le risponderà al più presto."},
        Mail{"RES: As provas", "Não estarei no escritório esta semana. Responderei na segunda-feira."},
        Mail{"RES: As provas", "O seu pedido foi registado com o número 5512."},
        Mail{"Antw: De proeven", "Deze week heb ik vrij. Op 12 november ben ik er weer."},
        Mail{"Antw: De proeven", "Bedankt voor uw bericht. Wij nemen zo snel mogelijk contact met u op."},
        Mail{"Odp: Korekta", "Jestem na zwolnieniu lekarskim. Zastępuje mnie Nadia Moe."},
        Mail{"Odp: Korekta", "Dziękujemy za wiadomość. Nasz konsultant skontaktuje się z Państwem w ciągu 24 godzin."},
        Mail{"Re: 校正の件", "本日は休みをいただいております。明日ご返信いたします。"},
        Mail{"Re: 校正の件", "このメールは自動で送信しています。内容を確認後、担当者よりご連絡します。"},
        Mail{"回复: 校样", "我本周在外地出差，回复会晚一些，请谅解。"},
        Mail{"回复: 校样", "您的邮件已转交客服部门，请勿直接回复本邮件。"}));

INSTANTIATE_TEST_SUITE_P(
    NotLookedAt, PersonsMail,
    testing::Values(
        Mail{re, "All right then. We will give it another try.\n\nIngrid\n--\nScanned by the mail gateway of Moe AS"},
        Mail{re,
             "I read your note on the train. No hard feelings.\n\nCheers,\nIngrid\n\nI work part-time and am back "
             "in the office on Tuesdays."},
        Mail{re, "Your people were out of reach the whole weekend. That is the part that hurts."},
        Mail{"Holiday let: cancellation", "We are cancelling the booking and would like our deposit."},
        Mail{"Away game tickets", "The tickets came too late and the match is over. What now?"},
        Mail{re, "Got it, thank you for the quick word."},
        Mail{re, "We have received the corrected proofs. Two pages are still wrong."},
        Mail{re, "I'll be out of the office from Thursday, so please send the new date before that."},
        Mail{re, "When I return from Oslo I want to see a plan from you."},
        Mail{re, "This is not an automatic answer, although it may sound like one: we forgive you."},
        Mail{re, "Per, who ran this account, has left the company because of it. Think about that."},
        Mail{"Out of office hours calls", "Your fitters rang at ten at night. Please tell them not to."},
        Mail{re,
             "OK. Ticket closed on our side.\n\nPer\nService desk, Moe AS\n\nThis mailbox is monitored from Monday "
             "to Friday."},
        Mail{re, "Nobody has been in touch since your letter. Is anybody there?"},
        Mail{re, "My colleague Per will take the call with you on Monday, he knows the figures."},
        Mail{"AW: Die Fahnen", "Die neuen Fahnen sind da und stimmen. Danke für die schnelle Hilfe."},
        Mail{"AW: Die Fahnen", "Ab Montag bin ich im Urlaub. Bis dahin brauche ich die Fahnen."},
        Mail{"Nicht erreichbar", "Ihre Hotline war drei Tage nicht erreichbar. So geht das nicht."},
        Mail{"AW: Die Fahnen",
             "Einverstanden.\n\nViele Grüße\nInge\n\nBitte beachten Sie: Ab 1. Dezember haben wir "
             "eine neue Anschrift."},
        Mail{"RE: Les épreuves", "Les nouvelles épreuves sont bonnes, merci. On oublie."},
        Mail{"RE: Les épreuves", "Vous étiez absents trois jours sans prévenir. C'est inadmissible."},
        Mail{"RE: Las pruebas", "Las pruebas nuevas están bien. Por nosotros, olvidado."},
        Mail{"RE: Las pruebas", "Su oficina estuvo cerrada justo cuando la necesitábamos."},
        Mail{"R: Le bozze", "Le bozze nuove vanno bene. Per noi è chiuso il discorso."},
        Mail{"RES: As provas", "As provas novas estão certas. Por nós está esquecido."},
        Mail{"Antw: De proeven", "De nieuwe proeven kloppen. Bedankt dat u zelf belde."},
        Mail{"Antw: De proeven", "Uw kantoor was drie dagen gesloten en niemand zei iets."},
        Mail{"Odp: Korekta", "Nowa korekta jest dobra. Dla nas sprawa jest zamknięta."},
        Mail{"Re: 校正の件", "新しい校正を確認しました。これで結構です。"},
        Mail{"Re: 校正の件", "三日間もご連絡がなく、大変困りました。"},
        Mail{"回复: 校样", "新的校样没有问题，这件事就这样吧。"},
        Mail{"回复: 校样", "你们的客服三天都不在，太让人失望了。"}));

TEST(AutomaticNote, StaysInDoubtBetweenAMachineAndAPerson) {
    for (const auto& [subject, text] : {Mail{re, "I am away until Thursday. The hall was colder than expected."},
                                        Mail{re, "We have received your message."},
                                        Mail{"Automatic reply: The late proofs", "We want the refund by Friday."},
                                        Mail{re, "This is an automatic reply. But I accept your apology."}})
        EXPECT_TRUE(judged_note(subject, text, Patterns::shipped()).in_doubt) << subject << " / " << text;
    for (const auto& [subject, text] :
         {Mail{re, "I am away until Thursday."}, Mail{re, "We accept. I am away until Thursday."},
          Mail{re, "We shall dine out on the tale for years. Until next time!"},
          Mail{re, "Thank you, that is settled."}, Mail{"Automatic reply: The late proofs", "I am away."},
          Mail{re, "This is an automatic reply. See our catalogue of looms."}})
        EXPECT_FALSE(judged_note(subject, text, Patterns::shipped()).in_doubt) << subject << " / " << text;
}

TEST(AutomaticNote, GoesWithADayOfReturnWhereTheWordsLeaveADoubt) {
    const auto with = [](const std::string& text) {
        return read(
                   "From: Ingrid <ingrid@weaver.example>\nDate: Wed, 4 Nov 2026 10:00:00 +0100\nSubject: Re: The late "
                   "proofs\nContent-Type: text/plain\n\n" +
                       text,
                   Patterns::shipped())
            .value();
    };
    const auto told = with(
        "Our dog had puppies on Tuesday! All of them are lively and nobody rests. I'm\ntaking ten days from today to "
        "be "
        "with them, so please bear with me or try\nPer downstairs.\n");
    EXPECT_EQ(told.note, AutomaticNote::absence);
    EXPECT_TRUE(told.in_doubt);
    EXPECT_EQ(told.return_date, base::parse_civil_date("2026-11-13"));
    EXPECT_EQ(with("Our dog had puppies on Tuesday! All of them are lively and nobody rests. I am away.\n").note,
              AutomaticNote::none);
}

}  // namespace
}  // namespace amends::message
