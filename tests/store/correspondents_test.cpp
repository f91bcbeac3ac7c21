// Letters by the people they are about, the zones of clients, and reminders by their ids.
#include <gtest/gtest.h>

#include "tests/store/sample.hpp"

namespace amends::store_test {
namespace {

using core::Correspondent;

core::Letter letter_to(int number) {
    core::Letter letter = sample_letter(number, "client" + std::to_string(number) + "@client.example");
    letter.recipients.push_back({{"", "boss@client.example"}, core::RecipientField::cc, false});
    return letter;
}

/// Which letters are found for a mailbox and these domains.
std::vector<std::int64_t> found(ports::Store& store, const std::string& mailbox,
                                const std::vector<std::string>& domains = {}) {
    std::vector<std::int64_t> letters;
    const auto candidates = store.candidates("work", {Correspondent{mailbox, domains}});
    EXPECT_TRUE(candidates);
    for (const core::Candidate& each : *candidates) letters.push_back(each.letter.value);
    return letters;
}

class Correspondents : public ::testing::Test {
protected:
    Correspondents() {
        for (int number = 1; number <= 3; ++number) stored(*store, sample_commit(letter_to(number)));
    }
    Folder folder;
    std::unique_ptr<store::SqliteStore> store = open_store(folder.database());
    using Letters = std::vector<std::int64_t>;
};

TEST_F(Correspondents, AreFoundByMailboxAndByDomain) {
    EXPECT_EQ(found(*store, "client2@client.example"), Letters{2});
    EXPECT_EQ(found(*store, "boss@client.example"), (Letters{1, 2, 3}));
    EXPECT_EQ(found(*store, "somebody@client.example", {"client.example"}), (Letters{1, 2, 3}));
    EXPECT_EQ(found(*store, "somebody@other.example", {"other.example"}), Letters{});
    EXPECT_TRUE(store->candidates("home", {Correspondent{"boss@client.example", {}}})->empty());
}

TEST_F(Correspondents, AreFoundByEveryFormOfAGmailAddress) {
    core::Letter letter = letter_to(4);
    letter.recipients = {{{"", "Tim.Ash+orders@googlemail.com"}, core::RecipientField::to, false}};
    stored(*store, sample_commit(letter));
    for (const char* const form : {"timash@gmail.com", "tim.ash@gmail.com", "t.imash@googlemail.com"})
        EXPECT_EQ(found(*store, form), Letters{4}) << form;
    EXPECT_EQ(found(*store, "timashe@gmail.com"), Letters{});
    EXPECT_EQ(found(*store, "timash@client.example"), Letters{});
}

TEST_F(Correspondents, TellWhatTheMatchingNeeds) {
    auto change = sample_commit((*store->letter({2}))->letter);
    change.letter->state = core::LetterState::closed;
    change.answerer = "private@elsewhere.example";
    stored(*store, change);
    const auto candidates = store->candidates("work", {Correspondent{"private@elsewhere.example", {}}});
    ASSERT_EQ(candidates->size(), 1U);
    const core::Candidate& letter = candidates->front();
    EXPECT_EQ(letter.letter, base::LetterId{2});
    EXPECT_EQ(letter.message_id, letter_to(2).message_id);
    EXPECT_EQ(letter.subject, letter_to(2).subject);
    EXPECT_EQ(letter.sent_at, letter_to(2).sent_at);
    EXPECT_EQ(letter.recipients, (std::vector<std::string>{"client2@client.example", "boss@client.example"}));
    EXPECT_EQ(letter.aliases, std::vector<std::string>{"private@elsewhere.example"});
    EXPECT_FALSE(letter.waits);
}

TEST_F(Correspondents, AreNoAnswerersWhereTheyAreRecipients) {
    auto change = sample_commit((*store->letter({2}))->letter);
    change.answerer = "boss@client.example";
    stored(*store, change);
    EXPECT_TRUE(store->candidates("work", {Correspondent{"client2@client.example", {}}})->front().aliases.empty());
}

TEST_F(Correspondents, LoseTheirAliasesAndZonesWithTheirLetters) {
    auto change = sample_commit((*store->letter({2}))->letter);
    change.answerer = "private@elsewhere.example";
    stored(*store, change);
    for (const char* const mailbox : {"client2@client.example", "private@elsewhere.example", "boss@client.example"}) {
        ASSERT_TRUE(store->note_offset(mailbox, {morning, 3600}));
    }
    ASSERT_EQ(*store->forget_client("client2@client.example"), 1);
    EXPECT_EQ(found(*store, "private@elsewhere.example"), Letters{});
    EXPECT_TRUE(store->offsets("client2@client.example")->empty());
    EXPECT_TRUE(store->offsets("private@elsewhere.example")->empty());
    EXPECT_EQ(store->offsets("boss@client.example")->size(), 1U) << "they have other letters";
}

TEST_F(Correspondents, WriteFromOneZoneADay) {
    ASSERT_TRUE(store->note_offset("client1@client.example", {morning + std::chrono::hours{48}, 7200}));
    ASSERT_TRUE(store->note_offset("client1@client.example", {morning, 3600}));
    ASSERT_TRUE(store->note_offset("client1@client.example", {morning + std::chrono::hours{1}, -3600}));
    EXPECT_EQ(*store->offsets("client1@client.example"),
              (std::vector<calendar::OffsetSeen>{{morning, 3600}, {morning + std::chrono::hours{48}, 7200}}));
    EXPECT_TRUE(store->offsets("client2@client.example")->empty());
}

TEST_F(Correspondents, KnowALetterByEveryIdOfIts) {
    auto change = sample_commit((*store->letter({2}))->letter);
    change.copies = {{"rewritten@server.example"}};
    stored(*store, change);
    const auto entries = store->thread_entries("work", {{"rewritten@server.example"}});
    ASSERT_EQ(entries->size(), 1U);
    EXPECT_TRUE(entries->front().is_letter);
    ASSERT_TRUE(store->forget_client("client2@client.example"));
    EXPECT_TRUE(*store->was_forgotten({"rewritten@server.example"}));
}

}  // namespace
}  // namespace amends::store_test
