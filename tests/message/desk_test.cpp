// What people write through the programs of help desks: such a program calls its mail automatic and frames the words,
// which are an answer all the same; and what those programs write themselves.
#include <gtest/gtest.h>

#include "core/classify.hpp"
#include "message/read.hpp"

namespace amends::message {
namespace {

using core::MessageClass;

struct Mail {
    const char* fields;
    const char* text;
    const char* words;  // that are the writer's; null where it does not matter
};

base::MessageFacts read_mail(const Mail& mail) {
    const std::string bytes =
        std::string(
            "From: Desk <desk@weaver.example>\nTo: nora@studio.example\nDate: Wed, 4 Nov 2026 10:00:00 "
            "+0100\nIn-Reply-To: <letter.1@studio.example>\nContent-Type: text/plain; charset=utf-8\n") +
        mail.fields + "\n" + mail.text + "\n";
    const auto facts = read(bytes, Patterns::shipped());
    return facts ? *facts : base::MessageFacts{};
}

class AgentsAnswer : public testing::TestWithParam<Mail> {};
class DesksNotice : public testing::TestWithParam<Mail> {};
class BareHeader : public testing::TestWithParam<Mail> {};

TEST_P(AgentsAnswer, IsAReplyInTheWritersWords) {
    const auto facts = read_mail(GetParam());
    const auto found = core::classify(facts);
    EXPECT_EQ(found.what, MessageClass::reply) << GetParam().text;
    EXPECT_FALSE(found.in_doubt) << GetParam().text;
    if (GetParam().words != nullptr) {
        EXPECT_EQ(facts.text, GetParam().words);
    }
}

TEST_P(DesksNotice, IsAutomatic) {
    EXPECT_EQ(core::classify(read_mail(GetParam())).what, MessageClass::auto_reply) << GetParam().text;
}

TEST_P(BareHeader, MakesNoMachineOfAPerson) {
    EXPECT_EQ(core::classify(read_mail(GetParam())).what, MessageClass::reply) << GetParam().text;
}

constexpr const char* zendesk =
    "Subject: [Weaver] Re: The late proofs\nX-Mailer: Zendesk Mailer\nAuto-Submitted: auto-generated\n"
    "X-Auto-Response-Suppress: All\n";
constexpr const char* jira =
    "Subject: WEV-77 The late proofs\nX-JIRA-FingerPrint: 0a1b\nPrecedence: bulk\nAuto-Submitted: auto-generated\n";
constexpr const char* otrs =
    "Subject: [Ticket#20261104] Re: The late proofs\nX-Mailer: Znuny LTS\nX-Powered-By: Znuny\nPrecedence: bulk\n"
    "Auto-Submitted: auto-generated\n";
constexpr const char* freshdesk =
    "Subject: Re: The late proofs [#7712]\nX-Freshdesk-Ticket: 7712\nAuto-Submitted: auto-generated\n";

INSTANTIATE_TEST_SUITE_P(
    Frames, AgentsAnswer,
    testing::Values(
        Mail{zendesk,
             "##- Please type your reply above this line -##\n\nIngrid Moe (Weaver)\nNov 4, 2026, 09:58 GMT\n\n"
             "We expected the proofs a week ago. When will they come?\n\nIngrid\n\n"
             "----------------------------------------------\n\nNora Falk\nNov 3, 2026, 15:02 GMT\n\n"
             "The proofs were due on Monday.\n\n--------------------------------\n"
             "This email is a service from Weaver.\n\n[AB12CD-34EF]",
             "We expected the proofs a week ago. When will they come?\n\nIngrid"},
        Mail{zendesk,
             "##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein. -##\n\nInge Moe (Weberei)\n4. Nov. 2026, "
             "09:58 MEZ\n\nWir nehmen Ihre Entschuldigung an.\n\n--------------------------------\n"
             "Diese E-Mail ist ein Service von Weberei.",
             "Wir nehmen Ihre Entschuldigung an."},
        Mail{zendesk,
             "##- Veuillez saisir votre réponse au-dessus de cette ligne -##\n\nInès Moe (Tissages)\n4 nov. 2026, "
             "09:58 UTC+1\n\nNous attendons toujours le remboursement.\n\n--------------------------------\n"
             "Cet e-mail est un service de Tissages.",
             "Nous attendons toujours le remboursement."},
        Mail{zendesk,
             "##- Por favor, escriba su respuesta por encima de esta línea -##\n\nInés Moe (Telares)\n4 nov 2026, "
             "09:58 CET\n\nAceptamos sus disculpas.\n\n--------------------------------\n"
             "Este correo electrónico es un servicio de Telares.",
             "Aceptamos sus disculpas."},
        Mail{zendesk,
             "##- Inserire la risposta sopra questa riga -##\n\nInes Moe (Tessuti)\n4 nov 2026, 09:58 CET\n\n"
             "Accettiamo le vostre scuse.\n\n--------------------------------\nQuesta email è un servizio di Tessuti.",
             "Accettiamo le vostre scuse."},
        Mail{zendesk,
             "##- Digite sua resposta acima desta linha -##\n\nInês Moe (Teares)\n4 de nov de 2026 09:58 BRT\n\n"
             "Aceitamos as suas desculpas.\n\n--------------------------------\nEste e-mail é um serviço de Teares.",
             "Aceitamos as suas desculpas."},
        Mail{zendesk,
             "##- Typ uw antwoord boven deze regel -##\n\nInge Moe (Weverij)\n4 nov. 2026 09:58 CET\n\n"
             "Wij verwachten een terugbetaling.\n\n--------------------------------\n"
             "Deze e-mail is een dienst van Weverij.",
             "Wij verwachten een terugbetaling."},
        Mail{zendesk,
             "##- Wpisz swoją odpowiedź powyżej tego wiersza -##\n\nInga Moe (Tkalnia)\n4 lis 2026, 09:58 CET\n\n"
             "Oczekujemy zwrotu pieniędzy.\n\n--------------------------------\n"
             "Ta wiadomość e-mail jest usługą świadczoną przez Tkalnia.",
             "Oczekujemy zwrotu pieniędzy."},
        Mail{zendesk,
             "##- この行より上に返信を入力してください -##\n\n森 恵（織物）\n2026年11月4日 09:58 JST\n\n"
             "校正はいつ届きますか？\n\n--------------------------------\nこのメールは織物のサービスです。",
             "校正はいつ届きますか？"},
        Mail{zendesk,
             "##- 请在此行上方输入您的回复 -##\n\n李明（织造）\n2026年11月4日 09:58 CST\n\n订单怎么办？\n\n"
             "--------------------------------\n此电子邮件由织造提供。",
             "订单怎么办？"},
        Mail{zendesk,
             "##- Skriv ditt svar ovanför den här raden -##\n\nInga Moe (Väveriet)\n4 nov. 2026 09:58 CET\n\n"
             "Vi godtar er ursäkt. När kommer korrekturet?\n\n--------------------------------\n"
             "Det här e-postmeddelandet är en tjänst från Väveriet.",
             "Vi godtar er ursäkt. När kommer korrekturet?"},
        Mail{zendesk,
             "##- Skriv dit svar over denne linje -##\n\nInger Moe (Væveriet)\n4. nov. 2026 09.58 CET\n\n"
             "Hvornår kommer korrekturen?\n\n--------------------------------\n"
             "Denne e-mail er en service fra Væveriet.",
             "Hvornår kommer korrekturen?"},
        Mail{
            zendesk,
            "##- Napište svou odpověď nad tento řádek -##\n\nIva Moe (Tkalcovna)\n4. 11. 2026 9:58 SEČ\n\n"
            "Kdy přijdou korektury?\n\n--------------------------------\nTento e-mail je služba společnosti Tkalcovna.",
            "Kdy přijdou korektury?"},
        Mail{jira,
             "—-—-—-—\nReply above this line.\n\nIngrid Moe commented:\n\nYour letter is fine, the invoice is not. "
             "Please send a new one.\n\nView request: https://desk.weaver.example/77\n\nTurn off this request's "
             "notifications\n\nThis is shared with Nora Falk.\n\nPowered by Jira Service Management",
             "Your letter is fine, the invoice is not. Please send a new one."},
        Mail{jira,
             "—-—-—-—\nAntworten Sie oberhalb dieser Zeile.\n\nInge Moe hat einen Kommentar hinzugefügt:\n\n"
             "Was bieten Sie uns an?\n\nAnfrage anzeigen\n\nUnterstützt von Jira Service Management",
             "Was bieten Sie uns an?"},
        Mail{"Subject: Ticket 5512: The late proofs\nAuto-Submitted: auto-generated\nX-Movidesk-Ticket: 5512\n",
             "--- Por favor, responda acima desta linha ---\n\nAção realizada por: Inês Moe\nTicket nº 5512\n"
             "Descrição:\nEsperamos o reembolso até sexta-feira.\n\nClique aqui para visualizar o ticket",
             "Esperamos o reembolso até sexta-feira."},
        Mail{"Subject: Re: The late proofs\nX-HubSpot-Ticket: 9\nAuto-Submitted: auto-generated\n",
             "## Reply above this line ##\n\nWe accept the credit note.\n\nTicket ID: 5512",
             "We accept the credit note."},
        // Whose answer it frames needs no header that says more.
        Mail{"Subject: Re: The late proofs\nAuto-Submitted: auto-generated\n",
             "--- Please reply above this line ---\n\nHi Nora,\n\nWe want the refund by Friday.\n\nIngrid",
             "Hi Nora,\n\nWe want the refund by Friday.\n\nIngrid"},
        // The line stands between an answer and what it answers.
        Mail{"Subject: Re: The late proofs\n",
             "We want the refund by Friday.\n\n## In replies all text above this line is added to the ticket ##\n\n"
             "Thank you for your patience.",
             "We want the refund by Friday."}));

INSTANTIATE_TEST_SUITE_P(
    Bare, AgentsAnswer,
    testing::Values(Mail{otrs,
                         "Dear Ms Falk,\n\nwe accept your apology, but the invoice has to be changed.\n\n"
                         "Ingrid Moe\n-- \nWeaver service desk",
                         nullptr},
                    Mail{freshdesk, "Hi Nora,\n\nWhich of the two proofs should we use?\n\nIngrid", nullptr},
                    Mail{"Subject: Re: The late proofs\nX-HelpScout-Message-ID: 1\nPrecedence: bulk\n",
                         "Your explanation does not help us. We want the refund.", nullptr},
                    Mail{"Subject: Re: The late proofs\nX-Front-Ticket: 1\nAuto-Submitted: auto-generated\n",
                         "Können Sie die Rechnung bis Freitag ändern?", nullptr}));

INSTANTIATE_TEST_SUITE_P(
    OfDesks, DesksNotice,
    testing::Values(
        Mail{zendesk,
             "##- Please type your reply above this line -##\n\nYour request (5512) has been received and is being "
             "reviewed by our support staff.\n\nTo add additional comments, reply to this email.\n\n"
             "--------------------------------\nThis email is a service from Weaver.",
             nullptr},
        Mail{zendesk,
             "##- Please type your reply above this line -##\n\nYour request (#5512) has been solved. To reopen it, "
             "reply to this email.\n\n--------------------------------\nThis email is a service from Weaver.",
             nullptr},
        Mail{jira,
             "—-—-—-—\nReply above this line.\n\nIngrid Moe changed the status to Waiting for customer.\n\n"
             "View request\n\nPowered by Jira Service Management",
             nullptr},
        Mail{otrs, "Ihr Ticket 20261104 wurde geschlossen.", nullptr},
        Mail{otrs, "Ihre Anfrage wurde gelöst. Antworten Sie auf diese E-Mail, um sie wieder zu öffnen.", nullptr},
        Mail{freshdesk, "Votre demande n° 7712 a été résolue.", nullptr},
        Mail{freshdesk, "Su solicitud 7712 ha sido resuelta.", nullptr},
        Mail{freshdesk, "La sua richiesta 7712 è stata chiusa.", nullptr},
        Mail{freshdesk, "O seu chamado 7712 foi encerrado.", nullptr},
        Mail{freshdesk, "Uw melding 7712 is opgelost.", nullptr},
        Mail{freshdesk, "Zgłoszenie 7712 zostało rozwiązane.", nullptr},
        Mail{freshdesk, "お問い合わせ7712は解決済みになりました。", nullptr},
        Mail{freshdesk, "您的工单7712已解决。", nullptr}, Mail{freshdesk, "Ditt ärende 7712 har stängts.", nullptr},
        Mail{freshdesk, "Din sag 7712 er lukket.", nullptr},
        Mail{freshdesk, "Váš požadavek 7712 byl vyřešen.", nullptr}));

INSTANTIATE_TEST_SUITE_P(
    Marks, BareHeader,
    testing::Values(Mail{"Subject: Re: The late proofs\nPrecedence: bulk\n",
                         "We expected the proofs a week ago. When will they come?", nullptr},
                    Mail{"Subject: Re: The late proofs\nPrecedence: junk\n", "Fine with me, thanks.", nullptr},
                    Mail{"Subject: Re: The late proofs\nX-Auto-Response-Suppress: All\n",
                         "Wir erwarten eine Gutschrift.", nullptr},
                    Mail{"Subject: Re: [weavers] The late proofs\nPrecedence: bulk\nList-Id: <weavers.example>\n",
                         "Which of the two proofs is right?", nullptr},
                    Mail{"Subject: Re: The late proofs\nAuto-Submitted: auto-generated\n",
                         "Können Sie die Rechnung bis Freitag ändern?", nullptr}));

TEST(Desk, LeavesAnAnswerOfFewWordsInDoubt) {
    const auto found = core::classify(read_mail({zendesk,
                                                 "##- Please type your reply above this line -##\n\nIngrid Moe "
                                                 "(Weaver)\nNov 4, 2026, 09:58 GMT\n\nBlue looms weave at night.",
                                                 nullptr}));
    EXPECT_EQ(found.what, MessageClass::reply);
    EXPECT_TRUE(found.in_doubt);
    EXPECT_EQ(found.evidence.back(), "a help desk's program sent it, and they may be that program's own");
}

TEST(Desk, LeavesAnUnknownNoticeInDoubt) {
    const auto found =
        core::classify(read_mail({"Subject: Re: The late proofs\nPrecedence: bulk\n", "Blue looms weave.", nullptr}));
    EXPECT_TRUE(found.in_doubt);
}

}  // namespace
}  // namespace amends::message
