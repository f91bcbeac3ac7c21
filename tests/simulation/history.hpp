#pragma once
// The history of one simulated life: what happened outside the process, in the order in which it happened. The driver
// records it, the checker judges it; neither asks the program what it thinks of it.
//
// Every instant is true time, whatever the machine's clock says. What passes between the program and a server is
// recorded at the program's edge: a command when the program has written its last byte, an answer when its last byte
// has been handed to the program; only "accepted" and "appeared" are facts of the server, recorded when it stores.
// Numbers of letters, messages, orders, looks and deliveries are the world's own, from 1; 0 means none. They stay the
// same when the program numbers anew (after a restored backup).
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/mail.hpp"
#include "base/time.hpp"

namespace amends::simulation {

// What steps are
enum class StepKind {
    check_in,
    call,           ///< the reminder that suggests a call
    promise_ahead,  ///< the reminder one business day before a promised date
    promise_kept,   ///< "kept?", the day after
    promise_when,   ///< "when?", of an undated promise
    make_good,      ///< the check-in draft after the amends are made
    notice,  ///< no step of a plan: an alert, a warning, a question (bounce, stale draft, unknown outcome, a hold)
};

/// Which step of which letter. The ordinal tells steps of one kind apart: promises, returns of a recurring one, a
/// promise that slipped to a new date. A notice may leave it 0: then its Message-ID tells it apart.
struct Step {
    int letter = 0;
    StepKind kind = StepKind::check_in;
    int ordinal = 0;
    friend auto operator<=>(const Step&, const Step&) = default;
};
enum class Form { reminder, draft, send };
struct PlannedStep {
    Step step;
    Form form = Form::draft;
    base::Instant due;
    int promise = 0;  ///< which of the letter's promises it is about, from 1
};
// Time
/// From `since` on, a zone is `east` seconds east of UTC; the first entry also holds before it.
struct ZoneOffset {
    base::Instant since;
    std::int64_t east = 0;
};
/// Working time on a wall clock.
struct Window {
    std::array<bool, 7> works{false, true, true, true, true, true, false};  ///< from Sunday
    base::CivilTime opens{9, 0, 0};
    base::CivilTime closes{17, 0, 0};
    std::vector<base::CivilDate> holidays;
};

// The machine and the process
struct ProcessStarted {};  ///< or woken from a suspend
enum class End { stopped, killed, power_cut, suspended };
struct ProcessEnded {
    End how = End::stopped;
};
struct ClockJumped {
    std::chrono::seconds by{};  ///< the machine's clock against true time; jumps add up
};
struct ZoneChanged {
    std::string zone;
    std::vector<ZoneOffset> offsets;
};
/// The files of the program are again what they were at `taken`; recorded while no process runs.
struct BackupRestored {
    base::Instant taken;
};
enum class Trouble { server_away, login_refused, mailbox_full, disk_full, database_damaged };
/// login_refused and mailbox_full begin with the first answer that says so to the program.
struct TroubleBegan {
    Trouble what = Trouble::server_away;
    std::string account;
};
struct TroubleEnded {
    Trouble what = Trouble::server_away;
    std::string account;
};
/// The user heard of something by a way that needs no mail server: a notification of the desktop, the add-on's badge,
/// `amends status`, another account.
struct Notified {
    std::optional<Trouble> about;  ///< nothing where the world cannot tell
    int letter = 0;
    std::string text;
};

// Letters and the user's orders
struct LetterSent {
    int letter = 0;
    base::MessageId message_id;
    std::string account;
    std::string client;                   ///< the same name for the same client in all letters
    std::vector<std::string> recipients;  ///< canonical mailboxes, To and Cc
    bool keyword = false;                 ///< its copy in Sent carries `Amends`, so it is to be tracked
};
/// The program has said yes to tracking it: from here on it may not be lost.
struct Tracked {
    int letter = 0;
    std::string zone;  ///< the client's; empty where unknown: the user's own stands in
    Window window;     ///< the client's
    bool opted_in = false;
    std::vector<PlannedStep> plan;
};
/// The plan as the program now tells it to the user, whole. A step that is missing needs a reason among the events.
struct Replanned {
    int letter = 0;
    std::vector<PlannedStep> plan;
};

enum class OrderKind {
    opt_in,
    opt_out,
    hold,     ///< of automatic sends
    release,  ///< of a hold, the user's or the program's own
    pause,
    resume,
    drop,
    answered,  ///< by phone, in a meeting
    snooze,
    kept,
    slipped,
    done,
    leave_client,
    forget,
    track,  ///< also of a letter that had been let go
};
struct Ordered {
    int order = 0;
    OrderKind kind = OrderKind::drop;
    int letter = 0;
    std::string client;                  ///< of leave_client and forget
    int promise = 0;                     ///< of kept and slipped
    std::optional<base::Instant> until;  ///< of snooze and slipped
};
/// The program said yes to an order; one that it never said yes to may hold or not.
struct Acknowledged {
    int order = 0;
};

// The mailbox. A folder is called by the name it was created under, also after a rename.

/// The folders in which an answer may lie, from now on.
struct FoldersWatched {
    std::vector<std::string> folders;
};
struct FolderRenamed {
    std::string folder;
    std::string name;  ///< what the server calls it now
};
/// What lay in the folder has new UIDs, all below the next that it gives.
struct UidValidityChanged {
    std::string folder;
};

/// What the world meant by a mail, not what the program makes of it.
enum class MailClass {
    answer,
    invitation,
    possible_answer,  ///< nobody could tell for sure
    own_mail,         ///< written by the user in the thread, by their own hand: its copy in Sent
    out_of_office,
    hard_bounce,
    delay,
    complaint,
    receipt,
    unrelated,  ///< also what only looks like an answer or a bounce
};
struct MailArrived {
    int message = 0;
    std::string folder;
    std::uint32_t uid = 0;
    MailClass meant = MailClass::unrelated;
    int letter = 0;
    std::string from;                              ///< canonical mailbox
    std::optional<base::CivilDate> last_day_away;  ///< of an out_of_office that names one
};
struct MailMoved {
    int message = 0;
    std::string folder;  ///< where it lies now
    std::uint32_t uid = 0;
};

enum class Hand { program, user, server };  ///< server: what was deleted came back, or was lost
/// A message of ours lies in the mailbox.
struct MessageAppeared {
    int message = 0;
    std::string folder;
    base::MessageId message_id;
    Hand hand = Hand::program;
    Form form = Form::draft;  ///< send: the copy in Sent of what was sent
    std::vector<Step> steps;  ///< one; several in a summary
};
struct MessageGone {
    int message = 0;
    Hand hand = Hand::user;
};
struct DraftEdited {
    int message = 0;  ///< keeps its number, though a mail client stores an edited draft as a new one
};

/// The program asks the server what lies in a folder (SELECT, NOOP, STATUS …).
struct LookBegan {
    int look = 0;
    std::string folder;
};
/// The whole answer was handed to the program. An untagged notice while idling is no look.
struct LookEnded {
    int look = 0;
    std::uint32_t uid_next = 0;  ///< as that answer had it: all below it was to be seen
};

// Submission
struct BodyWritten {
    int delivery = 0;  ///< the program wrote all of the mail but the final dot
};
struct DotWritten {
    int delivery = 0;  ///< and the dot
};
/// The server took the mail, whether or not its reply ever reached the sender.
struct MailAccepted {
    int delivery = 0;
    base::MessageId message_id;
    Hand hand = Hand::program;  ///< user: sent by their own client, as a draft of ours is
    std::vector<std::string> recipients;
    std::optional<Step> step;
    bool open_fields = false;  ///< a `[Label]` is left in it
    bool auto_submitted = false;
};

// What is written down, and to whom the program speaks
struct JournalEntry {
    int letter = 0;
    std::optional<Step> step;  ///< nothing: about the letter as a whole
    std::string reason;
};
enum class Place { log, error_text, journal, core_dump, file };  ///< file: database, WAL, backup, export, temporary
struct TextRecorded {
    Place place = Place::log;
    std::string text;
};
struct Connected {
    std::string host;
};
struct PasswordSent {
    std::string host;
    bool encrypted = true;
    bool certificate_good = true;
};

/// The last event. Since `quiet_since` nothing went wrong, no fault lasts and nothing new was ordered or sent: what was
/// due before it has had its chance.
struct HistoryEnded {
    base::Instant quiet_since;
};

using What = std::variant<ProcessStarted, ProcessEnded, ClockJumped, ZoneChanged, BackupRestored, TroubleBegan,
                          TroubleEnded, Notified, LetterSent, Tracked, Replanned, Ordered, Acknowledged, FoldersWatched,
                          FolderRenamed, UidValidityChanged, MailArrived, MailMoved, MessageAppeared, MessageGone,
                          DraftEdited, LookBegan, LookEnded, BodyWritten, DotWritten, MailAccepted, JournalEntry,
                          TextRecorded, Connected, PasswordSent, HistoryEnded>;

struct Event {
    base::Instant at;
    What what;
};

/// A text that can be recognised wherever it turns up.
struct Canary {
    enum class Kind { secret, address, body, encrypted_body } kind = Kind::secret;
    std::string client;  ///< whose address, or to whom the body went
    std::string text;
};

struct History {
    std::vector<std::string> user_mailboxes;  ///< canonical
    std::string user_zone;
    Window user_window;
    std::map<std::string, std::vector<ZoneOffset>> zones;
    std::vector<std::string> servers;  ///< hosts of the user's own mail servers
    std::vector<Canary> canaries;
    bool store_bodies = true;
    bool default_plan = true;  ///< DESIGN section 3, unchanged by the configuration
    std::vector<Event> events;
};

}  // namespace amends::simulation
