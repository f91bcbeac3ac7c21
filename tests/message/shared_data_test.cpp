// Reads real bounces and replies in place where the development data lie beside the project; skipped elsewhere. The
// figures stand in the test's properties and on standard output.
#include <gtest/gtest.h>

#include <iostream>

#include "core/classify.hpp"
#include "message/read.hpp"
#include "tests/message/real_mail.hpp"

namespace amends::message {
namespace {

using core::MessageClass;

struct Labelled {
    std::string file, label;
    core::Classification found;
    base::MessageFacts facts;
};

std::vector<Labelled> labelled(const std::filesystem::path& folder, const char* labels) {
    std::vector<Labelled> all;
    std::ifstream in(folder / labels);
    for (std::string line; std::getline(in, line);) {
        Labelled one{json_text(line, "file"), json_text(line, "class"), {}, {}};
        const auto facts = read(file_bytes(folder / one.file));
        EXPECT_TRUE(facts) << one.file;
        if (facts) one.facts = *facts;
        one.found = core::classify(one.facts);
        all.push_back(std::move(one));
    }
    return all;
}

TEST(SharedData, RealBouncesAreFoundWithTheirRecipients) {
    const auto all = labelled(real_bounces(), "labels.jsonl");
    if (all.empty()) GTEST_SKIP() << "no bounces beside the project";
    int bounces = 0;
    int found = 0;
    int named = 0;
    int others_wrong = 0;
    for (const auto& one : all) {
        const auto what = one.found.what;
        if (one.label == "bounce") {
            ++bounces;
            const bool is_one = what == MessageClass::bounce || what == MessageClass::delay;
            found += is_one ? 1 : 0;
            EXPECT_NE(what, MessageClass::reply) << one.file;
            named += is_one && !one.facts.report->recipients.front().final_recipient.empty() ? 1 : 0;
            continue;
        }
        const std::string wanted = one.label == "not_bounce" ? "reply" : one.label;
        if (core::to_word(what) != wanted) ++others_wrong;
        EXPECT_EQ(core::to_word(what), wanted) << one.file;
    }
    std::cout << "bounces found: " << found << " of " << bounces << ", naming a recipient: " << named << "\n";
    EXPECT_GE(found * 100, bounces * 99);
    EXPECT_GE(named * 100, bounces * 97);
    EXPECT_EQ(others_wrong, 0);
}

/// The label of replies.jsonl that a class and its tone stand for.
std::string label_of(const core::Classification& found) {
    switch (found.what) {
        case MessageClass::reply: return found.tone ? std::string("reply_") + core::to_word(*found.tone) : "reply";
        case MessageClass::auto_reply: return "auto_reply_ooo";
        case MessageClass::bounce: return found.permanent.value_or(true) ? "bounce_hard" : "bounce_soft";
        case MessageClass::delay: return "bounce_soft";
        case MessageClass::invite: return "meeting_invite";
        case MessageClass::delivered:
        case MessageClass::complaint:
        case MessageClass::receipt:
        case MessageClass::other: return "unrelated";
    }
    return "";
}

TEST(SharedData, RepliesAreOfTheirClassAndTone) {
    const auto all = labelled(real_replies(), "replies.jsonl");
    if (all.empty()) GTEST_SKIP() << "no replies beside the project";
    int right = 0;
    for (const auto& one : all) {
        // What is tied to no letter only the matching can tell.
        const bool stranger = one.label == "unrelated" && one.found.what == MessageClass::reply;
        if (stranger || label_of(one.found) == one.label)
            ++right;
        else
            std::cout << one.file << " is " << one.label << ", not " << label_of(one.found) << "\n";
    }
    std::cout << "replies of the right class and tone: " << right << " of " << all.size() << "\n";
    EXPECT_GE(right * 100, static_cast<int>(all.size()) * 92);
}

TEST(SharedData, EveryReplyIsCutToWhatIsNew) {
    const auto all = labelled(real_replies(), "replies.jsonl");
    if (all.empty()) GTEST_SKIP() << "no replies beside the project";
    for (const auto& one : all) {
        EXPECT_EQ(one.facts.text.find("\n>"), std::string::npos) << one.file;
        EXPECT_EQ(one.facts.text.find("wrote:"), std::string::npos) << one.file;
        EXPECT_TRUE(one.facts.message_id) << one.file;
    }
}

}  // namespace
}  // namespace amends::message
