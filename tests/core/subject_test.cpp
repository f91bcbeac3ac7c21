#include "core/subject.hpp"

#include <gtest/gtest.h>

namespace amends::core {
namespace {

TEST(Subject, LosesWhatAnsweringAddsInManyLanguages) {
    for (const char* const subject : {"Re: The late brochure",
                                      "RE: RE: The late brochure",
                                      "Re[2]: The late brochure",
                                      "Re (3): The late brochure",
                                      "Re^2: The late brochure",
                                      "AW: The late brochure",
                                      "Antw: The late brochure",
                                      "Antw.: The late brochure",
                                      "SV: The late brochure",
                                      "VS: The late brochure",
                                      "Odp: The late brochure",
                                      "RES: The late brochure",
                                      "TR : The late brochure",
                                      "Ynt: The late brochure",
                                      "Vá: The late brochure",
                                      "VÁ: The late brochure",
                                      "RIF: The late brochure",
                                      "R: The late brochure",
                                      "回复: The late brochure",
                                      "答复：The late brochure",
                                      "返信: The late brochure",
                                      "Отв: The late brochure",
                                      "ΑΠ: The late brochure",
                                      "رد: The late brochure",
                                      "Fwd: The late brochure",
                                      "WG: AW: The late brochure",
                                      "Doorst: The late brochure",
                                      "转发：The late brochure",
                                      "[Fwd: The late brochure]",
                                      "The late brochure (fwd)",
                                      "Automatic reply: The late brochure",
                                      "Réponse automatique : The late brochure",
                                      "Automatische Antwort: The late brochure"}) {
        EXPECT_EQ(bare_subject(subject).text, "the late brochure") << subject;
    }
}

TEST(Subject, SaysWhetherItAnswers) {
    EXPECT_TRUE(bare_subject("[orders] AW: The late brochure").answers);
    EXPECT_TRUE(bare_subject("Re: [orders] The late brochure").answers);
    EXPECT_FALSE(bare_subject("[orders] The late brochure").answers);
    EXPECT_FALSE(bare_subject("The late brochure").answers);
}

TEST(Subject, LosesTagsAndOddSpaces) {
    EXPECT_EQ(bare_subject("[EXTERNAL] [orders 12] Re: The\u00a0late  brochure ").text, "the late brochure");
    EXPECT_EQ(bare_subject("***SPAM*** AW: The late brochure").text, "the late brochure");
    EXPECT_EQ(bare_subject("{Spam?} The late brochure").text, "the late brochure");
    EXPECT_EQ(bare_subject("[12]").text, "[12]") << "what is nothing but a tag keeps it";
    EXPECT_EQ(bare_subject("").text, "");
    EXPECT_EQ(bare_subject("Re:").text, "");
    EXPECT_TRUE(bare_subject("Re:").answers);
}

TEST(Subject, KeepsWordsThatOnlyBeginLikeAPrefix) {
    EXPECT_EQ(bare_subject("Report: late").text, "report: late");
    EXPECT_EQ(bare_subject("Treatment of invoices").text, "treatment of invoices");
    EXPECT_EQ(bare_subject("Answer: yes").text, "answer: yes");
}

TEST(Subject, KnowsItselfAgainAfterItsCharacterSetBroke) {
    const auto whole = bare_subject("Die Störung am Dienstag");
    EXPECT_TRUE(same_subject(whole, bare_subject("AW: Die St\u00c3\u00b6rung am Dienstag")));
    EXPECT_TRUE(same_subject(whole, bare_subject("AW: Die St?rung am Dienstag")));
    EXPECT_FALSE(same_subject(whole, bare_subject("AW: Die Lieferung am Dienstag")));
}

TEST(Subject, IsNeverTheSameWhereThereIsNone) {
    EXPECT_FALSE(same_subject(bare_subject("Re:"), bare_subject("")));
    EXPECT_FALSE(same_subject(bare_subject("???"), bare_subject("!!!")));
    EXPECT_TRUE(same_subject(bare_subject("回复：发票"), bare_subject("发票")));
    EXPECT_FALSE(same_subject(bare_subject("回复：发票"), bare_subject("合同")));
}

TEST(Subject, IsReadInNoTimeHoweverLongItIs) {
    std::string endless;
    for (int i = 0; i < 200'000; ++i) endless += "[a] Re: ";
    EXPECT_LE(bare_subject(endless).text.size(), 2000U);
}

}  // namespace
}  // namespace amends::core
