// What no scripted dialog shows: servers that never fall silent, and how long a refusal keeps us away.
#include "mail/imap_session.hpp"

#include <gtest/gtest.h>

#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "mail/backoff.hpp"
#include "mail/imap_mailbox.hpp"
#include "tests/fakes/run.hpp"
#include "tests/mail/dialog.hpp"

namespace amends::mail {
namespace {

using namespace std::chrono_literals;

// Says its first words, then the same for ever, each time after a pause or at once; answers DONE; gives up after so
// many reads that a client that does not will be seen.
class Chatterbox final : public ports::ByteStream {
public:
    struct Words {
        std::string first;
        std::string then = "* OK Still here\r\n";
    };
    Chatterbox(Words words, std::chrono::milliseconds pause, int most_reads, int& reads)
        : words_(std::move(words)), pause_(pause), most_reads_(most_reads), reads_(reads) {}

    ports::Task<std::string> read(std::chrono::milliseconds) override {
        if (pause_ > 0ms) {
            asio::steady_timer timer(co_await asio::this_coro::executor, pause_);
            co_await timer.async_wait(asio::use_awaitable);
        }
        if (++reads_ > most_reads_) {
            co_return std::string();
        }
        co_return words_.first.empty() ? words_.then : std::exchange(words_.first, "");
    }
    ports::Task<void> write(std::string_view bytes, std::chrono::milliseconds) override {
        if (bytes == "DONE\r\n") {
            words_.first = "m1 OK done\r\n";
        }
        co_return base::Status{};
    }
    void close() override {}
    [[nodiscard]] const std::vector<std::string>& greeting_lines() const override { return none_; }

private:
    Words words_;
    std::chrono::milliseconds pause_;
    int most_reads_;
    int& reads_;
    std::vector<std::string> none_;
};

std::unique_ptr<Chatterbox> chatterbox(std::string first, std::chrono::milliseconds pause, int most_reads, int& reads) {
    return std::make_unique<Chatterbox>(Chatterbox::Words{.first = std::move(first)}, pause, most_reads, reads);
}

TEST(ImapSession, WaitsForTheBeginningOfIdleOnlySoLong) {
    asio::io_context io;
    int reads = 0;
    ImapDeadlines deadlines;
    deadlines.silence = 60ms;
    ImapSession session(chatterbox("", 10ms, 100, reads), deadlines);
    asio::steady_timer timer(io, 1h);
    const auto ended = fakes::run(io, session.idle(timer));
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().retry, base::Retry::later);
    EXPECT_LT(reads, 50);
}

TEST(ImapSession, EndsIdleInTimeWhateverTheServerSays) {
    asio::io_context io;
    int reads = 0;
    ImapSession session(chatterbox("+ idling\r\n", 0ms, 1'000'000, reads));
    asio::steady_timer timer(io, 30ms);
    const auto ended = fakes::run(io, session.idle(timer));
    ASSERT_TRUE(ended) << ended.error().message;
    EXPECT_EQ(*ended, ImapSession::IdleEnd::timer);
}

TEST(ImapSession, LetsOthersWorkWhileAServerTalksOn) {
    asio::io_context io;
    int reads = 0;
    ImapSession session(chatterbox("", 0ms, 20'000, reads));
    int reads_before_the_other = -1;
    asio::post(io, [&] { asio::post(io, [&] { reads_before_the_other = reads; }); });
    const auto ended = fakes::run(io, session.run(ImapWriter("NOOP").finish()));
    ASSERT_FALSE(ended);
    EXPECT_GE(reads_before_the_other, 0);
    EXPECT_LT(reads_before_the_other, 100);
}

base::Error error_of(std::string_view answer) {
    const auto server = dialog_from("C: m1 CAPABILITY\nS: * CAPABILITY IMAP4rev1\nS: m1 OK done\nC: m2 NOOP\n" +
                                    std::string(answer) + "\n*: client closes\n");
    asio::io_context io;
    ImapMailbox mailbox(io.get_executor(), server->stream(), {});
    const auto begun = fakes::run(io, mailbox.begin());
    const auto refreshed = fakes::run(io, mailbox.refresh());
    EXPECT_TRUE(begun && !refreshed);
    return refreshed ? base::Error{} : refreshed.error();
}

TEST(ImapSession, LeavesAServerInPeaceThatAsksForIt) {
    for (const auto* answer :
         {"S: m2 NO [THROTTLED] Slow down.", "S: m2 NO [LIMIT] Enough.", "S: m2 NO Rate limit hit.",
          "S: * BYE [THROTTLED] Come back later.", "S: * BYE Too many connections"}) {
        EXPECT_EQ(backoff(1, error_of(answer), 0.5), 5min) << answer;
    }
    EXPECT_EQ(backoff(1, error_of("S: m2 NO [UNAVAILABLE] Not today."), 0.5), 15s);
    EXPECT_EQ(backoff(1, error_of("S: * BYE Closing for the night"), 0.5), 15s);
}

TEST(ImapSession, StopsAServerThatListsOrFindsWithoutEnd) {
    asio::io_context io;
    const std::string begin = "C: m1 CAPABILITY\nS: * CAPABILITY IMAP4rev1\nS: m1 OK done\n";
    const auto listing = dialog_from(begin + "C: m2 LIST \"\" \"*\"\nS*9000: * LIST () \"/\" " +
                                     std::string(1000, 'a') + "\nS: m2 OK done\n*: client closes\n");
    ImapMailbox lister(io.get_executor(), listing->stream(), {});
    ASSERT_TRUE(fakes::run(io, lister.begin()));
    const auto folders = fakes::run(io, lister.folders());
    ASSERT_FALSE(folders);
    EXPECT_EQ(folders.error().retry, base::Retry::later);
    EXPECT_EQ(listing->problem(), "");

    std::string numbers;
    for (int i = 0; i < 2000; ++i) {
        numbers += " 1";
    }
    const auto searching = dialog_from(begin + "C: m2 UID SEARCH KEYWORD Amends\nS*600: * SEARCH" + numbers +
                                       "\nS: m2 OK done\n*: client closes\n");
    ImapMailbox finder(io.get_executor(), searching->stream(), {});
    ASSERT_TRUE(fakes::run(io, finder.begin()));
    const auto found = fakes::run(io, finder.with_flag("Amends", 0));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().retry, base::Retry::later);
    EXPECT_EQ(searching->problem(), "");
}

}  // namespace
}  // namespace amends::mail
