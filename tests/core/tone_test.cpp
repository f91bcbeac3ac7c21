#include "core/tone.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

#include "core/tone_phrases.hpp"

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

// Nothing is said against us, nor for us: what happened is told, and that is all.
INSTANTIATE_TEST_SUITE_P(
    ToldCoolly, ToneOf,
    testing::Values(
        Answer{"The kiln was switched off at two. Nine of the bowls are cracked and the buyer has gone home.", "upset"},
        Answer{"Dear Mr Oram, thank you for your letter. We have decided to place the spring order with another mill.",
               "upset"},
        Answer{"Dear Mr Oram, my mother waited two hours at the gate. She is ninety.", "upset"},
        Answer{"Dear Mr Oram, the second kiln load came out well, and the buyer was content. Until Thursday.",
               "accepts"},
        Answer{"No harm done. Which day does the next load come?", "accepts"}));

struct Pair {
    const char* said;
    const char* also;
};

class ToneOfForms : public testing::TestWithParam<Pair> {};

TEST_P(ToneOfForms, IsTheSameInEverySpelling) {
    EXPECT_EQ(tone_of(GetParam().said), tone_of(GetParam().also)) << GetParam().said;
    EXPECT_TRUE(tone_of(GetParam().said));
}

INSTANTIATE_TEST_SUITE_P(Spellings, ToneOfForms,
                         testing::Values(Pair{"I do not accept that.", "I don\u2019t accept that."},
                                         Pair{"We will not be renewing.", "we wont be renewing"},
                                         Pair{"It is fine, really.", "IT'S FINE, REALLY."},
                                         Pair{"You copy-pasted this.", "You copy pasted this."},
                                         Pair{"Ça suffit.", "ça suffit"}, Pair{"Żądam wyjaśnień.", "żądam wyjaśnień"}));

INSTANTIATE_TEST_SUITE_P(Turned, ToneOf,
                         testing::Values(
                             // Anger that is over, and anger that is not.
                             Answer{"I was livid on Monday. You have made it right, so let us carry on.", "accepts"},
                             Answer{"I was livid on Monday. I am not any calmer today.", "upset"},
                             // A question that wants an answer, and one that does not, about the same things.
                             Answer{"How do we get our deposit back, by card or by cheque?", "question"},
                             Answer{"How dare you keep our deposit?", "upset"},
                             Answer{"Is that the number for the new order?", "question"},
                             Answer{"Is that all?", "upset"}, Answer{"Do we need to cancel the old order?", "question"},
                             Answer{"We need to cancel the order.", "upset"},
                             // A denial turns a phrase round.
                             Answer{"We are not cancelling the contract, everything is fine.", "accepts"},
                             Answer{"No, everything is not fine.", "upset"},
                             Answer{"We are not at all satisfied.", "upset"},
                             Answer{"No complaints from our side.", "accepts"},
                             // Praise, and praise that is meant otherwise.
                             Answer{"A lovely letter, thank you. We are glad to stay.", "accepts"},
                             Answer{"Lovely letter. Pity about the roof, which still leaks.", "upset"}));

INSTANTIATE_TEST_SUITE_P(Nothing, ToneOf,
                         testing::Values(Answer{"", ""}, Answer{"Received.", ""},
                                         Answer{"For your files: the gate code is now 4471.", ""},
                                         Answer{"I have forwarded this to Karl.\n\nInes", ""},
                                         Answer{"1234567890", ""}));

TEST(Tone, IsReadInBoundedTime) {
    std::string text;
    while (text.size() < 4'000'000) text += "we are cancelling not not never ~ accept ";
    EXPECT_TRUE(tone_of(text));
}

TEST(Tone, PhrasesStandInTheBuildOnceEach) {
    std::set<std::string_view> seen;
    for (const auto& phrase : tone_phrases()) {
        EXPECT_TRUE(phrase.weight >= 0 && phrase.weight <= 6) << phrase.words;
        EXPECT_EQ(phrase.words.find('<'), std::string_view::npos) << phrase.words;
        EXPECT_TRUE(seen.insert(phrase.words).second) << phrase.words;
    }
    EXPECT_GT(seen.size(), 1000U);
}

TEST(Tone, IsNoneWhereAFewWordsWeighNothing) {
    for (const char* text : {"hi", "Hello Nora", "Ingrid", "test", "Done.", "Monday.", "See above.", "Hi,\nIngrid"})
        EXPECT_EQ(tone_of(text), std::nullopt) << text;
    for (const char* text : {"Thank you!", "Unacceptable.", "When?", "All forgiven."})
        EXPECT_NE(tone_of(text), std::nullopt) << text;
}

}  // namespace
}  // namespace amends::core
