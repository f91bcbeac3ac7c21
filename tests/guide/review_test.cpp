#include "guide/review.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amends::guide {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Rules& shipped() {
    static const auto rules = Rules::stock();
    EXPECT_TRUE(rules) << rules.error().message;
    return *rules;
}

Review read(std::string_view body, std::string_view subject = "") {
    return review(shipped(), {.subject = subject, .body = body});
}

std::vector<std::string> rules_of(const Review& read, bool hints = false) {
    std::vector<std::string> all;
    for (const auto& finding : read.findings) {
        if (hints || finding.severity != Severity::hint) all.push_back(finding.rule);
    }
    return all;
}

const Finding* finding_of(const Review& read, std::string_view rule) {
    for (const auto& finding : read.findings) {
        if (finding.rule == rule) return &finding;
    }
    return nullptr;
}

constexpr std::string_view good_letter =
    "Dear Ms Okafor,\n\nI sent your brochures to the old address, so they reached you on Thursday instead of Tuesday. "
    "That was my mistake. You stood at the fair for two days with nothing to hand out, and I can imagine how awkward "
    "that was. I am sorry.\n\nThe invoice for the print run is cancelled. From now on I read the address back to you "
    "before anything leaves the house. I will call you on Friday at ten.\n\nKind regards,\nPetra Lind\nHead of print\n";

TEST(Review, HasNothingToSayOfAGoodLetter) {
    const auto result = read(good_letter, "Your brochures");
    EXPECT_TRUE(result.apology);
    EXPECT_THAT(rules_of(result, true), IsEmpty());
}

TEST(Review, HearsNoApologyInAWordSaidInPassing) {
    EXPECT_FALSE(
        read("Dear Lina,\n\nYou are invited to the opening on Friday. The doors open at six. There is soup and bread. "
             "Children are welcome. A band plays at eight. Bring a chair. Sorry about the mud on the path.\n\nBo")
            .apology);
    EXPECT_FALSE(read("Hi Lina,\n\nI missed your call just now. Can you ring again at five?\n\nBo").apology);
    EXPECT_TRUE(
        read("Hi Lina,\n\nI missed our call on Monday, and you sat in front of a dead screen for an hour.\n\nBo")
            .apology);
}

TEST(Review, CountsOnlyWhatIsToldAsAStory) {
    const std::string told =
        "Dear Lina,\n\nI am sorry that the cups came late; you had nothing to serve the tea in. The kiln was lit on "
        "Monday. "
        "A shelf in it broke. My brother had welded it in spring. The second shelf held until noon. Then the wind "
        "turned and the "
        "fire went out. ";
    const auto found = [](const Review& review) { return finding_of(review, "client.story") != nullptr; };
    EXPECT_TRUE(found(read(told + "A cup costs you nothing this time.\n\nBo")));
    EXPECT_FALSE(found(
        read("Dear Lina,\n\nI am sorry that the cups came late; you had nothing to serve the tea in. New ones are "
             "in the post. The fee is refunded. I have built a second kiln. From now on my brother checks the "
             "shelves. I will ring you on Friday. No kiln is lit any more before that.\n\nBo")));
}

TEST(Review, TakesAListOfPointsForNoStory) {
    const std::string_view points[] = {
        "The kiln was lit at four.",      "A shelf in it broke at six.",         "The fire went out.",
        "A second kiln was lit by noon.", "The cups stood on the quay at nine.", "The boat had left by then."};
    const auto letter = [&](std::string_view before, std::string_view between) {
        std::string body = "Dear Lina,\n\nI am sorry that the cups came late; you had nothing to serve the tea in.\n\n";
        for (const auto point : points) body.append(before).append(point).append(between);
        return body + "\n\nBo";
    };
    EXPECT_NE(finding_of(read(letter("", " ")), "client.story"), nullptr);
    EXPECT_EQ(finding_of(read(letter("- ", "\n")), "client.story"), nullptr);
}

TEST(Review, ReadsAListAboveTheSignOffAsPartOfTheLetter) {
    EXPECT_THAT(
        rules_of(read("Dear Lina,\n\nI am sorry that I let the goats out on Monday. You had to look for them all "
                      "night.\n\n- gate repaired\n- lost hay paid\n\nBo Lind\n")),
        Not(Contains("repair.none")));
}

TEST(Review, HearsWordsThatWereWrittenInHaste) {
    const auto effect = [](std::string_view line) {
        const auto body = "hi Lina\n\nsorry, i sent the wrong cups. " + std::string(line) + "\n\nBo";
        return finding_of(read(body), "client.no_empathy") == nullptr;
    };
    EXPECT_TRUE(effect("youd moved the tables for them."));
    const auto mended = [](std::string_view line) {
        const auto body = "hi Lina\n\nsorry, i sent the wrong cups and you had no tea. " + std::string(line) + "\n\nBo";
        return finding_of(read(body), "repair.none") == nullptr;
    };
    EXPECT_TRUE(mended("ill fix them at 9."));
    EXPECT_FALSE(mended("the cat is ill again."));
}

TEST(Review, StaysSilentWhereNobodyApologises) {
    for (const std::string_view body :
         {"Hi Ada,\n\nSorry to bother you, could you send the logo again?\n\nBo", "I am so sorry for your loss.\n\nBo",
          "Sorry to hear that you are ill. Get well soon!\n\nBo",
          "Thank you for your apology. Mistakes were made, it happens.\n\nBo",
          "We regret to inform you that the price rises in May. If this has upset you, call us.\n\nBo",
          "Apologies for another Sunday mail! Which of the two covers do you like?\n\nBo",
          "We regret having to do this: from May the kiosk closes at five.\n\nBo",
          "We regret that we have not yet received the rent for June.\n\nBo",
          "I am sorry to disappoint you, the oak table has already been sold.\n\nBo",
          "It is with regret that we tell you that the choir ends in June.\n\nBo", ""}) {
        const auto result = read(body);
        EXPECT_FALSE(result.apology) << body;
        EXPECT_THAT(rules_of(result, true), IsEmpty()) << body;
    }
}

TEST(Review, HearsAnApologyThatNeverSaysSorry) {
    for (const std::string_view body :
         {"Hello Ada,\n\nYour crate went to the wrong harbour. I own this mistake. It is back on Monday.\n\nBo",
          "Dear Ada,\n\nthe bread was raw in the middle. Please take this letter as an apology.\n\nBo",
          "Dear Ada,\n\nWe got this wrong. Your gate was painted green.\n\nBo"})
        EXPECT_TRUE(read(body).apology) << body;
}

TEST(Review, TakesTwoWeakSignsOfARepairForOne) {
    const std::string told = "Dear Ada,\n\nI am sorry that I forgot the keys; you stood in the rain for an hour. ";
    const auto found = [](const Review& review) { return finding_of(review, "repair.none") != nullptr; };
    EXPECT_TRUE(found(read(told + "I have talked to the caretaker.\n\nBo")));
    EXPECT_FALSE(found(read(told + "I have talked to the caretaker. I have shown him the hook.\n\nBo")));
    EXPECT_FALSE(found(read(told + "The fee is refunded.\n\nBo")));
}

TEST(Review, FindsAnUnfilledFieldInAnyMail) {
    const auto result = read("Dear [Client's Name],\n\nthe meeting is on Monday.\n\nBo", "Your order {{number}}");
    EXPECT_THAT(rules_of(result), testing::UnorderedElementsAre("placeholder.brackets", "placeholder.mustache"));
    EXPECT_EQ(finding_of(result, "placeholder.mustache")->part, Part::subject);
    EXPECT_EQ(finding_of(result, "placeholder.brackets")->text, "[Client's Name]");
    EXPECT_EQ(finding_of(result, "placeholder.brackets")->severity, Severity::error);
}

TEST(Review, GivesOffsetsOfTheTextAsItStands) {
    const std::string body =
        "<p>Dear Zo\xc3\xab,</p>\r\n<p>I\xe2\x80\x99m sorry <b>if</b> my remark hurt you.</p>\r\n<p>\xe2\x80\x9csorry "
        "if\xe2\x80\x9d</p>";
    const auto result = read(body);
    const auto* finding = finding_of(result, "conditional.sorry_if");
    ASSERT_NE(finding, nullptr);
    EXPECT_EQ(body.substr(finding->start, finding->end - finding->start), finding->text);
    EXPECT_THAT(finding->text, HasSubstr("sorry <b>if</b> my remark hurt"));
    ASSERT_EQ(finding->edits.size(), 1U);
    auto mended = body;
    mended.replace(finding->edits[0].start, finding->edits[0].end - finding->edits[0].start, finding->edits[0].text);
    EXPECT_THAT(mended, HasSubstr("sorry <b>that</b> my remark hurt you"));
}

TEST(Review, LooksAtTheWritersOwnWordsOnly) {
    const std::string quoted =
        "> I'm sorry if I hurt you, mistakes were made, it will never happen again.\n\nOn 3 May 2026 at 10:00, Bo "
        "wrote:\n> [Name]\n";
    EXPECT_THAT(rules_of(read(std::string(good_letter) + "\n-- \nWe apologise if this mail annoys you.\n" + quoted)),
                IsEmpty());
    EXPECT_THAT(rules_of(read(quoted + "\n" + std::string(good_letter))), IsEmpty());
}

TEST(Review, PutsThePlaceholderFirstAndStyleLast) {
    const auto result = read(
        "Dear Jo,\n\nWe apologise if the delay upset you!! It will never happen again. Had you called, [Name] would "
        "have come.\n\nAl");
    const auto rules = rules_of(result, true);
    ASSERT_GE(rules.size(), 5U);
    EXPECT_EQ(rules.front(), "placeholder.brackets");
    EXPECT_EQ(rules[1], "blame.client");
    EXPECT_EQ(rules[2], "conditional.sorry_if");
    EXPECT_EQ(rules.back(), "tone.loud");
}

TEST(Review, SaysOneThingOfOnePlace) {
    const auto result = read("Dear Jo,\n\nI am sorry if you felt hurt when mistakes were made, or upset.\n\nAl");
    for (const auto& a : result.findings) {
        for (const auto& b : result.findings) {
            if (&a == &b || a.end == 0 || b.end == 0 || a.part != b.part) continue;
            const auto shared = std::min(a.end, b.end) > std::max(a.start, b.start)
                                    ? std::min(a.end, b.end) - std::max(a.start, b.start)
                                    : 0;
            EXPECT_LT(2 * shared, std::min(a.end - a.start, b.end - b.start)) << a.rule << " and " << b.rule;
        }
    }
}

TEST(Review, ForgetsWhatWasDismissedWhereverTheRestOfTheLetterGoes) {
    const std::string sentence = "We apologise if the delay upset you.";
    const auto first = read("Dear Jo,\n\n" + sentence + "\n\nAl");
    const auto* finding = finding_of(first, "conditional.sorry_if");
    ASSERT_NE(finding, nullptr);
    LetterToReview later{
        .body = "Dear Ms Jo,\n\nThe boxes came late. We apologise if  the delay upset you. The fee is refunded.\n\nAl"};
    EXPECT_NE(finding_of(review(shipped(), later), "conditional.sorry_if"), nullptr);
    const auto again = "Dear Jo,\n\nMore.\n\n" + sentence + " Less.\n\nAl";
    EXPECT_EQ(finding_of(read(again), "conditional.sorry_if") == nullptr, false);
    EXPECT_EQ(finding_of(review(shipped(), {.body = "Hello Jo,\n\n" + sentence + "\n\nThe fee is refunded.\n\nAl",
                                            .dismissed = {finding->fingerprint}}),
                         "conditional.sorry_if"),
              nullptr);
    EXPECT_NE(finding_of(review(shipped(), {.body = "Hello Jo,\n\nWe apologise if the noise upset you.\n\nAl",
                                            .dismissed = {finding->fingerprint}}),
                         "conditional.sorry_if"),
              nullptr);
}

TEST(Review, BringsNothingDismissedBackAsAShorterStretchOfIt) {
    const std::string body = "Dear Jo,\n\nI am sorry if your order arrived three days late and you had to wait.\n\nAl";
    const auto first = read(body);
    const auto* finding = finding_of(first, "conditional.sorry_if");
    ASSERT_NE(finding, nullptr);
    const auto again = review(shipped(), {.body = body, .dismissed = {finding->fingerprint}});
    EXPECT_EQ(finding_of(again, "conditional.sorry_if"), nullptr);
}

TEST(Review, RemembersEarlierApologiesAndOpenPromises) {
    const base::Instant now{1'780'000'000};
    const LetterToReview third{.body = good_letter,
                               .sent_at = now,
                               .history = {.apologies = {{now.seconds - 5 * 86400}, {now.seconds - 80 * 86400}},
                                           .open_promises = {"by Friday"}}};
    EXPECT_THAT(rules_of(review(shipped(), third), true), testing::IsSupersetOf({"repeat.third"}));
    const LetterToReview second{
        .body = good_letter,
        .sent_at = now,
        .history = {.apologies = {{now.seconds - 5 * 86400}, {now.seconds - 95 * 86400}}, .open_promises = {}}};
    EXPECT_THAT(rules_of(review(shipped(), second), true), Not(Contains("repeat.third")));
}

TEST(Review, HintsWhenALetterIsItsTemplate) {
    LetterToReview letter{.body = good_letter, .verbatim_of = {std::string(good_letter) + "\n"}};
    EXPECT_THAT(rules_of(review(shipped(), letter), true), Contains("own_words.template"));
    letter.verbatim_of = {"Dear Ms Okafor,\n\nanother text\n"};
    EXPECT_THAT(rules_of(review(shipped(), letter), true), Not(Contains("own_words.template")));
}

TEST(Review, HintsWhenALetterComesLate) {
    const std::string body = "Dear Jo,\n\nI am sorry that I lost your keys on 3 March.\n\nAl";
    const auto at = [&](const char* when, std::string_view text) {
        return rules_of(review(shipped(), {.body = text, .sent_at = base::parse_rfc3339(when)}), true);
    };
    EXPECT_THAT(at("2026-05-02T10:00:00Z", body), Contains("timing.late"));
    EXPECT_THAT(at("2026-03-05T10:00:00Z", body), Not(Contains("timing.late")));
    EXPECT_THAT(at("2026-05-02T10:00:00Z",
                   "Dear Jo,\n\nThis letter is overdue. I am sorry that I lost your keys on 3 March.\n\nAl"),
                Not(Contains("timing.late")));
}

TEST(Review, GuessesTheSituationWhereTheWordsTell) {
    EXPECT_EQ(read("I am sorry. The invoice was wrong: we charged you twice. The refund is booked.", "Your invoice")
                  .situation,
              "billing_error");
    EXPECT_EQ(read("I am sorry about what happened.").situation, std::nullopt);
}

// How the time grows is measured by ./dev bench.
TEST(Review, StaysWithinLongHostileText) {
    for (const std::string_view piece : {"sorry if ", "I am sorry if you felt that mistakes were made. ", "[", "you ",
                                         "never ", "a. ", "\"sorry\" ", "____ [Name] "}) {
        std::string text = "I am sorry. ";
        while (text.size() < 50'000) text += piece;
        for (const auto& finding : read(text).findings) {
            ASSERT_LE(finding.start, finding.end) << piece;
            ASSERT_LE(finding.end, text.size()) << piece;
            EXPECT_EQ(finding.text, text.substr(finding.start, finding.end - finding.start)) << piece;
        }
    }
}

TEST(Rules, AddOverrideDisableAndExtendInLayers) {
    const auto rules = Rules::stock({{"organisation.toml", R"(
disable = ["tone.loud"]
allow = ["gift card"]
[lists]
soon_word = ["in a jiffy"]
[severity]
"repair.none" = "hint"
)"},
                                     {"user.toml", R"toml(
[[rule]]
id = "house.oopsy"
class = "tone"
severity = "hint"
message = "We do not say this."
guide = "own/Words"
when = ["<whoopsy ~2>"]
bad = ["whoopsy daisy"]
good = ["whoops"]
)toml"}});
    ASSERT_TRUE(rules) << rules.error().message;
    const auto result = review(
        *rules, {.body = "Dear Jo,\n\nI am sorry if the delay upset you!! We value you, in a jiffy. Whoopsy.\n\nAl"});
    EXPECT_EQ(finding_of(result, "tone.loud"), nullptr);
    EXPECT_NE(finding_of(result, "repair.undated"), nullptr);
    EXPECT_NE(finding_of(result, "house.oopsy"), nullptr);
    ASSERT_NE(finding_of(result, "repair.none"), nullptr);
    EXPECT_EQ(finding_of(result, "repair.none")->severity, Severity::hint);
}

TEST(Rules, MayWriteOnePatternOnEachLineOfAText) {
    const std::string head =
        "[[rule]]\nid = \"house.x\"\nclass = \"tone\"\nmessage = \"m\"\nguide = \"own/g\"\ngood = [\"whoops\"]\n";
    const auto rules = Rules::stock(
        {{"user.toml", head + "bad = [\"whoopsy\", \"oh dear me\"]\nwhen = \"whoopsy\\n<oh dear> me\"\n"}});
    EXPECT_TRUE(rules) << rules.error().message;
    const auto refused = Rules::stock({{"user.toml", head + "bad = [\"whoopsy\"]\nwhen = \"whoopsy\\n(oh dear\"\n"}});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("user.toml:8:8: this bracket is never closed"));
}

TEST(Rules, AreRefusedWithThePlaceWhereTheirOwnExampleFails) {
    const auto rules = Rules::stock(
        {{"user.toml",
          "[[rule]]\nid = \"house.x\"\nclass = \"tone\"\nmessage = \"m\"\nguide = \"own/g\"\nwhen = [\"whoopsy\"]\n"
          "bad = [\"whoopsy\",\n  \"oh no\"]\n"}});
    ASSERT_FALSE(rules);
    EXPECT_EQ(rules.error().message, "user.toml:8:3: the rule \"house.x\" does not find its own example \"oh no\".");
    EXPECT_EQ(rules.error().fault, base::Fault::configuration);
}

TEST(Rules, AreRefusedWithThePlaceOfWhatCannotBeRead) {
    const auto error = [](const std::string& text) {
        const auto rules = Rules::stock({{"user.toml", text}});
        return rules ? std::string("read") : rules.error().message;
    };
    const std::string head = "[[rule]]\nid = \"a\"\nclass = \"tone\"\nmessage = \"m\"\nguide = \"own/g\"\n";
    EXPECT_THAT(error(head + "when = [\"(a | b\"]\n"), HasSubstr("user.toml:6:9: this bracket is never closed"));
    EXPECT_THAT(error(head + "when = [\"@nolist\"]\n"), HasSubstr("there is no list \"nolist\""));
    EXPECT_THAT(error(head + "pattern = '('\n"), HasSubstr("user.toml:6:11: the pattern cannot be read"));
    EXPECT_THAT(error(head), HasSubstr("user.toml:1:1: the rule never says when"));
    EXPECT_THAT(error(head + "when = [\"<[a b> c\"]\n"),
                HasSubstr("user.toml:6:9: this list is never closed: a \"]\""));
    EXPECT_THAT(error(head + "when = [\"whoopsy\"]\n"), HasSubstr("user.toml:1:1: the rule \"a\" has no bad example"));
    EXPECT_THAT(error("[[rule]]\nid = \"a\"\nclass = \"tones\"\nmessage = \"m\"\nguide = \"own/g\"\nwhen = [\"x\"]\n"),
                HasSubstr("user.toml:3:9: there is no class \"tones\"; did you mean \"tone\"?"));
    EXPECT_THAT(
        error("[[rule]]\nid = \"a\"\nclass = \"tone\"\nmessage = \"m\"\nguide = \"personal/Bein Vague\"\nwhen = "
              "[\"x\"]\n"),
        HasSubstr("user.toml:5:9: the guides have no \"personal/Bein Vague\"; did you mean \"personal/Being "
                  "Vague\""));
    EXPECT_THAT(error(head + "when = [\"x]\n"), HasSubstr("the text is not closed"));
    EXPECT_THAT(error(head + "wen = [\"a\"]\n"), HasSubstr("did you mean \"when\"?"));
    EXPECT_THAT(error("disable = [\"tone.lout\"]\n"), HasSubstr("did you mean \"tone.loud\"?"));
    EXPECT_THAT(error("[severity]\n\"tone.loud\" = \"fatal\"\n"), HasSubstr("user.toml:2:"));
    EXPECT_THAT(error("[[rule]\n"), HasSubstr("user.toml:1:"));
}

TEST(Rules, AllowWordsOfWhichAFindingMarksAPart) {
    const auto rules = Rules::stock({{"user.toml", "allow = [\"gift card\"]\n"}});
    ASSERT_TRUE(rules) << rules.error().message;
    const std::string letter = "Dear Jo,\n\nI am sorry that we lost your booking. Please accept a gift card.\n\nAl";
    const auto about_gifts = [](const Review& one) {
        return std::ranges::count_if(one.findings,
                                     [](const Finding& each) { return each.rule.starts_with("repair.gift"); });
    };
    EXPECT_EQ(about_gifts(review(*rules, {.body = letter})), 0);
    EXPECT_EQ(about_gifts(read(letter)), 1);
}

const Rules& stock() {
    static const auto rules = Rules::stock();
    return *rules;
}

std::string mended(std::string body, const Finding& finding) {
    for (const auto& edit : finding.edits) body.replace(edit.start, edit.end - edit.start, edit.text);
    return body;
}

TEST(Rewrite, KeepsTheApology) {
    for (const auto& [written, wanted] : std::vector<std::pair<std::string, std::string>>{
             {"I am sorry to the extent that this caused extra work.", "I am sorry that this caused extra work."},
             {"I am sorry in case it caused trouble.", "I am sorry that it caused trouble."},
             {"I am sorry if my remark hurt you.", "I am sorry that my remark hurt you."},
             {"Perhaps I was too slow to answer.", "I was too slow to answer."},
             {"Mistakes were made.", "I made mistakes."},
             {"We regret the upset that this may have caused your team.",
              "We regret the upset that this caused your team."}}) {
        const std::string body = "Dear Jo,\n\n" + written + "\n\nAl\n";
        const auto result = review(stock(), {.body = body, .opened_as_apology = true});
        const auto found =
            std::ranges::find_if(result.findings, [](const Finding& each) { return !each.edits.empty(); });
        ASSERT_NE(found, result.findings.end()) << written;
        EXPECT_EQ(mended(body, *found), "Dear Jo,\n\n" + wanted + "\n\nAl\n") << found->rule;
    }
}

TEST(Rewrite, LeavesASentenceOutOnlyWhereItDoesNothingElse) {
    const std::string body =
        "Dear Jo,\n\nI forgot your lesson, and I am sorry. We were short of staff in August. The fee is "
        "refunded.\n\nAl\n";
    const auto result = review(stock(), {.body = body});
    const auto* found = finding_of(result, "excuse.circumstance");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(mended(body, *found), "Dear Jo,\n\nI forgot your lesson, and I am sorry. The fee is refunded.\n\nAl\n");
    const auto both = review(
        stock(), {.body = "Dear Jo,\n\nI am sorry, we were short of staff in August. The fee is refunded.\n\nAl\n"});
    const auto* kept = finding_of(both, "excuse.circumstance");
    ASSERT_NE(kept, nullptr);
    EXPECT_TRUE(kept->edits.empty());
}

TEST(Review, SaysAThingOnceOfASentence) {
    const auto result =
        read("Dear Jo,\n\nI am sorry. The price is refunded. We send you a gift card of EUR 50 as a token.\n\nAl\n");
    EXPECT_LE(std::ranges::count(result.findings, "repair.gift_note", &Finding::rule), 1);
    const auto sure = read("Dear Jo,\n\nI am sorry. We guarantee a hundred percent, I guarantee you 100%.\n\nAl\n");
    EXPECT_EQ(std::ranges::count(sure.findings, "promise.absolute", &Finding::rule), 1);
}

TEST(Rules, AllowWordsAndForgetThem) {
    const auto rules = Rules::stock({{"user.toml", "allow = [\"whatever it takes\"]\nforget = [\"shortly\"]\n"}});
    ASSERT_TRUE(rules) << rules.error().message;
    const auto result =
        review(*rules, {.body = "Dear Jo,\n\nI am sorry. We do whatever it takes. I will call you shortly.\n\nAl"});
    EXPECT_EQ(finding_of(result, "promise.absolute"), nullptr);
    EXPECT_EQ(finding_of(result, "repair.undated"), nullptr);
    const auto strict = read("Dear Jo,\n\nI am sorry. We do whatever it takes. I will call you shortly.\n\nAl");
    EXPECT_NE(finding_of(strict, "promise.absolute"), nullptr);
    EXPECT_NE(finding_of(strict, "repair.undated"), nullptr);
}

}  // namespace
}  // namespace amends::guide
