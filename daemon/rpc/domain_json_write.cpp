#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "rpc/base64.hpp"
#include "rpc/domain_json.hpp"

namespace amends::rpc {
namespace {

using json = nlohmann::ordered_json;

/// Bytes that are not UTF-8 become U+FFFD: a bad subject must not keep a letter from being listed.
std::string text_of(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

json or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }
json or_null(const std::optional<base::Instant>& at) { return at ? json(base::to_rfc3339(*at)) : json(nullptr); }

json or_null(const std::optional<base::CivilDate>& day) { return day ? json(base::to_string(*day)) : json(nullptr); }

const char* protection_word(base::Protection value) {
    switch (value) {
        case base::Protection::none: return "none";
        case base::Protection::is_signed: return "signed";
        case base::Protection::encrypted: return "encrypted";
    }
    return "none";
}

json address(const base::Address& value) { return {{"name", or_null(value.name)}, {"address", value.mailbox}}; }

json recipients(const std::vector<core::Recipient>& all, core::RecipientField field) {
    json list = json::array();
    for (const core::Recipient& each : all) {
        if (each.field != field) continue;
        json one = address(each.address);
        one["bounced"] = each.bounced;
        one["instead"] = or_null(each.instead);
        one["gone"] = each.gone;
        list.push_back(std::move(one));
    }
    return list;
}

json due_json(const calendar::DueTime& due) {
    return {{"at", base::to_rfc3339(due.at)},
            {"wall", base::to_string(due.wall)},
            {"zone", due.zone},
            {"rule", or_null(due.rule)}};
}

json promise_json(const core::Promise& promise) {
    json due = nullptr;
    if (promise.due) {
        due = due_json(*promise.due);
        due["whole_day"] = promise.whole_day;
    }
    return {{"number", promise.ordinal},
            {"words", or_null(promise.words)},
            {"state", core::to_word(promise.state)},
            {"due", std::move(due)},
            {"ambiguous", promise.ambiguous},
            {"recurring", promise.rhythm ? json(core::in_words(*promise.rhythm)) : json(nullptr)},
            {"rhythm", promise.rhythm ? json(core::to_text(*promise.rhythm)) : json(nullptr)},
            {"first_day", or_null(promise.first)},
            {"slips", promise.slips},
            {"was_due", or_null(promise.was_due)},
            {"settled_at", or_null(promise.settled_at)}};
}

json step_json(const core::Step& step) {
    return {{"id", step.id.value},
            {"kind", core::to_word(step.key.kind)},
            {"ordinal", step.key.ordinal},
            {"promise", step.promise == 0 ? json(nullptr) : json(step.promise)},
            {"means", core::to_word(step.means)},
            {"state", core::to_word(step.state)},
            {"due", due_json(step.due)},
            {"meant_for", base::to_rfc3339(step.meant_for)},
            {"acted_at", or_null(step.acted_at)},
            {"outcome", or_null(step.outcome)}};
}

json guess_json(const LetterView& view) {
    if (view.zone_guess.empty()) return nullptr;
    return {{"zone", view.zone_guess}, {"dates", view.zone_guess_dates}, {"fit", view.zone_guess_fit}};
}

json hours_json(const LetterView& view) {
    if (!view.hours_guess) return nullptr;
    const calendar::HoursGuess& guess = *view.hours_guess;
    json days = json::array();
    for (const bool works : guess.working_days) days.push_back(works);
    return {{"opens", fmt::format("{:02}:{:02}", guess.opens.hour, guess.opens.minute)},
            {"closes", fmt::format("{:02}:{:02}", guess.closes.hour, guess.closes.minute)},
            {"working_days", std::move(days)},
            {"mails", guess.seen}};
}

json letter_json(const LetterView& view) {
    const core::Letter& letter = view.letter;
    json steps = json::array();
    for (const core::Step& step : view.steps) steps.push_back(step_json(step));
    json promises = json::array();
    for (const core::Promise& promise : letter.promises) promises.push_back(promise_json(promise));
    json references = json::array();
    for (const base::MessageId& each : letter.references) references.push_back(each.value);
    return {{"id", letter.id.value},
            {"account", letter.account},
            {"message_id", letter.message_id.value},
            {"references", std::move(references)},
            {"from", address(letter.from)},
            {"to", recipients(letter.recipients, core::RecipientField::to)},
            {"cc", recipients(letter.recipients, core::RecipientField::cc)},
            {"subject", letter.subject},
            {"sent_at", base::to_rfc3339(letter.sent_at)},
            {"state", core::to_word(letter.state)},
            {"protection", protection_word(letter.protection)},
            {"language", or_null(letter.language)},
            {"situation", or_null(letter.situation)},
            {"severity", letter.severity ? json(guide::to_word(*letter.severity)) : json(nullptr)},
            {"client_zone", or_null(letter.client_zone)},
            {"auto", letter.auto_send},
            {"let_go", letter.let_go},
            {"answered_at", or_null(letter.answered_at)},
            {"answered_by", or_null(letter.answered_by)},
            {"note", or_null(letter.note)},
            {"last_words", or_null(letter.last_words)},
            {"tone", letter.tone ? json(core::to_word(*letter.tone)) : json(nullptr)},
            {"hold", letter.hold == core::Hold::none ? json(nullptr) : json(core::to_word(letter.hold))},
            {"send_held", view.send_held ? json(core::to_word(*view.send_held)) : json(nullptr)},
            {"zone_guess", guess_json(view)},
            {"hours_guess", hours_json(view)},
            {"promises", std::move(promises)},
            {"steps", std::move(steps)}};
}

json entry_json(const ports::JournalEntry& entry) {
    json step = nullptr;
    if (entry.step) step = {{"kind", core::to_word(entry.step->kind)}, {"ordinal", entry.step->ordinal}};
    return {{"id", entry.id},           {"at", base::to_rfc3339(entry.at)},
            {"account", entry.account}, {"letter", entry.letter.stored() ? json(entry.letter.value) : json(nullptr)},
            {"step", std::move(step)},  {"reason", entry.reason}};
}

json hold_json(const std::optional<core::AccountHold>& hold) {
    if (!hold) return nullptr;
    return {{"because", core::to_word(hold->because)},
            {"reason", std::string(core::in_words(hold->because))},
            {"since", base::to_rfc3339(hold->since)},
            {"note", or_null(hold->note)}};
}

json account_json(const AccountStatus& account) {
    return {{"name", account.name},
            {"state", account.state},
            {"problem", or_null(account.problem)},
            {"last_look", or_null(account.last_look)},
            {"next_try", or_null(account.next_try)},
            {"paused", account.paused},
            {"held", account.hold.has_value()},
            {"hold", hold_json(account.hold)},
            {"open_letters", account.open_letters},
            {"open_promises", account.open_promises},
            {"next_promise", or_null(account.next_promise)},
            {"outbox", account.outbox}};
}

}  // namespace

std::string to_json(const LetterView& view) { return text_of(letter_json(view)); }

std::string to_json(const std::vector<LetterView>& views) {
    json list = json::array();
    for (const LetterView& view : views) list.push_back(letter_json(view));
    return text_of(list);
}

std::string to_json(const std::vector<ports::JournalEntry>& entries) {
    json list = json::array();
    for (const ports::JournalEntry& entry : entries) list.push_back(entry_json(entry));
    return text_of(list);
}

std::string to_json(const DaemonStatus& status) {
    json accounts = json::array();
    for (const AccountStatus& account : status.accounts) accounts.push_back(account_json(account));
    return text_of({{"version", status.version},
                    {"now", base::to_rfc3339(status.now)},
                    {"zone", or_null(status.zone)},
                    {"simulated_clock", status.simulated_clock},
                    {"dry_run", status.dry_run},
                    {"started_at", base::to_rfc3339(status.started_at)},
                    {"configuration", or_null(status.configuration)},
                    {"configuration_problem", or_null(status.configuration_problem)},
                    {"database", or_null(status.database)},
                    {"next_wake", or_null(status.next_wake)},
                    {"languages", status.languages},
                    {"problems", status.problems},
                    {"accounts", std::move(accounts)}});
}

std::string to_json(const ClientHistory& history) {
    json letters = json::array();
    for (const LetterView& view : history.letters) letters.push_back(letter_json(view));
    return text_of({{"letters", std::move(letters)},
                    {"letters_in_90_days", history.letters_in_90_days},
                    {"open_promises", history.open_promises}});
}

std::string to_json(const CheckInText& text) {
    json reminders = json::array();
    for (const ReminderText& each : text.reminders)
        reminders.push_back({{"due", base::to_rfc3339(each.due)}, {"subject", each.subject}, {"text", each.text}});
    return text_of({{"from", text.from},
                    {"to", text.to},
                    {"cc", or_null(text.cc)},
                    {"subject", text.subject},
                    {"text", text.text},
                    {"message", text.message},
                    {"lies_in", or_null(text.lies_in)},
                    {"reminders", std::move(reminders)}});
}

std::string to_json(const Forgotten& forgotten) {
    return text_of({{"letters", forgotten.letters}, {"notes", forgotten.notes}});
}
std::string letters_json(int count) { return text_of({{"letters", count}}); }
std::string switch_json(bool on) { return text_of({{"on", on}}); }
std::string done_json(bool done) { return text_of({{"done", done}}); }
std::string now_json(base::Instant now) { return text_of({{"now", base::to_rfc3339(now)}}); }

std::string to_json(const PlanView& plan) {
    json steps = json::array();
    for (const core::Step& step : plan.steps) {
        json one = step_json(step);
        one["id"] = nullptr;
        steps.push_back(std::move(one));
    }
    json promises = json::array();
    for (const core::Promise& promise : plan.promises) promises.push_back(promise_json(promise));
    return text_of({{"steps", std::move(steps)},
                    {"promises", std::move(promises)},
                    {"client_zone", plan.client_zone},
                    {"zone_is_guess", plan.zone_is_guess},
                    {"notes", plan.notes}});
}

std::string to_json(const std::vector<FoundLetter>& found) {
    json list = json::array();
    for (const FoundLetter& each : found) {
        const core::Letter& letter = each.view.letter;
        json one = letter_json(each.view);
        one["step"] = nullptr;
        for (const core::Step& step : each.view.steps)
            if (each.step == step.key) one["step"] = step_json(step);
        one["answered_since"] = nullptr;
        if (each.answered_since)
            one["answered_since"] = {{"at", or_null(letter.answered_at)},
                                     {"by", or_null(letter.answered_by)},
                                     {"words", or_null(letter.last_words)}};
        list.push_back(std::move(one));
    }
    return text_of(list);
}

std::string to_json(const TrackRequest& request) {
    json value = json::object();
    if (request.account) value["account"] = *request.account;
    if (request.message_id) value["message_id"] = *request.message_id;
    if (request.message) value["message"] = to_base64(*request.message);
    if (request.auto_send) value["auto"] = true;
    if (!request.check_in.wanted) value["check_in"] = "off";
    if (request.check_in.on) value["check_in_on"] = base::to_string(*request.check_in.on);
    if (request.client_zone) value["zone"] = *request.client_zone;
    if (request.situation) value["situation"] = *request.situation;
    if (request.severity) value["severity"] = guide::to_word(*request.severity);
    if (request.from_sendmail) value["from_sendmail"] = true;
    return text_of(value);
}

}  // namespace amends::rpc
