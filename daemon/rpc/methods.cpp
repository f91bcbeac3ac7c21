#include "rpc/methods.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rpc/handlers.hpp"
#include "rpc/letter_requests.hpp"

namespace amends::rpc {
namespace {

constexpr std::size_t most_wording = 20'000;
constexpr std::size_t most_note = 2'000;
constexpr std::size_t columns = 100;

const Parameter letter{"letter", Kind::letter, true, "The letter."};
const Parameter promise{"promise", Kind::count, false,
                        "Its number within the letter; may be absent where only one is open."};
const Parameter any_account{"account", Kind::text, false, "Only this account; all accounts where absent."};

Parameter on_parameter(std::string doc) { return {"on", Kind::flag, true, std::move(doc)}; }
Parameter client_parameter(std::string doc) { return {"client", Kind::mailbox, true, std::move(doc)}; }

const Parameter zone{"zone", Kind::text, false, "The client's time zone, like \"America/New_York\".", 64, {}};
const Parameter situation{"situation", Kind::text, false, "What went wrong, as `amends situations` names it.", 64, {}};

const Parameter protection{
    "protection", Kind::word, false, "How it will be sent; none where absent.", 20, {"none", "signed", "encrypted"}};
const Parameter severity{"severity", Kind::word, false, "How grave it is for the client.", 20, {"minor", "serious"}};

std::vector<Parameter> with(std::vector<Parameter> all, const std::vector<Parameter>& more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

constexpr const char* the_letter = "The letter as it now is (see \"A letter\").";

std::vector<Method> letter_methods() {
    return {
        {std::string(track_method),
         "Tracks an apology that was sent. Tracking the same letter again opts in to sending where auto is true, "
         "notes its situation and severity where they are given, and moves a check-in that is planned to check_in_on "
         "or ends it with check_in \"off\"; nothing else changes.",
         with({{"account", Kind::text, false, "Needed only where it cannot be told from the letter's From."},
               {"message_id", Kind::message_id, false, "The letter's id; the letter is then read from the mailbox."},
               {"message", Kind::message, false, "The letter itself."},
               {"letter",
                Kind::object,
                false,
                "What stands in the letter, where no folder has a copy. Exactly one of message_id, message and letter "
                "is needed.",
                0,
                {},
                sent_letter_parameters()},
               zone,
               situation,
               severity,
               {"from_sendmail", Kind::flag, false, "The mailer behind `amends sendmail` has accepted this message."}},
              check_in_parameters()),
         the_letter, letters_track},
        {"letters.plan",
         "What tracking a letter would plan that is not sent yet. Nothing is kept of it. A line may be as long as for "
         "letters.track.",
         with(with(letter_parameters(), {zone, situation, severity, protection}), check_in_parameters()),
         "{steps, promises, client_zone, zone_is_guess, notes}: steps and promises as in a letter, without ids; the "
         "zone of the client in which the plan is made; what is to be said that no step says.",
         letters_plan},
        {"letters.find",
         "The letters to whose threads these messages belong: a letter itself, its check-in or another message about "
         "it, an answer.",
         {{"message_ids", Kind::message_ids, true, "A message's own id, and those of its In-Reply-To and References."}},
         "An array of letters, each with step (the one whose draft or mail one of the messages is, as it lay there; "
         "else null) and answered_since {at, by, words} (an answer after that step was made, or at all where it is "
         "null; else null).",
         letters_find},
        {"letters.list",
         "The letters whose next step is nearest come first; at most 500.",
         {any_account,
          {"with_closed", Kind::flag, false, "Also the letters that are made good or closed."},
          {"limit", Kind::count, false, "At most so many; 0 or absent: 500."},
          {"after", Kind::count, false, "Only letters with a greater id, by their ids: to go through all of them."}},
         "An array of letters.",
         letters_list},
        {"letters.show", "One letter.", {letter}, the_letter, letters_show},
        {"letters.why",
         "Every decision about a letter, the oldest first.",
         {letter},
         "An array of {id, at, account, letter, step: {kind, ordinal} or null, reason}.",
         letters_why},
        {"letters.snooze",
         "Makes no check-in and suggests no call before a time; reminders of promises keep their days.",
         {letter, {"until", Kind::instant, true, "When the next step may come, at the earliest."}},
         the_letter,
         letters_snooze},
        {"letters.answered",
         "The client has answered by another way than mail.",
         {letter,
          {"by", Kind::word, false, "How; other where absent.", 20, {"phone", "meeting", "other"}},
          {"note", Kind::text, false, "Your own words about it.", most_note, {}}},
         the_letter,
         letters_answered},
        {"letters.done", "It is made good: no further step.", {letter}, the_letter, letters_done},
        {"letters.release",
         "The user has looked at what holds the letter's check-ins back: a mail that may be the answer and is none, or "
         "an upset answer. They go on as planned. Refused where nothing is held.",
         {letter},
         the_letter,
         letters_release},
        {"letters.drop",
         "Lets go of a letter: no further step, the history stays.",
         {letter},
         the_letter,
         letters_drop},
        {"letters.kept",
         "A promise of the letter is kept. A recurring one is kept this time, unless it is the last.",
         {letter,
          promise,
          {"last", Kind::flag, false, "True ends a recurring promise."},
          {"draft", Kind::flag, false, "True makes a draft that tells the client."}},
         the_letter,
         letters_kept},
        {"letters.slipped",
         "A promise of the letter has another day; one without a day gets one by this.",
         {letter,
          promise,
          {"to", Kind::date, true, "The new day."},
          {"draft", Kind::flag, false,
           "Where the day is later than the one before, a draft tells the client; false makes none."}},
         the_letter,
         letters_slipped},
        {"letters.undo", "Takes the last order back, where nothing has come of it yet.", {}, the_letter, letters_undo},
        {"letters.auto",
         "Whether the letter's check-in is sent at its time (true) or becomes a draft (false).",
         {letter, on_parameter("True to send.")},
         the_letter,
         letters_auto},
        {"letters.preview",
         "The check-in as it would be written now, or as it was laid into Drafts. Refused where letters.check_in would "
         "be "
         "refused. Nothing is done.",
         {letter,
          {"own_words", Kind::flag, false,
           "True where the user is going to write the text: a draft that lies there is in the way, and a missing "
           "template is not (its text is empty)."}},
         "{from, to, cc, subject, text, message, lies_in, reminders}; message is the whole mail, lies_in the folder "
         "where "
         "this draft lies already, else null, reminders [{due, subject, text}] those to the user that are planned.",
         letters_preview},
        {"letters.check_in",
         "Makes the check-in draft now.",
         {letter, {"text", Kind::text, false, "Your own wording instead of the template's.", most_wording, {}}},
         the_letter,
         letters_check_in},
    };
}

std::vector<Method> other_methods() {
    return {
        {"clients.history",
         "What is known of a client when the next apology to them is written: the letters of the last 90 days and the "
         "promises that are still open.",
         {client_parameter("An address of the client.")},
         "{letters, letters_in_90_days, open_promises}: letters has older ones too where a promise of theirs is open; "
         "the newest first.",
         clients_history},
        {"clients.leave",
         "Leaves a client in peace: nothing is sent or drafted to them, and no call is suggested. What you promised "
         "them "
         "is still brought to your mind.",
         {client_parameter("An address of the client."),
          {"in_peace", Kind::flag, false, "False takes it back. True where absent."}},
         "{letters}: how many open or answered letters it concerns.",
         clients_leave},
        {"clients.forget",
         "Erases every letter that a client was sent, in copy too, or answered, with all that hangs on it; drafts for "
         "them are withdrawn first where they are untouched. Refused while something for them is under way. Cannot be "
         "undone.",
         {client_parameter("An address of the client."),
          {"leave_drafts", Kind::flag, false,
           "True to erase at once: drafts that lie in the mailbox stay there. False where absent."}},
         "{letters, notes}: how many were erased, and what the user has to know of it.",
         clients_forget},
        {"daemon.status", "How the daemon and its accounts are.", {}, "See \"The status\".", daemon_status},
        {"daemon.pause",
         "While paused, nothing is done at all.",
         {any_account, on_parameter("True to pause, false to resume.")},
         "{on}",
         daemon_pause},
        {"daemon.hold",
         "While held, nothing is sent; drafts and reminders still come. Amends holds by itself, and asks, after what "
         "no "
         "plan foresaw (see \"The status\"). What is due at the release goes out at the caps, after a fresh look.",
         {any_account,
          on_parameter("True to hold, false to release."),
          {"reason", Kind::text, false, "Your own words about why; the status repeats them.", most_note, {}}},
         "{on}",
         daemon_hold},
        {"daemon.reload",
         "Reads the configuration anew and keeps the old one where the new one is bad.",
         {},
         "{done}",
         daemon_reload},
        {"daemon.look",
         "Looks at every mailbox now, acts on what is due, and answers when that is done.",
         {},
         "{done}",
         daemon_look},
        {"clock.move",
         "Only under `amendsd --simulation`: moves the clock and answers when all that became due was acted on.",
         {{"to", Kind::instant, true, "The new time; never back."}},
         "{now}",
         clock_move},
    };
}

std::vector<Method> make_table() {
    std::vector<Method> table = letter_methods();
    for (Method& method : other_methods()) table.push_back(std::move(method));
    return table;
}

/// Words of `text`, wrapped at `columns`, each line after `indent` blanks.
std::string wrapped(const std::string& text, std::size_t indent) {
    std::string lines, line;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, end - at);
        if (!line.empty() && indent + line.size() + 1 + word.size() > columns) {
            lines += std::string(indent, ' ') + line + "\n";
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
        at = end + 1;
    }
    return lines + std::string(indent, ' ') + line + "\n";
}

/// The parameters, one after the other; the members of an object under it.
std::string listed(const std::vector<Parameter>& parameters, std::size_t indent) {
    std::string text;
    for (const Parameter& parameter : parameters) {
        text += wrapped(fmt::format("{}{}: {} {}.", parameter.name, parameter.required ? "" : " (optional)",
                                    parameter.doc, "Type: " + describe(parameter)),
                        indent);
        text += listed(parameter.members, indent + 2);
    }
    return text;
}

constexpr const char* introduction = R"(AMENDS RPC

JSON-RPC 2.0 over a Unix socket, one object per line, UTF-8, each line ended by a line feed. The
socket is $XDG_RUNTIME_DIR/amends/rpc.sock, or /run/amends/USER/rpc.sock for a system instance. Only
its owner and root are answered. Requests on one connection are answered in their order; parameters
are named; batches are refused. A line may have 64 KiB; a longer one is taken only for
letters.track and letters.plan, whose name must then stand within the first 4 KiB.

  {"jsonrpc":"2.0","id":1,"method":"letters.show","params":{"letter":3}}

Errors: -32700 to -32600 as in the specification. Else the code is the exit status that `amends`
makes of it: 1 the answer is "no", 3 configuration, 5 mail server, 6 internal. "message" is a
sentence for people, "data" holds "fault" and "retry" (never, later, after_change, unknown).

)";

constexpr const char* shapes = R"(A letter
  id, account, message_id, references, from {name, address}, to and cc [{name, address, bounced,
  instead (the address to write to that the bounce or the note named), gone (they have left)}],
  subject, sent_at, state (open, answered, made_good, closed), protection (none, signed, encrypted),
  language, situation, severity (minor, serious), client_zone, auto, let_go, answered_at,
  answered_by (mail, phone, meeting, other), note, last_words, tone (accepts, upset, question: how
  the answer sounds), hold (possible_answer, upset_answer: what the user has to look at first),
  send_held (why its check-in, which is to be sent, waits for a release: the because of a hold),
  zone_guess {zone, dates, fit} and hours_guess {opens, closes,
  working_days (from Sunday on), mails} (only in letters.show),
  promises [{number, words, state (open, kept, ended), due {at, wall, zone, rule, whole_day},
             ambiguous, recurring, rhythm, first_day, slips, was_due, settled_at}]
  steps [{id, kind, ordinal, promise, means, state, due {at, wall, zone, rule}, meant_for, acted_at,
          outcome}]
  kind: check_in, call, make_good, bounce_notice, withdrawn_notice, edited_notice, refused_notice,
        unknown_notice, promise_due, promise_kept, promise_undated, kept_message, slipped_message,
        possible_answer, upset_answer, delay_notice, complaint_notice
  means: reminder, draft, send
  state of a step: planned, acting, drafted, unknown, done, satisfied, declined, withdrawn,
        cancelled

The status
  version, now, zone (the user's own), simulated_clock, dry_run, started_at, configuration,
  configuration_problem, database, next_wake, languages [of the templates], problems [text],
  accounts [{name, state, problem, last_look, next_try, paused, held, hold {because, reason, since,
             note}, open_letters, open_promises, next_promise (the earliest day), outbox}]
  because of a hold: user (an order), many (more than ten steps became due in one turn), away (no
        look at the mailbox for more than 24 hours), clock (it jumped by more than an hour),
        restored (Drafts or Sent hold what the database does not know); reason says it in words

Times are RFC 3339 in UTC; "wall" is the local time in "zone". What is unknown or empty is null.
)";

}  // namespace

const std::vector<Method>& methods() {
    static const std::vector<Method> table = make_table();
    return table;
}

const Method* find_method(std::string_view name) {
    const auto& table = methods();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Method& method) { return method.name == name; });
    return found == table.end() ? nullptr : &*found;
}

std::string reference() {
    std::string text = introduction;
    for (const Method& method : methods()) {
        text += method.name + "\n" + wrapped(method.doc, 2);
        text += listed(method.parameters, 4);
        text += wrapped("Result: " + method.result, 2) + "\n";
    }
    return text + shapes;
}

}  // namespace amends::rpc
