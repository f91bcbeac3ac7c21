#pragma once
// What the daemon can be asked over its socket, in domain types. app/ implements it; rpc/ turns it into JSON-RPC.
// An order that cannot be carried out is an Error with Fault::answer_is_no whose message says what to do instead.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calendar/hours_guess.hpp"
#include "ports/store.hpp"
#include "ports/task.hpp"

namespace amends::rpc {

/// So many letters are listed at once.
constexpr int most_listed = 500;
/// The largest message that is taken whole.
constexpr std::size_t most_message = std::size_t{32} * 1024 * 1024;

/// A letter as its writer's mail program knows it, without its bytes.
struct LetterText {
    base::Address from;
    std::vector<base::Address> to, cc;
    std::string subject, text;
    std::optional<base::Instant> sent_at;  ///< now where absent
    std::optional<base::MessageId> message_id;
    std::vector<base::MessageId> references;  ///< oldest first
};

/// A letter is found by its Message-ID in the mailbox, or given: whole (RFC 5322 bytes), or as what stands in it.
struct TrackRequest {
    std::optional<std::string> account;  ///< needed only where it cannot be told from From
    std::optional<std::string> message_id;
    std::optional<std::string> message;  ///< the whole message, at most most_message bytes
    std::optional<LetterText> letter{};
    bool auto_send = false;
    core::CheckInWish check_in{};
    std::optional<std::string> client_zone;
    std::optional<std::string> situation;      ///< what went wrong, one of the situations' ids
    std::optional<guide::Offence> severity{};  ///< how grave it is
    bool from_sendmail = false;                ///< registered by the sendmail wrapper after the mailer accepted it
};

struct LetterView {
    core::Letter letter;
    std::vector<core::Step> steps;
    std::optional<core::HoldCause> send_held{};  ///< why its check-in, which is to be sent, waits for a release
    std::string zone_guess{};  ///< where the client seems to be, by the dates of their mail; "" where that is known
    int zone_guess_dates = 0;  ///< how many dates there are
    int zone_guess_fit = 0;    ///< and how many of them fit
    std::optional<calendar::HoursGuess> hours_guess{};  ///< when the client seems to work, by the same dates
};

/// A letter that is not sent yet, and what is wished for it.
struct PlanRequest {
    LetterText letter;
    base::Protection protection = base::Protection::none;  ///< how it will be sent
    bool auto_send = false;
    core::CheckInWish check_in;
    std::optional<std::string> client_zone;
    std::optional<std::string> situation;
    std::optional<guide::Offence> severity;
};

/// What tracking it would plan.
struct PlanView {
    std::vector<core::Step> steps;
    std::vector<core::Promise> promises;
    std::string client_zone;
    bool zone_is_guess = false;
    std::vector<std::string> notes;  ///< what is to be said about it that no step says
};

/// A letter to whose thread a message belongs.
struct FoundLetter {
    LetterView view;
    std::optional<core::StepKey> step;  ///< whose message it is
    bool answered_since = false;        ///< the client answered after that message was made; or at all, without a step
};

/// What is known of a client when the next apology to them is written or tracked.
struct ClientHistory {
    std::vector<LetterView> letters;  ///< of the last 90 days, and older ones with an open promise; the newest first
    int letters_in_90_days = 0;
    int open_promises = 0;
};

/// What came of the order to forget a client.
struct Forgotten {
    int letters = 0;                 ///< how many were erased
    std::vector<std::string> notes;  ///< what the user has to know of it, a sentence or two each
};

struct AccountStatus {
    std::string name;
    std::string state;    ///< "watching", "connecting", "waiting to try again", "cannot work"
    std::string problem;  ///< "" or one sentence that says what to do
    std::optional<base::Instant> last_look;
    std::optional<base::Instant> next_try;
    bool paused = false;
    std::optional<core::AccountHold> hold;  ///< nothing is sent until the release
    int open_letters = 0;
    int open_promises = 0;
    std::optional<base::CivilDate> next_promise;  ///< the earliest day of an open one
    int outbox = 0;                               ///< actions intended but not yet proved done
};

struct DaemonStatus {
    std::string version;
    base::Instant now;
    std::string zone;  ///< the user's own, in which their days and hours are meant
    bool simulated_clock = false;
    bool dry_run = false;
    base::Instant started_at;
    std::string configuration;          ///< path of the file in force
    std::string configuration_problem;  ///< why a changed file was not taken over; "" where it was
    std::string database;
    std::optional<base::Instant> next_wake;
    std::vector<AccountStatus> accounts;
    std::vector<std::string> languages;  ///< ISO 639-1, in which a check-in can be written
    std::vector<std::string> problems;   ///< what the user must know, each with what to do
};

/// A check-in as it would be written, or as it was laid into Drafts.
/// A reminder to the user that is planned, as it would come.
struct ReminderText {
    base::Instant due;
    std::string subject, text;
};

struct CheckInText {
    std::string from, to, cc, subject, text;
    std::string message;  ///< the whole RFC 5322 text
    std::string lies_in;  ///< the folder where this very draft lies; "" where there is none yet
    std::vector<ReminderText> reminders{};
};

class Service {
public:
    virtual ~Service() = default;
    virtual ports::Task<LetterView> track(TrackRequest request) = 0;
    /// Nothing is kept of it.
    virtual base::Result<PlanView> plan(PlanRequest request) = 0;
    /// The letters in whose threads one of these messages is known, each once.
    virtual base::Result<std::vector<FoundLetter>> find(std::vector<base::MessageId> ids) = 0;
    virtual base::Result<std::vector<LetterView>> list(ports::LetterFilter filter) = 0;
    virtual base::Result<LetterView> show(base::LetterId letter) = 0;
    virtual base::Result<std::vector<ports::JournalEntry>> why(base::LetterId letter) = 0;
    virtual ports::Task<LetterView> snooze(base::LetterId letter, base::Instant until) = 0;
    virtual ports::Task<LetterView> answered(base::LetterId letter, std::string by, std::string note) = 0;
    virtual ports::Task<LetterView> done(base::LetterId letter) = 0;
    virtual ports::Task<LetterView> drop(base::LetterId letter) = 0;
    /// The user has looked at what the letter is held for.
    virtual ports::Task<LetterView> release(base::LetterId letter) = 0;
    virtual ports::Task<LetterView> kept(base::LetterId letter, core::Kept order) = 0;
    virtual ports::Task<LetterView> slipped(base::LetterId letter, core::Slipped order) = 0;
    virtual ports::Task<LetterView> undo() = 0;
    virtual ports::Task<LetterView> switch_auto(base::LetterId letter, bool on) = 0;
    /// What check_in_now would make, or the draft that lies there; refused where check_in_now would refuse.
    /// `own_words`: the user wants to write the text, so a draft that lies there is in the way, and a missing template
    /// is not.
    virtual base::Result<CheckInText> preview_check_in(base::LetterId letter, bool own_words) = 0;
    /// Makes the draft now; `text` is the user's own wording.
    virtual ports::Task<LetterView> check_in_now(base::LetterId letter, std::optional<std::string> text) = 0;
    virtual base::Result<ClientHistory> history(std::string mailbox) = 0;
    virtual ports::Task<int> leave(std::string mailbox, bool in_peace) = 0;
    /// Refused while something for the client is under way. `leave_drafts`: drafts that lie in the mailbox stay there.
    virtual ports::Task<Forgotten> forget(std::string mailbox, bool leave_drafts) = 0;
    virtual ports::Task<bool> pause(std::optional<std::string> account, bool on) = 0;
    virtual ports::Task<bool> hold(std::optional<std::string> account, bool on, std::string note) = 0;
    virtual base::Result<DaemonStatus> status() = 0;
    virtual ports::Task<bool> reload() = 0;
    /// Only under `amendsd --simulation`: moves the clock and returns when all that became due has been acted on.
    virtual ports::Task<base::Instant> move_clock(base::Instant to) = 0;
    /// Looks at every mailbox now, acts on what is due, and returns when that is done.
    virtual ports::Task<bool> look() = 0;
};

}  // namespace amends::rpc
