#include "message/compose.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.hpp"
#include "message/read.hpp"

namespace amends::message {
namespace {

Draft plain() {
    return {.from = {"Nora Falk", "nora@studio.example"},
            .to = {{"Ines Weber", "ines@weberei.example"}},
            .subject = "Re: Our mistake",
            .date = base::Instant{1780387101},
            .utc_offset = 7200,
            .message_id = {"check.1@studio.example"},
            .in_reply_to = base::MessageId{"letter.1@studio.example"},
            .references = {{"letter.1@studio.example"}},
            .text = "Hello Ines,\n\nhow are you?\n\nNora\n"};
}

std::string written(const Draft& draft) {
    const auto bytes = compose(draft);
    EXPECT_TRUE(bytes) << bytes.error().message;
    return bytes.value_or("");
}

std::vector<std::string> lines_of(const std::string& bytes) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto end = bytes.find("\r\n", at);
        lines.push_back(bytes.substr(at, end - at));
        at = end == std::string::npos ? bytes.size() : end + 2;
    }
    return lines;
}

/// CRLF only, ASCII only, no header line beyond 78 bytes, no field but the known ones.
void expect_canonical(const std::string& bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        ASSERT_LT(static_cast<unsigned char>(bytes[i]), 0x80);
        if (bytes[i] == '\n') {
            ASSERT_EQ(bytes[i - 1], '\r');
        }
        if (bytes[i] == '\r') {
            ASSERT_EQ(bytes[i + 1], '\n');
        }
    }
    for (const auto& line : lines_of(bytes)) EXPECT_LE(line.size(), 78U) << line;
    for (const auto& line : lines_of(bytes.substr(0, bytes.find("\r\n\r\n")))) {
        if (line.starts_with(" ")) continue;
        const std::vector<std::string> known{"Date",         "From",         "To",
                                             "Cc",           "Message-ID",   "In-Reply-To",
                                             "References",   "Subject",      "Auto-Submitted",
                                             "MIME-Version", "Content-Type", "Content-Transfer-Encoding"};
        EXPECT_NE(std::find(known.begin(), known.end(), line.substr(0, line.find(':'))), known.end()) << line;
    }
}

base::MessageFacts read_back(const std::string& bytes) { return *read(bytes); }

TEST(Compose, WritesExactlyThis) {
    EXPECT_EQ(written(plain()),
              "Date: Tue, 02 Jun 2026 09:58:21 +0200\r\n"
              "From: Nora Falk <nora@studio.example>\r\n"
              "To: Ines Weber <ines@weberei.example>\r\n"
              "Message-ID: <check.1@studio.example>\r\n"
              "In-Reply-To: <letter.1@studio.example>\r\n"
              "References: <letter.1@studio.example>\r\n"
              "Subject: Re: Our mistake\r\n"
              "MIME-Version: 1.0\r\n"
              "Content-Type: text/plain; charset=utf-8\r\n"
              "Content-Transfer-Encoding: 7bit\r\n"
              "\r\n"
              "Hello Ines,\r\n\r\nhow are you?\r\n\r\nNora\r\n");
}

TEST(Compose, SaysThatNoHandSentIt) {
    auto draft = plain();
    EXPECT_EQ(written(draft).find("Auto-Submitted"), std::string::npos);
    draft.auto_generated = true;
    EXPECT_NE(written(draft).find("\r\nAuto-Submitted: auto-generated\r\n"), std::string::npos);
}

TEST(Compose, WritesTheSameBytesForTheSameDraft) {
    auto draft = plain();
    draft.subject = "Grüße";
    draft.text = "Schöne Grüße\n";
    EXPECT_EQ(written(draft), written(draft));
}

TEST(Compose, IsReadBackAsItWasMeant) {
    auto draft = plain();
    draft.from.name = "Dr. Nóra \"Fälk\" (Studio)";
    draft.to = {{"Weber, Ines", "ines@weberei.example"}, {"", "karl@weberei.example"}, {"李雷", "lei@example.cn"}};
    draft.cc = {{"A very long display name that goes on and on, with commas, until it must be folded somewhere",
                 "cc@x.example"}};
    draft.subject =
        "Verspätung bei der Lieferung der bestellten Stoffe für die Ausstellung im Frühling – und unsere Pläne 🎈";
    draft.text = "Liebe Ines,\n\n" + std::string(300, 'x') + " äöü " + std::string(300, 'y') +
                 "\nFrom here on\n.\ntrailing space \n-- \nNora\n\tTab =3D =\n";
    const auto bytes = written(draft);
    expect_canonical(bytes);
    const auto facts = read_back(bytes);
    EXPECT_EQ(facts.from, (std::vector<base::Address>{draft.from}));
    EXPECT_EQ(facts.to, draft.to);
    EXPECT_EQ(facts.cc, draft.cc);
    EXPECT_EQ(facts.subject, draft.subject);
    EXPECT_EQ(facts.date, draft.date);
    EXPECT_EQ(facts.message_id, draft.message_id);
    EXPECT_NE(facts.text.find(std::string(300, 'x') + " äöü " + std::string(300, 'y')), std::string::npos);
    EXPECT_NE(facts.text.find("\nFrom here on\n.\ntrailing space"), std::string::npos);
    EXPECT_NE(bytes.find("\r\n=46rom here on"), std::string::npos) << "a line that begins with From must be hidden";
    EXPECT_EQ(bytes.find("\r\n.\r\n"), std::string::npos);
}

TEST(Compose, LeavesShortAsciiTextReadable) {
    auto draft = plain();
    draft.text = "Short = simple\n-- \nNora";
    EXPECT_TRUE(written(draft).ends_with("7bit\r\n\r\nShort = simple\r\n-- \r\nNora\r\n"));
}

TEST(Compose, BringsEveryLineEndToCrlf) {
    auto draft = plain();
    draft.text = "a\r\nb\rc\n\nd\x01\x00";
    EXPECT_TRUE(written(draft).ends_with("\r\n\r\na\r\nb\r\nc\r\n\r\nd\r\n"));
}

TEST(Compose, LetsNoLineEndOfANameOrSubjectBeginAField) {
    for (const char* end : {"\r\n", "\n", "\r", "\r\n ", "\x0b", "\x0c"}) {
        auto draft = plain();
        draft.subject = std::string("Hi") + end + "Bcc: thief@x.example";
        draft.from.name = std::string("Nora") + end + "Bcc: thief@x.example";
        draft.to[0].name = std::string("Ines") + end + "X-Evil: 1";
        const auto bytes = written(draft);
        expect_canonical(bytes);
        EXPECT_TRUE(read_back(bytes).bcc.empty());
        EXPECT_EQ(read_back(bytes).to.size(), 1U);
    }
}

TEST(Compose, RefusesAnAddressThatIsNone) {
    for (const char* mailbox : {"ines@weberei.example\r\nBcc: t@x.example", "ines@weberei.example\nX: y",
                                "a b@x.example", "<a@x.example>", "a@x.example, b@x.example", "a@x.example>", "nobody",
                                "", "a@", "@b", "a@x.example\t", "\"a\"@x.example\x00z"}) {
        for (int where = 0; where < 3; ++where) {
            auto draft = plain();
            if (where == 0) draft.from.mailbox = mailbox;
            if (where == 1) draft.to.push_back({"", mailbox});
            if (where == 2) draft.cc.push_back({"", mailbox});
            const auto bytes = compose(draft);
            const bool refused = !bytes;
            if (std::string_view(mailbox) == "\"a\"@x.example")
                continue;  // C strings end at NUL: the same as the safe form
            EXPECT_TRUE(refused) << mailbox << " in place " << where;
        }
    }
}

TEST(Compose, RefusesAMessageIdThatIsNone) {
    for (const char* id : {"", "no-at", "a@b>\r\nBcc: t@x.example", "a@b\n", " a@b", "<a@b>", "a@b c", "ä@b"}) {
        auto draft = plain();
        draft.message_id = {id};
        EXPECT_FALSE(compose(draft)) << id;
        draft = plain();
        draft.in_reply_to = base::MessageId{id};
        EXPECT_FALSE(compose(draft)) << id;
        draft = plain();
        draft.references.insert(draft.references.begin(), base::MessageId{id});
        EXPECT_FALSE(compose(draft)) << id;
    }
}

TEST(Compose, RefusesWhatIsNotUtf8) {
    auto draft = plain();
    draft.text = "\xff";
    EXPECT_FALSE(compose(draft));
    draft = plain();
    draft.subject = "\xc3";
    EXPECT_FALSE(compose(draft));
    draft = plain();
    draft.to[0].name = "\xc3";
    EXPECT_FALSE(compose(draft));
}

TEST(Compose, RefusesAMessageToNobody) {
    auto draft = plain();
    draft.to.clear();
    EXPECT_FALSE(compose(draft));
}

TEST(Compose, KeepsTheFirstAndTheLastTwentyReferences) {
    auto draft = plain();
    draft.references.clear();
    for (int i = 0; i < 200; ++i) draft.references.push_back({std::to_string(i) + "@x.example"});
    draft.in_reply_to = draft.references.back();
    const auto bytes = written(draft);
    expect_canonical(bytes);
    const auto references = read_back(bytes).references;
    ASSERT_EQ(references.size(), 21U);
    EXPECT_EQ(references.front().value, "0@x.example");
    EXPECT_EQ(references[1].value, "180@x.example");
    EXPECT_EQ(references.back().value, "199@x.example");
}

TEST(Compose, EndsReferencesWithWhatItAnswers) {
    auto draft = plain();
    draft.references = {{"letter.1@studio.example"}, {"other@x.example"}};
    const auto references = read_back(written(draft)).references;
    ASSERT_EQ(references.size(), 2U);
    EXPECT_EQ(references.back(), *draft.in_reply_to);
}

TEST(Compose, WritesAForeignDomainInAscii) {
    auto draft = plain();
    draft.to = {{"", "post@bücher.example"}};
    EXPECT_NE(written(draft).find("To: post@xn--bcher-kva.example\r\n"), std::string::npos);
    draft.to = {{"", "jürgen@x.example"}};
    EXPECT_FALSE(compose(draft));
    draft.utf8_headers = true;
    EXPECT_NE(written(draft).find("To: jürgen@x.example\r\n"), std::string::npos);
}

TEST(Compose, EncodesASubjectThatOnlyLooksEncodedOrCannotBeFolded) {
    for (const std::string& subject :
         {std::string("=?utf-8?Q?a?="), std::string(200, 'x'), std::string("two  spaces"), std::string(3000, 'y')}) {
        auto draft = plain();
        draft.subject = subject;
        const auto bytes = written(draft);
        expect_canonical(bytes);
        EXPECT_EQ(read_back(bytes).subject, subject.substr(0, 2000));
    }
}

TEST(Compose, WritesOffsetsWestOfGreenwich) {
    auto draft = plain();
    draft.utc_offset = -(3 * 3600 + 30 * 60);
    EXPECT_TRUE(written(draft).starts_with("Date: Tue, 02 Jun 2026 04:28:21 -0330\r\n"));
}

TEST(ReplySubject, HasOnePrefix) {
    for (const char* subject :
         {"Our mistake", "Re: Our mistake", "RE: AW: Our mistake", "re[2]: Our mistake", "Re:Re: SV : Our mistake",
          "Antwort: WG Our mistake", "回复：Our mistake", "  Re:  Our mistake "}) {
        const auto expected =
            std::string_view(subject).find("WG") == std::string_view::npos ? "Re: Our mistake" : "Re: WG Our mistake";
        EXPECT_EQ(reply_subject(subject), expected) << subject;
    }
    EXPECT_EQ(reply_subject("Re: Fwd: x"), "Re: Fwd: x");
    EXPECT_EQ(reply_subject("Reply to you"), "Re: Reply to you");
    EXPECT_EQ(reply_subject(""), "Re:");
    EXPECT_EQ(base_subject("AW: Re: Preise"), "Preise");
}

}  // namespace
}  // namespace amends::message
