#include "guide/zones.hpp"

#include <gtest/gtest.h>

#include <string>

namespace amends::guide {
namespace {

std::string squeezed(std::string_view text) {
    std::string out;
    for (const char byte : text) {
        if (byte != ' ' && byte != '\n' && byte != '\r') {
            out += byte;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

std::string own(std::string_view text) { return squeezed(read_zones(text).own); }
std::string with_quotations(std::string_view text) { return squeezed(read_zones(text).with_quotations); }

TEST(Zones, AreAsLongAsTheTextAndKeepItsLineEnds) {
    const std::string text =
        "<p>Dear \xe2\x80\x9cJo\xe2\x80\x9d,</p>\r\n> quoted\r\nsee https://x.example/a\n-- \nme\n\xff\xfe \"a b\"";
    const auto zones = read_zones(text);
    ASSERT_EQ(zones.own.size(), text.size());
    ASSERT_EQ(zones.with_quotations.size(), text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' || text[i] == '\r') {
            EXPECT_EQ(zones.own[i], text[i]) << i;
        }
        const char byte = zones.own[i];
        EXPECT_TRUE(byte == text[i] || byte == ' ' || byte == '\n') << i;
    }
}

TEST(Zones, LeaveOutQuotedLinesAndWhatIntroducesThem) {
    EXPECT_EQ(
        own("Thank you.\n\nOn Tue, 3 Feb 2026 at 10:01, Ada Holm <ada@holm.example> wrote:\n> if I hurt you\n> bye\n"),
        "Thank you.");
    EXPECT_EQ(own("Ja.\n\nAm 03.02.2026 um 10:01 schrieb Ada:\n> wenn ich\n"), "Ja.");
    EXPECT_EQ(own("Oui.\n\nLe mar. 3 févr. 2026 à 10:01, Ada\n<ada@holm.example> a écrit :\n> si je\n"), "Oui.");
    EXPECT_EQ(own("> mistakes were made\n>> twice\n\nMine, all of them.\n"), "Mine, all of them.");
}

TEST(Zones, LeaveOutAllBelowAnAttributionThatNoMarksFollow) {
    EXPECT_EQ(own("Done.\n\nOn 3 Feb 2026, at 10:01, Ada Holm wrote:\n\nSorry if this hurts.\n"), "Done.");
}

TEST(Zones, KeepASentenceThatOnlySoundsLikeAnAttribution) {
    EXPECT_EQ(own("On Monday we wrote:\nthe gate is fixed.\n"), "On Monday we wrote: the gate is fixed.");
    EXPECT_EQ(own("You wrote:\nnothing at all.\n"), "You wrote: nothing at all.");
}

TEST(Zones, LeaveOutEnclosedMail) {
    EXPECT_EQ(own("Mine.\n\n-----Original Message-----\nFrom: x\nSorry if you felt bad\n"), "Mine.");
    EXPECT_EQ(own("Mine.\n\nFrom: Ada\nSent: Tuesday\nTo: Bo\nSubject: x\n\nSorry you felt bad\n"), "Mine.");
    EXPECT_EQ(own("Mine.\n\n**Von:** Ada\n**Gesendet:** Dienstag\n**An:** Bo\n\nschade\n"), "Mine.");
    EXPECT_EQ(own("Mine.\n\nBegin forwarded message:\n\nnot mine\n"), "Mine.");
    EXPECT_EQ(own("The train goes\nFrom: Bonn\nat nine.\n"), "The train goes From: Bonn at nine.");
}

TEST(Zones, LeaveOutSignaturesAndLegalFooters) {
    EXPECT_EQ(own("Mine.\n\n-- \nAda\nWe apologise for nothing.\n"), "Mine.");
    EXPECT_EQ(own("Mine.\nSent from my phone\n"), "Mine.");
    EXPECT_EQ(own("Mine.\n\nThis e-mail and any attachments are confidential.\nWe apologise if it reached you in "
                  "error.\n\nBye.\n"),
              "Mine. Bye.");
    EXPECT_EQ(own("Mine.\n\nThis email is late, and that is my doing.\n"),
              "Mine. This email is late, and that is my doing.");
    EXPECT_EQ(own("Mine.\n____________________\nstill mine\n"), "Mine. still mine");
}

TEST(Zones, LeaveOutInlineQuotationsOnlyFromTheWritersOwnWords) {
    const std::string text =
        "You asked \"is it down?\" and I said \u201cno\u201d, \u201enein\u201c, \u00abnon\u00bb and 'not at all'.";
    EXPECT_EQ(own(text), "You asked and I said , , and .");
    EXPECT_EQ(with_quotations(text), text);
}

TEST(Zones, KeepApostrophesInchesAndQuotationsThatNeverEnd) {
    for (const std::string text :
         {"The clients' team didn't see Jo's note; it's theirs.", "A 19\" rack and a 24\" screen.",
          "He said \"this and went on.", "Rock 'n' roll, and it's 'n' again.",
          "We\u2019re late, and it\u2019s the drivers\u2019 rota."}) {
        EXPECT_EQ(own(text), text);
    }
    const std::string endless = "\"" + std::string(400, 'a') + "\"";
    EXPECT_EQ(own(endless), endless);
}

TEST(Zones, LeaveOutLinksAddressesAndCode) {
    EXPECT_EQ(own("See https://x.example/if-we-hurt-you. Write to <ada@holm.example> or bo@holm.example."),
              "See . Write to or .");
    EXPECT_EQ(own("Read [the report](https://x.example/r) and [it again][2]."), "Read the report and it again .");
    EXPECT_EQ(own("Run `rm -rf` or\n```\nsorry if\n```\nnow."), "Run or now.");
}

TEST(Zones, LeaveOutHtmlAndKeepWhatOnlyLooksLikeIt) {
    EXPECT_EQ(own("<div class=\"a\">We are <b>late</b>.</div><p>Tea &amp; cake</p>"), "We are late . Tea &amp; cake");
    EXPECT_EQ(own("<style>p { color: red }</style><p>Mine.</p><blockquote>theirs</blockquote>"), "Mine.");
    EXPECT_EQ(own("Dear <INSERT NAME>, 3 < 4 and <name>."), "Dear <INSERT NAME>, 3 < 4 and <name>.");
}

TEST(Zones, EndAParagraphWhereABlockOfHtmlEnds) {
    const auto zones = read_zones("<p>One</p><p>Two</p>");
    EXPECT_NE(zones.own.substr(0, zones.own.find("Two")).find("One\n\n"), std::string::npos);
}

// How the time grows is measured by ./dev bench.
TEST(Zones, KeepTheLengthOfLongHostileText) {
    for (const std::string_view piece :
         {"\"a ", "](", "<!--", "<p ", "```", "'a", "@a.", "> ", "a", "On 1\n", "<code>", "\xe2\x80\x9c"}) {
        std::string text;
        while (text.size() < 300'000) text += piece;
        const auto zones = read_zones(text);
        EXPECT_EQ(zones.own.size(), text.size()) << piece;
        EXPECT_EQ(zones.with_quotations.size(), text.size()) << piece;
    }
}

}  // namespace
}  // namespace amends::guide
