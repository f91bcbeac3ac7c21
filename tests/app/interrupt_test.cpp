// Promise 1 and 3: every life of a letter, stopped at every external call and every commit, before and after its
// effect; resumed, brought to its end, and compared with the life that nobody disturbed. Then run once more: nothing
// may change.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "core/plan.hpp"
#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using core::StepKind;
using core::StepState;

constexpr const char* letter = "letter-1@user.example";
constexpr const char* client = "Anna <anna@client.example>";
constexpr const char* sent = "2026-03-02T09:00:00Z";
constexpr const char* due = "2026-03-05T08:30:00Z";

struct Scenario {
    const char* name;
    void (*live)(World&);
    bool sends = false;
};

void begin(World& world) {
    world.send_letter(letter);
    world.advance_to(sent);
}

/// Time enough for every retry, within the same working day.
void rest_of_the_day(World& world) {
    for (const char* at :
         {"2026-03-05T08:40:00Z", "2026-03-05T09:10:00Z", "2026-03-05T10:00:00Z", "2026-03-05T12:00:00Z"}) {
        world.advance_to(at);
    }
}

void silence(World& world) {
    begin(world);
    world.advance_to(due);
    rest_of_the_day(world);
}

void silence_to_the_end(World& world) {
    silence(world);
    world.advance_to("2026-03-16T08:00:00Z");  // seven business days after the check-in
    world.advance_to("2026-03-16T08:40:00Z");
    world.advance_to("2026-03-16T09:40:00Z");
}

void answer_before(World& world) {
    begin(world);
    world.clock.set(*base::parse_rfc3339("2026-03-04T10:00:00Z"));
    world.deliver("INBOX", "answer-1@client.example", client, letter);
    world.advance_to("2026-03-04T10:00:00Z");
    world.advance_to(due);
    rest_of_the_day(world);
}

void answer_while_it_lies(World& world) {
    begin(world);
    world.advance_to(due);
    world.advance_to("2026-03-05T08:40:00Z");
    world.deliver("INBOX", "answer-1@client.example", client, letter);
    rest_of_the_day(world);
}

void draft_deleted(World& world) {
    begin(world);
    world.advance_to(due);
    world.advance_to("2026-03-05T08:35:00Z");
    const auto& drafts = world.mailbox.folder("Drafts").messages;
    if (!drafts.empty()) world.mailbox.erase("Drafts", drafts.begin()->first);
    rest_of_the_day(world);
}

void draft_sent_by_the_user(World& world) {
    begin(world);
    world.advance_to(due);
    world.advance_to("2026-03-05T08:35:00Z");
    const auto& drafts = world.mailbox.folder("Drafts").messages;
    if (!drafts.empty()) world.mailbox.move("Drafts", drafts.begin()->first, "Sent");
    rest_of_the_day(world);
}

void bounce(World& world) {
    begin(world);
    world.mailbox.deliver(
        "INBOX",
        "From: MAILER-DAEMON@user.example\r\nTo: me@user.example\r\nSubject: Undelivered\r\nMessage-ID: "
        "<b@user.example>\r\n"
        "Return-Path: <>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; "
        "boundary=B\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\nNo such user.\r\n--B\r\nContent-Type: "
        "message/delivery-status\r\n\r\nReporting-MTA: dns; mx.user.example\r\n\r\nFinal-Recipient: rfc822; "
        "anna@client.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--B\r\nContent-Type: "
        "message/rfc822\r\n\r\nMessage-ID: <letter-1@user.example>\r\nFrom: me@user.example\r\n\r\nDear\r\n--B--\r\n");
    world.advance_to("2026-03-02T09:10:00Z");
    world.advance_to("2026-03-02T09:50:00Z");
    world.advance_to(due);
    rest_of_the_day(world);
}

void sent_check_in(World& world) {
    begin(world);
    world.opt_in(letter);
    world.advance_to(due);
    rest_of_the_day(world);
}

void answer_during_the_send(World& world) {
    begin(world);
    world.opt_in(letter);
    world.clock.set(*base::parse_rfc3339(due));
    world.deliver("Junk", "answer-1@client.example", client, letter);
    world.advance_to(due);
    rest_of_the_day(world);
}

void reply_lost(World& world) {
    world.mailbox.lose("append", fakes::FailsWhen::after_effect, 1);
    silence(world);
}

void append_lost(World& world) {
    world.mailbox.lose("append", fakes::FailsWhen::before_effect, 1);
    silence(world);
}

void send_held_up_over_night(World& world) {
    begin(world);
    world.opt_in(letter);
    world.transport.fates = {fakes::Fate::lose_before_last_look};
    world.advance_to("2026-03-05T15:58:00Z");  // two minutes before the client's day ends
    world.advance_to("2026-03-05T22:00:00Z");
    world.advance_to("2026-03-06T08:00:00Z");
    for (const char* at : {"2026-03-06T08:10:00Z", "2026-03-06T09:00:00Z", "2026-03-06T10:00:00Z"}) {
        world.advance_to(at);
    }
}

void absence_during_the_send(World& world) {
    begin(world);
    world.opt_in(letter);
    world.clock.set(*base::parse_rfc3339(due));
    world.mailbox.deliver("Junk",
                          "From: anna@client.example\r\nTo: me@user.example\r\nSubject: Automatic reply\r\n"
                          "Message-ID: <away@client.example>\r\nIn-Reply-To: <letter-1@user.example>\r\n"
                          "Date: Thu, 05 Mar 2026 08:30:00 +0000\r\nAuto-Submitted: auto-replied\r\n\r\n"
                          "I am out of the office until 6 March 2026.\r\n");
    world.advance_to(due);
    world.advance_to("2026-03-09T08:30:00Z");
    for (const char* at : {"2026-03-09T08:45:00Z", "2026-03-09T09:30:00Z", "2026-03-09T10:30:00Z"}) {
        world.advance_to(at);
    }
}

void refused_check_in(World& world) {
    begin(world);
    world.opt_in(letter);
    world.transport.fates = {fakes::Fate::refuse, fakes::Fate::refuse};
    world.advance_to(due);
    rest_of_the_day(world);
}

void edited_draft_and_an_answer(World& world) {
    begin(world);
    world.advance_to(due);
    world.advance_to("2026-03-05T08:35:00Z");
    const auto& drafts = world.mailbox.folder("Drafts").messages;
    if (!drafts.empty()) {
        const std::string edited = drafts.begin()->second.bytes + "PS: I will be in town on Monday.\r\n";
        world.mailbox.edit("Drafts", drafts.begin()->first, edited);
    }
    world.advance_to("2026-03-05T08:40:00Z");
    world.deliver("INBOX", "answer-1@client.example", client, letter);
    rest_of_the_day(world);
}

void let_go_while_the_draft_lies(World& world) {
    begin(world);
    world.advance_to(due);
    world.order(letter, core::Drop{}).value();
    rest_of_the_day(world);
}

/// More than an hour may hold: a draft now, the others later, and a summary that says so.
void three_letters_at_once(World& world) {
    world.config.accounts.front().policy.notices_per_hour = 1;
    world.send_letter("letter-2@user.example", "Ben <ben@client.example>");
    world.send_letter("letter-3@user.example", "Cleo <cleo@client.example>");
    silence(world);
    for (const char* at : {"2026-03-05T13:10:00Z", "2026-03-05T14:20:00Z", "2026-03-05T15:30:00Z"}) {
        world.advance_to(at);
    }
}

void begin_promising(World& world, const char* text) {
    world.send_letter_saying(letter, text);
    world.advance_to(sent);
}

void same_day(World& world, const std::string& day) {
    for (const char* at : {"T08:00:00Z", "T08:20:00Z", "T09:40:00Z"}) {
        world.advance_to(day + at);
    }
}

void promise_to_its_day(World& world) {
    begin_promising(world, "You will have the corrected report by Friday.");
    same_day(world, "2026-03-05");  // the reminder
    same_day(world, "2026-03-09");  // the question, and the check-in
}

void promise_slipped(World& world) {
    begin_promising(world, "You will have the corrected report by Friday.");
    same_day(world, "2026-03-05");
    // Given again where nobody answered: what it says twice is said once.
    (void)world.order(letter, core::Slipped{.to = *base::parse_civil_date("2026-03-11")});
    same_day(world, "2026-03-06");
    (void)world.order(letter, core::Slipped{.to = *base::parse_civil_date("2026-03-12")});
    world.advance_to("2026-03-06T10:10:00Z");
    world.advance_to("2026-03-06T10:40:00Z");
}

void promise_kept_with_a_draft(World& world) {
    begin_promising(world, "You will have the corrected report by Friday.");
    (void)world.order(letter, core::Kept{.draft = true});
    same_day(world, "2026-03-03");
}

void promise_that_comes_back(World& world) {
    begin_promising(world, "I will send you an update every Friday.");
    same_day(world, "2026-03-05");
    same_day(world, "2026-03-12");
    (void)world.order(letter, core::Kept{.last = true});
}

/// Its id tells its moment and its lines; that a kill puts a line into a further one is no harm.
bool is_summary(const std::string& bytes) {
    const std::string id = fakes::message_id_of(bytes);
    return bytes.find("From: Amends <") != std::string::npos && id.find('.') > id.find('@');
}

/// Everything that a person could count: messages by folder and id, what the client got, and where each step ended.
std::string digest(World& world) {
    std::ostringstream text;
    for (const char* name : {"INBOX", "Sent", "Drafts", "Trash", "Junk", "Archive"}) {
        std::map<std::string, int> count;
        std::set<std::string> summaries;  // each of them once
        for (const auto& [uid, message] : world.mailbox.folder(name).messages) {
            const std::string id = fakes::message_id_of(message.bytes);
            const bool one_of_many = is_summary(message.bytes);
            if (!one_of_many || summaries.contains(id)) ++count[id];
            if (one_of_many) summaries.insert(id);
        }
        for (const auto& [id, n] : count) text << name << " " << id << " x" << n << "\n";
        if (!summaries.empty()) text << name << " a summary\n";
    }
    std::map<std::string, int> accepted;
    for (const auto& one : world.transport.accepted) ++accepted[fakes::message_id_of(one.bytes)];
    for (const auto& [id, n] : accepted) text << "client got " << id << " x" << n << "\n";
    const ports::LetterRow row = world.letter(letter);
    text << "letter " << core::to_word(row.letter.state) << "\n";
    for (const core::Step& step : row.steps) {
        text << core::to_word(step.key.kind) << " " << step.key.ordinal << " " << core::to_word(step.means) << " "
             << core::to_word(step.state) << "\n";
    }
    return text.str();
}

class Interrupt : public ::testing::TestWithParam<Scenario> {};

/// A send that was cut off at its dot may have gone out or not: it must end as a question, never as a second mail.
void expect_an_honest_doubt(World& world, const std::string& where) {
    EXPECT_LE(world.transport.accepted.size(), 1u) << where;
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::unknown) << where;
    EXPECT_EQ(world.step(letter, StepKind::unknown_notice).state, StepState::done) << where;
}

TEST_P(Interrupt, AtEveryCallAndCommitChangesNothingInTheEnd) {
    const Scenario& scenario = GetParam();
    fakes::Killer counter(-1);
    std::string expected;
    {
        World undisturbed(sent);
        undisturbed.set_hook(std::ref(counter));
        scenario.live(undisturbed);
        expected = digest(undisturbed);
    }
    ASSERT_GT(counter.seen(), 50);
    int doubts = 0;
    for (int at = 0; at < counter.seen() && !HasFailure(); ++at) {
        World world(sent);
        std::string where = "killed at call " + std::to_string(at);
        bool at_the_dot = false;
        int seen = 0;
        bool struck = false;
        std::string before;
        world.set_hook([&](const std::string& operation, bool before_effect) {
            if (!struck && seen++ == at) {
                struck = true;
                where += (before_effect ? ", before " : ", after ") + operation + ", which followed " + before;
                // From the durable `committing` to the durable outcome nobody can tell what became of the dot.
                at_the_dot =
                    operation == "smtp dot" || (operation == "commit" && before == "smtp dot") ||
                    (!before_effect && (operation == "smtp look" || (operation == "commit" && before == "smtp look")));
                throw fakes::Killed{operation, before_effect};
            }
            if (!struck && operation.starts_with("smtp")) before = operation;
        });
        scenario.live(world);
        ASSERT_TRUE(struck) << where;
        const std::string ended = digest(world);
        if (ended != expected && scenario.sends && at_the_dot) {
            ++doubts;
            expect_an_honest_doubt(world, where);
        } else {
            EXPECT_EQ(ended, expected) << where;
        }
        world.set_hook(nullptr);
        world.kill();
        world.advance_to("2026-03-16T09:40:00Z");
        const std::string later = digest(world);
        world.kill();
        world.advance_to("2026-03-16T09:40:00Z");
        EXPECT_EQ(digest(world), later) << where << ", run once more";
    }
    if (!scenario.sends) {
        EXPECT_EQ(doubts, 0);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Lives, Interrupt,
    ::testing::Values(
        Scenario{"Silence", silence}, Scenario{"SilenceToTheEnd", silence_to_the_end},
        Scenario{"AnswerBefore", answer_before}, Scenario{"AnswerWhileTheDraftLies", answer_while_it_lies},
        Scenario{"DraftDeleted", draft_deleted}, Scenario{"DraftSentByTheUser", draft_sent_by_the_user},
        Scenario{"Bounce", bounce}, Scenario{"Sent", sent_check_in, true},
        Scenario{"AnswerDuringTheSend", answer_during_the_send, true}, Scenario{"ReplyLost", reply_lost},
        Scenario{"AppendLost", append_lost}, Scenario{"SendHeldUpOverNight", send_held_up_over_night, true},
        Scenario{"AbsenceDuringTheSend", absence_during_the_send, true}, Scenario{"Refused", refused_check_in, true},
        Scenario{"EditedDraftAndAnAnswer", edited_draft_and_an_answer},
        Scenario{"LetGoWhileTheDraftLies", let_go_while_the_draft_lies},
        Scenario{"ThreeLettersAtOnce", three_letters_at_once}, Scenario{"PromiseToItsDay", promise_to_its_day},
        Scenario{"PromiseSlipped", promise_slipped}, Scenario{"PromiseKeptWithADraft", promise_kept_with_a_draft},
        Scenario{"PromiseThatComesBack", promise_that_comes_back}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace amends::tests
