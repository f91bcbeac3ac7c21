#include "core/classify.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace amends::core {
namespace {

using base::MessageFacts;
using base::ReportAction;

MessageFacts from_a_person() {
    MessageFacts facts;
    facts.from = {{"Anna", "anna@client.example"}};
    facts.in_reply_to = {{"letter-1@sender.example"}};
    facts.return_path = "anna@client.example";
    facts.subject = "Re: Sorry about Tuesday";
    facts.text = "Thank you.";
    return facts;
}

MessageFacts report(ReportAction action, std::string status) {
    MessageFacts facts;
    facts.from = {{"Mail Delivery System", "MAILER-DAEMON@mx.client.example"}};
    facts.return_path = "";
    facts.report.emplace();
    facts.report->recipients.push_back({"anna@client.example", action, std::move(status), "no such user"});
    facts.report->recipients.back().says = base::FaultWords::for_good;
    return facts;
}

TEST(Classify, TakesAPersonsMessageForAReply) {
    const auto found = classify(from_a_person());
    EXPECT_EQ(found.what, MessageClass::reply);
    EXPECT_FALSE(found.permanent);
    EXPECT_FALSE(found.evidence.empty());
}

TEST(Classify, KnowsABounceThatSaysItWasAutoReplied) {
    auto facts = report(ReportAction::failed, "5.1.1");
    facts.auto_submitted = "auto-replied";
    const auto found = classify(facts);
    EXPECT_EQ(found.what, MessageClass::bounce);
    EXPECT_EQ(found.permanent, true);
}

TEST(Classify, CallsABounceForGoodIfOneRecipientIsLostForGood) {
    auto facts = report(ReportAction::failed, "4.4.7");
    EXPECT_EQ(classify(facts).permanent, false);
    facts.report->recipients.push_back({"bert@client.example", ReportAction::failed, "5.1.1", ""});
    EXPECT_EQ(classify(facts).permanent, true);
    facts.report->recipients.push_back({"carla@client.example", ReportAction::failed, "4.2.2", ""});
    EXPECT_EQ(classify(facts).permanent, true);
    EXPECT_EQ(classify(report(ReportAction::failed, "")).permanent, true) << "there is no such user";
}

TEST(Classify, TellsWhetherABounceIsForGoodByWhatTheReportSays) {
    using base::FaultWords;
    const auto permanent = [](const char* status, const char* diagnostic, FaultWords says = FaultWords::nothing) {
        auto facts = report(ReportAction::failed, status);
        facts.report->recipients[0].diagnostic = diagnostic;
        facts.report->recipients[0].says = says;
        return classify(facts).permanent;
    };
    EXPECT_EQ(permanent("5.2.2", ""), false) << "a full mailbox may be emptied";
    EXPECT_EQ(permanent("5.1.1", "smtp; 550 Mailbox is full", FaultWords::full), false);
    EXPECT_EQ(permanent("5.2.1", "smtp; 550 account disabled"), true);
    EXPECT_EQ(permanent("", "smtp; 550-we do not want this"), true);
    EXPECT_EQ(permanent("", "451 come again"), false);
    EXPECT_EQ(permanent("", "connect to 192.0.2.250: Connection refused", FaultWords::for_now), false)
        << "no reply code";
    EXPECT_EQ(permanent("", "nobody", FaultWords::for_good), true);
    EXPECT_EQ(permanent("", "451 nobody", FaultWords::for_good), false) << "the reply code comes first";
    EXPECT_EQ(permanent("4.4.1", "nobody", FaultWords::for_good), false) << "and the status before it";
    EXPECT_EQ(permanent("", "queue 1555012, 5501"), std::nullopt);
    EXPECT_EQ(permanent("", ""), std::nullopt);
}

TEST(Classify, ReadsTheOtherActionsOfAReport) {
    EXPECT_EQ(classify(report(ReportAction::delayed, "4.4.1")).what, MessageClass::delay);
    EXPECT_EQ(classify(report(ReportAction::delayed, "4.4.1")).permanent, false);
    EXPECT_EQ(classify(report(ReportAction::delayed, "")).permanent, false);
    EXPECT_EQ(classify(report(ReportAction::delivered, "2.0.0")).what, MessageClass::delivered);
    EXPECT_EQ(classify(report(ReportAction::relayed, "2.0.0")).what, MessageClass::delivered);
    EXPECT_EQ(classify(report(ReportAction::expanded, "2.0.0")).what, MessageClass::delivered);
    auto facts = report(ReportAction::delivered, "2.0.0");
    facts.report->recipients.push_back({"bert@client.example", ReportAction::delayed, "4.4.1", ""});
    EXPECT_EQ(classify(facts).what, MessageClass::delay);
    facts.report->recipients.push_back({"carla@client.example", ReportAction::failed, "5.1.1", ""});
    EXPECT_EQ(classify(facts).what, MessageClass::bounce);
}

TEST(Classify, GoesByTheStatusWhereTheActionIsUnknown) {
    EXPECT_EQ(classify(report(ReportAction::unknown, "5.1.1")).what, MessageClass::bounce);
    EXPECT_EQ(classify(report(ReportAction::unknown, "4.4.1")).what, MessageClass::delay);
    EXPECT_EQ(classify(report(ReportAction::unknown, "2.6.0")).what, MessageClass::delivered);
    EXPECT_EQ(classify(report(ReportAction::unknown, "gone")).what, MessageClass::bounce);
    EXPECT_EQ(classify(report(ReportAction::unknown, "")).what, MessageClass::bounce);
}

TEST(Classify, KnowsAMailSystemThatSendsNoReport) {
    auto facts = from_a_person();
    facts.from = {{"", "Mailer-Daemon@client.example"}};
    EXPECT_EQ(classify(facts).what, MessageClass::bounce);
    facts.from = {{"", "postmaster@client.example"}};
    EXPECT_EQ(classify(facts).what, MessageClass::reply) << "postmasters are people, too";
    facts.return_path = "";
    EXPECT_EQ(classify(facts).what, MessageClass::bounce);
}

TEST(Classify, TakesAReadReceiptForNoBounce) {
    auto facts = from_a_person();
    facts.read_receipt = true;
    facts.auto_submitted = "auto-replied";
    EXPECT_EQ(classify(facts).what, MessageClass::receipt);
}

TEST(Classify, TakesAFeedbackReportForAComplaint) {
    auto facts = report(ReportAction::failed, "5.7.1");
    facts.feedback_report = true;
    EXPECT_EQ(classify(facts).what, MessageClass::complaint);
}

TEST(Classify, TakesACalendarPartForAnInvitation) {
    auto facts = from_a_person();
    for (const char* method : {"REQUEST", "REPLY", "CANCEL", "COUNTER", "PUBLISH"}) {
        facts.calendar_method = method;
        EXPECT_EQ(classify(facts).what, MessageClass::invite) << method;
    }
    facts.auto_submitted = "auto-generated";
    facts.calendar_method = "REQUEST";
    EXPECT_EQ(classify(facts).what, MessageClass::invite) << "calendar programs send them";
    facts.auto_submitted = "auto-replied";
    facts.calendar_method = "REPLY";
    EXPECT_EQ(classify(facts).what, MessageClass::auto_reply) << "a meeting room accepts by itself";
    facts = {};
    facts.from = {{"", "events@list.example"}};
    facts.mailing_list = true;
    facts.calendar_method = "PUBLISH";
    EXPECT_EQ(classify(facts).what, MessageClass::other) << "a newsletter";
}

TEST(Classify, BelievesAHeaderThatSaysAutomatic) {
    for (const char* word : {"auto-replied", "auto-generated", "auto-notified"}) {
        auto facts = from_a_person();
        facts.auto_submitted = word;
        EXPECT_EQ(classify(facts).what, MessageClass::auto_reply) << word;
    }
    auto by_header = from_a_person();
    by_header.auto_replied_by_header = true;
    EXPECT_EQ(classify(by_header).what, MessageClass::auto_reply);
    auto by_path = from_a_person();
    by_path.return_path = "";
    EXPECT_EQ(classify(by_path).what, MessageClass::auto_reply);
}

TEST(Classify, BelievesAHeaderThatSaysAPersonWroteIt) {
    auto facts = from_a_person();
    facts.auto_submitted = "no";
    facts.precedence = "bulk";
    facts.subject = "Out of office plans";
    EXPECT_EQ(classify(facts).what, MessageClass::reply);
}

TEST(Classify, TellsAListFromAVacationProgram) {
    auto facts = from_a_person();
    facts.precedence = "list";
    facts.mailing_list = true;
    EXPECT_EQ(classify(facts).what, MessageClass::reply) << "a person may answer through a list";
    facts.precedence = "bulk";
    EXPECT_EQ(classify(facts).what, MessageClass::reply) << "Mailman sets it on what people write";
    facts.mailing_list = false;
    facts.note = base::AutomaticNote::absence;
    EXPECT_EQ(classify(facts).what, MessageClass::auto_reply);
    facts.precedence = "junk";
    EXPECT_EQ(classify(facts).what, MessageClass::auto_reply);
    facts.note = base::AutomaticNote::none;
    facts.precedence = "auto_reply";
    EXPECT_EQ(classify(facts).what, MessageClass::auto_reply);
    facts.precedence = "list";
    facts.mailing_list = true;
    facts.in_reply_to.clear();
    EXPECT_EQ(classify(facts).what, MessageClass::other);
    facts.precedence = "bulk";
    EXPECT_EQ(classify(facts).what, MessageClass::other) << "nobody's answer";
}

TEST(Classify, LetsNoHeaderAloneMakeAMachineOfAPerson) {
    for (const char* precedence : {"bulk", "junk"}) {
        auto facts = from_a_person();
        facts.precedence = precedence;
        EXPECT_EQ(classify(facts).what, MessageClass::reply);
        EXPECT_TRUE(classify(facts).in_doubt) << "its words may be anybody's";
        facts.of_a_person = true;
        EXPECT_EQ(classify(facts).what, MessageClass::reply);
        EXPECT_FALSE(classify(facts).in_doubt);
    }
    auto facts = from_a_person();
    facts.return_path = "";
    facts.of_a_person = true;
    EXPECT_EQ(classify(facts).what, MessageClass::reply);
    facts = from_a_person();
    facts.auto_submitted = "auto-generated";
    EXPECT_EQ(classify(facts).what, MessageClass::auto_reply);
    EXPECT_TRUE(classify(facts).in_doubt);
    facts.of_a_person = true;
    EXPECT_EQ(classify(facts).what, MessageClass::reply);
    EXPECT_TRUE(classify(facts).in_doubt);
    facts.auto_submitted = "auto-replied";
    EXPECT_EQ(classify(facts).what, MessageClass::auto_reply) << "no program sets this on what a person writes";
}

TEST(Classify, TakesWhatIsWrittenThroughAHelpDeskForAnAnswer) {
    for (const char* word : {"auto-generated", "auto-replied"}) {
        auto facts = from_a_person();
        facts.auto_submitted = word;
        facts.of_a_desk = true;
        EXPECT_TRUE(classify(facts).in_doubt) << "the program may have written it itself";
        facts.of_a_person = true;
        EXPECT_EQ(classify(facts).what, MessageClass::reply);
        EXPECT_FALSE(classify(facts).in_doubt);
        facts.note = base::AutomaticNote::ticket;
        EXPECT_EQ(classify(facts).what, MessageClass::auto_reply);
    }
}

TEST(Classify, TakesUnknownWordsWithADayOfReturnForAnAbsenceWhereAHeaderSuggestsIt) {
    for (const char* precedence : {"bulk", "junk"}) {
        auto facts = from_a_person();
        facts.precedence = precedence;
        facts.return_date = base::parse_civil_date("2026-11-13");
        EXPECT_EQ(classify(facts).what, MessageClass::auto_reply);
        EXPECT_TRUE(classify(facts).in_doubt);
        facts.of_a_person = true;
        EXPECT_EQ(classify(facts).what, MessageClass::reply);
    }
}

TEST(Classify, TakesANoticeThatNobodyReadsForNoAnswer) {
    auto facts = from_a_person();
    facts.from_nobody = true;
    EXPECT_EQ(classify(facts).what, MessageClass::reply) << "it may be: some people write through such addresses";
    EXPECT_TRUE(classify(facts).in_doubt);
    facts.in_reply_to.clear();
    EXPECT_EQ(classify(facts).what, MessageClass::other);
    facts.auto_submitted = "auto-generated";
    EXPECT_EQ(classify(facts).what, MessageClass::other);
    facts.note = base::AutomaticNote::ticket;
    EXPECT_EQ(classify(facts).what, MessageClass::auto_reply) << "a receipt";
    facts = from_a_person();
    facts.from_nobody = facts.of_a_desk = facts.of_a_person = true;
    EXPECT_FALSE(classify(facts).in_doubt) << "help desks have such addresses";
}

TEST(Classify, BelievesWordsThatSayTheyAreAutomatic) {
    for (const auto note : {base::AutomaticNote::automatic, base::AutomaticNote::absence, base::AutomaticNote::left,
                            base::AutomaticNote::ticket}) {
        auto facts = from_a_person();
        facts.note = note;
        EXPECT_EQ(classify(facts).what, MessageClass::auto_reply);
        facts.from = {{"", "mailer-daemon@client.example"}};
        EXPECT_EQ(classify(facts).what, MessageClass::auto_reply) << "some vacation programs write under this name";
        facts.auto_submitted = "no";
        EXPECT_EQ(classify(facts).what, MessageClass::reply);
    }
}

TEST(Classify, SaysWhereItIsInDoubt) {
    auto facts = from_a_person();
    EXPECT_FALSE(classify(facts).in_doubt);
    facts.in_doubt = true;
    EXPECT_EQ(classify(facts).what, MessageClass::reply);
    EXPECT_TRUE(classify(facts).in_doubt);
    facts.note = base::AutomaticNote::absence;
    EXPECT_EQ(classify(facts).what, MessageClass::auto_reply);
    EXPECT_TRUE(classify(facts).in_doubt);
    facts.auto_submitted = "auto-replied";
    EXPECT_FALSE(classify(facts).in_doubt) << "the header says it";
}

TEST(Classify, AsksWhereAServersHabitsLookAutomatic) {
    auto facts = from_a_person();
    facts.precedence = "bulk";
    EXPECT_TRUE(classify(facts).in_doubt);
    facts.note = base::AutomaticNote::absence;
    EXPECT_FALSE(classify(facts).in_doubt);
    facts = from_a_person();
    facts.return_path = "";
    EXPECT_TRUE(classify(facts).in_doubt);
    facts.in_reply_to.clear();
    EXPECT_FALSE(classify(facts).in_doubt) << "it answers nothing";
}

TEST(Classify, BelievesAReceiptInWords) {
    auto facts = from_a_person();
    facts.note = base::AutomaticNote::receipt;
    EXPECT_EQ(classify(facts).what, MessageClass::receipt);
    facts.auto_submitted = "no";
    EXPECT_EQ(classify(facts).what, MessageClass::reply);
}

TEST(Classify, GivesAToneToPersonsOnly) {
    auto facts = from_a_person();
    facts.text = "Apology accepted, these things happen.";
    EXPECT_EQ(classify(facts).tone, Tone::accepts);
    facts.note = base::AutomaticNote::automatic;
    EXPECT_EQ(classify(facts).tone, std::nullopt);
}

TEST(Classify, CallsAMessageOfNobodySomethingElse) { EXPECT_EQ(classify(MessageFacts{}).what, MessageClass::other); }

TEST(Classify, PutsNoNamesAddressesOrTextsIntoItsEvidence) {
    auto away = from_a_person();
    away.note = base::AutomaticNote::left;
    away.stand_in = "Anna@client.example";
    for (const auto& facts : {from_a_person(), report(ReportAction::failed, "5.1.1"), away}) {
        for (const std::string& sentence : classify(facts).evidence) {
            for (const char* secret : {"@", "Anna", "Thank", "Tuesday", "no such user"}) {
                EXPECT_EQ(sentence.find(secret), std::string::npos) << sentence;
            }
        }
    }
}

}  // namespace
}  // namespace amends::core
