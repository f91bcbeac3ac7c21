#include "app/composer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/promise_words.hpp"
#include "base/hash.hpp"
#include "guide/check_in.hpp"
#include "guide/date_value.hpp"
#include "guide/greeting.hpp"
#include "message/compose.hpp"

namespace amends::app {

namespace {

using base::Fault;
using base::Retry;
using core::ActionKind;
using core::StepKind;

std::vector<base::Address> addresses(const core::Letter& letter, core::RecipientField field) {
    std::vector<base::Address> found;
    for (const core::Recipient& recipient : letter.recipients) {
        if (recipient.field == field && !recipient.bounced) found.push_back(recipient.address);
    }
    return found;
}

std::string shown(const base::Address& address) { return address.name.empty() ? address.mailbox : address.name; }

/// The subject as it stands between double quotes in a sentence: without "Re:", its own quotes made single.
std::string quotable(const std::string& subject) { return in_quotes(message::base_subject(subject)); }

std::string quotable_or_none(const std::string& subject) {
    std::string text = quotable(subject);
    return text.empty() ? "(no subject)" : text;
}

std::string template_id(StepKind kind) { return core::to_word(kind); }

/// Business of the one who reads it: why there is a reminder where others get a draft.
std::string reason_for_reminder(const core::Letter& letter, const guide::Shelf& shelf) {
    if (letter.hold == core::Hold::upset_answer)
        return "their answer sounded upset, and you have not said that you looked";
    switch (letter.protection) {
        case base::Protection::encrypted: return "the letter is encrypted";
        case base::Protection::is_signed: return "the letter is signed, and only you can sign what follows it";
        case base::Protection::none: break;
    }
    const std::vector<std::string> languages = shelf.languages();
    const bool known = letter.language.empty() || std::ranges::find(languages, letter.language) != languages.end();
    return known ? "" : "there are no templates in the letter's language yet";
}

std::string plural(std::int64_t n, const std::string& one, const std::string& many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

std::string without_full_stop(std::string sentence) {
    if (sentence.ends_with('.')) sentence.pop_back();
    return sentence;
}

/// A check-in that went out, or that the user's own mail took the place of: an open letter loses its draft by that
/// only.
bool is_out(const core::Step& step) {
    switch (step.state) {
        case core::StepState::done: return step.means != core::Means::reminder;
        case core::StepState::satisfied:
        case core::StepState::withdrawn: return true;
        case core::StepState::drafted:
        case core::StepState::unknown: return core::given_up(step);
        case core::StepState::planned:
        case core::StepState::acting:
        case core::StepState::declined:
        case core::StepState::cancelled: return false;
    }
    return false;
}

/// The section of the call reminder that says what became of the check-in.
std::string what_became_of_check_in(const std::vector<core::Step>& steps) {
    const auto any = [&](auto&& matches) {
        return std::ranges::any_of(
            steps, [&](const core::Step& step) { return step.key.kind == StepKind::check_in && matches(step); });
    };
    const auto in_state = [&](core::StepState state) {
        return any([state](const core::Step& step) { return step.state == state; });
    };
    if (any(is_out)) return "check_in_out";
    if (in_state(core::StepState::drafted)) return "check_in_in_drafts";
    if (in_state(core::StepState::unknown)) return "check_in_unsure";
    if (any([](const core::Step& step) { return step.outcome == core::why::draft_in_doubt; })) return "draft_unsure";
    if (in_state(core::StepState::declined)) return "check_in_deleted";
    return "no_check_in";
}

std::vector<base::Address> reached(const core::Letter& letter) {
    auto all = addresses(letter, core::RecipientField::to);
    const auto copies = addresses(letter, core::RecipientField::cc);
    all.insert(all.end(), copies.begin(), copies.end());
    return all;
}

/// The letter's own subject keeps the thread together; without one the template says what it is about.
std::string client_subject(const core::Letter& letter, const std::string& from_template) {
    return message::base_subject(letter.subject).empty() ? from_template : message::reply_subject(letter.subject);
}

const core::Step* find_step(const std::vector<core::Step>& steps, core::StepKey key) {
    const auto at = std::find_if(steps.begin(), steps.end(), [&](const core::Step& step) { return step.key == key; });
    return at == steps.end() ? nullptr : &*at;
}

}  // namespace

TemplateComposer::TemplateComposer(const Config& config, guide::Shelf shelf)
    : config_(config), shelf_(std::move(shelf)) {}

std::string TemplateComposer::day(base::Instant at, base::Instant now) const {
    const calendar::Zone& zone = *config_.user_window.zone;
    return guide::date_for_reader(zone.local(at).date, zone.local(now).date);
}

/// Names as people write them to each other; nothing where one of them is unknown or is written "Last, First".
std::string TemplateComposer::client_name(const core::Letter& letter) const {
    return names_of(letter, [](const std::string& name) {
        return name.find_first_of(",@") == std::string::npos ? name : std::string();
    });
}

/// As the client is greeted by somebody who has written to them before.
std::string TemplateComposer::greeted_name(const core::Letter& letter) const {
    return names_of(letter,
                    [](const std::string& name) { return guide::greeting_name(name, guide::LetterTone::personal); });
}

std::string TemplateComposer::names_of(const core::Letter& letter,
                                       const std::function<std::string(const std::string&)>& written) const {
    std::vector<std::string> names;
    for (const base::Address& address : addresses(letter, core::RecipientField::to)) {
        const ClientSettings* known = find_client(config_, address.mailbox);
        std::string name = written(known != nullptr && !known->name.empty() ? known->name : address.name);
        if (name.empty()) return "";
        names.push_back(std::move(name));
    }
    if (names.empty() || names.size() > 3) return "";
    std::string text = names.front();
    for (std::size_t i = 1; i < names.size(); ++i) text += (i + 1 == names.size() ? " and " : ", ") + names[i];
    return text;
}

base::Result<TemplateComposer::Words> TemplateComposer::words(guide::TemplateKind kind, const std::string& id,
                                                              const guide::Values& values) const {
    const guide::Template* form = shelf_.find(kind, id, "en");
    if (form == nullptr) {
        return base::failure(Fault::internal, Retry::after_change, "There is no template \"" + id + "\".");
    }
    auto rendered =
        kind == guide::TemplateKind::check_in ? guide::render_check_in(*form, values) : guide::render(*form, values);
    if (!rendered) return tl::unexpected(rendered.error());
    return Words{rendered->subject, rendered->body};
}

base::Result<TemplateComposer::Words> TemplateComposer::message_words(const core::Letter& letter,
                                                                      const core::Step& step,
                                                                      const std::optional<std::string>& own_text,
                                                                      base::Instant now) const {
    const AccountConfig* account = find_account(config_, letter.account);
    guide::Values values;
    values["client_name"] = greeted_name(letter);
    if (const std::string subject = quotable(letter.subject); !subject.empty()) values["subject"] = subject;
    values["sent_on"] = day(letter.sent_at, now);
    values["user_name"] =
        !letter.from.name.empty() || account == nullptr ? shown(letter.from) : account->mail.user_name;
    if (account != nullptr && !account->position.empty()) values["user_position"] = account->position;
    add_promise_to_message(values, letter, step, *config_.user_window.zone, now);
    const std::string id = message_template(letter, step);
    auto made = words(guide::TemplateKind::check_in, id, values);
    if (!made) return made;
    if (own_text) made->text = *own_text;
    // What the client's name or the letter's subject brings along ("[Urgent] Invoice") is no field of ours.
    for (auto& [name, value] : values) value = std::string("filled");
    auto form = words(guide::TemplateKind::check_in, id, values);
    if (!form) return form;
    if (auto open = guide::unfilled(own_text ? *own_text : form->text)) {
        return base::failure(Fault::answer_is_no, Retry::never,
                             "The message still holds \"" + *open +
                                 "\", which looks like a field that nobody filled. "
                                 "Write what belongs there.");
    }
    return made;
}

base::Result<std::string> TemplateComposer::to_client(const core::Letter& letter, core::StepKey step,
                                                      const Words& words, bool automatic, base::Instant now) const {
    message::Draft draft;
    draft.from = letter.from;
    const AccountConfig* account = find_account(config_, letter.account);
    if (draft.from.name.empty() && account != nullptr) draft.from.name = account->mail.user_name;
    draft.to = addresses(letter, core::RecipientField::to);
    draft.cc = addresses(letter, core::RecipientField::cc);
    draft.subject = client_subject(letter, words.subject);
    draft.date = now;
    draft.utc_offset = (base::instant_at_offset(config_.user_window.zone->local(now), 0) - now).count();
    draft.message_id = core::derived_message_id(letter, step);
    draft.in_reply_to = letter.message_id;
    draft.references = letter.references;
    draft.references.push_back(letter.message_id);
    draft.text = words.text;
    draft.auto_generated = automatic;
    draft.utf8_headers = true;  // where an address needs it; the transport asks whether the server takes it
    return message::compose(draft);
}

base::Result<std::string> TemplateComposer::to_user(const std::string& account_name, const Words& words,
                                                    const base::MessageId& id, const core::Letter* letter,
                                                    base::Instant now) const {
    const AccountConfig* account = find_account(config_, account_name);
    if (account == nullptr) {
        return base::failure(Fault::configuration, Retry::after_change,
                             "The account \"" + account_name + "\" is not in the configuration any more.");
    }
    message::Draft draft;
    draft.from = {"Amends", account->mail.addresses.front()};
    draft.to = {{account->mail.user_name, account->mail.addresses.front()}};
    draft.subject = words.subject;
    draft.date = now;
    draft.utc_offset = (base::instant_at_offset(config_.user_window.zone->local(now), 0) - now).count();
    draft.message_id = id;
    if (letter != nullptr) {
        draft.in_reply_to = letter->message_id;
        draft.references = letter->references;
        draft.references.push_back(letter->message_id);
    }
    draft.text = words.text;
    draft.auto_generated = true;
    return message::compose(draft);
}

std::string TemplateComposer::client_shown(const core::Letter& letter) const {
    if (std::string named = client_name(letter); !named.empty()) return named;
    const auto to = addresses(letter, core::RecipientField::to);
    if (to.empty()) return "the client";
    const auto more = static_cast<std::int64_t>(to.size()) - 1;
    return shown(to.front()) + (more == 0 ? "" : " and " + plural(more, "other", "others"));
}

guide::Values TemplateComposer::reminder_values(const core::Letter& letter, const std::vector<core::Step>& steps,
                                                const core::Step& step, base::Instant now) const {
    guide::Values values;
    const auto to = addresses(letter, core::RecipientField::to);
    values["client"] = client_shown(letter);
    values["subject"] = quotable_or_none(letter.subject);
    values["sent_on"] = day(letter.sent_at, now);
    values["letter_id"] = std::to_string(letter.id.value);
    if (!letter.answered_at) {
        const auto silence = std::chrono::duration_cast<std::chrono::hours>(now - letter.sent_at).count() / 24;
        if (silence > 0) values["silence"] = plural(silence, "day", "days");
    }
    if (letter.protection == base::Protection::none && !letter.last_words.empty()) {
        values["last_words"] = letter.last_words;
    }
    const bool answered = letter.state == core::LetterState::answered;
    if (step.key.kind == StepKind::withdrawn_notice) {
        values["reason"] = std::string(answered ? "they answered while it lay there" : "you wrote to them yourself");
    } else if (const std::string reason = reason_for_reminder(letter, shelf_); !reason.empty()) {
        values["reason"] = reason;
    } else if (core::is_message_to_client(step.key.kind)) {
        auto words = message_words(letter, step, std::nullopt, now);
        const auto bytes = words ? to_client(letter, step.key, *words, false, now) : tl::unexpected(words.error());
        if (!bytes) values["reason"] = without_full_stop(bytes.error().message);
    }
    if (letter.tone) values[std::string("tone_") + core::to_word(*letter.tone)] = std::string("yes");
    if (step.key.kind == StepKind::possible_answer && letter.auto_send) values["held"] = std::string("yes");
    if (step.key.kind == StepKind::call) {
        values[what_became_of_check_in(steps)] = std::string("yes");
        const auto people = static_cast<std::int64_t>(reached(letter).size());
        if (letter.severity == guide::Offence::serious) values["serious"] = std::string("yes");
        if (people > 1) values["several"] = plural(people, "person", "people");
    }
    add_promise_to_reminder(values, letter, step, *config_.user_window.zone, now);
    values["tried_on"] = day(step.acted_at.value_or(step.due.at), now);
    const auto unknown = [](const core::Step& one) { return one.state == core::StepState::unknown; };
    if (std::ranges::none_of(steps, unknown)) values["draft"] = std::string("yes");

    std::vector<guide::Item> bounced, gone;
    std::string others;
    for (const core::Recipient& recipient : letter.recipients) {
        if (recipient.bounced) {
            guide::Item item{{"address", recipient.address.mailbox}};
            if (!recipient.instead.empty()) item["instead"] = recipient.instead;
            (recipient.gone ? gone : bounced).push_back(std::move(item));
        } else {
            others += (others.empty() ? "" : ", ") + shown(recipient.address);
        }
    }
    if (core::is_in_doubt(letter, steps, step.key.kind)) values["in_doubt"] = std::string("yes");
    if (bounced.empty() && gone.empty()) {
        const bool check_in = std::ranges::find(steps, core::why::bounced, &core::Step::outcome) != steps.end();
        values[check_in ? "is_check_in" : "is_elsewhere"] = std::string("yes");
        for (const base::Address& address : to) bounced.push_back({{"address", address.mailbox}});
    } else if (!others.empty()) {
        values["others"] = others;
    }
    if (!gone.empty()) values["somebody_is_gone"] = std::string("yes");
    if (!bounced.empty()) values["it_came_back"] = std::string("yes");
    values["gone"] = gone;
    values["recipients"] = bounced;
    return values;
}

base::Result<ports::OutboxItem> TemplateComposer::compose(const core::Letter& letter,
                                                          const std::vector<core::Step>& steps,
                                                          const core::Action& action, base::Instant now) const {
    ports::OutboxItem item;
    item.account = letter.account;
    item.letter = letter.id;
    item.step = action.step;
    item.kind = action.kind;
    item.created_at = item.next_try = item.changed_at = now;
    item.message_id = core::derived_message_id(letter, action.step);
    base::Result<std::string> bytes;
    switch (action.kind) {
        case ActionKind::append_draft:
        case ActionKind::send: {
            const core::Step* step = find_step(steps, action.step);
            if (step == nullptr) return base::failure(Fault::internal, Retry::never, "A message without its step.");
            auto words = message_words(letter, *step, action.text, now);
            if (!words) return tl::unexpected(words.error());
            bytes = to_client(letter, action.step, *words, action.kind == ActionKind::send, now);
            auto sender = message::mailbox_on_the_wire(letter.from.mailbox);
            if (!sender) return tl::unexpected(sender.error());
            item.envelope.sender = std::move(*sender);
            for (const core::Recipient& recipient : letter.recipients) {
                if (recipient.bounced) continue;
                auto mailbox = message::mailbox_on_the_wire(recipient.address.mailbox);
                if (!mailbox) return tl::unexpected(mailbox.error());
                item.envelope.recipients.push_back(std::move(*mailbox));
            }
            item.envelope.envelope_id = base::sha256_hex(item.message_id.value).substr(0, 32);
            break;
        }
        case ActionKind::append_reminder: {
            const core::Step* step = find_step(steps, action.step);
            if (step == nullptr) return base::failure(Fault::internal, Retry::never, "A reminder without its step.");
            auto words = this->words(guide::TemplateKind::reminder, template_id(action.step.kind),
                                     reminder_values(letter, steps, *step, now));
            if (!words) return tl::unexpected(words.error());
            bytes = to_user(letter.account, *words, item.message_id, &letter, now);
            break;
        }
        case ActionKind::withdraw_draft: return item;
        case ActionKind::cancel_pending:
        case ActionKind::summarise:
        case ActionKind::mention:
            return base::failure(Fault::internal, Retry::never, "This action has no message of its own.");
    }
    if (!bytes) return tl::unexpected(bytes.error());
    item.bytes = std::move(*bytes);
    item.hash = base::sha256_hex(item.bytes);
    return item;
}

base::Result<ports::OutboxItem> TemplateComposer::compose_summary(const std::string& account,
                                                                  const std::vector<SummaryLine>& lines,
                                                                  base::Instant now) const {
    std::vector<guide::Item> items;
    std::string seed = account;
    for (const SummaryLine& line : lines) {
        const bool later = line.step.state == core::StepState::planned;
        std::string what;
        switch (line.step.key.kind) {
            case StepKind::check_in:
            case StepKind::make_good:
                what = later ? "a check-in draft is due; it follows soon" : "a check-in is due";
                break;
            case StepKind::call: what = "consider a call"; break;
            case StepKind::bounce_notice: what = "a message did not arrive"; break;
            case StepKind::withdrawn_notice: what = "the check-in draft was taken back"; break;
            case StepKind::edited_notice: what = "they answered; look at your edited draft before you send it"; break;
            case StepKind::refused_notice: what = "the server refused the check-in"; break;
            case StepKind::unknown_notice: what = "nobody can tell whether the check-in went out"; break;
            case StepKind::promise_due: what = "a promise falls due"; break;
            case StepKind::promise_kept: what = "a promise was due: is it kept?"; break;
            case StepKind::promise_undated: what = "a promise has no day yet: when?"; break;
            case StepKind::possible_answer: what = "a mail of theirs may be the answer: is it?"; break;
            case StepKind::upset_answer: what = "they answered, and are upset"; break;
            case StepKind::delay_notice: what = "the letter was delayed and may not have arrived"; break;
            case StepKind::complaint_notice: what = "their mail system complained; nothing more is written"; break;
            case StepKind::kept_message:
            case StepKind::slipped_message: what = "a draft about a promise is due; it follows soon"; break;
        }
        items.push_back({{"letter_id", std::to_string(line.letter.id.value)},
                         {"client", client_shown(line.letter)},
                         {"subject", quotable_or_none(line.letter.subject)},
                         {"what", what}});
        seed += fmt::format("\n{} {} {}", line.letter.message_id.value, core::to_word(line.step.key.kind),
                            line.step.key.ordinal);
    }
    guide::Values values;
    values["count"] = plural(static_cast<std::int64_t>(items.size()), "letter", "letters");
    values["items"] = items;
    auto words = this->words(guide::TemplateKind::reminder, "summary", values);
    if (!words) return tl::unexpected(words.error());

    return without_letter(account, *words, seed + "\n" + base::to_rfc3339(now), now);
}

base::Result<ports::OutboxItem> TemplateComposer::compose_draft_reminder(const std::string& account,
                                                                         const DraftReminder& about,
                                                                         base::Instant now) const {
    core::Letter unsent;  // for the names alone
    for (const base::Address& to : about.draft.to) unsent.recipients.push_back({to, core::RecipientField::to});
    guide::Values values;
    values["subject"] = quotable_or_none(about.draft.subject);
    if (!about.draft.to.empty()) values["client"] = client_shown(unsent);
    values["folder"] = about.folder;
    values["since"] = day(about.since, now);
    std::vector<guide::Item> open;
    open.reserve(about.open_fields.size());
    for (const std::string& label : about.open_fields) open.push_back({{"label", label}});
    values["open"] = open;
    auto words = this->words(guide::TemplateKind::reminder, open.empty() ? "unsent_apology" : "unfilled_draft", values);
    if (!words) return tl::unexpected(words.error());
    const std::string id = about.draft.message_id.value_or(base::MessageId{}).value;
    return without_letter(
        account, *words,
        fmt::format("{}\n{}\n{}\n{}\nunsent", account, id, core::look_of(about.draft), base::to_rfc3339(about.since)),
        now);
}

base::Result<ports::OutboxItem> TemplateComposer::compose_hold_notice(const std::string& account,
                                                                      const HoldNotice& about,
                                                                      base::Instant now) const {
    constexpr std::size_t most_named = 20;
    std::string letters;
    for (std::size_t i = 0; i < std::min(about.waiting.size(), most_named); ++i) {
        letters += (i == 0 ? "" : ", ") + std::to_string(about.waiting[i].value);
    }
    guide::Values values;
    values["reason"] = std::string(core::in_words(about.hold.because));
    values["letters"] = letters;
    if (about.waiting.size() > most_named) {
        values["others"] = std::to_string(about.waiting.size() - most_named);
    }
    if (config_.accounts.size() > 1) values["account"] = account;
    auto words = this->words(guide::TemplateKind::reminder, "sends_held", values);
    if (!words) return tl::unexpected(words.error());
    const std::string seed =
        fmt::format("{}\n{}\n{}\nheld", account, core::to_word(about.hold.because), base::to_rfc3339(about.hold.since));
    return without_letter(account, *words, seed, now);
}

base::Result<ports::OutboxItem> TemplateComposer::without_letter(const std::string& account, const Words& words,
                                                                 const std::string& seed, base::Instant now) const {
    ports::OutboxItem item;
    item.account = account;
    item.kind = ActionKind::summarise;
    item.created_at = item.next_try = item.changed_at = now;
    const AccountConfig* known = find_account(config_, account);
    const std::string domain = known == nullptr ? "amends.invalid" : base::domain_of(known->mail.addresses.front());
    item.message_id = {base::sha256_hex(seed).substr(0, 40) + "@" + domain};
    auto bytes = to_user(account, words, item.message_id, nullptr, now);
    if (!bytes) return tl::unexpected(bytes.error());
    item.bytes = std::move(*bytes);
    item.hash = base::sha256_hex(item.bytes);
    return item;
}

}  // namespace amends::app
