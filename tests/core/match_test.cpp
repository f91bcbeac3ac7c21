#include "core/match.hpp"

#include <gtest/gtest.h>

namespace amends::core {
namespace {

using base::LetterId;
using base::MessageFacts;
using base::MessageId;

const MessageId letter_id{"letter-1@sender.example"};
const MessageId check_in_id{"check-in@sender.example"};
const MessageId other_letter_id{"letter-2@sender.example"};
const MessageId stranger{"stranger@client.example"};

const std::vector<ThreadEntry> known{
    {letter_id, LetterId{1}, true},
    {check_in_id, LetterId{1}, false},
    {other_letter_id, LetterId{2}, true},
};

TEST(Match, GoesByInReplyToFirst) {
    MessageFacts facts;
    facts.in_reply_to = {letter_id};
    facts.references = {other_letter_id};
    const auto found = match(facts, known);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->letter, LetterId{1});
    EXPECT_EQ(found->evidence, Evidence::in_reply_to);
    EXPECT_EQ(found->about, letter_id);
    EXPECT_TRUE(found->about_letter);
}

TEST(Match, GoesByTheNewestKnownReferenceElse) {
    MessageFacts facts;
    facts.in_reply_to = {stranger};
    facts.references = {other_letter_id, check_in_id, stranger};
    const auto found = match(facts, known);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->letter, LetterId{1});
    EXPECT_EQ(found->evidence, Evidence::references);
    EXPECT_FALSE(found->about_letter);
}

TEST(Match, BelievesAReportsOriginalBeforeItsOwnHeaders) {
    MessageFacts facts;
    facts.in_reply_to = {other_letter_id};
    facts.report.emplace();
    facts.about.message_id = letter_id;
    const auto found = match(facts, known);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->letter, LetterId{1});
    EXPECT_EQ(found->evidence, Evidence::embedded_message_id);
}

TEST(Match, FallsBackToAReportsOwnHeaders) {
    MessageFacts facts;
    facts.in_reply_to = {letter_id};
    facts.report.emplace();
    facts.about.message_id = stranger;
    const auto found = match(facts, known);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->evidence, Evidence::in_reply_to);
}

TEST(Match, FindsNothingWhereNothingKnownIsNamed) {
    MessageFacts facts;
    EXPECT_FALSE(match(facts, known));
    facts.in_reply_to = {stranger};
    EXPECT_FALSE(match(facts, known));
    facts.in_reply_to = {MessageId{"Letter-1@sender.example"}};
    EXPECT_FALSE(match(facts, known)) << "Message-IDs are compared byte for byte";
}

TEST(Match, TakesTheNewerOfTwoLettersThatShareAMessage) {
    MessageFacts facts;
    facts.in_reply_to = {letter_id};
    auto both = known;
    both.push_back({letter_id, LetterId{7}, false});
    EXPECT_EQ(match(facts, both)->letter, LetterId{7});
    std::swap(both.front(), both.back());
    EXPECT_EQ(match(facts, both)->letter, LetterId{7});
}

TEST(Match, NamesEachIdOnceBestFirst) {
    MessageFacts facts;
    facts.in_reply_to = {letter_id};
    facts.references = {stranger, letter_id, check_in_id};
    EXPECT_EQ(ids_named(facts), (std::vector{letter_id, check_in_id, stranger}));
    facts.report.emplace();
    facts.about.message_id = other_letter_id;
    EXPECT_EQ(ids_named(facts).front(), other_letter_id);
}

TEST(Match, AsksForAFewHundredIdsOfAHostileHeaderAtMost) {
    MessageFacts facts;
    for (int i = 0; i < 100'000; ++i) facts.references.push_back({std::to_string(i) + "@hostile.example"});
    const auto ids = ids_named(facts);
    EXPECT_EQ(ids.size(), 250U);
    EXPECT_EQ(ids.front().value, "99999@hostile.example");
}

TEST(Match, GoesByTheProvidersThreadWhereNothingElseIsNamed) {
    MessageFacts facts;
    facts.provider_thread = "1790000000000000001";
    facts.in_reply_to = {stranger};
    auto all = known;
    all.push_back({thread_as_id("1790000000000000001"), LetterId{2}, false});
    const auto found = match(facts, all);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->letter, LetterId{2});
    EXPECT_EQ(found->evidence, Evidence::thread);
    EXPECT_FALSE(found->about_letter);
    facts.in_reply_to = {letter_id};
    EXPECT_EQ(match(facts, all)->evidence, Evidence::in_reply_to);
    facts.in_reply_to.clear();
    facts.provider_thread = "1790000000000000002";
    EXPECT_FALSE(match(facts, all));
}

TEST(Match, KnowsTheUserByAnyOfTheirAddresses) {
    const std::vector<std::string> own{"berta@sender.example", "b.muster@sender.example"};
    MessageFacts facts;
    facts.from = {{"Berta", "Berta+amends@Sender.Example"}};
    EXPECT_TRUE(is_own(facts, own));
    facts.from = {{"Anna", "anna@client.example"}, {"", "b.muster@sender.example"}};
    EXPECT_TRUE(is_own(facts, own));
    facts.from = {{"berta@sender.example", "anna@client.example"}};
    EXPECT_FALSE(is_own(facts, own)) << "a display name proves nothing";
    EXPECT_FALSE(is_own(MessageFacts{}, own));
}

}  // namespace
}  // namespace amends::core
