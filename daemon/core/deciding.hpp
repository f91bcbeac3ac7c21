#pragma once
// A decision in the making: the letter and its steps as they become, and the verbs in which every rule is written. Each
// verb that changes something also says why. Used by plan.cpp, schedule.cpp and plan_*.cpp only.
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "core/plan.hpp"

namespace amends::core {

/// Why a step came to its end before it was done. Kept as the step's outcome, which later decisions ask for.
namespace why {
inline constexpr std::string_view client_answered = "The client answered.";
inline constexpr std::string_view user_wrote = "The user wrote to the client themselves.";
inline constexpr std::string_view draft_sent = "The user sent the draft in words of their own.";
inline constexpr std::string_view opt_in_taken_back = "The opt-in to sending was taken back.";
inline constexpr std::string_view replaced = "An attempt failed, and another message takes its place.";
inline constexpr std::string_view unwanted = "The user wants no check-in.";
inline constexpr std::string_view let_go = "The user let the letter go.";
inline constexpr std::string_view made_good = "The user says that it is made good.";
inline constexpr std::string_view in_peace = "The client is left in peace.";
inline constexpr std::string_view unreachable = "No address of the letter can be reached.";
inline constexpr std::string_view out_of_place = "The letter does not wait for it any more.";
inline constexpr std::string_view arrived = "The letter has arrived, as far as can be told.";
inline constexpr std::string_view looked_at = "The user has looked already.";
inline constexpr std::string_view promise_kept = "The user says that the promise is kept.";
inline constexpr std::string_view promise_moved = "The promise has another day now.";
inline constexpr std::string_view day_has_come = "The day of the promise is past.";
inline constexpr std::string_view promise_open = "A promise is still to be kept first.";
}  // namespace why

struct Deciding {
    Deciding(const Slice& slice, base::Instant when, const Policy& rules);

    Letter letter;
    std::deque<Step> steps;  ///< a deque: a Step& stays good while steps are added
    const ClientContext& client;
    const AccountContext& account;
    const base::Instant now;
    const Policy& policy;

    // What is known
    Step* find(StepKey key);
    /// The newest step of that kind that is planned, acting, drafted or unknown.
    Step* pending(StepKind kind);
    [[nodiscard]] int count(StepKind kind) const;
    /// True while some To address (or Cc, where the letter has no To) is not known to bounce.
    [[nodiscard]] bool reachable() const;
    /// True where the templates have the letter's language, it was neither signed nor encrypted, and a mail can carry
    /// it.
    [[nodiscard]] bool may_write() const;
    /// True where the client may be approached at all.
    [[nodiscard]] bool may_approach() const { return !client.in_peace && reachable(); }
    /// True while the letter is open or answered.
    [[nodiscard]] bool is_alive() const;
    /// True where the letter, as it stands, waits for the step.
    [[nodiscard]] bool waits_for(const Step& step) const;
    /// Null where the letter has no such promise.
    Promise* promise(int ordinal);
    [[nodiscard]] const Promise* promise(int ordinal) const;
    /// Drafts and reminders of the account in this hour, with those of this decision.
    [[nodiscard]] int notices_in_hour() const;
    [[nodiscard]] bool refused() const { return refusal_.has_value(); }

    /// Every step there is now; steps may be added while they are gone through.
    std::vector<Step*> all_steps();

    // What is done
    void because(std::string sentence);
    void because(const Step& step, std::string sentence);
    /// Plans a further step of that kind for `due`, about the promise where one is named.
    Step& add(StepKind kind, Means means, calendar::DueTime due, int about_promise = 0);
    /// Another due time for a planned step; what it was meant for stays.
    void put_off(Step& step, calendar::DueTime due, std::string_view reason);
    /// The planned step, to be given another means, date or text. The bytes of an attempt that failed are fixed: where
    /// there was one, the step is given up and this is a further one in its place.
    Step& to_be_changed(Step& step);
    /// Another due time for a planned step, which is now meant for it.
    void plan_anew(Step& planned, calendar::DueTime due, std::string_view reason);
    /// Another due time for a send under way: it is taken back if it still can be, and its last look lets it out no
    /// more.
    void call_back(Step& sending, calendar::DueTime due, std::string_view reason);
    /// The step's action goes to the outbox, by the step's means.
    void begin(Step& step, std::optional<std::string> text = std::nullopt);
    void finish(Step& step, StepState state, std::string_view outcome);
    /// Not wanted any more: a planned step ends as `state`; what is under way is taken back and ends by its outcome.
    void give_up(Step& step, StepState state, std::string_view outcome);
    void act(ActionKind kind, const Step& step, std::optional<std::string> text = std::nullopt);
    /// The order cannot be carried out, and the user reads `sentence`. Said before anything was changed.
    void refuse(std::string sentence);

    Decision decision() &&;

private:
    [[nodiscard]] std::optional<base::Instant> wake_at() const;

    std::vector<Action> actions_;
    std::vector<Reason> reasons_;
    std::optional<std::string> refusal_;
};

/// "check-in", "reminder of promise 2": for sentences.
std::string name_of(const Step& step);
/// "Wednesday 2026-11-25 09:30 (Europe/Berlin)".
std::string in_words(const calendar::DueTime& due);

// The rules, one for each observation.
void decide(Deciding& deciding, const Tracked& tracked);
void decide(Deciding& deciding, const TimeCame&);
void decide(Deciding& deciding, const MessageSeen& seen);
void decide(Deciding& deciding, const TwinSeen& twin);
void decide(Deciding& deciding, const Snooze& order);
void decide(Deciding& deciding, const Answered& order);
void decide(Deciding& deciding, const Done&);
void decide(Deciding& deciding, const Drop&);
void decide(Deciding& deciding, const SwitchAuto& order);
void decide(Deciding& deciding, const Release&);
void decide(Deciding& deciding, const WindowLearnt&);
void decide(Deciding& deciding, const ClientLeftInPeace&);
void decide(Deciding& deciding, const CheckInNow& order);
void decide(Deciding& deciding, const Kept& order);
void decide(Deciding& deciding, const Slipped& order);
void decide(Deciding& deciding, const Outcome& outcome);

}  // namespace amends::core
