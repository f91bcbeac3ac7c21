#include <nlohmann/json.hpp>
#include <stdexcept>

#include "rpc/check.hpp"
#include "rpc/domain_json.hpp"
#include "rpc/letter_requests.hpp"
#include "rpc/methods.hpp"

namespace amends::rpc {
namespace {

using base::Fault;
using base::Result;
using base::Retry;
using nlohmann::json;

template <class T>
T needed(const std::optional<T>& value) {
    if (!value) throw std::invalid_argument("a word that this version does not know");
    return *value;
}

std::string text(const json& value, const char* key) {
    const json& found = value.at(key);
    return found.is_null() ? std::string() : found.get<std::string>();
}

base::Instant instant(const json& value) { return needed(base::parse_rfc3339(value.get_ref<const std::string&>())); }
std::optional<base::Instant> maybe_instant(const json& value) {
    return value.is_null() ? std::nullopt : std::optional(instant(value));
}

base::Protection protection_from(const std::string& word) {
    if (word == "signed") return base::Protection::is_signed;
    if (word == "encrypted") return base::Protection::encrypted;
    return base::Protection::none;
}

base::Address address(const json& value) { return {.name = text(value, "name"), .mailbox = text(value, "address")}; }

void add_recipients(std::vector<core::Recipient>& all, const json& list, core::RecipientField field) {
    for (const json& each : list)
        all.push_back({.address = address(each),
                       .field = field,
                       .bounced = each.at("bounced").get<bool>(),
                       .instead = text(each, "instead"),
                       .gone = each.at("gone").get<bool>()});
}

core::StepKey step_key(const json& value) {
    return {.kind = needed(core::step_kind_from(text(value, "kind"))), .ordinal = value.at("ordinal").get<int>()};
}

std::optional<base::CivilDate> maybe_day(const json& value) {
    return value.is_null() ? std::nullopt
                           : std::optional(needed(base::parse_civil_date(value.get_ref<const std::string&>())));
}

calendar::DueTime due_time(const json& due) {
    return {.wall = needed(base::parse_civil_date_time(text(due, "wall"))),
            .zone = text(due, "zone"),
            .rule = text(due, "rule"),
            .at = instant(due.at("at"))};
}

core::Promise promise(const json& value) {
    core::Promise promise{.ordinal = value.at("number").get<int>(),
                          .words = text(value, "words"),
                          .state = needed(core::promise_state_from(text(value, "state"))),
                          .due = std::nullopt,
                          .ambiguous = value.at("ambiguous").get<bool>(),
                          .rhythm = std::nullopt,
                          .first = maybe_day(value.at("first_day")),
                          .slips = value.at("slips").get<int>(),
                          .was_due = maybe_day(value.at("was_due")),
                          .settled_at = maybe_instant(value.at("settled_at"))};
    if (const json& due = value.at("due"); !due.is_null()) {
        promise.due = due_time(due);
        promise.whole_day = due.at("whole_day").get<bool>();
    }
    if (!value.at("rhythm").is_null()) promise.rhythm = needed(core::rhythm_from(text(value, "rhythm")));
    return promise;
}

core::Step step(const json& value) {
    return {.id = {value.at("id").get<std::int64_t>()},
            .key = step_key(value),
            .promise = value.at("promise").is_null() ? 0 : value.at("promise").get<int>(),
            .means = needed(core::means_from(text(value, "means"))),
            .state = needed(core::step_state_from(text(value, "state"))),
            .due = due_time(value.at("due")),
            .meant_for = instant(value.at("meant_for")),
            .acted_at = maybe_instant(value.at("acted_at")),
            .outcome = text(value, "outcome")};
}

base::CivilTime clock_time(const std::string& words) {
    if (words.size() != 5 || words[2] != ':') throw std::runtime_error("no time of day");
    return {std::stoi(words.substr(0, 2)), std::stoi(words.substr(3)), 0};
}

calendar::HoursGuess hours_guess(const json& value) {
    calendar::HoursGuess guess;
    guess.opens = clock_time(text(value, "opens"));
    guess.closes = clock_time(text(value, "closes"));
    for (std::size_t day = 0; day < guess.working_days.size(); ++day)
        guess.working_days.at(day) = value.at("working_days").at(day).get<bool>();
    guess.seen = value.at("mails").get<int>();
    return guess;
}

LetterView letter_view(const json& value) {
    LetterView view;
    core::Letter& letter = view.letter;
    letter.id.value = value.at("id").get<std::int64_t>();
    letter.account = text(value, "account");
    letter.message_id.value = text(value, "message_id");
    for (const json& each : value.at("references")) letter.references.push_back({each.get<std::string>()});
    letter.from = address(value.at("from"));
    add_recipients(letter.recipients, value.at("to"), core::RecipientField::to);
    add_recipients(letter.recipients, value.at("cc"), core::RecipientField::cc);
    letter.subject = text(value, "subject");
    letter.sent_at = instant(value.at("sent_at"));
    letter.state = needed(core::letter_state_from(text(value, "state")));
    letter.protection = protection_from(text(value, "protection"));
    letter.language = text(value, "language");
    letter.situation = text(value, "situation");
    letter.severity = guide::offence_from(text(value, "severity"));
    letter.client_zone = text(value, "client_zone");
    letter.auto_send = value.at("auto").get<bool>();
    letter.let_go = value.at("let_go").get<bool>();
    letter.answered_at = maybe_instant(value.at("answered_at"));
    letter.answered_by = text(value, "answered_by");
    letter.note = text(value, "note");
    letter.last_words = text(value, "last_words");
    letter.tone = core::tone_from(text(value, "tone"));
    view.send_held = core::hold_cause_from(text(value, "send_held"));
    letter.hold = core::hold_from(text(value, "hold")).value_or(core::Hold::none);
    if (const json& guess = value.at("zone_guess"); !guess.is_null()) {
        view.zone_guess = text(guess, "zone");
        view.zone_guess_dates = guess.at("dates").get<int>();
        view.zone_guess_fit = guess.at("fit").get<int>();
    }
    if (const json& guess = value.at("hours_guess"); !guess.is_null()) view.hours_guess = hours_guess(guess);
    for (const json& each : value.at("promises")) letter.promises.push_back(promise(each));
    for (const json& each : value.at("steps")) view.steps.push_back(step(each));
    return view;
}

ports::JournalEntry journal_entry(const json& value) {
    ports::JournalEntry entry{.id = value.at("id").get<std::int64_t>(),
                              .at = instant(value.at("at")),
                              .account = text(value, "account"),
                              .letter = {},
                              .step = std::nullopt,
                              .reason = text(value, "reason")};
    if (!value.at("letter").is_null()) entry.letter.value = value.at("letter").get<std::int64_t>();
    if (!value.at("step").is_null()) entry.step = step_key(value.at("step"));
    return entry;
}

std::optional<core::AccountHold> hold(const json& value) {
    if (value.is_null()) return std::nullopt;
    return core::AccountHold{.because = core::hold_cause_from(text(value, "because")).value_or(core::HoldCause::user),
                             .since = instant(value.at("since")),
                             .note = text(value, "note"),
                             .told = true};
}

AccountStatus account_status(const json& value) {
    return {.name = text(value, "name"),
            .state = text(value, "state"),
            .problem = text(value, "problem"),
            .last_look = maybe_instant(value.at("last_look")),
            .next_try = maybe_instant(value.at("next_try")),
            .paused = value.at("paused").get<bool>(),
            .hold = hold(value.at("hold")),
            .open_letters = value.at("open_letters").get<int>(),
            .open_promises = value.at("open_promises").get<int>(),
            .next_promise = maybe_day(value.at("next_promise")),
            .outbox = value.at("outbox").get<int>()};
}

DaemonStatus daemon_status(const json& value) {
    DaemonStatus status{.version = text(value, "version"),
                        .now = instant(value.at("now")),
                        .zone = text(value, "zone"),
                        .simulated_clock = value.at("simulated_clock").get<bool>(),
                        .dry_run = value.at("dry_run").get<bool>(),
                        .started_at = instant(value.at("started_at")),
                        .configuration = text(value, "configuration"),
                        .configuration_problem = text(value, "configuration_problem"),
                        .database = text(value, "database"),
                        .next_wake = maybe_instant(value.at("next_wake")),
                        .accounts = {},
                        .languages = value.at("languages").get<std::vector<std::string>>(),
                        .problems = value.at("problems").get<std::vector<std::string>>()};
    for (const json& each : value.at("accounts")) status.accounts.push_back(account_status(each));
    return status;
}

/// Parses and converts; whatever does not fit is one Error.
template <class T, class Convert>
Result<T> read(std::string_view bytes, Convert convert) {
    try {
        return convert(json::parse(bytes));
    } catch (const std::exception&) {  // json's own, and needed()'s
        return base::failure(Fault::internal, Retry::never,
                             "The daemon's answer is not understood. Are amends and amendsd of the same version?");
    }
}

}  // namespace

Result<LetterView> read_letter(std::string_view bytes) { return read<LetterView>(bytes, letter_view); }

Result<std::vector<LetterView>> read_letters(std::string_view bytes) {
    return read<std::vector<LetterView>>(bytes, [](const json& list) {
        std::vector<LetterView> views;
        for (const json& each : list) views.push_back(letter_view(each));
        return views;
    });
}

Result<std::vector<ports::JournalEntry>> read_journal(std::string_view bytes) {
    return read<std::vector<ports::JournalEntry>>(bytes, [](const json& list) {
        std::vector<ports::JournalEntry> entries;
        for (const json& each : list) entries.push_back(journal_entry(each));
        return entries;
    });
}

Result<DaemonStatus> read_status(std::string_view bytes) { return read<DaemonStatus>(bytes, daemon_status); }

Result<ClientHistory> read_history(std::string_view bytes) {
    return read<ClientHistory>(bytes, [](const json& value) {
        ClientHistory history{.letters = {},
                              .letters_in_90_days = value.at("letters_in_90_days").get<int>(),
                              .open_promises = value.at("open_promises").get<int>()};
        for (const json& each : value.at("letters")) history.letters.push_back(letter_view(each));
        return history;
    });
}

Result<CheckInText> read_check_in(std::string_view bytes) {
    return read<CheckInText>(bytes, [](const json& value) {
        std::vector<ReminderText> reminders;
        if (value.contains("reminders"))
            for (const json& each : value.at("reminders"))
                reminders.push_back({instant(each.at("due")), text(each, "subject"), text(each, "text")});
        return CheckInText{.from = text(value, "from"),
                           .to = text(value, "to"),
                           .cc = text(value, "cc"),
                           .subject = text(value, "subject"),
                           .text = text(value, "text"),
                           .message = text(value, "message"),
                           .lies_in = text(value, "lies_in"),
                           .reminders = std::move(reminders)};
    });
}

Result<int> read_count(std::string_view bytes) {
    return read<int>(bytes, [](const json& value) { return value.at("letters").get<int>(); });
}

Result<Forgotten> read_forgotten(std::string_view bytes) {
    return read<Forgotten>(bytes, [](const json& value) {
        return Forgotten{value.at("letters").get<int>(), value.at("notes").get<std::vector<std::string>>()};
    });
}

Result<base::Instant> read_now(std::string_view bytes) {
    return read<base::Instant>(bytes, [](const json& value) { return instant(value.at("now")); });
}

TrackRequest track_request(const Arguments& arguments) {
    return {.account = arguments.text("account"),
            .message_id = arguments.text("message_id"),
            .message = arguments.text("message"),
            .letter = arguments.has("letter") ? std::optional(letter_text(arguments, "letter.")) : std::nullopt,
            .auto_send = wants_auto(arguments),
            .check_in = check_in_wish(arguments),
            .client_zone = arguments.text("zone"),
            .situation = arguments.text("situation"),
            .severity = guide::offence_from(arguments.text("severity").value_or("")),
            .from_sendmail = arguments.flag("from_sendmail").value_or(false)};
}

Result<TrackRequest> read_track_request(std::string_view bytes) {
    const json parsed = json::parse(bytes, nullptr, false);
    if (parsed.is_discarded() || !parsed.is_object())
        return base::failure(Fault::wrong_use, Retry::never, "This is not a kept order to track a letter.");
    return check_parameters(parsed, find_method(track_method)->parameters).map(track_request);
}

}  // namespace amends::rpc
