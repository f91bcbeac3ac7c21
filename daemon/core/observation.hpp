#pragma once
// Facts from outside: the only thing that a decision answers to.
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/mail.hpp"
#include "core/classify.hpp"
#include "core/letter.hpp"
#include "core/match.hpp"
#include "guide/remedy.hpp"

namespace amends::core {

/// What the user wants of the check-in in the client's silence, where that is not the plan's own.
struct CheckInWish {
    bool wanted = true;                   ///< false: none is made
    std::optional<base::CivilDate> on{};  ///< its day, where the client is
    friend bool operator==(const CheckInWish&, const CheckInWish&) = default;
};

/// The letter has just become known; its steps are still empty.
struct Tracked {
    std::vector<Promise> promises;  ///< as found in its text, in order; their ordinals are given here
    CheckInWish check_in{};
    guide::Remedies remedies{};  ///< as found in its text
};

/// The time of at least one step has come, and the mailbox was looked at just now.
struct TimeCame {};

/// A message of the letter's thread was seen in a watched folder.
struct MessageSeen {
    base::MessageFacts facts;
    Classification classification;
    Match match;
    bool own = false;                   ///< the user wrote it
    std::optional<StepKey> of_draft{};  ///< the step whose draft it was, as its words tell; an own message's
    base::Instant received;             ///< INTERNALDATE, or now where unknown
    bool own_house = false;             ///< one who works where the user works wrote it (core::is_of_own_house)
};

// Orders of the user. One that cannot be carried out changes nothing and is answered by Decision::refusal.
struct Snooze {
    base::Instant until;
};
struct Answered {
    std::string by;  ///< "phone", "meeting", "other"
    std::string note;
};
struct Done {};
struct Drop {};
struct SwitchAuto {
    bool on = false;
};
struct Release {};            ///< the user has looked at what the letter is held for
struct WindowLearnt {};       ///< the client's zone or hours are guessed otherwise now; the policy has them
struct ClientLeftInPeace {};  ///< the client context already says so
struct Kept {
    int promise = 0;     ///< its ordinal; 0: the only one
    bool last = false;   ///< a recurring one: it does not come back
    bool draft = false;  ///< a draft tells the client
};
struct Slipped {
    int promise = 0;  ///< as above
    base::CivilDate to{};
    bool draft = true;  ///< where the day is a later one, a draft tells the client
};
struct CheckInNow {
    std::optional<std::string> text;  ///< the user's own wording, from `--edit`
};

enum class OutcomeKind {
    reminded,
    drafted,
    sent,
    refused,             ///< the server said no for good
    not_sent,            ///< surely nothing left; try again
    unknown,             ///< it may have left; being looked into
    unknown_for_good,    ///< no oracle can tell; becomes a question
    cancelled,           ///< the outbox item was taken back before it began
    draft_sent_by_user,  ///< the draft left Drafts and its message lies in Sent
    draft_deleted,       ///< the draft is gone and nothing was sent
    draft_edited,        ///< the draft was changed by the user; it is theirs now
    draft_withdrawn,     ///< our withdrawal is done
    draft_kept,          ///< withdrawal refused: the draft is not as we left it
};
const char* to_word(OutcomeKind value);
std::optional<OutcomeKind> outcome_kind_from(std::string_view word);

/// What came of an action of this letter.
struct Outcome {
    StepKey step;
    OutcomeKind kind = OutcomeKind::reminded;
    std::optional<base::Instant> retry_at;  ///< not_sent only
    std::string detail;                     ///< for the journal; no names or texts
};

/// A message of ours to the client lies in the mailbox, and nothing is known of it: a backup was restored, or another
/// machine made it.
struct TwinSeen {
    StepKey step;
    Means means = Means::draft;  ///< send where no hand sent it
    bool sent = false;           ///< it lies in Sent; else in Drafts
};

using Observation = std::variant<Tracked, TimeCame, MessageSeen, TwinSeen, Snooze, Answered, Done, Drop, SwitchAuto,
                                 Release, WindowLearnt, ClientLeftInPeace, CheckInNow, Kept, Slipped, Outcome>;

}  // namespace amends::core
