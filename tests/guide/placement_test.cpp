#include "guide/placement.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "guide/zones.hpp"

namespace amends::guide {
namespace {

const std::string letter = "Dear Joyce,\n\nI was late, and I am sorry.\n\nAlice\n";
const std::string headers = "From: Alice <alice@us.example>\nTo: Joyce <joyce@client.example>\nSubject: ";

std::string placed(const std::string& file) { return place_letter(file, "The new date", letter).file; }

std::string without_what_was_added(const PlacedLetter& placed) {
    std::string file = placed.file;
    for (auto piece = placed.added.rbegin(); piece != placed.added.rend(); ++piece)
        file.erase(piece->at, piece->length);
    return file;
}

TEST(Placement, FillsAnEmptyBody) {
    EXPECT_EQ(placed(""), letter);
    EXPECT_EQ(placed("\n"), letter + "\n");
    EXPECT_EQ(placed(headers + "Late\n\n"), headers + "Late\n\n" + letter);
    EXPECT_EQ(placed(headers + "Late\n\n\n"), headers + "Late\n\n" + letter + "\n");
}

TEST(Placement, MakesTheBodyOfAFileThatEndsWithItsHeaders) {
    EXPECT_EQ(placed(headers + "Late\n"), headers + "Late\n\n" + letter);
    EXPECT_EQ(placed(headers + "Late"), headers + "Late\n\n" + letter);
}

TEST(Placement, StandsAboveAttributionAndQuoteAndSignature) {
    const std::string below = "On Fri, 20 Nov 2026 at 09:15, Joyce wrote:\n> Where is it?\n\n-- \nAlice\n";
    EXPECT_EQ(placed(headers + "Re: it\n\n" + below), headers + "Re: it\n\n" + letter + "\n" + below);
    EXPECT_EQ(placed(headers + "Re: it\n\n\n" + below), headers + "Re: it\n\n" + letter + "\n" + below);
    EXPECT_EQ(placed("\n-- \nAlice\n"), letter + "\n-- \nAlice\n");
    EXPECT_EQ(placed("-- \nAlice"), letter + "\n-- \nAlice");
    EXPECT_EQ(placed("> Where is it?\n"), letter + "\n> Where is it?\n");
}

TEST(Placement, StandsAboveASignatureThatStandsAboveTheQuote) {
    const std::string below = "-- \nAlice\n\nOn Fri, 20 Nov 2026 at 09:15, Joyce wrote:\n> Where is it?\n";
    EXPECT_EQ(placed("\n\n" + below), letter + "\n\n" + below);
}

TEST(Placement, KnowsAttributionsInManyLanguages) {
    for (const std::string line :
         {"Am 20.11.2026 um 09:15 schrieb Joyce:",
          "Le ven. 20 nov. 2026 à 09:15, Joyce\n<joyce@client.example> a écrit :",
          "El 20/11/2026 a las 9:15, Joyce escribió:", "Il 20/11/26 09:15, Joyce ha scritto:",
          "Op 20-11-2026 om 09:15 schreef Joyce:", "20.11.2026 09:15, Джойс пишет:",
          "2026年11月20日(金) 09:15 Joyce <joyce@client.example>:", "20 Kasım 2026 09:15 tarihinde Joyce şunu yazdı:",
          "Joyce <joyce@client.example> 于2026年11月20日写道：",
          "On Fri, Nov 20, 2026, Joyce Okafor\n<joyce@client.example>\nwrote:"}) {
        EXPECT_EQ(placed(line + "\n> ?\n"), letter + "\n" + line + "\n> ?\n");
        EXPECT_EQ(placed("\n" + line + "\n\n> ?\n"), letter + "\n" + line + "\n\n> ?\n");
    }
}

TEST(Placement, StandsAboveForwardedMail) {
    for (const std::string line : {"----- Forwarded message from Joyce <joyce@client.example> -----",
                                   "-------- Weitergeleitete Nachricht --------", "-----Original Message-----"})
        EXPECT_EQ(placed(line + "\n\nDate: Fri\n"), letter + "\n" + line + "\n\nDate: Fri\n");
    const std::string block = "From: Joyce\nSent: Friday\nTo: Alice\nSubject: it\n\nWhere is it?\n";
    EXPECT_EQ(placed(headers + "Re: it\n\n\n" + block), headers + "Re: it\n\n" + letter + "\n" + block);
}

TEST(Placement, FollowsWhatTheWriterHasPutThere) {
    EXPECT_EQ(placed("As I said on the phone.\n"), "As I said on the phone.\n\n" + letter);
    EXPECT_EQ(placed("As I said."), "As I said.\n\n" + letter);
    EXPECT_EQ(placed("As I said:\n\n> Where is it?\n"), "As I said:\n\n" + letter + "\n> Where is it?\n");
    EXPECT_EQ(placed("As I said.\n-- \nAlice\n"), "As I said.\n\n" + letter + "\n-- \nAlice\n");
}

TEST(Placement, TakesTheLineEndsOfTheFile) {
    const std::string file = placed("To: joyce@client.example\r\nSubject: \r\n\r\n> ?\r\n");
    EXPECT_EQ(file.find("Dear Joyce,\r\n\r\nI was"), read_edited_mail(file).body_at) << file;
    for (std::size_t at = file.find('\n'); at != std::string::npos; at = file.find('\n', at + 1))
        EXPECT_EQ(file[at - 1], '\r');
}

TEST(Placement, ProposesASubjectOnlyWhereThereIsNone) {
    EXPECT_EQ(placed(headers + "\n\n"), headers + "The new date\n\n" + letter);
    EXPECT_EQ(placed("To: a@b.example\nSubject:\n\n"), "To: a@b.example\nSubject: The new date\n\n" + letter);
    EXPECT_EQ(placed("To: a@b.example\nCc: c@d.example\n\n"),
              "To: a@b.example\nCc: c@d.example\nSubject: The new date\n\n" + letter);
    EXPECT_EQ(placed(headers + "Re: it\n\n"), headers + "Re: it\n\n" + letter);
    EXPECT_EQ(placed("To: a@b.example\nSubject:\n Re: it\n\n"), "To: a@b.example\nSubject:\n Re: it\n\n" + letter);
}

TEST(Placement, LetsNoSubjectMakeAnotherHeader) {
    const auto file = place_letter("To: a@b.example\nSubject: \n\n", "Late\nBcc: eve@evil.example", letter).file;
    EXPECT_EQ(read_edited_mail(file).bcc, "");
    EXPECT_EQ(read_edited_mail(file).subject, "Late Bcc: eve@evil.example");
}

TEST(Placement, TakesABodyForABody) {
    EXPECT_FALSE(read_edited_mail("PS: I forgot\n\nTo: nobody\n").has_headers);
    EXPECT_FALSE(read_edited_mail("To whom it may concern: hello\n\n").has_headers);
    EXPECT_FALSE(read_edited_mail("To: Joyce\nwho never got it\n\n").has_headers);
    EXPECT_EQ(placed("Note: short\n"), "Note: short\n\n" + letter);
}

TEST(Placement, ReadsTheHeadersUnfolded) {
    const auto mail = read_edited_mail(
        "From: Alice <alice@us.example>\nTo: Joyce <joyce@client.example>,\n\tBo <bo@client.example>\n"
        "CC: c@client.example\nSubject: Re: the\n brochure\nBcc:\n\nHello\n");
    EXPECT_TRUE(mail.has_headers);
    EXPECT_EQ(mail.to, "Joyce <joyce@client.example>, Bo <bo@client.example>");
    EXPECT_EQ(mail.cc, "c@client.example");
    EXPECT_EQ(mail.subject, "Re: the brochure");
    EXPECT_EQ(mail.bcc, "");
}

/// Files of all the pieces that mails are made of, in any order, LF, CRLF or mixed.
std::string random_file(std::mt19937& random) {
    static const std::vector<std::string> pieces{"From: Alice <alice@us.example>\n",
                                                 "To: Joyce <joyce@client.example>\n",
                                                 "Subject: \n",
                                                 "Subject: Re: it\n",
                                                 "Subject:\n",
                                                 "X-Note: a\n\tb\n",
                                                 "\n",
                                                 "\n\n",
                                                 "  \n",
                                                 "Words of my own.\n",
                                                 "Wörter\n",
                                                 "> quoted\n",
                                                 ">> twice\n",
                                                 "On 20 Nov 2026 at 09:15, Joyce wrote:\n",
                                                 "Am 20.11.2026 schrieb Jö:\n",
                                                 "-- \n",
                                                 "--\n",
                                                 "Alice",
                                                 "-----Original Message-----\n",
                                                 "From: x\nSent: y\nTo: z\n",
                                                 "\r",
                                                 "\xff\xfe",
                                                 std::string("\0", 1),
                                                 ":\n",
                                                 " "};
    std::string file;
    const auto count = random() % 12;
    for (unsigned i = 0; i < count; ++i) file += pieces[random() % pieces.size()];
    const auto ends = random() % 3;
    if (ends == 0) return file;
    std::string other;
    for (const char byte : file) {
        if (byte == '\n' && (ends == 1 || random() % 2 == 0)) other += '\r';
        other += byte;
    }
    return other;
}

TEST(Placement, LeavesEveryOtherByteAsItWas) {
    std::mt19937 random(20261122);
    for (int i = 0; i < 20000; ++i) {
        const std::string file = random_file(random);
        const auto result = place_letter(file, "The new date", letter);
        ASSERT_EQ(without_what_was_added(result), file) << "file " << i;
        const auto& piece = result.added.back();
        const auto added = result.file.substr(piece.at, piece.length);
        EXPECT_NE(added.find("I was late, and I am sorry."), std::string::npos);
        const auto body_at = read_edited_mail(result.file).body_at;
        EXPECT_GE(piece.at + piece.length, body_at) << "the letter lies among the headers: " << result.file;
        // Nothing that is somebody else's stands above it.
        const auto above = std::string_view(result.file).substr(body_at, result.file.find("Dear Joyce") - body_at);
        EXPECT_EQ(end_of_own_text(above), above.size()) << result.file;
        // A second time it goes below the first, and still nothing is lost.
        EXPECT_EQ(without_what_was_added(place_letter(result.file, "Other", letter)), result.file);
    }
}

}  // namespace
}  // namespace amends::guide
