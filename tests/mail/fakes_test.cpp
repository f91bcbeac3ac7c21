// The fakes must be right themselves: other parts' tests lean on them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fakes/fake_clock.hpp"
#include "tests/fakes/fake_mailbox.hpp"
#include "tests/fakes/fake_notifier.hpp"
#include "tests/fakes/fake_transport.hpp"
#include "tests/fakes/run.hpp"

namespace amends::fakes {
namespace {

using base::Retry;
using ports::Handover;
using ports::Uid;
using ports::Wakeup;
using testing::ElementsAre;

class FakeAccountTest : public testing::Test {
protected:
    template <class T>
    T run(asio::awaitable<T> task) {
        return fakes::run(io, std::move(task));
    }
    std::unique_ptr<ports::Mailbox> connected() { return run(account.connect()).value(); }

    asio::io_context io;
    FakeClock clock{base::Instant{1000}};
    FakeAccount account{clock};
};

TEST_F(FakeAccountTest, KeepsWhatIsAppendedAndFindsItByItsMessageId) {
    auto mailbox = connected();
    const auto bytes = small_message("one@x", {"Subject: hi"});
    const auto appended = run(mailbox->append("Drafts", {"\\Draft"}, bytes)).value();
    EXPECT_EQ(appended.uid, 1u);
    run(mailbox->open("Drafts")).value();
    EXPECT_THAT(run(mailbox->find(base::MessageId{"one@x"}, 1)).value(), ElementsAre(1u));
    EXPECT_THAT(run(mailbox->find(base::MessageId{"ne@x"}, 1)).value(), ElementsAre());
    EXPECT_EQ(run(mailbox->message(1, 1000)).value(), bytes);
    EXPECT_THAT(run(mailbox->with_flag("\\Draft", 0)).value(), ElementsAre(1u));
    EXPECT_EQ(account.with_id("Drafts", "one@x").size(), 1u);
    EXPECT_THAT(account.calls, ElementsAre("connect", "append Drafts", "open Drafts", "find one@x", "find ne@x",
                                           "message 1", "with_flag \\Draft"));
    EXPECT_TRUE(account.violations.empty());
}

TEST_F(FakeAccountTest, LosesAReplyAfterTheEffectAndTheConversationIsOver) {
    auto mailbox = connected();
    account.lose("append", FailsWhen::after_effect);
    EXPECT_EQ(run(mailbox->append("Drafts", {}, small_message("a@x"))).error().retry, Retry::later);
    EXPECT_EQ(account.folder("Drafts").messages.size(), 1u);
    EXPECT_EQ(run(mailbox->open("Drafts")).error().retry, Retry::later);
    account.lose("append", FailsWhen::before_effect);
    EXPECT_FALSE(run(connected()->append("Drafts", {}, small_message("b@x"))));
    EXPECT_EQ(account.folder("Drafts").messages.size(), 1u);
}

TEST_F(FakeAccountTest, DiesBeforeOrAfterTheEffectAndStaysWhole) {
    Killer killer(0);
    auto mailbox = connected();
    account.hook = std::ref(killer);
    EXPECT_THROW(run(mailbox->append("Drafts", {}, small_message("a@x"))), Killed);
    EXPECT_EQ(account.folder("Drafts").messages.size(), 0u);
    Killer after(1);
    account.hook = std::ref(after);
    EXPECT_THROW(run(mailbox->append("Drafts", {}, small_message("a@x"))), Killed);
    EXPECT_EQ(account.folder("Drafts").messages.size(), 1u);
    EXPECT_TRUE(after.struck());
    account.hook = nullptr;
    EXPECT_EQ(run(connected()->open("Drafts")).value().exists, 1u);
}

TEST_F(FakeAccountTest, WakesAWaitByMailByTimeAndByInterrupt) {
    auto mailbox = connected();
    run(mailbox->open("INBOX")).value();
    std::vector<Wakeup> woken;
    const auto wait = [&]() -> asio::awaitable<bool> {
        woken.push_back((co_await mailbox->wait(std::chrono::seconds{60})).value());
        co_return true;
    };
    const auto wait_and = [&](std::function<void()> then) {
        asio::post(io, [&, then] { asio::post(io, then); });
        run(wait());
    };
    wait_and([&] { account.deliver("INBOX", small_message("a@x")); });
    wait_and([&] { clock.advance(std::chrono::seconds{60}); });
    wait_and([&] { mailbox->interrupt(); });
    EXPECT_THAT(woken, ElementsAre(Wakeup::something_new, Wakeup::time_up, Wakeup::time_up));
    account.deliver("INBOX", small_message("b@x"));
    run(wait());  // what came between two waits is not lost
    EXPECT_EQ(woken.back(), Wakeup::something_new);
    EXPECT_EQ(clock.waiting(), 0u);
}

TEST_F(FakeAccountTest, NumbersAnewAndDropsItsConversations) {
    auto mailbox = connected();
    account.deliver("INBOX", small_message("a@x"));
    account.erase("INBOX", account.deliver("INBOX", small_message("b@x")));
    account.deliver("INBOX", small_message("c@x"));
    const auto before = account.folder("INBOX").uid_validity;
    account.renumber_folder("INBOX");
    EXPECT_FALSE(run(mailbox->open("INBOX")));
    const auto state = run(connected()->open("INBOX")).value();
    EXPECT_NE(state.uid_validity, before);
    EXPECT_EQ(state.uid_next, 3u);
}

TEST_F(FakeAccountTest, GivesAnEditedDraftANewUid) {
    const Uid old = account.deliver("Drafts", small_message("d@x"), {"\\Draft"});
    const Uid fresh = account.edit("Drafts", old, small_message("e@x"));
    EXPECT_NE(old, fresh);
    EXPECT_EQ(account.folder("Drafts").messages.size(), 1u);
    EXPECT_EQ(account.with_id("Drafts", "e@x").at(0).uid, fresh);
}

TEST_F(FakeAccountTest, IsAwayWhileItIsDown) {
    auto mailbox = connected();
    account.set_down(true);
    EXPECT_FALSE(run(mailbox->folders()));
    EXPECT_EQ(run(account.connect()).error().retry, Retry::later);
    account.set_down(false);
    EXPECT_TRUE(run(account.connect()));
}

TEST_F(FakeAccountTest, NoticesTwoOperationsAtOnce) {
    auto mailbox = connected();
    run(mailbox->open("INBOX")).value();
    asio::co_spawn(io, mailbox->wait(std::chrono::seconds{5}), [](std::exception_ptr, base::Result<Wakeup>) {});
    run(mailbox->folders()).value();
    EXPECT_THAT(account.violations, ElementsAre("folders while another operation runs"));
}

TEST(FakeTransport, EndsAsOrderedAndLooksBeforeTheDot) {
    FakeTransport transport;
    const ports::Envelope envelope{"me@x", {"you@x"}, ""};
    const std::string bytes = small_message("a@x");
    bool clear = true;
    std::vector<std::size_t> accepted_at_look;
    const ports::LastLook look = [&]() -> ports::Task<bool> {
        accepted_at_look.push_back(transport.accepted.size());
        co_return clear;
    };
    const auto send = [&] { return fakes::run(transport.send(envelope, bytes, look)).what; };
    EXPECT_EQ(send(), Handover::sent);
    EXPECT_EQ(transport.accepted.size(), 1u);
    transport.fates = {Fate::lose_after_acceptance, Fate::lose_before_acceptance, Fate::refuse, Fate::defer,
                       Fate::lose_before_last_look, Fate::refuse_recipient};
    EXPECT_EQ(send(), Handover::unknown);
    EXPECT_EQ(transport.accepted.size(), 2u);
    EXPECT_EQ(send(), Handover::unknown);
    EXPECT_EQ(send(), Handover::refused);
    EXPECT_EQ(send(), Handover::not_sent);
    EXPECT_THAT(accepted_at_look, ElementsAre(0u, 1u, 2u, 2u, 2u));
    EXPECT_EQ(send(), Handover::not_sent);
    EXPECT_EQ(send(), Handover::refused);
    EXPECT_EQ(transport.looks, 5);
    clear = false;
    EXPECT_EQ(send(), Handover::not_sent);
    EXPECT_EQ(transport.accepted.size(), 2u);
}

TEST(FakeTransport, DiesAroundTheDot) {
    FakeTransport transport;
    const ports::Envelope envelope{"me@x", {"you@x"}, ""};
    const std::string bytes = "x";
    const ports::LastLook look = []() -> ports::Task<bool> { co_return true; };
    transport.hook = [](const std::string& operation, bool before) {
        if (operation == "smtp dot" && before) {
            throw Killed{operation, before};
        }
    };
    EXPECT_THROW(fakes::run(transport.send(envelope, bytes, look)), Killed);
    EXPECT_TRUE(transport.accepted.empty());
    transport.hook = [](const std::string& operation, bool before) {
        if (operation == "smtp dot" && !before) {
            throw Killed{operation, before};
        }
    };
    EXPECT_THROW(fakes::run(transport.send(envelope, bytes, look)), Killed);
    EXPECT_EQ(transport.accepted.size(), 1u);
}

TEST(FakeNotifier, RemembersWhatItTold) {
    FakeNotifier notifier;
    notifier.tell("login:a", "Login", "refused");
    EXPECT_EQ(notifier.count("login"), 1);
    EXPECT_EQ(notifier.count("quota"), 0);
}

}  // namespace
}  // namespace amends::fakes
