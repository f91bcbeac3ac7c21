#include "core/tone_traits.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/tone_phrases.hpp"

namespace amends::core {
namespace {

bool has(const ToneTraits& traits, std::string_view name) { return traits.contains(name); }

TEST(ToneTraits, TellWhetherWordsAreAskedOrDenied) {
    EXPECT_TRUE(has(tone_traits("The vase was broken."), "harm"));
    EXPECT_TRUE(has(tone_traits("Was the vase broken?"), "harm asked"));
    EXPECT_TRUE(has(tone_traits("The vase was not broken."), "harm not"));
    EXPECT_FALSE(has(tone_traits("The vase was not broken."), "harm"));
    EXPECT_TRUE(has(tone_traits("The vase did not break. The lid was broken."), "harm"));
}

TEST(ToneTraits, SeeTheForm) {
    const auto traits = tone_traits("So it was \"an oversight\"! That comes to 1.250.");
    for (const char* name : {"quotes words", "exclaims", "figures", "sum", "no address", "no thanks", "always"})
        EXPECT_TRUE(has(traits, name)) << name;
    for (const char* name : {"shouts", "smiles", "farewell", "asks"}) EXPECT_FALSE(has(traits, name)) << name;
    EXPECT_TRUE(has(tone_traits("WHERE DOES THIS BOAT GOES"), "shouts"));
    EXPECT_TRUE(has(tone_traits("fine by me :)"), "smiles"));
    EXPECT_TRUE(has(tone_traits("Which one is it?"), "only asks"));
    EXPECT_FALSE(has(tone_traits("I forgot. Which one is it?"), "only asks"));
    EXPECT_TRUE(has(tone_traits("I forgot. Which one is it?"), "asks last"));
}

TEST(ToneTraits, GrowWithWhatIsSaidYetNotWithoutEnd) {
    const int once = tone_traits("It is broken.").at("harm");
    const int twice = tone_traits("It is broken. It is late.").at("harm");
    std::string often;
    for (int times = 0; times < 50; ++times) often += "It is broken. ";
    EXPECT_LT(once, twice);
    EXPECT_EQ(tone_traits(often).at("harm"), 9);
}

TEST(ToneTraits, LeaveOutNamesAndTitles) {
    EXPECT_FALSE(has(tone_traits("All clear.\n\nRegards\nComplaints Office"), "phrase complains"));
}

/// The name without where it was seen.
std::string kind_of(std::string_view trait) {
    std::string kind(trait);
    for (const std::string_view ending : {" asked", " not"})
        if (kind.ends_with(ending)) kind.resize(kind.size() - ending.size());
    return kind;
}

TEST(ToneTraits, AreWeighedUnderTheNamesThatTheyHave) {
    std::set<std::string, std::less<>> kinds;
    for (const char* answer : {"", "Dear Vera,\n\nAll fine!\n\nKind regards\nVera x", "Hi Vera,\nIs it?",
                               "Vera,\n\nNo \"it\" :) 12,000", "I SAID THAT WILL NEVER WORK. Does it?", "Which one?",
                               "Thanks, but it is late.", "Never mind. Which one is it?"})
        for (const auto& [name, sixths] : tone_traits(answer)) kinds.insert(kind_of(name));
    for (const auto& sign : tone_signs()) kinds.emplace(sign.name);
    for (const auto& weight : tone_weights())
        EXPECT_TRUE(weight.trait.starts_with("phrase ") || kinds.contains(kind_of(weight.trait))) << weight.trait;
}

TEST(ToneTraits, AreWeighedOfEveryKind) {
    std::set<std::string, std::less<>> weighed;
    for (const auto& weight : tone_weights()) weighed.insert(kind_of(weight.trait));
    for (const auto& sign : tone_signs()) EXPECT_TRUE(weighed.contains(sign.name)) << sign.name;
}

}  // namespace
}  // namespace amends::core
