// One letter's life over the real bytes, with nobody disturbing it.
#include <gtest/gtest.h>

#include "tests/simulation/letters.hpp"
#include "tests/simulation/life.hpp"

namespace amends::simulation {
namespace {

base::Instant instant(const char* text) { return base::parse_rfc3339(text).value(); }

constexpr const char* letter_id = "letter-1@user.example";

template <class T>
std::vector<T> all(const Life& life) {
    std::vector<T> found;
    for (const Event& event : life.recorder.history.events) {
        if (const auto* what = std::get_if<T>(&event.what)) found.push_back(*what);
    }
    return found;
}

void send_a_letter(Life& life) {
    life.recorder.letter_sent(letter_id, "anna@client.example", "", true);
    life.mailbox.add(
        "Sent",
        plain_mail({letter_id, owner, "Anna <anna@client.example>", life.time.truth(), ""}, letter_text(0, "Anna")),
        {"\\Seen", "Amends"}, life.time.truth());
}

TEST(QuietLife, ALetterIsTrackedAndItsDraftAndReminderCome) {
    Life life(1, instant("2026-03-02T09:00:00Z"));
    life.start();
    life.live_until(instant("2026-03-02T10:00:00Z"));
    send_a_letter(life);
    life.live_until(instant("2026-04-01T09:00:00Z"));
    EXPECT_EQ(all<Tracked>(life).size(), 1u);
    const auto appeared = all<MessageAppeared>(life);
    ASSERT_EQ(appeared.size(), 2u);
    EXPECT_EQ(appeared[0].folder, "Drafts");
    EXPECT_EQ(appeared[0].steps.at(0), (Step{1, StepKind::check_in, 1}));
    EXPECT_EQ(appeared[1].folder, "INBOX");
    EXPECT_EQ(appeared[1].steps.at(0), (Step{1, StepKind::call, 1}));
}

TEST(QuietLife, AnOptedInCheckInIsSentOverRealBytes) {
    Life life(2, instant("2026-03-02T09:00:00Z"));
    life.start();
    send_a_letter(life);
    life.live_until(instant("2026-03-02T11:00:00Z"));
    ASSERT_TRUE(life.process() != nullptr);
    const auto id = life.process()->store().letter_by_message_id("main", {letter_id}).value().value();
    ASSERT_TRUE(life.process()->engine().observe(id, core::SwitchAuto{true}).has_value());
    life.live_until(instant("2026-03-10T09:00:00Z"));
    const auto accepted = all<MailAccepted>(life);
    ASSERT_EQ(accepted.size(), 1u);
    EXPECT_EQ(accepted[0].step, (Step{1, StepKind::check_in, 1}));
    EXPECT_EQ(accepted[0].recipients, std::vector<std::string>{"anna@client.example"});
    EXPECT_TRUE(accepted[0].auto_submitted);
    EXPECT_FALSE(accepted[0].open_fields);
    EXPECT_EQ(life.mailbox.find("Sent")->messages.size(), 2u) << "the letter, and the copy of the check-in";
}

}  // namespace
}  // namespace amends::simulation
