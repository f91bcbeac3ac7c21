// Automatic replies without a header that tells, and people who only speak of absences.
#include "message/automatic.hpp"

#include <gtest/gtest.h>

#include "message/read.hpp"

namespace amends::message {
namespace {

using base::AutomaticNote;

AutomaticNote note_of(const char* subject, const char* text) {
    return automatic_note(subject, text, Patterns::shipped());
}

TEST(AutomaticNote, IsToldByTheSubject) {
    for (const char* subject : {"Automatic reply: Our mistake",
                                "AUTO: Ines Weber is out of the office (returning 03/09/2026)",
                                "Out of Office: Hello",
                                "Auto-Reply: x",
                                "Automatische Antwort: Unser Fehler",
                                "Abwesenheitsnotiz: Unser Fehler",
                                "Réponse automatique : Bonjour",
                                "Absence du bureau",
                                "Respuesta automática: Hola",
                                "Fuera de la oficina",
                                "Risposta automatica: Ciao",
                                "Fuori sede",
                                "Resposta automática: Olá",
                                "Ausência temporária",
                                "Automatisch antwoord: Hallo",
                                "Afwezig: Hallo",
                                "Odpowiedź automatyczna: Cześć",
                                "Nieobecność w biurze",
                                "自動応答: お詫び",
                                "【不在】休暇中",
                                "自动回复：道歉",
                                "外出自动回复",
                                "Ines Weber ist außer Haus.",
                                "Ines Weber is out of the office",
                                "Re: Our mistake (Out of office)",
                                "away from my mail",
                                "I'm on vacation until Monday",
                                "[Ticket #4711] Your request has been received",
                                "Eingangsbestätigung Ihrer Anfrage",
                                "We have received your message"})
        EXPECT_NE(note_of(subject, ""), AutomaticNote::none) << subject;
}

TEST(AutomaticNote, IsNotToldByTheSubjectOfAPerson) {
    for (const char* subject : {"Re: Our mistake", "Re: Your out of office message", "AW: Abwesenheitsnotiz von Nora",
                                "Automatic doors", "Plans for the holidays", "Office move", "Vacation rental offer",
                                "Re: vacation", "The ticket prices", "Absolutely fine", "Out of office planner for May",
                                "Abwesenheit am 5. Mai", "Holiday rota", "My request", "Left-over labels"})
        EXPECT_EQ(note_of(subject, ""), AutomaticNote::none) << subject;
}

TEST(AutomaticNote, IsToldByTheText) {
    for (const char* text :
         {"Thank you for your email. I am out of the office until Monday. In urgent cases please contact Karl.",
          "I will not be reading my mail for a while. Your mail will be read when I return.",
          "This is an automatic reply. I am away.",
          "It's just my little robot that writes to you here: I am away until Monday.",
          "Diese Nachricht schickt ein Automat, ich bin bis Montag verreist.",
          "Hello, I'm on annual leave with limited access to email and will respond when I return.",
          "Vielen Dank für Ihre Nachricht. Ich bin bis Freitag nicht im Büro. In dringenden Fällen wenden Sie sich an "
          "Karl.",
          "Bonjour, je suis en congés. En cas d'urgence, veuillez contacter Karl. Je vous répondrai à mon retour.",
          "Estoy fuera de la oficina. Gracias por su mensaje, responderé a mi regreso.",
          "Grazie per la sua mail. Sono in ferie e risponderò al mio rientro.",
          "Obrigado pelo seu e-mail. Estou de férias; em caso de urgência contacte o Karl.",
          "Bedankt voor uw bericht. Ik ben afwezig. Voor dringende zaken kunt u contact opnemen met Karl.",
          "Dziękuję za wiadomość. Jestem na urlopie. W pilnych sprawach proszę o kontakt z Karlem.",
          "お問い合わせいただきありがとうございます。現在休暇中です。お急ぎの場合は代表までご連絡ください。",
          "您好，感谢您的来信。我正在休假，紧急事宜请联系同事。"})
        EXPECT_EQ(note_of("Re: Our mistake", text), AutomaticNote::absence) << text;
}

TEST(AutomaticNote, KnowsAReceiptByItsHeadingAndItsSentence) {
    using Receipt = std::pair<const char*, const char*>;
    for (const auto& [subject, text] :
         {Receipt{"Return Receipt", "Return Receipt\n\nYour document:  The late looms\nwas received by:  Ines/Mill\n"},
          Receipt{"Read: The late looms",
                  "Your message\n\n  To: Ines\n  Subject: The late looms\n\nwas read on 3 May."},
          Receipt{"Gelesen: The late looms", "Ihre Nachricht an Ines wurde am 3. Mai um 10:02 gelesen."},
          Receipt{"Lu : The late looms", "Votre message du 3 mai a été lu le 4 mai."},
          Receipt{"Leído: The late looms", "Su mensaje para Ines fue leído el 4 de mayo."},
          Receipt{"Letto: The late looms", "Il suo messaggio del 3 maggio è stato letto il 4 maggio."},
          Receipt{"Lida: The late looms", "A sua mensagem foi lida em 4 de maio."},
          Receipt{"Gelezen: The late looms", "Uw bericht is op 4 mei gelezen."},
          Receipt{"Przeczytano: The late looms", "Twoja wiadomość została przeczytana 4 maja."},
          Receipt{"開封済み: The late looms", "次のメッセージは5月4日に開封されました。"},
          Receipt{"已读: The late looms", "您的邮件已被阅读。"}})
        EXPECT_EQ(note_of(subject, text), AutomaticNote::receipt) << subject;
}

TEST(AutomaticNote, LeavesPeopleWhoSpeakOfReceiptsAlone) {
    EXPECT_EQ(note_of("Re: The late looms", "Your letter was read by all of us, and we thank you."),
              AutomaticNote::none);
    EXPECT_EQ(note_of("Read: an article on looms", "This made me think of you."), AutomaticNote::none);
    EXPECT_EQ(note_of("Return receipt", "Why do you ask for one?"), AutomaticNote::none);
}

TEST(AutomaticNote, KnowsWhoHasLeftAndWhatIsATicket) {
    EXPECT_EQ(note_of("Automatic reply: Hello",
                      "Ines no longer works at the weaving mill. Please write to karl@weberei.example."),
              AutomaticNote::left);
    EXPECT_EQ(note_of("Automatische Antwort", "Ich bin nicht mehr für die Weberei tätig."), AutomaticNote::left);
    EXPECT_EQ(
        note_of("Re: Hello",
                "Thank you for contacting us. Your request has been received (ticket #4711). A member of our team "
                "will get back to you."),
        AutomaticNote::ticket);
    EXPECT_EQ(stand_in("Ines has left. Please contact Karl Weber (karl@weberei.example) instead.", Patterns::shipped()),
              "karl@weberei.example");
    EXPECT_EQ(stand_in("Ines ist weg. Bitte wenden Sie sich an <karl@weberei.example>.", Patterns::shipped()),
              "karl@weberei.example");
    EXPECT_EQ(stand_in("Nobody to name.", Patterns::shipped()), "");
}

TEST(AutomaticNote, IsNotFoundWhereAPersonWrites) {
    for (const char* text :
         {"Thanks for the honest letter. I am on holiday next week, could we talk on Monday 9 March?",
          "I'm travelling today, but the apology is accepted. Let's move on.",
          "Thank you for your message. We have received the new brochures and they look good.",
          "I was out of the office when it happened and had to explain it to my boss. Not good.",
          "Karl has left the company, I am his successor. What happens with our order?",
          "Your letter was waiting when I came back from vacation. Fine by me.",
          "Danke für Ihre Entschuldigung. Ich bin ab morgen im Urlaub, schicken Sie die Rechnung bitte an Frau Lauf?",
          "Merci pour votre lettre. Je suis en congés la semaine prochaine, rappelez-moi avant ?",
          "Our office will be closed next week. Can you deliver before?",
          "No auto-reply this time, it is really me. All good again.",
          "Your autoresponder promised somebody would call. Who would that be?",
          "What I got was an automatic reply saying that you have received your request. Is that all?", "ok", ""})
        EXPECT_EQ(note_of("Re: Our mistake", text), AutomaticNote::none) << text;
}

TEST(AutomaticNote, ComesWithTheFacts) {
    const auto facts = read(
        "From: ines@weberei.example\nSubject: Automatic reply: x\nDate: Thu, 26 Feb 2026 10:00:00 +0100\n\nI am away "
        "until 6 "
        "March. Please contact karl@weberei.example.\n");
    EXPECT_EQ(facts->note, AutomaticNote::absence);
    EXPECT_EQ(facts->stand_in, "karl@weberei.example");
    EXPECT_EQ(read_head("Subject: Automatic reply: x\n")->note, AutomaticNote::automatic);
}

}  // namespace
}  // namespace amends::message
