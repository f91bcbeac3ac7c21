#include "core/unsent_draft.hpp"

#include <gtest/gtest.h>

#include "calendar/zone_database.hpp"

namespace amends::core {
namespace {

base::Instant at(const char* rfc3339) { return base::parse_rfc3339(rfc3339).value(); }

class UnsentDrafts : public ::testing::Test {
protected:
    UnsentDrafts() { policy.user_window.zone = calendar::find_zone("Europe/Berlin").value(); }

    static DraftSeen seen(const char* when, const char* id = "draft@user.example") {
        return {{id}, "look", {"anna@client.example"}, at(when), true};
    }
    UnsentDraft lying(const char* when) { return seen_again(std::nullopt, seen(when), policy); }
    DraftDecision decided(const UnsentDraft& draft, const char* now) {
        return decide_on_draft(draft, at(now), policy, account);
    }
    static std::string text(const std::optional<base::Instant>& when) {
        return when ? base::to_rfc3339(*when) : "none";
    }

    Policy policy;
    AccountContext account;
};

TEST_F(UnsentDrafts, AreBroughtToMindADayAfterTheirLastChange) {
    const UnsentDraft draft = lying("2026-03-03T10:00:00Z");
    EXPECT_FALSE(decided(draft, "2026-03-04T09:59:59Z").remind);
    const DraftDecision decision = decided(draft, "2026-03-04T10:00:00Z");
    EXPECT_TRUE(decision.remind);
    EXPECT_EQ(text(decision.draft.reminded_at), "2026-03-04T10:00:00Z");
    EXPECT_EQ(text(decision.draft.due), "none");
}

TEST_F(UnsentDrafts, CountTheDayAnewWithEachChange) {
    const UnsentDraft draft = seen_again(lying("2026-03-03T10:00:00Z"), seen("2026-03-04T09:00:00Z"), policy);
    EXPECT_FALSE(decided(draft, "2026-03-04T10:00:00Z").remind);
    EXPECT_TRUE(decided(draft, "2026-03-05T09:00:00Z").remind);
}

TEST_F(UnsentDrafts, AreNeverBroughtToMindTwice) {
    const UnsentDraft reminded = decided(lying("2026-03-03T10:00:00Z"), "2026-03-04T10:00:00Z").draft;
    const UnsentDraft changed = seen_again(reminded, seen("2026-03-04T11:00:00Z"), policy);
    EXPECT_EQ(text(changed.due), "none");
    EXPECT_FALSE(decided(changed, "2026-03-09T10:00:00Z").remind);
    const UnsentDraft back =
        seen_again(missed(changed, at("2026-03-05T10:00:00Z")), seen("2026-03-06T10:00:00Z"), policy);
    EXPECT_FALSE(decided(back, "2026-03-10T10:00:00Z").remind);
}

TEST_F(UnsentDrafts, WaitForTheUsersWorkingHours) {
    const UnsentDraft friday = lying("2026-03-06T14:00:00Z");
    EXPECT_EQ(text(friday.due), "2026-03-09T08:00:00Z") << "Monday, 9:00 in Berlin";
    EXPECT_FALSE(decided(friday, "2026-03-07T14:00:00Z").remind);
    const DraftDecision late = decided(friday, "2026-03-09T20:00:00Z");
    EXPECT_FALSE(late.remind);
    EXPECT_EQ(text(late.draft.due), "2026-03-10T08:00:00Z");
}

TEST_F(UnsentDrafts, KeepToTheShareOfTheHour) {
    account.notices_in_hour = policy.notices_per_hour;
    const DraftDecision full = decided(lying("2026-03-03T10:00:00Z"), "2026-03-04T10:00:00Z");
    EXPECT_FALSE(full.remind);
    EXPECT_EQ(text(full.draft.due), "2026-03-04T11:00:00Z");
    account.notices_in_hour = policy.notices_per_hour - 1;
    EXPECT_TRUE(decided(full.draft, "2026-03-04T11:00:00Z").remind);
}

TEST_F(UnsentDrafts, WaitWhileTheAccountIsPaused) {
    account.paused = true;
    const UnsentDraft draft = lying("2026-03-03T10:00:00Z");
    EXPECT_FALSE(decided(draft, "2026-03-04T10:00:00Z").remind);
    account.paused = false;
    EXPECT_TRUE(decided(draft, "2026-03-04T12:00:00Z").remind);
}

TEST_F(UnsentDrafts, ThatAreGoneAreNobodysBusiness) {
    const UnsentDraft gone = missed(lying("2026-03-03T10:00:00Z"), at("2026-03-03T12:00:00Z"));
    EXPECT_FALSE(decided(gone, "2026-03-09T10:00:00Z").remind);
    EXPECT_FALSE(is_over(gone, at("2026-03-30T12:00:00Z")));
    EXPECT_TRUE(is_over(gone, at("2026-04-03T12:00:00Z")));
}

TEST_F(UnsentDrafts, ThatAreNoApologyAnyMoreAreForgotten) {
    DraftSeen other = seen("2026-03-03T11:00:00Z");
    other.apology = false;
    const UnsentDraft draft = seen_again(lying("2026-03-03T10:00:00Z"), other, policy);
    EXPECT_TRUE(draft.gone_since);
    EXPECT_FALSE(decided(draft, "2026-03-09T10:00:00Z").remind);
}

TEST_F(UnsentDrafts, AreTheSameByIdAndElseByLook) {
    const UnsentDraft draft = lying("2026-03-03T10:00:00Z");
    DraftSeen version = seen("2026-03-03T11:00:00Z");
    version.look = "another subject";
    EXPECT_TRUE(is_same_draft(draft, version, true));
    const DraftSeen stranger = seen("2026-03-03T11:00:00Z", "new@user.example");
    EXPECT_TRUE(is_same_draft(draft, stranger, false));
    EXPECT_FALSE(is_same_draft(draft, stranger, true)) << "both lie there: two drafts";
    UnsentDraft blank = draft;
    blank.look.clear();
    blank.message_id = {};
    EXPECT_FALSE(is_same_draft(blank, {{}, "", {}, at("2026-03-03T11:00:00Z"), true}, false));
}

TEST_F(UnsentDrafts, LookAlikeByTheirSubjectAndRecipients) {
    base::MessageFacts a;
    a.subject = "The late brochure";
    a.to = {{"Anna", "Anna@client.example"}, {"", "bob@client.example"}};
    base::MessageFacts b = a;
    b.subject = " the late brochure";
    std::swap(b.to[0], b.to[1]);
    EXPECT_EQ(look_of(a), look_of(b));
    b.to.pop_back();
    EXPECT_NE(look_of(a), look_of(b));
    b.to.clear();
    EXPECT_EQ(look_of(b), "");
}

}  // namespace
}  // namespace amends::core
