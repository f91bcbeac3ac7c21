// Mail that answers nothing, from addresses that nobody reads; and letters that somebody gives back in plain words.
#include <gtest/gtest.h>

#include "core/classify.hpp"
#include "message/read.hpp"

namespace amends::message {
namespace {

using core::MessageClass;

base::MessageFacts read_mail(const std::string& fields, const std::string& text) {
    const auto facts = read(
        "To: nora@studio.example\nDate: Wed, 4 Nov 2026 10:00:00 +0100\nContent-Type: text/plain; "
        "charset=utf-8\n" +
            fields + "\n" + text + "\n",
        Patterns::shipped());
    return facts ? *facts : base::MessageFacts{};
}

TEST(Notices, OfAddressesThatNobodyReadsAreNoAnswers) {
    for (const char* address :
         {"no-reply", "noreply", "do-not-reply", "donotreply", "nicht-antworten", "keine-antwort", "ne-pas-repondre",
          "nepasrepondre", "no-responder", "non-rispondere", "nao-responda", "niet-antwoorden", "nie-odpowiadaj",
          "svara-inte", "ingen-svar", "neodpovidat", "noreply+4711", "notifications"}) {
        const auto facts =
            read_mail(std::string("From: Loom Shop <") + address + "@loomshop.example>\nSubject: Hello\n",
                      "Your invoice for October is ready.");
        EXPECT_EQ(core::classify(facts).what, MessageClass::other) << address;
    }
    const auto survey = read_mail(
        "From: Loom Shop <hello@loomshop.example>\nFeedback-ID: 7:survey:loomshop\nSubject: "
        "Your opinion\n",
        "How did you like your loom?");
    EXPECT_EQ(core::classify(survey).what, MessageClass::other);
}

TEST(Notices, OfPeopleAreAnswers) {
    for (const char* address : {"nora.reply", "notar", "noreen", "news", "neo"}) {
        const auto facts =
            read_mail(std::string("From: Ingrid <") + address + "@weaver.example>\nSubject: Hello\n", "We accept.");
        EXPECT_EQ(core::classify(facts).what, MessageClass::reply) << address;
    }
}

TEST(ReturnedInPlainWords, IsAnAnswerInDoubt) {
    const auto found = core::classify(read_mail(
        "From: Incoming post <post@gate.example>\nSubject: Re: The late proofs\nIn-Reply-To: "
        "<letter.1@studio.example>\n",
        "We could not hand this mail on for four days.\n\nFor: ingrid@weaver.example\nCode: 5.1.1, unknown there\n\n"
        "The mail:\nFrom: Nora Falk <nora@studio.example>\nMessage-ID: <letter.1@studio.example>"));
    EXPECT_EQ(found.what, MessageClass::reply);
    EXPECT_TRUE(found.in_doubt);
}

TEST(ReturnedInPlainWords, ByTheClientIsAnAnswer) {
    const std::string fields =
        "From: Ingrid <ingrid@weaver.example>\nSubject: Re: The late proofs\nIn-Reply-To: <letter.1@studio.example>\n";
    const std::string answer =
        "Dear Nora,\n\nyour letter reached me, and Friday is fine. The copy for our buyers came back, see below.\n\n"
        "Ingrid\n\n";
    const auto quoted = core::classify(read_mail(
        fields, answer + "> <buyers@weaver.example>: 550 5.1.1 no such user\n> Message-ID: <letter.1@studio.example>"));
    EXPECT_EQ(quoted.what, MessageClass::reply);
    EXPECT_FALSE(quoted.in_doubt);
    const auto pasted = core::classify(read_mail(
        fields, answer + "<buyers@weaver.example>: 550 5.1.1 no such user\nMessage-ID: <letter.1@studio.example>"));
    EXPECT_EQ(pasted.what, MessageClass::reply);
}

TEST(ReturnedInPlainWords, NeedsTheLettersHeaderAndACode) {
    for (const char* text : {"We run version 5.1.1 of your program, and it fails.",
                             "Here are the headers that you asked for:\n\nMessage-ID: <letter.1@studio.example>"})
        EXPECT_EQ(
            core::classify(read_mail("From: Ingrid <ingrid@weaver.example>\nSubject: Re: The late proofs\n", text))
                .what,
            MessageClass::reply)
            << text;
}

}  // namespace
}  // namespace amends::message
