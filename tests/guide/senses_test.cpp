#include "guide/senses.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "guide/review.hpp"

namespace amends::guide {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> traits_of(std::string_view text) {
    const auto words = read_words(text);
    return sense_traits(words, words.sentences.at(0));
}

TEST(Senses, JudgeASentenceByItsStemsAndTheirPairs) {
    EXPECT_THAT(traits_of("You waited 3 days."),
                ElementsAre("^ you", "you", "you wait", "you _ #", "wait", "wait #", "wait _ days", "#", "# days",
                            "# _ .", "days", "days .", ".", ". $"));
    EXPECT_EQ(traits_of("Waiting"), traits_of("waited")) << "one verb";
    EXPECT_THAT(traits_of("40%"), ElementsAre("^ #percent", "#percent", "#percent $"));
}

TEST(Senses, ReachToTheEndOfTheLongestSentence) {
    std::string text;
    for (int i = 0; i < 500; ++i) text += "word ";
    const auto words = read_words(text);
    for (const auto& sentence : words.sentences)
        EXPECT_LE(sense_traits(words, sentence).size(), 3 * (longest_sentence + 1));
}

TEST(Senses, HaveThreeDegreesEach) {
    const auto heard = sense_named("harm"), sure = sense_named("surely harm"), absent = sense_named("not harm");
    ASSERT_TRUE(heard && sure && absent);
    EXPECT_EQ(*heard & *sure, 0U);
    EXPECT_EQ(*heard & *absent, 0U);
    EXPECT_EQ(*sure & *absent, 0U);
    EXPECT_FALSE(sense_named("surely nothing"));
    EXPECT_FALSE(sense_named("not"));
    EXPECT_THAT(names_of_senses(), HasSubstr("blame_shifting, excuses"));
}

TEST(Senses, CountATraitOnceHoweverOftenItComes) {
    const auto said = [](std::string_view word, int times) {
        std::string text;
        for (int i = 0; i < times; ++i) text.append(word).append(" ");
        const auto words = read_words(text);
        return senses_of(words, words.sentences.at(0));
    };
    // From four times on a word brings no other trait: "^ late", "late", "late late", "late _ late", "late $".
    for (const auto* word : {"late", "refund", "waited", "you", "courier", "we", "lost", "your"})
        EXPECT_EQ(said(word, 4), said(word, 100)) << word;
}

TEST(Senses, NeverHearASenseThatIsNotThere) {
    const auto words = read_words(
        "The courier left it with you. Your office never sent us the list. I am sorry that you stood in the cold.");
    for (const auto& sentence : words.sentences) {
        const auto all = senses_of(words, sentence);
        for (const std::string name : {"blame_shifting", "excuses", "harm", "repair", "fault"}) {
            const bool heard = (all & *sense_named(name)) != 0;
            EXPECT_FALSE(heard && (all & *sense_named("not " + name)) != 0) << name;
            EXPECT_FALSE(!heard && (all & *sense_named("surely " + name)) != 0) << name;
        }
    }
}

constexpr std::string_view own = R"(
[[role]]
name = "TROUBLE"
sense = "harm"

[[rule]]
id = "mine.heard"
class = "self_focus"
message = "m"
guide = "own/Words"
sense = "self_focus"
bad = ["My nerves are shot and I have not slept since you rang me."]

[[rule]]
id = "mine.no_trouble"
class = "no_empathy"
message = "m"
guide = "own/Words"
lacks = ["TROUBLE"]
bad = ["The chairs arrive on Monday at ten."]
)";

constexpr std::string_view heard = "My nerves are shot and I have not slept since you rang me.";
constexpr std::string_view trouble = "You had to wait in the rain for two hours.";

std::vector<std::string> found_in(const std::string& rules, std::string_view body) {
    const auto read = Rules::read({{"own.toml", rules}});
    EXPECT_TRUE(read) << read.error().message;
    std::vector<std::string> all;
    for (const auto& finding : review(*read, {.body = body, .opened_as_apology = true}).findings)
        all.push_back(finding.rule + ": " + std::string(finding.text));
    return all;
}

TEST(Senses, MakeARuleFindTheWholeSentence) {
    const auto body = std::string("The chairs arrive on Monday. ").append(heard).append(" ").append(trouble);
    EXPECT_THAT(found_in(std::string(own), body), ElementsAre("mine.heard: " + std::string(heard)));
}

TEST(Senses, MakeARoleThatALetterMayLack) {
    EXPECT_THAT(found_in(std::string(own), "The chairs arrive on Monday at ten."), ElementsAre("mine.no_trouble: "));
    EXPECT_THAT(found_in(std::string(own), trouble), IsEmpty());
}

TEST(Senses, AreCancelledAsPatternsAre) {
    auto rules = std::string(own);
    const auto at = rules.find("sense = \"self_focus\"");
    rules.replace(at, 0, "unless = [\"slept\"]\n");
    rules.erase(rules.find("bad = [\"My"), rules.find("[[rule]]", at) - rules.find("bad = [\"My"));
    rules.insert(rules.find("[[rule]]", at), "bad = [\"My nerves are shot and I cry in the van.\"]\n");
    EXPECT_THAT(found_in(rules, std::string(heard).append(" ").append(trouble)), IsEmpty());
}

std::string refusal_of(const std::string& key) {
    const std::string head =
        "[[rule]]\nid = \"a.b\"\nclass = \"c\"\nmessage = \"m\"\nguide = \"own/Words\"\nbad = [\"x\"]\n";
    const auto read = Rules::read({{"own.toml", head + key + "\n"}}, false);
    return read ? "" : read.error().message;
}

TEST(Senses, AreRefusedWhereThereIsNoSuchOne) {
    EXPECT_THAT(refusal_of("sense = \"envy\""),
                HasSubstr("own.toml:7:9: there is no such sense; there are blame_shifting"));
    EXPECT_THAT(refusal_of("sense = 3"), HasSubstr("there is no such sense"));
    EXPECT_THAT(refusal_of("sense = \"harm\"\nwhen = [\"x\"]"), HasSubstr("\"when\" or \"sense\", not both"));
    EXPECT_EQ(refusal_of("sense = \"harm\""), "");
}

}  // namespace
}  // namespace amends::guide
