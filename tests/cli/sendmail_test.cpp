#include <nlohmann/json.hpp>

#include "app/clock.hpp"
#include "app/inserted_letters.hpp"
#include "cli/letter_request.hpp"
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
    const Seen seen = type({"sendmail", "--all", "--auto", "--account", "work", "--", mailer, "-t", "--json", "--",
                            "bo@client.example", "a b"},
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
            type({"sendmail", "--all", "--", script("mailer", "cat >/dev/null; exit " + std::to_string(status))}, mail);
        EXPECT_EQ(seen.status, status);
    }
    EXPECT_EQ(type({"sendmail", "--all", "--", script("mailer", "kill -TERM $$")}, mail).status, 128 + SIGTERM);
    EXPECT_EQ(type({"sendmail", "--all", "--", "/nonexistent/mailer"}, mail).status, 127);
    EXPECT_EQ(type({"sendmail", "--all", "--", write("plain.txt", "no program")}, mail).status, 126);
    EXPECT_TRUE(daemon.service.tracked.empty());
    EXPECT_TRUE(spooled().empty());
}

TEST_F(Sendmail, SurvivesAMailerThatDoesNotReadItsInput) {
    const std::string large(std::size_t{4} * 1024 * 1024, 'x');
    EXPECT_EQ(type({"sendmail", "--all", "--", script("mailer", "exit 69")}, large).status, 69);
}

TEST_F(Sendmail, LeavesTheStatusAsItIsWhereTheDaemonRefusesTheLetter) {
    daemon.service.refuse_track = base::Error{base::Fault::answer_is_no, base::Retry::never, "It is not possible now."};
    const Seen seen = type({"sendmail", "--all", "--", "true"}, mail);
    EXPECT_EQ(seen.status, 0);
    EXPECT_NE(seen.err.find("It is not possible now."), std::string::npos) << seen.err;
    ASSERT_EQ(spooled().size(), 1U);
    EXPECT_TRUE(spooled().front().ends_with(".refused")) << spooled().front();
    EXPECT_EQ(type({"status"}).err, "");  // not offered again
}

TEST_F(SendmailWithoutDaemon, KeepsTheLetterPrivatelyAndSaysSo) {
    const Seen seen = type({"sendmail", "--all", "--zone", "Asia/Tokyo", "--", "true"}, mail);
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
    ASSERT_EQ(type({"sendmail", "--all", "--", "true"}, mail).status, 0);
    ASSERT_EQ(type({"sendmail", "--all", "--", "true"}, mail).status, 0);  // the same letter again is one order
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
    ASSERT_EQ(type({"sendmail", "--all", "--", "true"}, mail).status, 0);
    rpc::RunningServer daemon;
    daemon.service.state.now = rpc::fake_now;
    daemon.service.refuse_track = base::Error{base::Fault::mail_server, base::Retry::later, "Away."};
    socket = daemon.path();
    EXPECT_EQ(type({"list"}).status, 0);
    EXPECT_EQ(spooled().size(), 1U);
}

TEST_F(SendmailWithoutDaemon, SaysWhereNothingCanBeKept) {
    write(".local", "a file where a directory should be");
    const Seen seen = type({"sendmail", "--all", "--", "true"}, mail);
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
    const Seen seen = type({"sendmail", "--all", "--", "true"}, mail);
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
    const Seen seen = type({"sendmail", "--all", "--", "true"}, mail);
    ASSERT_EQ(spooled().size(), 1U);
    EXPECT_NE(seen.err.find("The disk is full."), std::string::npos) << seen.err;
    EXPECT_NE(seen.err.find(spooled().front()), std::string::npos) << seen.err;
}

TEST_F(SendmailWithoutDaemon, LetsNobodyElseLookIntoTheStateDirectory) {
    ASSERT_EQ(type({"sendmail", "--all", "--", "true"}, mail).status, 0);
    struct stat directory {};
    ASSERT_EQ(::stat(home.file(".local/state/amends").c_str(), &directory), 0);
    EXPECT_EQ(directory.st_mode & 07777, 0700U);
}

/// With an amendsd that reads every mail as the same one.
class SendmailThatLooks : public WithDaemon {
protected:
    SendmailThatLooks() {
        program = home.file("amends");
        reads(apology);
    }
    void reads(const std::string& body, bool encrypted = false) {
        const nlohmann::json letter{{"subject", "The brochure"},    {"body", body},
                                    {"to", "joyce@client.example"}, {"recipients", {"joyce@client.example"}},
                                    {"sent_at", nullptr},           {"encrypted", encrypted}};
        write("letter.json", letter.dump());
        script("amendsd", "cat >/dev/null; cat '" + home.file("letter.json") + "'");
    }
    void note(const std::string& text, base::Instant at = app::SystemClock().now()) {
        ASSERT_TRUE(inserted.note({.at = at,
                                   .situation = "missed_deadline",
                                   .recipients = {"joyce@client.example"},
                                   .subject = "The brochure",
                                   .marks = core::marks_of(text)}));
    }
    Seen send(const std::vector<std::string>& options = {}, const std::string& mailer = "true") {
        std::vector<std::string> words{"sendmail"};
        words.insert(words.end(), options.begin(), options.end());
        words.insert(words.end(), {"--", mailer});
        return type(words, mail);
    }
    std::vector<rpc::KeptOrder> asked() { return rpc::Spool(home.file(".local/state/amends/asked")).orders(); }

    const std::string apology =
        "Dear Joyce,\n\nI promised you the brochure for Friday, and I did not deliver. I am sorry; that was my "
        "mistake. "
        "You had to open your stand without it. It is with you on Monday.\n\nAda\n";
    const std::string ordinary = "Dear Joyce,\n\nhere is the list that we spoke about this morning.\n\nAda\n";
    app::InsertedLetters inserted{home.file(".local/state/amends/inserted")};
};

TEST_F(SendmailThatLooks, LeavesOrdinaryMailAlone) {
    reads(ordinary);
    note(apology);
    for (const auto& options : {std::vector<std::string>{}, {"--ask"}, {"--marked"}}) {
        const Seen seen = send(options);
        EXPECT_EQ(seen.status, 0);
        EXPECT_EQ(seen.out + seen.err, "");
    }
    EXPECT_TRUE(daemon.service.tracked.empty());
    EXPECT_TRUE(spooled().empty());
    EXPECT_TRUE(asked().empty());
    EXPECT_EQ(inserted.all(now()).size(), 1U);
}

TEST_F(SendmailThatLooks, TracksWhatWasInsertedOnce) {
    note(apology);
    for (const char* option : {"--marked", "--ask"}) EXPECT_EQ(send({option}).status, 0);
    ASSERT_EQ(daemon.service.tracked.size(), 1U);
    EXPECT_EQ(daemon.service.tracked.front().situation, "missed_deadline");
    EXPECT_EQ(daemon.service.tracked.front().message, mail);
    EXPECT_TRUE(inserted.all(now()).empty());
    EXPECT_EQ(asked().size(), 1U);  // the second time nothing says that it is a letter but its words
}

TEST_F(SendmailThatLooks, RemembersWhatTheMailerRefused) {
    note(apology);
    EXPECT_EQ(send({"--ask"}, "false").status, 1);
    EXPECT_TRUE(daemon.service.tracked.empty());
    EXPECT_EQ(inserted.all(now()).size(), 1U);
    EXPECT_EQ(send({"--ask"}).status, 0);
    EXPECT_EQ(daemon.service.tracked.size(), 1U);
}

TEST_F(SendmailThatLooks, KnowsAnEncryptedLetterByItsPeopleAndSubject) {
    reads("", true);
    EXPECT_EQ(send().status, 0);
    EXPECT_TRUE(daemon.service.tracked.empty());
    note(apology);
    EXPECT_EQ(send().status, 0);
    EXPECT_EQ(daemon.service.tracked.size(), 1U);
}

TEST_F(SendmailThatLooks, ForgetsAfterAMonthWhatWasNeverSent) {
    note(apology, app::SystemClock().now() - std::chrono::hours{24 * 31});
    EXPECT_EQ(send({"--marked"}).status, 0);
    EXPECT_TRUE(daemon.service.tracked.empty());
}

TEST_F(SendmailThatLooks, TracksWhatReadsLikeAnApologyUnlessItIsToAsk) {
    EXPECT_EQ(send().status, 0);
    EXPECT_EQ(daemon.service.tracked.size(), 1U);
    EXPECT_EQ(send({"--marked"}).status, 0);
    EXPECT_EQ(daemon.service.tracked.size(), 1U);
    EXPECT_EQ(send({"--ask"}).status, 0);
    EXPECT_EQ(daemon.service.tracked.size(), 1U);
    ASSERT_EQ(asked().size(), 1U);
    EXPECT_NE(type({"list"}).err.find("`amends track` asks about it"), std::string::npos);
}

TEST_F(SendmailThatLooks, TracksWhatWasAskedOnlyWithAYes) {
    for (const auto& [answer, left, tracked] : {std::tuple{"", 1U, 0U}, std::tuple{"later\n", 1U, 0U},
                                                std::tuple{"yes\n", 0U, 1U}, std::tuple{"no\n", 0U, 1U}}) {
        if (asked().empty()) {
            EXPECT_EQ(send({"--ask"}).status, 0);
        }
        const Seen seen = type({"track"}, answer);
        EXPECT_EQ(seen.status, 0) << seen.err;
        EXPECT_NE(seen.out.find("\"The brochure\", to joyce@client.example"), std::string::npos) << seen.out;
        EXPECT_EQ(asked().size(), left) << answer;
        EXPECT_EQ(daemon.service.tracked.size(), tracked) << answer;
    }
    EXPECT_EQ(type({"track"}).status, 2);  // nothing waits any more
}

TEST_F(SendmailThatLooks, SendsAllTheSameWhereNobodyCanReadTheMail) {
    script("amendsd", "cat >/dev/null; exit 6");
    note(apology);
    const Seen seen = send();
    EXPECT_EQ(seen.status, 0);
    EXPECT_NE(seen.err.find("The mail is sent. Whether it is to be followed up cannot be told"), std::string::npos)
        << seen.err;
    EXPECT_EQ(inserted.all(now()).size(), 1U);
}

TEST_F(SendmailThatLooks, KeepsForLaterWhatNobodyCouldRead) {
    script("amendsd", "cat >/dev/null; exit 6");
    EXPECT_EQ(send().status, 0);
    EXPECT_TRUE(daemon.service.tracked.empty());
    reads(apology);
    EXPECT_EQ(asked().size(), 1U);
    EXPECT_EQ(type({"track"}, "yes\n").status, 0);
    EXPECT_EQ(daemon.service.tracked.size(), 1U);
    EXPECT_TRUE(asked().empty());
}

TEST_F(SendmailThatLooks, TakesOneWayToTellLettersFromMail) {
    const Seen seen = send({"--all", "--ask"});
    EXPECT_EQ(seen.status, 2);
    EXPECT_NE(seen.err.find("Nothing is sent"), std::string::npos) << seen.err;
}

}  // namespace
}  // namespace amends::cli
