#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/plan.hpp"

namespace amends::core {
namespace {

/// Every value from the first one on has a word of its own that leads back to it; returns how many there are.
template <class Value>
int values_with_words(Value last, std::optional<Value> (*from)(std::string_view)) {
    std::set<std::string> words;
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        const std::string word = to_word(static_cast<Value>(i));
        EXPECT_EQ(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string::npos) << word;
        EXPECT_EQ(from(word), static_cast<Value>(i)) << word;
        words.insert(word);
    }
    EXPECT_EQ(from("nonsense"), std::nullopt);
    EXPECT_EQ(from(""), std::nullopt);
    return static_cast<int>(words.size());
}

TEST(Words, LeadToTheirValueAndBack) {
    EXPECT_EQ(values_with_words(LetterState::closed, letter_state_from), 4);
    EXPECT_EQ(values_with_words(StepKind::complaint_notice, step_kind_from), 17);
    EXPECT_EQ(values_with_words(Hold::upset_answer, hold_from), 3);
    EXPECT_EQ(values_with_words(Tone::question, tone_from), 3);
    EXPECT_EQ(values_with_words(PromiseState::ended, promise_state_from), 3);
    EXPECT_EQ(values_with_words(Means::send, means_from), 3);
    EXPECT_EQ(values_with_words(StepState::cancelled, step_state_from), 9);
    EXPECT_EQ(values_with_words(ActionKind::mention, action_kind_from), 7);
    EXPECT_EQ(values_with_words(OutcomeKind::draft_kept, outcome_kind_from), 13);
}

TEST(Words, AreThoseOfTheClassifyContract) {
    std::set<std::string> words;
    for (int i = 0; i <= static_cast<int>(MessageClass::other); ++i)
        words.insert(to_word(static_cast<MessageClass>(i)));
    EXPECT_EQ(words, (std::set<std::string>{"reply", "auto_reply", "bounce", "delay", "delivered", "complaint",
                                            "receipt", "invite", "other"}));
    words.clear();
    for (int i = 0; i <= static_cast<int>(Evidence::possible); ++i) words.insert(to_word(static_cast<Evidence>(i)));
    EXPECT_EQ(words, (std::set<std::string>{"in_reply_to", "references", "embedded_message_id", "thread", "subject",
                                            "possible"}));
}

}  // namespace
}  // namespace amends::core
