// One seed is one history, bit for bit, and each is as eventful as it has to be.
#include "tests/simulation/story.hpp"

#include <gtest/gtest.h>

#include "tests/simulation/checker.hpp"
#include "tests/simulation/narrate.hpp"
#include "tests/simulation/shortcomings.hpp"

namespace amends::simulation {
namespace {

struct Told {
    std::uint64_t fingerprint = 0;
    std::vector<std::string> lines;
};

/// One machine at a time: it ends before the next one begins.
Told told(std::uint64_t seed) {
    Story story(seed);
    story.play();
    Told told{story.fingerprint(), {}};
    for (const Event& event : story.history().events) told.lines.push_back(narrate(event));
    return told;
}

TEST(Story, OneSeedGivesOneHistoryBitForBit) {
    for (const std::uint64_t seed : {7u, 8u, 9u}) {
        const Told first = told(seed);
        const Told another = told(seed + 100);  // whatever it leaves behind in the program must not matter
        const Told second = told(seed);
        EXPECT_EQ(first.fingerprint, second.fingerprint);
        EXPECT_EQ(first.lines, second.lines);
        EXPECT_NE(first.fingerprint, another.fingerprint);
    }
}

TEST(Story, EachIsEventfulEnough) {
    for (std::uint64_t seed = 40; seed < 60; ++seed) {
        Story story(seed);
        story.play();
        EXPECT_GE(story.letters(), 3) << seed;
        EXPECT_GE(story.history().events.size(), 200u) << seed;
        EXPECT_GE(story.faults_met(), 5) << seed;
        EXPECT_GE(story.history().events.back().at - story.history().events.front().at,
                  std::chrono::hours{60 * 24 - 1});
    }
}

TEST(Story, ABrokenPromiseIsToldAndAKnownShortcomingIsNamed) {
    History history;
    history.events.push_back({{1'000'000}, ClockJumped{std::chrono::hours{5}}});
    history.events.push_back({{2'000'000}, HistoryEnded{{1'000'000}}});
    const Violation burst{4, "burst.clock", {1'500'000}, ""};
    const Violation early{4, "time.early", {1'500'000}, ""};
    const Violation twice{1, "twice.send", {1'500'000}, ""};
    EXPECT_EQ(known_shortcoming(burst, history), "");
    EXPECT_NE(known_shortcoming(early, history), "");
    EXPECT_EQ(known_shortcoming(twice, history), "");
    history.events.erase(history.events.begin());
    EXPECT_EQ(known_shortcoming(early, history), "");
}

TEST(Story, OnlyOfADraftThatNoLookCouldSeeAfterABackupNobodyKnows) {
    const Step step{4, StepKind::check_in, 1};
    const Violation twice{1, "twice.after_deletion", {9'000}, "the check-in 1 of letter 4 came as a draft"};
    const Violation other{1, "twice.after_deletion", {9'000}, "the check-in 1 of letter 3 came as a draft"};
    History unseen;
    unseen.events.push_back({{2'000}, MessageAppeared{34, "Drafts", {"a@x"}, Hand::program, Form::draft, {step}}});
    unseen.events.push_back({{3'000}, BackupRestored{{1'000}}});
    unseen.events.push_back({{4'000}, ProcessStarted{}});
    unseen.events.push_back({{6'000}, MessageGone{34, Hand::user}});
    EXPECT_NE(known_shortcoming(twice, unseen), "");
    EXPECT_EQ(known_shortcoming(other, unseen), "");

    History seen = unseen;
    seen.events.insert(seen.events.begin() + 3, {Event{{5'000}, LookBegan{1, "Drafts"}}, {{5'000}, LookEnded{1, 35}}});
    EXPECT_EQ(known_shortcoming(twice, seen), "");

    std::get<BackupRestored>(unseen.events[1].what).taken = base::Instant{2'500};  // the backup knows of the draft
    EXPECT_EQ(known_shortcoming(twice, unseen), "");
}

}  // namespace
}  // namespace amends::simulation
