#include "core/tone.hpp"

#include <gtest/gtest.h>

namespace amends::core {
namespace {

struct Answer {
    const char* text;
    const char* tone;  // "" for none
};

class ToneOf : public testing::TestWithParam<Answer> {};

TEST_P(ToneOf, IsHeardInItsWords) {
    const auto tone = tone_of(GetParam().text);
    EXPECT_STREQ(tone ? to_word(*tone) : "", GetParam().tone) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Accepts, ToneOf,
    testing::Values(Answer{"Hi Nora,\n\nApology accepted. Let's get on with it.\n\nInes", "accepts"},
                    Answer{"Thanks for being so open about it. All good from our side.", "accepts"},
                    Answer{"No worries at all, these things happen to everybody.", "accepts"},
                    Answer{"I was angry on Monday, I admit it, but you put it right within a day and that counts. We "
                           "are happy to carry "
                           "on with you.",
                           "accepts"},
                    Answer{"Thank you, much appreciated. The new plan works for us.", "accepts"},
                    Answer{"It's fine, really. See you Thursday.", "accepts"},
                    Answer{"Dear Nora, we consider the matter closed. Kind regards, Ines", "accepts"},
                    Answer{"ok, no harm done, thanks", "accepts"},
                    Answer{"We are not angry any more. Thank you for the refund, that settles it.", "accepts"},
                    Answer{
                        "Your letter was refreshing. My boss was furious first, she has calmed down and forgives you.",
                        "accepts"},
                    Answer{"Apology accepted! One more thing: could you send the invoice again?", "accepts"},
                    Answer{"I understand, and I appreciate that you told us straight away.", "accepts"},
                    Answer{"Danke für die ehrlichen Worte. Schwamm drüber, kann passieren.", "accepts"},
                    Answer{"Entschuldigung angenommen, für uns ist das erledigt.", "accepts"},
                    Answer{"Merci pour votre message, ce n’est pas grave du tout.", "accepts"},
                    Answer{"Gracias por avisar, no pasa nada.", "accepts"},
                    Answer{"Grazie, nessun problema da parte nostra.", "accepts"},
                    Answer{"Obrigado pela transparência, está tudo bem.", "accepts"},
                    Answer{"Bedankt voor de uitleg, kan gebeuren.", "accepts"},
                    Answer{"Dziękuję, nic się nie stało.", "accepts"},
                    Answer{"ご連絡ありがとうございます。問題ありません。", "accepts"},
                    Answer{"没关系，谢谢您的说明。", "accepts"}, Answer{"Thanks Nora 👍 all sorted now", "accepts"}));

INSTANTIATE_TEST_SUITE_P(
    Upset, ToneOf,
    testing::Values(
        Answer{"This is the third time. I have had enough of your apologies.", "upset"},
        Answer{"We are cancelling the contract as of the end of the month.", "upset"},
        Answer{"I do not accept your apology. You cost us a customer.", "upset"},
        Answer{"Oh wonderful, another apology. I will add it to my collection.", "upset"},
        Answer{"Thanks for nothing.", "upset"}, Answer{"How generous of you. Ten euros for a ruined weekend!", "upset"},
        Answer{"Sorry does not pay my bills. Who is your manager?", "upset"},
        Answer{"I am extremely disappointed and I expect a full refund.", "upset"},
        Answer{"Are you serious? A voucher? After all this?", "upset"},
        Answer{"Please put me through to your supervisor, I wish to make a complaint.", "upset"},
        Answer{"Our solicitor will be in touch.", "upset"}, Answer{"Frankly this is not good enough.", "upset"},
        Answer{"We have decided to take our business elsewhere. Thank you for the work so far.", "upset"},
        Answer{"I appreciate the letter, but we have found another supplier and will be terminating our agreement.",
               "upset"},
        Answer{"STOP WRITING TO ME. NOBODY HERE WANTS YOUR LETTERS.", "upset"},
        Answer{"We will not be renewing.", "upset"}, Answer{"Your so-called explanation is an insult.", "upset"},
        Answer{"What am I supposed to tell my guests?", "upset"},
        Answer{"Das ist eine Frechheit. Wir kündigen zum Monatsende.", "upset"},
        Answer{"Ich bin wirklich enttäuscht, das hilft uns jetzt auch nichts mehr.", "upset"},
        Answer{"C'est inacceptable, je résilie mon abonnement.", "upset"},
        Answer{"Esto es inaceptable, quiero poner una queja.", "upset"},
        Answer{"È una vergogna, parlerò con il mio avvocato.", "upset"},
        Answer{"Isto é inaceitável e vou apresentar uma reclamação.", "upset"},
        Answer{"Dit is onacceptabel, wij dienen een klacht in.", "upset"},
        Answer{"To jest niedopuszczalne, rezygnujemy ze współpracy.", "upset"},
        Answer{"到底、納得できません。", "upset"}, Answer{"我们无法接受，将会投诉。", "upset"}));

INSTANTIATE_TEST_SUITE_P(
    Question, ToneOf,
    testing::Values(Answer{"Thank you for your letter. When will the new brochures arrive?", "question"},
                    Answer{"Could you send me the corrected invoice, please", "question"},
                    Answer{"Hello, which account does the money go to, the old one or the new one?", "question"},
                    Answer{"Please let me know who will be at the meeting.", "question"},
                    Answer{"One question: does the credit cover the delivery as well?", "question"},
                    Answer{"I don't understand point two. What exactly changes on our side?", "question"},
                    Answer{"Danke. Wann kommt die neue Lieferung? Können Sie mir die Nummer schicken?", "question"},
                    Answer{"Bonjour, pouvez-vous me renvoyer la facture ?", "question"},
                    Answer{"¿Cuándo llegará el pedido?", "question"}, Answer{"Hva gjør vi med resten?", "question"},
                    Answer{"新しい納期はいつになりますでしょうか。", "question"},
                    Answer{"请问什么时候能收到？", "question"}));

INSTANTIATE_TEST_SUITE_P(
    Others, ToneOf,
    testing::Values(
        Answer{"I have read your letter and I must say it leaves me cold. Three weeks without heating and you offer "
               "ten percent?",
               "upset"},
        Answer{"We've decided to part ways. Please send the final invoice.", "upset"},
        Answer{"Another week, another apology. When will you actually fix it?", "upset"},
        Answer{"Honestly, I'm at a loss. I trusted you with my biggest event of the year and you let me down.",
               "upset"},
        Answer{"Please close our account effective immediately.", "upset"},
        Answer{"So you are sorry. Great. My customers are still waiting.", "upset"},
        Answer{"This is not what we pay you for.", "upset"},
        Answer{"I'd like to speak to someone senior about this.", "upset"},
        Answer{"No. This does not make up for it. I want my deposit back.", "upset"},
        Answer{"It is a bit rich to call this a misunderstanding. You simply forgot us.", "upset"},
        Answer{"Well, that's just perfect. Wedding's over, photos arrive. Bravo.", "upset"},
        Answer{"I'm not going to pretend this is okay. We lost the tender because of you.", "upset"},
        Answer{"Don't bother sending the voucher. We won't be using you again.", "upset"},
        Answer{"You have wasted enough of my time.", "upset"},
        Answer{"Thanks Mara. Appreciated. We're fine.", "accepts"},
        Answer{"Hi, got it, thank you for fixing it so fast. On we go.", "accepts"},
        Answer{"Thank you for taking the trouble to explain. I had already forgotten about it.", "accepts"},
        Answer{"That's very decent of you. We'd be glad to take the credit.", "accepts"},
        Answer{"Thanks for letting us know. It could have been worse, and you handled it well.", "accepts"},
        Answer{"I was pretty annoyed, but your call yesterday helped a lot. All is forgiven.", "accepts"},
        Answer{"Dear Mara, the replacement arrived this morning and works perfectly. Thank you.", "accepts"},
        Answer{"We accept the new delivery date. Kind regards", "accepts"},
        Answer{"Yes, the refund has arrived. Thanks, we are good.", "accepts"},
        Answer{"Don't beat yourself up. It happens to the best of us.", "accepts"},
        Answer{"ok thats fine with me, see u tuesday", "accepts"}, Answer{"Thank you, that clears it up.", "accepts"},
        Answer{"Thanks for getting in touch. Is the discount applied to next month's bill too?", "question"},
        Answer{"Hi Mara, which of the two invoices is the right one now?", "question"},
        Answer{"I'd like to understand how this will be prevented in future. Can you tell me more?", "question"},
        Answer{"Who do I call if it happens again?", "question"},
        Answer{"Your letter mentions a new contact. Could you share the phone number?", "question"},
        Answer{"Thank you for the explanation. What do you need from us to go on?", "question"},
        Answer{"We would need the corrected files by Friday, is that possible?", "question"},
        Answer{"Please advise whether the old link still works.", "question"},
        Answer{"I received the letter but no attachment. Please resend.", "question"},
        Answer{"How do I claim the credit you mention?", "question"}));

INSTANTIATE_TEST_SUITE_P(
    StillOthers, ToneOf,
    testing::Values(
        Answer{"You promised Friday. It is now Wednesday and I have heard nothing. I am really cross.", "upset"},
        Answer{"I've forwarded your letter to our legal department.", "upset"},
        Answer{"Sorry is easy to say. Show me the money.", "upset"},
        Answer{"We have lost all patience with your company and will look for an alternative.", "upset"},
        Answer{"Frankly, I found your letter condescending.", "upset"},
        Answer{"You'll excuse me if I don't jump for joy.", "upset"},
        Answer{"This has caused us no end of trouble and your explanation raises more doubts than it answers.",
               "upset"},
        Answer{"I consider the contract void.", "upset"},
        Answer{"My wife was in tears. Think about that before you send out form letters.", "upset"},
        Answer{"How very touching. I'm sure the next outage will come with an even nicer letter.", "upset"},
        Answer{"Cheers Mara, all sorted at our end too.", "accepts"},
        Answer{"You were quick to own up and that's what matters to us.", "accepts"},
        Answer{"We were disappointed, of course, but you have made it right. Looking forward to the next project.",
               "accepts"},
        Answer{"Thank you. I took it up with the team and nobody bears a grudge.", "accepts"},
        Answer{"Received the credit note, thanks. From our point of view this is done and dusted.", "accepts"},
        Answer{"No need to apologise any further.", "accepts"}, Answer{"The new version looks great!", "accepts"},
        Answer{"Good to hear it was found. Let's keep going as planned.", "accepts"},
        Answer{"Does this affect the October shipment?", "question"},
        Answer{"Thanks. Before I answer, may I ask what caused it?", "question"},
        Answer{"I am a little confused: your mail says 40 units, the note says 60.", "question"},
        Answer{"What happens with the goods we already have?", "question"},
        Answer{"Could somebody call me tomorrow between 9 and 11?", "question"},
        Answer{"Thank you for the message. Is the number you gave still the right one for emergencies?", "question"}));

INSTANTIATE_TEST_SUITE_P(Nothing, ToneOf,
                         testing::Values(Answer{"", ""}, Answer{"Received.", ""},
                                         Answer{"I have forwarded this to Karl.\n\nInes", ""},
                                         Answer{"The parcel came on Tuesday at https://shop.example/?id=3.", ""},
                                         Answer{"1234567890", ""}));

TEST(Tone, IsReadInBoundedTime) {
    std::string text;
    while (text.size() < 4'000'000) text += "we are cancelling not not never ~ accept ";
    EXPECT_TRUE(tone_of(text));
}

TEST(Tone, PhrasesAreWellFormed) {
    for (auto lines : {upset_phrases(), accepting_phrases(), asking_phrases()}) {
        while (!lines.empty()) {
            const auto line = lines.substr(0, lines.find('\n'));
            lines.remove_prefix(line.size() + 1);
            ASSERT_GT(line.size(), 2U);
            EXPECT_TRUE(line[0] >= '1' && line[0] <= '6' && line[1] == ' ') << line;
            EXPECT_EQ(line.find("  "), std::string_view::npos) << line;
            EXPECT_NE(line.back(), '~') << line;
            EXPECT_NE(line.back(), ' ') << line;
        }
    }
}

}  // namespace
}  // namespace amends::core
