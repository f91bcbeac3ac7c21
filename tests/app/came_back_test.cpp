// What comes back without naming the letter, and the user's own answers to reminders: what the mailboxes hold in the
// end, and what the letters' life has become.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/plan.hpp"
#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using core::Hold;
using core::LetterState;
using core::StepKind;
using core::StepState;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* letter = "letter-1@user.example";
constexpr const char* client = "Anna <anna@client.example>";
constexpr const char* sent = "2026-03-02T09:00:00Z";  // a Monday, 10:00 in Berlin
constexpr const char* next_day = "2026-03-03T09:00:00Z";
constexpr const char* due = "2026-03-05T08:30:00Z";

class CameBack : public ::testing::Test {
protected:
    void SetUp() override {
        world.send_letter(letter);
        world.advance_to(sent);
    }
    /// A mail that names nothing unless `lines` do.
    void mail(const std::string& folder, const std::string& id, const std::string& from, const std::string& subject,
              const std::vector<std::string>& lines = {}, const std::string& text = "That is fine with us.") {
        std::vector<std::string> header{"From: " + from, "To: me@user.example", "Subject: " + subject};
        header.insert(header.end(), lines.begin(), lines.end());
        world.mailbox.deliver(folder, fakes::small_message(id, header, text));
    }
    [[nodiscard]] std::vector<std::string> bytes_in(const std::string& folder) const {
        std::vector<std::string> all;
        for (const auto& [uid, message] : world.mailbox.folder(folder).messages) all.push_back(message.bytes);
        return all;
    }
    [[nodiscard]] core::Letter now() { return world.letter(letter).letter; }
    /// Brings the call reminder, and returns its id.
    std::string call_reminder() {
        world.advance_to(due);
        world.advance_to("2026-03-16T08:30:00Z");
        EXPECT_THAT(bytes_in("INBOX"), Contains(HasSubstr("Consider a call")));
        return core::derived_message_id(now(), {StepKind::call, 1}).value;
    }
    World world{sent};
};

TEST_F(CameBack, AColleagueWithTheSubjectAnswersFromAnyFolder) {
    mail("Junk", "a1@client.example", "Bert <bert@client.example>", "AW: [EXTERN] The broken export");
    world.advance_to(next_day);
    EXPECT_EQ(now().state, LetterState::answered);
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("its people and its subject are the letter's")));
}

TEST_F(CameBack, WhoAnsweredOnceFromElsewhereIsKnownThere) {
    world.deliver("INBOX", "a1@elsewhere.example", "anna.k@elsewhere.example", letter);
    world.advance_to(next_day);
    ASSERT_EQ(now().state, LetterState::answered);
    world.clock.set(*base::parse_rfc3339("2026-03-04T09:00:00Z"));
    mail("INBOX", "a2@elsewhere.example", "anna.k@elsewhere.example", "Re: The broken export", {}, "One more thing.");
    world.advance_to("2026-03-04T09:00:00Z");
    EXPECT_EQ(now().last_words, "One more thing.");
}

TEST_F(CameBack, SomethingNewOfTheClientStopsASend) {
    world.opt_in(letter);
    mail("INBOX", "new@client.example", client, "Wednesday");
    world.advance_to(next_day);
    EXPECT_EQ(now().state, LetterState::open);
    EXPECT_EQ(now().hold, Hold::possible_answer);
    EXPECT_THAT(bytes_in("INBOX"), Contains(HasSubstr("I send nothing")));
    world.advance_to(due);
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    ASSERT_TRUE(world.order(letter, core::Release{}));
    world.advance_to("2026-03-05T10:00:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 1u);
}

TEST_F(CameBack, SomethingNewIsAskedAboutOnce) {
    mail("INBOX", "new@client.example", client, "Wednesday");
    world.advance_to(next_day);
    ASSERT_TRUE(world.order(letter, core::Release{}));
    world.mailbox.renumber_folder("INBOX");  // everything is read anew
    world.advance_to("2026-03-03T12:00:00Z");
    EXPECT_EQ(now().hold, Hold::none);
    mail("INBOX", "newer@client.example", client, "Thursday");
    world.advance_to("2026-03-03T13:00:00Z");
    EXPECT_EQ(now().hold, Hold::possible_answer);
}

TEST_F(CameBack, TheLastLookSeesWhatMayBeTheAnswer) {
    world.opt_in(letter);
    world.set_hook([this](const std::string& operation, bool before) {
        if (operation == "smtp look" && before && world.mailbox.folder("Archive").messages.empty()) {
            mail("Archive", "new@client.example", client, "About the export");
        }
    });
    world.advance_to(due);
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    EXPECT_EQ(now().hold, Hold::possible_answer);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::planned);
}

TEST_F(CameBack, MailOfOthersChangesNothing) {
    mail("INBOX", "n1@client.example", "no-reply@client.example", "Re: The broken export");
    mail("INBOX", "n2@client.example", client, "The broken export", {"List-Id: <news.client.example>"});
    mail("INBOX", "n3@evil.example", "Anna <anna@client-example.evil.example>", "Re: The broken export");
    mail("INBOX", "n4@client.example", client, "Re: An older matter", {"In-Reply-To: <older@user.example>"});
    mail("INBOX", "n5@client.example", "Bert <bert@client.example>", "Our anniversary");
    mail("INBOX", "n6@user.example", "Mara <me@user.example>", "Re: The broken export");
    world.advance_to(next_day);
    EXPECT_EQ(now().state, LetterState::open);
    EXPECT_EQ(now().hold, Hold::none);
}

TEST_F(CameBack, AServersOwnMessageIdIsTheLettersToo) {
    const std::string copy = world.mailbox.folder("Sent").messages.begin()->second.bytes;
    std::string rewritten = copy;
    rewritten.replace(rewritten.find("<letter-1@user.example>"), 23, "<rewritten@server.example>");
    world.mailbox.deliver("Sent", rewritten, {"\\Seen", "Amends"});
    world.advance_to(next_day);
    EXPECT_EQ(world.store().letters({.with_closed = true})->size(), 1u) << "it is one letter";
    world.deliver("INBOX", "a1@client.example", "anna.k@elsewhere.example", "rewritten@server.example");
    world.advance_to("2026-03-03T10:00:00Z");
    EXPECT_EQ(now().state, LetterState::answered);
}

TEST_F(CameBack, TheProvidersThreadTiesWhatNothingElseDoes) {
    world.mailbox.renumber_folder("Sent");
    world.mailbox.set_thread("Sent", world.mailbox.folder("Sent").messages.begin()->first, "X-GM-THRID 17");
    world.advance_to("2026-03-02T10:00:00Z");
    mail("INBOX", "a1@elsewhere.example", "Anna <anna@elsewhere.example>", "About your letter");
    world.mailbox.set_thread("INBOX", world.mailbox.folder("INBOX").messages.begin()->first, "X-GM-THRID 17");
    world.advance_to(next_day);
    EXPECT_EQ(now().state, LetterState::answered);
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("provider holds it for the same thread")));
}

TEST_F(CameBack, ForwardingTheLetterInsideIsNoWordToTheClient) {
    world.mailbox.deliver(
        "Sent", fakes::small_message("f1@user.example",
                                     {"From: me@user.example", "To: boss@user.example",
                                      "Subject: Fwd: The broken export", "References: <letter-1@user.example>"}));
    world.advance_to(next_day);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::planned);
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("not to the client")));
}

TEST_F(CameBack, TheClientsZoneIsGuessedFromTheirMail) {
    for (int day = 1; day <= 3; ++day) {
        world.clock.set(*base::parse_rfc3339(sent) + std::chrono::hours{24 * day});
        mail("INBOX", "z" + std::to_string(day) + "@client.example", client, "Re: Other things",
             {"Date: Tue, 3 Mar 2026 08:00:00 -0800", "In-Reply-To: <other@user.example>"});
        world.advance_to(base::to_rfc3339(world.clock.now()));
    }
    world.send_letter("letter-2@user.example", client, {"\\Seen", "Amends"}, "Another thing");
    world.advance_to("2026-03-06T09:00:00Z");
    EXPECT_EQ(world.step("letter-2@user.example", StepKind::check_in).due.zone, "America/Los_Angeles");
    ASSERT_EQ(*world.store().forget_client("anna@client.example"), 2);
    EXPECT_TRUE(world.store().offsets("anna@client.example")->empty());
}

TEST_F(CameBack, WhatIsPlannedMovesIntoAZoneThatIsLearntLater) {
    const std::string planned = base::to_rfc3339(world.step(letter, StepKind::check_in).due.at);
    ASSERT_EQ(planned, due);
    for (int day = 0; day <= 2; ++day) {
        world.clock.set(*base::parse_rfc3339(sent) + std::chrono::hours{24 * day + 1});
        mail("INBOX", "z" + std::to_string(day) + "@client.example", client, "Re: Other things",
             {"Date: Tue, 3 Mar 2026 08:00:00 -0800", "In-Reply-To: <other@user.example>"});
        world.advance_to(base::to_rfc3339(world.clock.now()));
        const bool known = base::to_rfc3339(world.step(letter, StepKind::check_in).due.at) != due;
        EXPECT_EQ(known, day == 2) << "three dates tell the zone";
    }
    EXPECT_EQ(base::to_rfc3339(world.step(letter, StepKind::check_in).due.at), "2026-03-05T17:00:00Z");
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("these seem to be the client's working hours: 09:00 to 17:00 "
                                                          "(America/Los_Angeles)")));
}

TEST_F(CameBack, WhatIsPlannedMovesIntoHoursThatAreLearntLater) {
    // For nineteen working days they have written in the afternoon, Berlin time; the twentieth tells.
    for (int day = 0; day < 19; ++day) {
        const auto at = *base::parse_rfc3339("2026-01-26T13:20:00Z") + std::chrono::hours{24 * (day + day / 5 * 2)};
        ASSERT_TRUE(world.store().note_offset("anna@client.example", {at, 3600}));
    }
    EXPECT_EQ(base::to_rfc3339(world.step(letter, StepKind::check_in).due.at), due);
    world.clock.set(*base::parse_rfc3339("2026-03-03T14:40:00Z"));
    mail("INBOX", "h1@client.example", client, "Re: Other things",
         {"Date: Tue, 3 Mar 2026 15:40:00 +0100", "In-Reply-To: <other@user.example>"});
    world.advance_to("2026-03-03T14:40:00Z");
    EXPECT_EQ(base::to_rfc3339(world.step(letter, StepKind::check_in).due.at), "2026-03-05T13:00:00Z");
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("working hours: 14:00 to 18:00 (Europe/Berlin)")));
}

TEST_F(CameBack, AnAnswerToAReminderIsAnOrder) {
    const std::string reminder = call_reminder();
    world.deliver("Sent", "o1@user.example", "me@user.example", reminder, "Later 2d\n\nfrom my phone");
    world.advance_to("2026-03-16T09:00:00Z");
    EXPECT_EQ(world.step(letter, StepKind::call, 2).due.at, *base::parse_rfc3339("2026-03-18T08:00:00Z"));
    EXPECT_THAT(world.reasons(letter), Contains("The user ordered it by mail: later."));
    EXPECT_THAT(world.reasons(letter), Not(Contains(HasSubstr("wrote in the thread"))));
    world.deliver("Sent", "o2@user.example", "me@user.example", reminder, "done");
    world.mailbox.renumber_folder("Sent");  // the first one is seen again
    world.advance_to("2026-03-16T10:00:00Z");
    EXPECT_EQ(now().state, LetterState::made_good);
}

TEST_F(CameBack, AnOrderCountsFromSentOnly) {
    const std::string reminder = call_reminder();
    world.deliver("INBOX", "o1@user.example", "me@user.example", reminder, "drop");
    world.deliver("Archive", "o2@user.example", "me@user.example", reminder, "drop");
    world.deliver("INBOX", "o3@evil.example", "evil@evil.example", reminder, "drop");
    world.advance_to("2026-03-16T09:00:00Z");
    EXPECT_FALSE(now().let_go);
}

TEST_F(CameBack, WhatIsNotUnderstoodIsSaidAndNothingIsDone) {
    const std::string reminder = call_reminder();
    const auto before = world.letter(letter).steps;
    world.deliver("Sent", "o1@user.example", "me@user.example", reminder, "Thanks, I will call Anna on Monday.");
    world.advance_to("2026-03-16T09:00:00Z");
    EXPECT_EQ(world.letter(letter).steps, before);
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("An answer to a reminder changed nothing: its first line")));
    EXPECT_THAT(world.store().fact("order_by_mail.main")->value_or(""), HasSubstr("about letter 1 changed nothing"));
    world.deliver("Sent", "o2@user.example", "me@user.example", reminder, "kept 7");
    world.advance_to("2026-03-16T10:00:00Z");
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("No promise was found")));
    world.deliver("Sent", "o3@user.example", "me@user.example", reminder, "answered by phone");
    world.advance_to("2026-03-16T11:00:00Z");
    EXPECT_EQ(now().answered_by, "phone");
    EXPECT_EQ(world.store().fact("order_by_mail.main")->value_or("?"), "");
}

TEST_F(CameBack, WhoeverIsGoneIsWrittenToNoMore) {
    world.opt_in(letter);
    mail("INBOX", "gone@client.example", client, "Automatic reply: The broken export",
         {"Auto-Submitted: auto-replied", "In-Reply-To: <letter-1@user.example>"},
         "I no longer work at Client Ltd. Please contact desk@client.example instead.");
    world.advance_to(next_day);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::cancelled);
    EXPECT_THAT(bytes_in("INBOX"),
                Contains(AllOf(HasSubstr("gone for good"), HasSubstr("write to: desk@client.example"),
                               Not(HasSubstr("came back from:")))));
    world.advance_to(due);
    EXPECT_EQ(world.transport.accepted.size(), 0u);
}

TEST_F(CameBack, WhatAnAgentWritesThroughAHelpDeskEndsTheCheckIn) {
    mail("INBOX", "desk1@client.example", client, "[Client] Re: The broken export",
         {"In-Reply-To: <" + std::string(letter) + ">", "X-Mailer: Zendesk Mailer", "Auto-Submitted: auto-generated",
          "Precedence: bulk", "X-Auto-Response-Suppress: All"},
         "##- Please type your reply above this line -##\r\n\r\nAnna (Client)\r\nMar 3, 2026, 09:00 CET\r\n\r\n"
         "We accept your apology, but the invoice has to be changed.\r\n\r\n--------------------------------\r\n"
         "This email is a service from Client.\r\n");
    world.advance_to(next_day);
    EXPECT_EQ(now().state, LetterState::answered);
    EXPECT_EQ(now().last_words, "We accept your apology, but the invoice has to be changed.");
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::cancelled);
    world.advance_to(due);
    EXPECT_TRUE(bytes_in("Drafts").empty());
}

TEST_F(CameBack, AHelpDesksReceiptEndsNothing) {
    mail("INBOX", "desk1@client.example", client, "[Client] Re: The broken export",
         {"In-Reply-To: <" + std::string(letter) + ">", "X-Mailer: Zendesk Mailer", "Auto-Submitted: auto-generated"},
         "##- Please type your reply above this line -##\r\n\r\nYour request (5512) has been received and is being "
         "reviewed by our support staff.\r\n\r\n--------------------------------\r\nThis email is a service from "
         "Client.\r\n");
    world.advance_to(next_day);
    EXPECT_EQ(now().state, LetterState::open);
    world.advance_to(due);
    EXPECT_THAT(bytes_in("Drafts"), Contains(HasSubstr("The broken export")));
}

TEST_F(CameBack, AHelpDesksMailOfUnknownWordsHoldsAndAsks) {
    world.opt_in(letter);
    mail("INBOX", "desk1@client.example", client, "[Client] Re: The broken export",
         {"In-Reply-To: <" + std::string(letter) + ">", "X-Mailer: Zendesk Mailer", "Auto-Submitted: auto-generated"},
         "Blue looms weave at night.\r\n");
    world.advance_to(due);
    EXPECT_EQ(now().state, LetterState::open);
    EXPECT_EQ(now().hold, Hold::possible_answer);
    EXPECT_TRUE(world.transport.accepted.empty());
}

TEST_F(CameBack, TwoProgramsThatFollowUpByThemselvesDoNotAnswerEachOther) {
    world.opt_in(letter);
    std::size_t answered = 0;
    const base::Instant begin = *base::parse_rfc3339(sent);
    for (int hour = 8; hour < 24 * 30; hour += 8) {
        world.advance_to(base::to_rfc3339(begin + std::chrono::hours{hour}));
        for (; answered < world.transport.accepted.size(); ++answered) {
            // Another such program, or any responder, gives every automatic mail its own words back.
            const std::string bytes = world.transport.accepted[answered].bytes;
            const auto text = bytes.substr(bytes.find("\r\n\r\n") + 4);
            mail("INBOX", "echo-" + std::to_string(answered) + "@client.example", client, "Re: The broken export",
                 {"In-Reply-To: <" + core::derived_message_id(now(), {StepKind::check_in, 1}).value + ">",
                  "Auto-Submitted: auto-generated"},
                 text);
        }
    }
    EXPECT_EQ(world.transport.accepted.size(), 1u);
    EXPECT_EQ(answered, 1u);
    EXPECT_EQ(now().hold, Hold::possible_answer) << "its words may be a person's: the user is asked";
    EXPECT_TRUE(bytes_in("Drafts").empty());
}

TEST_F(CameBack, AHeaderOfBulkMailAloneMakesNoMachineOfTheClient) {
    mail("INBOX", "bulk1@client.example", client, "Re: The broken export",
         {"In-Reply-To: <" + std::string(letter) + ">", "Precedence: bulk", "X-Auto-Response-Suppress: All"},
         "Your explanation does not help us. When do we get the file?\r\n");
    world.advance_to(next_day);
    EXPECT_EQ(now().state, LetterState::answered);
}

TEST_F(CameBack, WhoWorksWhereTheUserDoesIsNoClient) {
    world.send_letter("letter-2@user.example", "Tim <tim@client.example>, Chief <chief@user.example>");
    world.advance_to("2026-03-02T09:30:00Z");
    world.deliver("INBOX", "c1@user.example", "chief@user.example", letter, "Well put.");
    world.deliver("INBOX", "c2@user.example", "chief@user.example", "letter-2@user.example", "Well put.");
    world.advance_to(next_day);
    EXPECT_EQ(now().state, LetterState::open);
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("own house")));
    EXPECT_EQ(world.letter("letter-2@user.example").letter.state, LetterState::answered)
        << "the letter is for them too";
}

TEST_F(CameBack, AComplaintLeavesTheClientInPeaceEverywhere) {
    world.send_letter("letter-2@user.example", client, {"\\Seen", "Amends"}, "Another thing");
    world.advance_to("2026-03-02T10:00:00Z");
    world.mailbox.deliver(
        "INBOX",
        "From: abuse@client.example\r\nTo: me@user.example\r\nSubject: complaint\r\nMessage-ID: <c1@client.example>\r\n"
        "Date: Mon, 02 Mar 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n--b\r\n\r\nA complaint.\r\n"
        "--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <letter-1@user.example>\r\nSubject: The broken "
        "export\r\n"
        "\r\nDear Anna\r\n--b--\r\n");
    world.advance_to("2026-03-02T11:00:00Z");
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::cancelled);
    EXPECT_EQ(world.step("letter-2@user.example", StepKind::check_in).state, StepState::cancelled);
    EXPECT_THAT(bytes_in("INBOX"), Contains(HasSubstr("Marked as unwanted")));
}

}  // namespace
}  // namespace amends::tests
