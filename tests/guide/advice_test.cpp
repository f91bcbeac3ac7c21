#include "guide/advice.hpp"

#include <gtest/gtest.h>

#include "guide/shelf.hpp"

namespace amends::guide {
namespace {

std::vector<std::string> told(Offence offence, std::string_view body) {
    static const auto shelf = Shelf::stock({});
    return advice_for(shelf->advice("en"), offence, "About the order", body);
}

TEST(Advice, SaysNothingBesideAMinorMatter) {
    for (const char* body : {"We shipped the wrong colour.", "The contract runs until May.", "I deleted the draft.",
                             "It hurt our schedule, and the data sheet was late.", "the hospitality desk"})
        EXPECT_TRUE(told(Offence::minor, body).empty()) << body;
}

TEST(Advice, SpeaksOfTalkingHandwritingAndAskingBesideASeriousOne) {
    const auto sentences = told(Offence::serious, "We shipped the wrong colour.");
    ASSERT_EQ(sentences.size(), 3U);
    EXPECT_NE(sentences[0].find("in person"), std::string::npos);
    EXPECT_NE(sentences[1].find("handwriting"), std::string::npos);
    EXPECT_NE(sentences[2].find("advises you"), std::string::npos);
}

TEST(Advice, AsksToAskFirstWhereTheLetterSpeaksOfHarmDataOrContract) {
    for (const char* body : {"Your guest was injured.", "We lost your customers' data.", "Personal data was sent out.",
                             "You may terminate the contract.", "A contractual penalty is at stake.",
                             "YOUR LAWYER wrote.", "She was taken to hospital."})
        EXPECT_EQ(told(Offence::minor, body).size(), 1U) << body;
}

TEST(Advice, RefusesABrokenPatternWithItsPlace) {
    const auto read = parse_advice("en/advice.toml", "in_person = 'x'\nask_first_when = ['(']\n");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message.rfind("en/advice.toml:2:19: this is no RE2 pattern", 0), 0U) << read.error().message;
}

TEST(Advice, LeavesOutWhatAnOwnFileLeavesOut) {
    const auto shelf = Shelf::stock({{"en/advice.toml", "in_person = 'Call first.'\n"}});
    ASSERT_TRUE(shelf);
    EXPECT_EQ(advice_for(shelf->advice("en"), Offence::serious, "", "injured"),
              std::vector<std::string>{"Call first."});
    EXPECT_TRUE(advice_for(shelf->advice("de"), Offence::serious, "", "injured").empty());
}

}  // namespace
}  // namespace amends::guide
