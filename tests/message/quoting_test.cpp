#include "message/quoting.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "message/html.hpp"
#include "message/language.hpp"

namespace amends::message {
namespace {

class Attribution : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(
    EightLanguages, Attribution,
    testing::Values(
        "On Tue, 2 Jun 2026 at 09:15, Nora Falk <nora@studio.example> wrote:",
        "On Tue, 2 Jun 2026 at 09:15, Nora Falk <nora@studio.example>\nwrote:", "On 02/06/2026 09:15, Nora Falk wrote:",
        "2026-06-02 9:15 GMT+02:00 Nora Falk <nora@studio.example>:", "Am 02.06.26 um 09:15 schrieb Nora Falk:",
        "Am Di., 2. Juni 2026 um 09:15 Uhr schrieb Nora\n<nora@studio.example>:",
        "Nora Falk <nora@studio.example> schrieb am 02.06.2026:",
        "Le mar. 2 juin 2026 à 09:15, Nora Falk <n@s.example> a écrit :",
        "El mar, 2 jun 2026 a las 9:15, Nora (<n@s.example>) escribió:",
        "Il giorno mar 2 giu 2026 Nora Falk ha scritto:", "Op di 2 jun 2026 om 09:15 schreef Nora Falk <n@s.example>:",
        "Em ter., 2 de jun. de 2026 às 09:15, Nora <n@s.example> escreveu:",
        "W dniu 2.06.2026 o 09:15, Nora Falk napisał(a):", "wt., 2 cze 2026 o 09:15 Nora <n@s.example> napisał(a):",
        "Den tir. 2. jun. 2026 kl. 09.15 skrev Nora Falk <n@s.example>:", "2. jun. 2026 kl. 09:15 skrev Nora Falk:",
        "út 2. 6. 2026 v 9:15 Nora Falk napsal(a):", "2 июня 2026 г., в 9:15, Nora Falk написал(а):",
        "2026年6月2日(火) 9:15 Nora Falk <n@s.example>:", "在 2026年6月2日，09:15，Nora Falk 写道：",
        "------------------ 原始邮件 ------------------\n发件人: Nora",
        "差出人: Nora\n送信日時: 2026年6月2日\n宛先: Ines\n件名: x",
        "发件人： Nora\n发送时间： 2026年6月2日\n收件人： Ines\n主题： x",
        "Fra: Nora\nSendt: tirsdag\nTil: Ines\nEmne: Hei", "Sent from my phone\n\nOn 2 June 2026 Nora wrote:",
        "-----Original Message-----\nFrom: Nora", "-------- Ursprüngliche Nachricht --------\nVon: Nora",
        "---------- Forwarded message ---------\nFrom: Nora", "-------- Original message --------",
        "From: Nora Falk <n@s.example>\nSent: Tuesday, June 2, 2026 9:15\nTo: Ines\nSubject: Hello",
        "*From:* Nora Falk <n@s.example>\n*Sent:* Tuesday\n*To:* Ines",
        "Von: Nora Falk\nGesendet: Dienstag, 2. Juni 2026\nAn: Ines\nBetreff: Hallo",
        "De : Nora\nEnvoyé : mardi\nÀ : Ines\nObjet : Salut", "Da: Nora\nInviato: martedì\nA: Ines",
        "Van: Nora\nVerzonden: dinsdag\nAan: Ines", "Od: Nora\nWysłano: wtorek\nDo: Ines",
        "________________________________\nFrom: Nora Falk <n@s.example>", "-- \nInes Weber\nWeberei"));

TEST_P(Attribution, EndsWhatIsNew) {
    EXPECT_EQ(newly_written(std::string("Thank you.\n\nInes\n\n") + GetParam() + "\n\nDear Ines,\nold words\n"),
              "Thank you.\n\nInes");
    const auto text =
        newly_written(std::string("Thank you.\n\nInes\n\n") + GetParam() + "\n> Dear Ines,\n> old words\n");
    EXPECT_EQ(text.find("old words"), std::string::npos) << text;
}

TEST(NewlyWritten, KeepsAnswersBetweenQuotedLines) {
    EXPECT_EQ(
        newly_written("Hello,\n\nOn 2 June 2026, Nora wrote:\n> one?\n\nYes.\n\n> two?\n> three?\n\nNo.\n\nInes\n"),
        "Hello,\n\nYes.\n\nNo.\n\nInes");
}

TEST(NewlyWritten, TakesNoSentenceForAnAttribution) {
    for (const char* text : {"On Monday I wrote: pay 20 Euro.\nPlease do.", "From: what I hear all is well\nand good.",
                             "I wrote to you on 3 June: it is fine\nand stays so.", "a -- b", "--- see below ---x",
                             "To: be or not\nFrom: here"})
        EXPECT_EQ(newly_written(text), text);
}

TEST(NewlyWritten, IsEmptyWhereAllIsQuoted) {
    EXPECT_EQ(newly_written("> a\n> b\n"), "");
    EXPECT_EQ(newly_written(""), "");
    EXPECT_EQ(newly_written("\n\n \n"), "");
}

TEST(Unflowed, JoinsSoftBreaksAndKeepsHardOnes) {
    EXPECT_EQ(unflowed("one \ntwo\nthree\n", false), "one two\nthree\n");
    EXPECT_EQ(unflowed("super \nkalifrag\n", true), "superkalifrag\n");
    EXPECT_EQ(unflowed("> a \n> b\n>> c \nd\n", false), "> a b\n>> c \nd\n");
    EXPECT_EQ(unflowed(" stuffed\n -- \n-- \nsig", false), "stuffed\n-- \n-- \nsig\n");
    EXPECT_EQ(unflowed("ends soft ", false), "ends soft \n");
}

TEST(Html, BecomesReadableLines) {
    EXPECT_EQ(plain_from_html(
                  "<html><head><title>no</title><style>p{}</style></head><body><p>Hello  &amp;\n you,</p><p>a<br>b</p>"
                  "<div>x</div><div><br></div><div>y</div></body></html>"),
              "Hello & you,\n\na\nb\n\nx\n\ny\n");
    EXPECT_EQ(plain_from_html("1 < 2 &lt; 3 &#8364; &#x20AC; &unknown; &"), "1 < 2 < 3 € € &unknown; &\n");
    EXPECT_EQ(plain_from_html("<pre>a\n  b</pre>"), "a\n  b\n");
    EXPECT_EQ(plain_from_html("a<script>alert('</p>')</script>b<!-- c -->d"), "abd\n");
}

TEST(Html, MarksQuotesAndDropsSignatures) {
    EXPECT_EQ(newly_written(
                  plain_from_html("<div>New.</div><div class=\"gmail_quote\"><div>On 2 June 2026 Nora wrote:<br></div>"
                                  "<blockquote>Old.</blockquote></div><div>Below.</div>")),
              "New.\n\nBelow.");
    EXPECT_EQ(newly_written(plain_from_html("<p>New.</p><blockquote type=cite><p>Old <b>words</b></p></blockquote>")),
              "New.");
    EXPECT_EQ(plain_from_html("Hi<div class=\"gmail_signature\"><div>Ines</div></div>there"), "Hi\nthere\n");
}

TEST(Html, TakesAllBelowOutlooksMarkForQuoted) {
    EXPECT_EQ(
        newly_written(plain_from_html(
            "<div>New.</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>From:</b> Nora<br></div>"
            "<div>Old words.</div>")),
        "New.");
}

TEST(NewlyWritten, CutsWhatAProgramSigns) {
    for (const char* line : {"Sent from my iPhone", "Von meinem iPhone gesendet", "Get Outlook for iOS",
                             "iPhoneから送信", "发自我的手机", "Envoyé de mon iPhone", "Enviado desde mi iPhone",
                             "Inviato da iPhone", "Wysłane z iPhone'a", "Verstuurd vanaf mijn iPhone"})
        EXPECT_EQ(newly_written(std::string("Fine.\n\n") + line + "\n\n> old\n"), "Fine.") << line;
}

TEST(NewlyWritten, KeepsASentenceThatBeginsLikeAProgramsSignature) {
    constexpr const char* text = "Sent from my side are two parcels.\nPlease tell me when they come.\n";
    EXPECT_EQ(newly_written(text), base::trimmed(text));
}

TEST(Html, SurvivesWhatIsNoHtml) {
    for (const char* html :
         {"<", "<a", "<!--", "<style>", "</", "&#99999999999;", "&#xD800;", "</div></div></blockquote>x", "<p <p <p"})
        plain_from_html(html);
    EXPECT_EQ(plain_from_html("</blockquote></pre></div>x"), "x\n");
}

TEST(Language, IsToldOfASentenceAndNotOfAWord) {
    EXPECT_EQ(language_of("Thank you for writing so openly, we can live with the new date."), "en");
    EXPECT_EQ(language_of("Vielen Dank für die offenen Worte, mit dem neuen Termin können wir leben."), "de");
    EXPECT_EQ(language_of("Merci pour votre franchise, la nouvelle date nous convient tout à fait."), "fr");
    EXPECT_EQ(language_of("Gracias por la sinceridad, la nueva fecha nos viene muy bien a todos."), "es");
    EXPECT_EQ(language_of("Dziękuję za szczerość, nowy termin całkowicie nam odpowiada."), "pl");
    EXPECT_EQ(language_of("OK"), "");
    EXPECT_EQ(language_of(""), "");
    EXPECT_EQ(language_of("Sorry, my fault!"), "");
    EXPECT_EQ(language_of("Caf\u00e9 \u2615, \u2014 na\u00efve \u00e9t\u00e9!"), "");
    EXPECT_EQ(language_of("12345 67890 12345 67890 12345 67890 12345 67890 12345 67890"), "");
    EXPECT_EQ(language_of("https://a.example/une/page/en/francais/pour/les/clients/de/la/maison"), "");
}

TEST(Language, IsUndeterminedWhereATextTooShortToTellIsNotInLatinLetters) {
    EXPECT_EQ(language_of("遅れて申し訳ありません。"), "und");
    EXPECT_EQ(language_of("Простите за опоздание!"), "und");
    EXPECT_EQ(language_of("Συγγνώμη για το λάθος."), "el");
    EXPECT_EQ(language_of("Συγγνώμη!"), "und");
    EXPECT_EQ(language_of("آسف على التأخير."), "und");
    EXPECT_EQ(language_of("Petrov: простите за файл invoice.pdf, пожалуйста"), "und");
    EXPECT_EQ(language_of("Sorry, Иван!"), "");
}

TEST(NewlyWritten, EndsWithTheNameBelowAFarewell) {
    for (const char* farewell :
         {"Kind regards,", "Mit freundlichen Grüßen", "Cordialement,", "Un saludo,", "Cordiali saluti",
          "Com os melhores cumprimentos,", "Met vriendelijke groet,", "Z poważaniem", "敬具", "此致"})
        EXPECT_EQ(newly_written("The pens have come.\n\n" + std::string(farewell) +
                                "\n\nIngrid Moe\nHead of Print, Moe AS\nTel. 22 00 00 00 | www.moe.example\n"),
                  "The pens have come.\n\n" + std::string(farewell) + "\n\nIngrid Moe");
    const std::string letter = "Kind regards,\nthat is how you signed.\n\n" + std::string(90, 'x') + "\n";
    EXPECT_EQ(newly_written(letter), std::string(base::trimmed(letter)));
}

TEST(NewlyWritten, LeavesOutWhatTheHouseSaysBelowAllItsMail) {
    for (const char* notice :
         {"CONFIDENTIALITY NOTICE: whoever has this by mistake must delete it, or we shall take action.",
          "This e-mail and its attachments are confidential and meant for its addressee.",
          "Diese E-Mail ist vertraulich und nur für den Empfänger bestimmt.",
          "Ce message est confidentiel et destiné à la seule personne nommée.",
          "Este mensaje es confidencial y va dirigido solo a su destinatario.",
          "Questo messaggio è riservato al destinatario.", "Esta mensagem é confidencial e destina-se a quem nomeia.",
          "Dit bericht is vertrouwelijk en bestemd voor de geadresseerde.",
          "Niniejsza wiadomość jest poufna i przeznaczona dla adresata.", "本メールには機密情報が含まれています。",
          "本邮件内容保密，仅供指定收件人阅读。"})
        EXPECT_EQ(newly_written("The pens have come.\n\nIngrid\n\n" + std::string(notice) + "\n"),
                  "The pens have come.\n\nIngrid")
            << notice;
    EXPECT_EQ(newly_written("This message is meant for the addressee: thank you."),
              "This message is meant for the addressee: thank you.");
}

TEST(NewlyWritten, KnowsAnAttributionByTheNameAloneAndInTurkish) {
    EXPECT_EQ(newly_written("Good.\n\nNora Falk wrote:\n> Sorry.\n"), "Good.");
    EXPECT_EQ(
        newly_written("Good.\n\nNora Falk <n@s.example>, 2 Haz 2026 Sal, 09:15 tarihinde şunu yazdı:\n\n> Sorry.\n"),
        "Good.");
    EXPECT_EQ(newly_written("Here is what I wrote:\n\nGood."), "Here is what I wrote:\n\nGood.");
}

}  // namespace
}  // namespace amends::message
