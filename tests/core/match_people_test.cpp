// The evidence of people and subjects, where no id helps.
#include <gtest/gtest.h>

#include "core/mail_providers.hpp"
#include "core/match.hpp"

namespace amends::core {
namespace {

using base::Instant;
using base::LetterId;
using base::MessageFacts;
using std::chrono::days;

const Instant sent{1'790'000'000};

Candidate letter(std::int64_t id = 1, const std::string& subject = "The late brochure") {
    return {.letter = LetterId{id},
            .message_id = {"letter-" + std::to_string(id) + "@sender.example"},
            .subject = subject,
            .recipients = {"anna@client.example", "tim@gmail.com"},
            .aliases = {"anna.k@elsewhere.example"},
            .sent_at = sent,
            .waits = true};
}

MessageFacts mail(const std::string& from, const std::string& subject) {
    MessageFacts facts;
    facts.from = {{"", from}};
    facts.subject = subject;
    return facts;
}

std::optional<Match> matched(const MessageFacts& facts, Instant received = sent + days{1},
                             std::vector<Candidate> letters = {letter()}) {
    return match_people(facts, classify(facts), false, received, letters);
}

std::optional<Evidence> evidence(const MessageFacts& facts, Instant received = sent + days{1}) {
    const auto found = matched(facts, received);
    return found ? std::optional(found->evidence) : std::nullopt;
}

TEST(MatchPeople, TakesTheClientWithTheSameSubjectForAnAnswer) {
    const auto found = matched(mail("Anna@Client.example", "AW: The late brochure"));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->letter, LetterId{1});
    EXPECT_EQ(found->evidence, Evidence::subject);
    EXPECT_EQ(found->about, letter().message_id);
    EXPECT_TRUE(found->about_letter);
}

TEST(MatchPeople, TakesAnAliasSeenBeforeForTheClient) {
    EXPECT_EQ(evidence(mail("anna.k@elsewhere.example", "Re: The late brochure")), Evidence::subject);
    EXPECT_EQ(evidence(mail("bert@elsewhere.example", "Re: The late brochure")), std::nullopt)
        << "who shares a house with an alias is no colleague";
}

TEST(MatchPeople, TakesAColleagueForTheClientWhereTheDomainIsTheirOwn) {
    EXPECT_EQ(evidence(mail("bert@client.example", "Re: The late brochure")), Evidence::subject);
    EXPECT_EQ(evidence(mail("bert@support.client.example", "Re: The late brochure")), Evidence::subject);
    EXPECT_EQ(evidence(mail("bert@gmail.com", "Re: The late brochure")), std::nullopt);
    EXPECT_EQ(evidence(mail("tim@gmail.com", "Re: The late brochure")), Evidence::subject);
    EXPECT_EQ(evidence(mail("bert@notclient.example", "Re: The late brochure")), std::nullopt);
    EXPECT_EQ(evidence(mail("bert@client.example.evil.example", "Re: The late brochure")), std::nullopt);
    EXPECT_EQ(evidence(mail("no-reply@client.example", "Re: The late brochure")), std::nullopt);
}

TEST(MatchPeople, KnowsWhoWorksWhereTheUserDoes) {
    const std::vector<std::string> own{"me@sender.example", "me@gmail.com"};
    const auto of_own_house = [&](const std::string& from, std::vector<std::string> to = {"anna@client.example"}) {
        return is_of_own_house(mail(from, "Re: The late brochure"), own, to);
    };
    EXPECT_TRUE(of_own_house("chief@sender.example"));
    EXPECT_TRUE(of_own_house("chief@London.Sender.example"));
    EXPECT_FALSE(of_own_house("anna@client.example"));
    EXPECT_FALSE(of_own_house("anyone@gmail.com")) << "a provider's customers share no house";
    EXPECT_FALSE(of_own_house("chief@sender.example", {"hr@sender.example"})) << "the client is of the same house";
    EXPECT_FALSE(is_of_own_house({}, own, {})) << "nobody wrote it";
}

TEST(MatchPeople, TakesEveryFormOfAGmailAddressForOneMailbox) {
    for (const char* const form : {"t.im@gmail.com", "Tim@googlemail.com", "t.i.m+web@gmail.com"})
        EXPECT_EQ(evidence(mail(form, "Re: The late brochure")), Evidence::subject) << form;
    for (const char* const other : {"timo@gmail.com", "tim@gmail.com.evil.example", "tim@outlook.com"})
        EXPECT_EQ(evidence(mail(other, "Re: The late brochure")), std::nullopt) << other;
    EXPECT_EQ(evidence(mail("an.na@client.example", "Lunch")), std::nullopt) << "a dot counts everywhere else";
}

TEST(MatchPeople, TakesWhoSendsAnswersToTheClientForOneOfTheirs) {
    auto facts = mail("anna.private@gmail.com", "Re: The late brochure");
    facts.reply_to = {{"", "anna@client.example"}};
    EXPECT_EQ(evidence(facts), Evidence::subject);
    facts.subject = "Your booking";
    EXPECT_EQ(evidence(facts), std::nullopt) << "programs write so on behalf of anybody";
    facts.subject = "The late brochure";
    EXPECT_EQ(evidence(facts), Evidence::possible);
}

TEST(MatchPeople, AsksWhereAColleagueBeginsWithTheSameWords) {
    EXPECT_EQ(evidence(mail("bert@client.example", "The late brochure")), Evidence::possible);
    EXPECT_EQ(evidence(mail("anna@client.example", "The late brochure")), Evidence::subject);
    EXPECT_EQ(evidence(mail("bert@client.example", "Lunch")), std::nullopt);
}

TEST(MatchPeople, TakesSomethingNewOfTheClientForPossibleSoonAfter) {
    EXPECT_EQ(evidence(mail("anna@client.example", "A question")), Evidence::possible);
    EXPECT_EQ(evidence(mail("anna@client.example", "A question"), sent + days{13}), Evidence::possible);
    EXPECT_EQ(evidence(mail("anna@client.example", "A question"), sent + days{15}), std::nullopt);
    EXPECT_EQ(evidence(mail("anna@client.example", "")), Evidence::possible);
}

TEST(MatchPeople, LeavesOtherConversationsAlone) {
    auto elsewhere = mail("anna@client.example", "Re: The invoice");
    elsewhere.in_reply_to = {{"invoice@sender.example"}};
    EXPECT_EQ(evidence(elsewhere), std::nullopt);
    auto rewritten = mail("anna@client.example", "Re: The late brochure");
    rewritten.in_reply_to = {{"what-a-server-made-of-it@sender.example"}};
    EXPECT_EQ(evidence(rewritten), Evidence::subject);
}

TEST(MatchPeople, TakesNoComplaintForTheAnswerToTheLetterThatAnswersIt) {
    MessageFacts complaint = mail("anna@client.example", "The late brochure");
    complaint.message_id = {"complaint@client.example"};
    Candidate answering = letter();
    answering.answers = {{"order@sender.example"}, {"complaint@client.example"}};
    EXPECT_FALSE(matched(complaint, sent - std::chrono::seconds{5}, {answering}));
    complaint.message_id = {"another@client.example"};
    EXPECT_TRUE(matched(complaint, sent - std::chrono::seconds{5}, {answering}));
}

TEST(MatchPeople, LeavesBulkMailAlone) {
    auto list = mail("anna@client.example", "Re: The late brochure");
    list.mailing_list = true;
    EXPECT_EQ(evidence(list), std::nullopt);
    auto bulk = mail("anna@client.example", "Re: The late brochure");
    bulk.precedence = "list";
    EXPECT_EQ(evidence(bulk), std::nullopt);
}

TEST(MatchPeople, GoesByWhenItCameAndNotByItsDate) {
    auto skewed = mail("anna@client.example", "Re: The late brochure");
    skewed.date = sent - days{3000};
    EXPECT_EQ(evidence(skewed), Evidence::subject);
    EXPECT_EQ(evidence(mail("anna@client.example", "Re: The late brochure"), sent - days{1}), std::nullopt);
    EXPECT_EQ(evidence(mail("anna@client.example", "Re: The late brochure"), sent + days{366}), std::nullopt);
    EXPECT_EQ(evidence(mail("anna@client.example", "The late brochure"), sent + days{31}), std::nullopt)
        << "a month later the same words may be about the next one";
}

TEST(MatchPeople, WaitsForNothingNewOnceTheLetterIsAnswered) {
    auto answered = letter();
    answered.waits = false;
    EXPECT_FALSE(matched(mail("anna@client.example", "A question"), sent + days{1}, {answered}));
    EXPECT_TRUE(matched(mail("anna@client.example", "Re: The late brochure"), sent + days{1}, {answered}));
}

TEST(MatchPeople, PrefersTheSubjectAndThenTheNewerLetter) {
    auto newer = letter(2, "The wrong invoice");
    newer.sent_at = sent + days{2};
    const Instant received = sent + days{3};
    EXPECT_EQ(matched(mail("anna@client.example", "Re: The late brochure"), received, {newer, letter()})->letter,
              LetterId{1});
    EXPECT_EQ(matched(mail("anna@client.example", "A question"), received, {letter(), newer})->letter, LetterId{2});
    auto again = letter(3);
    again.sent_at = sent + days{2};
    EXPECT_EQ(matched(mail("anna@client.example", "Re: The late brochure"), received, {again, letter()})->letter,
              LetterId{3});
}

TEST(MatchPeople, TiesAnAbsenceToTheLetterByItsWriter) {
    auto away = mail("anna@client.example", "Out of office");
    away.auto_submitted = "auto-replied";
    away.precedence = "bulk";
    EXPECT_EQ(evidence(away), Evidence::possible);
    away.subject = "Automatic reply: The late brochure";
    EXPECT_EQ(evidence(away), Evidence::subject);
}

TEST(MatchPeople, TiesAReportWithoutAnIdByItsRecipient) {
    auto report = mail("mailer-daemon@mx.example", "failure notice");
    report.report.emplace();
    report.report->recipients = {{"anna@client.example", base::ReportAction::failed, "5.1.1", ""}};
    EXPECT_EQ(evidence(report), Evidence::possible);
    EXPECT_EQ(evidence(report, sent + days{8}), std::nullopt);
    report.report->recipients.front().final_recipient = "bert@client.example";
    EXPECT_EQ(evidence(report), std::nullopt) << "what does not reach a colleague was another mail";
    report.report->recipients.front().original_recipient = "anna@client.example";
    EXPECT_EQ(evidence(report), Evidence::possible) << "a server of theirs passed it on to where it did not arrive";
}

TEST(MatchPeople, TakesTheUsersOwnMailWithTheSubjectForTheirs) {
    MessageFacts own = mail("me@sender.example", "Re: The late brochure");
    own.to = {{"", "anna@client.example"}};
    const auto found = match_people(own, classify(own), true, sent + days{1}, {letter()});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->evidence, Evidence::subject);
    own.subject = "Another thing";
    EXPECT_FALSE(match_people(own, classify(own), true, sent + days{1}, {letter()}));
}

TEST(MatchPeople, KnowsTheSentCopyWhoseIdAServerRewrote) {
    MessageFacts copy = mail("me@sender.example", "The late brochure");
    copy.to = {{"", "Anna@client.example"}, {"", "tim@gmail.com"}};
    copy.date = sent;
    EXPECT_EQ(rewritten_copy_of(copy, {letter()}), LetterId{1});
    copy.to.pop_back();
    EXPECT_FALSE(rewritten_copy_of(copy, {letter()}));
    copy.to.push_back({"", "tim@gmail.com"});
    copy.date = sent + std::chrono::seconds{1};
    EXPECT_FALSE(rewritten_copy_of(copy, {letter()}));
    copy.date = sent;
    copy.subject = "Re: The late brochure";
    EXPECT_FALSE(rewritten_copy_of(copy, {letter()}));
}

TEST(MailProviders, AreNoCompanies) {
    for (const char* const domain :
         {"gmail.com", "web.de", "t-online.de", "yahoo.co.uk", "yandex.ru", "qq.com", "outlook.com", "localhost", ""}) {
        EXPECT_TRUE(is_public_domain(domain)) << domain;
    }
    for (const char* const domain : {"client.example", "gmail.com.client.example", "yahoo.example", "co.client.de"}) {
        EXPECT_FALSE(is_public_domain(domain)) << domain;
    }
}

TEST(Correspondents, AreFewAndByWhatLettersAreFound) {
    auto facts = mail("Anna+x@Mail.Client.example", "Hello");
    ASSERT_EQ(correspondents(facts).size(), 1U);
    EXPECT_EQ(correspondents(facts)[0].mailbox, "anna@mail.client.example");
    EXPECT_EQ(correspondents(facts)[0].domains, (std::vector<std::string>{"mail.client.example", "client.example"}));
    for (int i = 0; i < 5000; ++i) facts.from.push_back({"", std::to_string(i) + "@hostile.example"});
    EXPECT_EQ(correspondents(facts).size(), 10U);
    EXPECT_TRUE(correspondents(mail("tim@gmail.com", ""))[0].domains.empty());
}

}  // namespace
}  // namespace amends::core
