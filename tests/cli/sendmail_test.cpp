#include "rpc/domain_json.hpp"
#include "rpc/spool.hpp"
#include "tests/cli/terminal.hpp"

namespace amends::cli {
namespace {

using Sendmail = WithDaemon;
using SendmailWithoutDaemon = AtTheTerminal;

const std::string mail = "From: ada@us.example\nSubject: Sorry\n\nd\xc3\xa9sol\xc3\xa9 \xff\r\n.\nno line end";

TEST_F(Sendmail, GivesTheMailerItsWordsAndTheSameBytes) {
    const std::string mailer =
        script("mailer", "cat >'" + home.file("in") + "'; printf '%s|' \"$@\" >'" + home.file("words") + "'");
    const Seen seen = type(
        {"sendmail", "--auto", "--account", "work", "--", mailer, "-t", "--json", "--", "bo@client.example", "a b"},
        mail);
    EXPECT_EQ(seen.status, 0) << seen.err;
    EXPECT_EQ(seen.out + seen.err, "");
    EXPECT_EQ(read("in"), mail);
    EXPECT_EQ(read("words"), "-t|--json|--|bo@client.example|a b|");
    ASSERT_EQ(daemon.service.tracked.size(), 1U);
    const rpc::TrackRequest& tracked = daemon.service.tracked.front();
    EXPECT_EQ(tracked.message, mail);
    EXPECT_EQ(tracked.account, "work");
    EXPECT_TRUE(tracked.auto_send);
    EXPECT_TRUE(tracked.from_sendmail);
    EXPECT_TRUE(spooled().empty());
}

TEST_F(Sendmail, PassesTheMailersStatusThroughAndRegistersNothingItRefused) {
    for (const int status : {1, 65, 75, 127}) {
        const Seen seen =
            type({"sendmail", "--", script("mailer", "cat >/dev/null; exit " + std::to_string(status))}, mail);
        EXPECT_EQ(seen.status, status);
    }
    EXPECT_EQ(type({"sendmail", "--", script("mailer", "kill -TERM $$")}, mail).status, 128 + SIGTERM);
    EXPECT_EQ(type({"sendmail", "--", "/nonexistent/mailer"}, mail).status, 127);
    EXPECT_EQ(type({"sendmail", "--", write("plain.txt", "no program")}, mail).status, 126);
    EXPECT_TRUE(daemon.service.tracked.empty());
    EXPECT_TRUE(spooled().empty());
}

TEST_F(Sendmail, SurvivesAMailerThatDoesNotReadItsInput) {
    const std::string large(std::size_t{4} * 1024 * 1024, 'x');
    EXPECT_EQ(type({"sendmail", "--", script("mailer", "exit 69")}, large).status, 69);
}

TEST_F(Sendmail, LeavesTheStatusAsItIsWhereTheDaemonRefusesTheLetter) {
    daemon.service.refuse_track = base::Error{base::Fault::answer_is_no, base::Retry::never, "It is not possible now."};
    const Seen seen = type({"sendmail", "--", "true"}, mail);
    EXPECT_EQ(seen.status, 0);
    EXPECT_NE(seen.err.find("It is not possible now."), std::string::npos) << seen.err;
    ASSERT_EQ(spooled().size(), 1U);
    EXPECT_TRUE(spooled().front().ends_with(".refused")) << spooled().front();
    EXPECT_EQ(type({"status"}).err, "");  // not offered again
}

TEST_F(SendmailWithoutDaemon, KeepsTheLetterPrivatelyAndSaysSo) {
    const Seen seen = type({"sendmail", "--zone", "Asia/Tokyo", "--", "true"}, mail);
    EXPECT_EQ(seen.status, 0);
    EXPECT_EQ(seen.out, "");
    EXPECT_NE(seen.err.find("handed over"), std::string::npos) << seen.err;
    ASSERT_EQ(spooled().size(), 1U);
    struct stat file {
    }, directory{};
    ASSERT_EQ(::stat(spooled().front().c_str(), &file), 0);
    ASSERT_EQ(::stat(spool().c_str(), &directory), 0);
    EXPECT_EQ(file.st_mode & 07777, 0600U);
    EXPECT_EQ(directory.st_mode & 07777, 0700U);
    const auto orders = rpc::Spool(spool()).orders();
    ASSERT_EQ(orders.size(), 1U);
    ASSERT_TRUE(orders.front().request);
    EXPECT_EQ(orders.front().request->message, mail);
    EXPECT_EQ(orders.front().request->client_zone, "Asia/Tokyo");
}

TEST_F(SendmailWithoutDaemon, HandsTheKeptLetterOverAtTheNextCommandOnce) {
    ASSERT_EQ(type({"sendmail", "--", "true"}, mail).status, 0);
    ASSERT_EQ(type({"sendmail", "--", "true"}, mail).status, 0);  // the same letter again is one order
    ASSERT_EQ(spooled().size(), 1U);
    rpc::RunningServer daemon;
    daemon.service.state.now = rpc::fake_now;
    socket = daemon.path();
    EXPECT_EQ(type({"list"}).status, 0);
    EXPECT_TRUE(spooled().empty());
    EXPECT_EQ(type({"list"}).status, 0);
    ASSERT_EQ(daemon.service.tracked.size(), 1U);
    EXPECT_EQ(daemon.service.tracked.front().message, mail);
}

TEST_F(SendmailWithoutDaemon, KeepsTheLetterWhereTheDaemonSaysLater) {
    ASSERT_EQ(type({"sendmail", "--", "true"}, mail).status, 0);
    rpc::RunningServer daemon;
    daemon.service.state.now = rpc::fake_now;
    daemon.service.refuse_track = base::Error{base::Fault::mail_server, base::Retry::later, "Away."};
    socket = daemon.path();
    EXPECT_EQ(type({"list"}).status, 0);
    EXPECT_EQ(spooled().size(), 1U);
}

TEST_F(SendmailWithoutDaemon, SaysWhereNothingCanBeKept) {
    write(".local", "a file where a directory should be");
    const Seen seen = type({"sendmail", "--", "true"}, mail);
    EXPECT_EQ(seen.status, 0);
    EXPECT_NE(seen.err.find("not tracked"), std::string::npos) << seen.err;
}

TEST_F(Sendmail, RefusesBeforeAnythingIsSentWhatNoDaemonWouldTake) {
    const std::string mailer = script("mailer", "cat >'" + home.file("in") + "'");
    for (const std::string& zone : {std::string(70, 'x'), std::string("Mars/Olympus")}) {
        const Seen seen = type({"sendmail", "--zone", zone, "--", mailer}, mail);
        EXPECT_EQ(seen.status, 2) << zone;
        EXPECT_NE(seen.err.find("time zone"), std::string::npos) << seen.err;
    }
    EXPECT_EQ(read("in"), "");
    EXPECT_TRUE(spooled().empty());
}

TEST_F(Sendmail, SetsAsideAKeptOrderThatCannotBeReadAndSaysSo) {
    std::filesystem::create_directories(spool());
    write(".local/state/amends/spool/torn.order", "{\"message\":\"YQ");
    const Seen seen = type({"list"});
    EXPECT_EQ(seen.status, 0);
    EXPECT_NE(seen.err.find("torn.order.refused"), std::string::npos) << seen.err;
    EXPECT_EQ(spooled(), std::vector<std::string>{spool() + "/torn.order.refused"});
    EXPECT_EQ(type({"list"}).err, "");
}

TEST_F(Sendmail, KeepsTheLetterFromADaemonOnADryRunAndSaysSo) {
    daemon.service.state.dry_run = true;
    const Seen seen = type({"sendmail", "--", "true"}, mail);
    EXPECT_EQ(seen.status, 0);
    EXPECT_NE(seen.err.find("dry run"), std::string::npos) << seen.err;
    EXPECT_EQ(type({"list"}).status, 0);
    ASSERT_EQ(spooled().size(), 1U);
    EXPECT_TRUE(daemon.service.tracked.empty());
    daemon.service.state.dry_run = false;
    EXPECT_EQ(type({"list"}).status, 0);
    EXPECT_TRUE(spooled().empty());
    EXPECT_EQ(daemon.service.tracked.size(), 1U);
}

TEST_F(Sendmail, TellsWhereALetterWaitsThatTheDaemonPutsOff) {
    daemon.service.refuse_track = base::Error{base::Fault::internal, base::Retry::later, "The disk is full."};
    const Seen seen = type({"sendmail", "--", "true"}, mail);
    ASSERT_EQ(spooled().size(), 1U);
    EXPECT_NE(seen.err.find("The disk is full."), std::string::npos) << seen.err;
    EXPECT_NE(seen.err.find(spooled().front()), std::string::npos) << seen.err;
}

TEST_F(SendmailWithoutDaemon, LetsNobodyElseLookIntoTheStateDirectory) {
    ASSERT_EQ(type({"sendmail", "--", "true"}, mail).status, 0);
    struct stat directory {};
    ASSERT_EQ(::stat(home.file(".local/state/amends").c_str(), &directory), 0);
    EXPECT_EQ(directory.st_mode & 07777, 0700U);
}

}  // namespace
}  // namespace amends::cli
