#include "tests/simulation/checker_sample.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace amends::simulation {
namespace {

const std::vector<std::string> watched{"INBOX", "Archive", "Junk", "Sent"};

Window working_week() { return {}; }

}  // namespace

base::Instant at(const std::string& text) {
    return base::parse_rfc3339(text.size() > 10 ? text : text + "T09:00:00Z").value();
}

Life& Life::add(base::Instant when, What what) {
    const auto later =
        std::find_if(history.events.begin(), history.events.end(), [&](const Event& event) { return event.at > when; });
    history.events.insert(later, {when, std::move(what)});
    return *this;
}

Life& Life::add(const std::string& when, What what) { return add(at(when), std::move(what)); }

Life& Life::order(const std::string& when, Ordered order) {
    order.order = ++next_;
    return add(at(when), order).add(at(when) + std::chrono::seconds{1}, Acknowledged{order.order});
}

Life& Life::look(base::Instant when, const std::string& folder, std::uint32_t uid_next) {
    const auto number = ++next_;
    return add(when, LookBegan{number, folder}).add(when + std::chrono::seconds{1}, LookEnded{number, uid_next});
}

Life& Life::letter(const std::string& when, int number, const std::string& client, bool opted_in,
                   std::vector<PlannedStep> plan) {
    const LetterSent sent{.letter = number,
                          .message_id = {fmt::format("letter.{}@studio.example", number)},
                          .account = "main",
                          .client = client,
                          .recipients = {client + "@client.example"}};
    add(when, sent);
    return add(at(when) + std::chrono::seconds{60},
               Tracked{number, "America/New_York", working_week(), opted_in, std::move(plan)});
}

Life& Life::send(const std::string& when, const Step& step, const std::string& to, std::uint32_t uid_next) {
    const auto number = ++next_;
    const base::MessageId id{fmt::format("sent.{}@studio.example", number)};
    const auto second = [&](int count) { return at(when) + std::chrono::seconds{count}; };
    add(second(0), JournalEntry{step.letter, step, "it is due, and nobody has answered"});
    add(second(0), BodyWritten{number});
    for (const auto& folder : watched) look(second(1), folder, uid_next);
    add(second(2), DotWritten{number});
    add(second(3), MailAccepted{.delivery = number,
                                .message_id = id,
                                .recipients = {to + "@client.example"},
                                .step = step,
                                .auto_submitted = true});
    return add(second(4), MessageAppeared{++next_, "Sent", id, Hand::program, Form::send, {step}});
}

int Life::put(const std::string& when, const Step& step, Form form) {
    const auto number = ++next_;
    const base::MessageId id{fmt::format("put.{}@studio.example", number)};
    add(when, JournalEntry{step.letter, step, "it is due, and nobody has answered"});
    add(when, MessageAppeared{number, form == Form::draft ? "Drafts" : "INBOX", id, Hand::program, form, {step}});
    return number;
}

Life::Life() {
    history.user_mailboxes = {"anna@studio.example"};
    history.user_zone = "Europe/Berlin";
    history.zones["Europe/Berlin"] = {{at("2026-03-29T01:00:00Z"), 7200}, {at("2026-10-25T01:00:00Z"), 3600}};
    history.zones["America/New_York"] = {{at("2026-03-08T07:00:00Z"), -14400}, {at("2026-11-01T06:00:00Z"), -18000}};
    history.servers = {"imap.studio.example", "smtp.studio.example"};
    history.canaries = {{Canary::Kind::secret, "", "correct-horse"},
                        {Canary::Kind::address, "cy", "cy@client.example"},
                        {Canary::Kind::body, "cy", "the invoice of March"},
                        {Canary::Kind::encrypted_body, "di", "sealed words"}};
    add("2026-11-01T08:00:00Z", ProcessStarted{});
    add("2026-11-01T08:00:00Z", FoldersWatched{watched});
    add("2026-11-01T08:00:01Z", Connected{"imap.studio.example"});
    add("2026-11-01T08:00:02Z", PasswordSent{"imap.studio.example", true, true});
    letter("2026-11-02T09:00:00Z", 1, "bo", true,
           {{bo_check_in, Form::send, at("2026-11-05T15:00:00Z"), 0}, {bo_call, Form::reminder, at("2026-11-16"), 0}});
    letter("2026-11-02T09:10:00Z", 2, "cy", false, {{cy_check_in, Form::draft, at("2026-11-06T15:00:00Z"), 0}});
    letter("2026-11-02T09:20:00Z", 3, "di", false,
           {{di_check_in, Form::draft, at("2026-11-05T15:00:00Z"), 0},
            {di_ahead, Form::reminder, at("2026-11-11"), 1},
            {di_kept, Form::reminder, at("2026-11-13"), 1}});
    days_before_the_answer();
    days_after_the_answer();
    add("2026-11-17T09:00:00Z", TroubleBegan{Trouble::server_away, "main"});
    add("2026-11-17T10:00:00Z", TroubleEnded{Trouble::server_away, "main"});
    add("2026-11-18T09:00:00Z", ProcessEnded{End::killed});
    add("2026-11-18T10:00:00Z", ProcessStarted{});
    add("2026-12-10", HistoryEnded{at("2026-12-01")});
}

void Life::days_before_the_answer() {
    add("2026-11-05T06:00:00Z", MailArrived{.message = 11,
                                            .folder = "INBOX",
                                            .uid = 11,
                                            .meant = MailClass::out_of_office,
                                            .letter = 3,
                                            .from = "di@client.example",
                                            .last_day_away = base::parse_civil_date("2026-11-09")});
    look(at("2026-11-05T06:00:10Z"), "INBOX", 12);
    send("2026-11-05T15:00:00Z", bo_check_in, "bo", 12);
    look(at("2026-11-06T14:59:00Z"), "INBOX", 12);
    const auto draft = put("2026-11-06T15:00:00Z", cy_check_in, Form::draft);
    add("2026-11-09T10:00:00Z", MailArrived{.message = 12,
                                            .folder = "INBOX",
                                            .uid = 12,
                                            .meant = MailClass::answer,
                                            .letter = 2,
                                            .from = "cy@client.example"});
    look(at("2026-11-09T10:00:10Z"), "INBOX", 13);
    add("2026-11-09T10:00:12Z", JournalEntry{2, cy_check_in, "the client has answered"});
    add("2026-11-09T10:00:13Z", MessageGone{draft, Hand::program});
}

void Life::days_after_the_answer() {
    look(at("2026-11-10T14:59:00Z"), "INBOX", 13);
    const auto draft = put("2026-11-10T15:00:00Z", di_check_in, Form::draft);
    add("2026-11-10T16:00:00Z", DraftEdited{draft});
    add("2026-11-10T16:10:00Z", MailAccepted{.message_id = {"edited@studio.example"},
                                             .hand = Hand::user,
                                             .recipients = {"di@client.example"},
                                             .step = di_check_in});
    add("2026-11-10T16:10:01Z", MessageGone{draft, Hand::user});
    put("2026-11-11T09:00:00Z", di_ahead, Form::reminder);
    order("2026-11-12T09:00:00Z", {.kind = OrderKind::kept, .letter = 3, .promise = 1});
    add("2026-11-12T09:00:01Z", JournalEntry{3, di_kept, "the promise is kept"});
    put("2026-11-16T09:00:00Z", bo_call, Form::reminder);
}

std::vector<std::string> broken(const Life& life) {
    std::vector<std::string> rules;
    for (const auto& violation : check(life.history)) {
        if (std::find(rules.begin(), rules.end(), violation.rule) == rules.end()) rules.push_back(violation.rule);
    }
    return rules;
}

}  // namespace amends::simulation
