// `store_bodies = false`: everything works, and no text of a letter, an answer or a draft is written down.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "message/read.hpp"
#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using core::LetterState;
using core::PromiseState;
using core::StepKind;
using core::StepState;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string letter = "letter-1@user.example";
const std::string client = "Anna <anna@client.example>";
const std::string words =
    "We spilled ink over your herbarium, and that was careless of us. You will have the cleaned sheets by Friday. From "
    "now on ink stays out of the room where herbaria are opened.";
const std::string answered = "What an unlucky inkpot! Thank you for owning up so quickly, the moss was dull anyway.";
const std::string unsent = "I am sorry about the pressed gentian that I tore. I mend it on [New day].";

class NoBodies : public ::testing::Test {
protected:
    NoBodies() { world.config.accounts.front().policy.store_bodies = false; }
    void begin() {
        world.send_letter_saying(letter, words, client);
        world.advance_to("2026-03-02T09:05:00Z");
    }
    /// The first run of twelve characters of it that lies in a file; "" where none does.
    std::string stored_piece(const std::string& text) {
        for (std::size_t at = 0; at + 12 <= text.size(); ++at) {
            if (!world.files_with(text.substr(at, 12)).empty()) return text.substr(at, 12);
        }
        return "";
    }
    std::size_t in(const std::string& folder) { return world.mailbox.folder(folder).messages.size(); }
    World world;
};

TEST_F(NoBodies, AWholeLifeGoesItsWayWithoutThem) {
    begin();
    ASSERT_EQ(world.letter(letter).letter.promises.size(), 1U);
    EXPECT_EQ(core::due_in_words(world.letter(letter).letter.promises[0]), "Friday 2026-03-06");
    world.advance_to("2026-03-05T08:00:00Z");
    ASSERT_EQ(in("INBOX"), 1U) << "the promise is brought to mind";
    const auto reminder = message::read(world.mailbox.folder("INBOX").messages.rbegin()->second.bytes).value();
    world.deliver("Sent", "order-1@user.example", "Mara <me@user.example>", reminder.message_id->value, "kept 1");
    world.advance_to("2026-03-05T12:00:00Z");
    EXPECT_EQ(world.letter(letter).letter.promises[0].state, PromiseState::kept) << "an order by mail is understood";
    world.advance_to("2026-03-09T08:30:00Z");
    ASSERT_EQ(world.step(letter, StepKind::check_in).state, StepState::drafted);
    EXPECT_THAT(world.preview(letter)->text, Not(HasSubstr("herbari")));
    world.deliver("INBOX", "answer-1@client.example", client, letter, answered);
    world.advance_to("2026-03-09T10:00:00Z");
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::answered);
    EXPECT_EQ(in("Drafts"), 0U) << "the check-in is withdrawn";
    EXPECT_THAT(world.reasons(letter), Not(IsEmpty()));
    world.advance_to("2026-03-30T10:00:00Z");
    EXPECT_EQ(in("Drafts"), 1U) << "the make-good check-in";

    EXPECT_EQ(stored_piece(words), "");
    EXPECT_EQ(stored_piece(answered), "");
}

TEST_F(NoBodies, ADraftIsBroughtToMindByItsTemplatesFieldsAndNotByItsWords) {
    world.mailbox.deliver("Drafts", "From: Mara <me@user.example>\r\nTo: " + client +
                                        "\r\nSubject: The gentian\r\nMessage-ID: <draft-1@user.example>\r\n\r\n" +
                                        unsent + "\r\n");
    world.advance_to("2026-03-02T10:00:00Z");
    world.advance_to("2026-03-03T11:00:00Z");
    ASSERT_EQ(in("INBOX"), 1U);
    EXPECT_THAT(world.mailbox.folder("INBOX").messages.rbegin()->second.bytes, HasSubstr("New day"));
    EXPECT_EQ(stored_piece(unsent), "");
}

TEST_F(NoBodies, IsWhatTheUserSaysAndNotHowItAlwaysIs) {
    world.config.accounts.front().policy.store_bodies = true;
    begin();
    world.deliver("INBOX", "answer-1@client.example", client, letter, answered);
    world.advance_to("2026-03-03T10:00:00Z");
    EXPECT_NE(stored_piece(words), "");
    EXPECT_NE(stored_piece(answered), "");
}

}  // namespace
}  // namespace amends::tests
