#include "tests/simulation/recorder.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/mail.hpp"
#include "core/plan.hpp"

namespace amends::simulation {

namespace {

constexpr int most_ordinals = 12;

StepKind kind_of(core::StepKind kind) {
    switch (kind) {
        case core::StepKind::check_in: return StepKind::check_in;
        case core::StepKind::call: return StepKind::call;
        case core::StepKind::make_good: return StepKind::make_good;
        case core::StepKind::promise_due: return StepKind::promise_ahead;
        case core::StepKind::promise_kept: return StepKind::promise_kept;
        case core::StepKind::promise_undated: return StepKind::promise_when;
        case core::StepKind::bounce_notice:
        case core::StepKind::withdrawn_notice:
        case core::StepKind::edited_notice:
        case core::StepKind::refused_notice:
        case core::StepKind::unknown_notice:
        case core::StepKind::kept_message:
        case core::StepKind::slipped_message:
        case core::StepKind::possible_answer:
        case core::StepKind::upset_answer:
        case core::StepKind::delay_notice:
        case core::StepKind::complaint_notice: return StepKind::notice;
    }
    return StepKind::notice;
}

/// Notices are of many kinds there, and of one here.
Step step_for(int letter, core::StepKey key) {
    const StepKind kind = kind_of(key.kind);
    const int ordinal = kind == StepKind::notice ? static_cast<int>(key.kind) * 1000 + key.ordinal : key.ordinal;
    return {letter, kind, ordinal};
}

Form form_of(core::Means means) {
    switch (means) {
        case core::Means::reminder: return Form::reminder;
        case core::Means::draft: return Form::draft;
        case core::Means::send: return Form::send;
    }
    return Form::reminder;
}

/// "[Label]" in the text.
bool has_open_field(const std::string& message) {
    const auto body = message.find("\r\n\r\n");
    for (auto at = message.find('[', body); at != std::string::npos; at = message.find('[', at + 1)) {
        const bool label = at + 1 < message.size() && std::isupper(static_cast<unsigned char>(message[at + 1])) != 0;
        if (label && message.find(']', at) < message.find('\n', at)) return true;
    }
    return false;
}

bool same_plan(const std::vector<PlannedStep>& a, const std::vector<PlannedStep>& b) {
    return std::ranges::equal(a, b, [](const PlannedStep& one, const PlannedStep& other) {
        return one.step == other.step && one.form == other.form && one.due == other.due;
    });
}

}  // namespace

void Recorder::mix(std::uint64_t value) { fingerprint_ = (fingerprint_ ^ value) * 0x100000001b3u; }

void Recorder::mix(const std::string& text) {
    for (const char c : text) mix(static_cast<unsigned char>(c));
}

void Recorder::add(What what) {
    mix(what.index());
    mix(static_cast<std::uint64_t>(time_.truth_in_ms()));
    history.events.push_back({time_.truth(), std::move(what)});
}

Recorder::Letter& Recorder::letter_sent(const std::string& message_id, const std::string& client,
                                        const std::string& zone, bool keyword) {
    const int number = static_cast<int>(letters_.size()) + 1;
    letters_.push_back({.number = number, .message_id = message_id, .client = client, .zone = zone});
    know_steps_of(letters_.back());
    add(LetterSent{number, {message_id}, "main", client, {client}, keyword});
    return letters_.back();
}

/// The ids that the program gives to its messages are derived, so that they are known beforehand.
void Recorder::know_steps_of(const Letter& letter) {
    core::Letter as_core;
    as_core.message_id = {letter.message_id};
    for (int kind = 0; kind <= static_cast<int>(core::StepKind::complaint_notice); ++kind) {
        for (int ordinal = 1; ordinal <= most_ordinals; ++ordinal) {
            const core::StepKey key{static_cast<core::StepKind>(kind), ordinal};
            steps_[core::derived_message_id(as_core, key).value] = step_for(letter.number, key);
        }
    }
}

Recorder::Letter* Recorder::letter(const std::string& message_id) {
    const auto found = std::ranges::find(letters_, message_id, &Letter::message_id);
    return found == letters_.end() ? nullptr : &*found;
}

std::optional<Step> Recorder::step_of(const std::string& message_id) {
    const auto found = steps_.find(message_id);
    return found == steps_.end() ? std::nullopt : std::optional(found->second);
}

void Recorder::committed(const ports::Commit& change, const ports::Committed& result) {
    for (const base::OutboxId id : result.outbox) outbox_[id.value] = core::HandoverState::due;
    for (const ports::HandoverChange& handover : change.handovers) {
        const bool over = handover.to == core::HandoverState::sent || handover.to == core::HandoverState::refused ||
                          handover.to == core::HandoverState::cancelled;
        if (over) {
            outbox_.erase(handover.id.value);
        } else {
            outbox_[handover.id.value] = handover.to;
        }
    }
    if (change.letter) ids_[result.letter.value] = change.letter->message_id.value;
    Letter* at = change.letter ? letter(change.letter->message_id.value) : nullptr;
    for (const core::Reason& reason : change.reasons) {
        const int number = at == nullptr ? 0 : at->number;
        mix(reason.sentence);
        add(JournalEntry{number, reason.step ? std::optional(step_for(number, *reason.step)) : std::nullopt,
                         reason.sentence});
    }
    if (at != nullptr) tell_plan(change, *at);
    if (on_outbox && (!result.outbox.empty() || !change.handovers.empty())) on_outbox();
}

void Recorder::tell_plan(const ports::Commit& change, Letter& letter) {
    std::vector<PlannedStep> plan;
    for (const core::Step& step : change.steps) {
        if (!core::is_pending(step.state) || core::given_up(step)) continue;
        plan.push_back({step_for(letter.number, step.key), form_of(step.means), step.due.at, step.promise});
    }
    if (!letter.tracked) {
        letter.tracked = true;
        plans_[letter.number] = plan;
        add(Tracked{letter.number, letter.zone, {}, change.letter->auto_send, plan});
        return;
    }
    if (same_plan(plans_[letter.number], plan)) return;
    plans_[letter.number] = plan;
    add(Replanned{letter.number, plan});
}

void Recorder::summarised(const ports::OutboxItem& item, const std::vector<ports::SummaryItem>& items) {
    for (const ports::SummaryItem& each : items) {
        const auto id = ids_.find(each.letter.value);
        const Letter* at = id == ids_.end() ? nullptr : letter(id->second);
        if (at == nullptr) continue;
        // A draft or a send that is put off is mentioned, and comes by itself.
        const Step step = step_for(at->number, each.step);
        const bool mentioned = std::ranges::any_of(plans_[at->number], [&](const PlannedStep& planned) {
            return planned.step == step && planned.form != Form::reminder;
        });
        if (!mentioned) summaries_[item.message_id.value].push_back(step);
    }
}

std::string Recorder::first_name(const std::string& folder) const {
    const auto found = mailbox_.folders().find(folder);
    return found == mailbox_.folders().end() ? folder : found->second.first_name;
}

int Recorder::message_at(const std::string& folder, Uid uid) const {
    const auto found = places_.find({folder, uid});
    return found == places_.end() ? 0 : found->second;
}

int Recorder::new_message(const std::string& folder, Uid uid) { return places_[{folder, uid}] = ++messages_; }

void Recorder::message_moved(int message, const std::string& folder, Uid uid) {
    std::erase_if(places_, [&](const auto& place) { return place.second == message; });
    places_[{folder, uid}] = message;
}

void Recorder::renumbered(const std::string& folder) {
    std::map<std::pair<std::string, Uid>, int> after;
    std::map<Uid, int> here;
    for (const auto& [place, message] : places_) {
        if (place.first == folder) {
            here[place.second] = message;
        } else {
            after[place] = message;
        }
    }
    for (const auto& [uid, message] : here) {
        const Folder& now = mailbox_.folders().at(folder);
        const auto at = now.former.find(uid);
        if (at != now.former.end()) after[{folder, at->second}] = message;
    }
    places_ = std::move(after);
    add(UidValidityChanged{first_name(folder)});
}

void Recorder::renamed(const std::string& folder, const std::string& to) {
    std::map<std::pair<std::string, Uid>, int> after;
    for (const auto& [place, message] : places_) {
        after[{place.first == folder ? to : place.first, place.second}] = message;
    }
    places_ = std::move(after);
    add(FolderRenamed{first_name(to), to});
}

void Recorder::message_gone(const std::string& folder, Uid uid, Hand hand) {
    const int message = message_at(folder, uid);
    if (message == 0) return;
    places_.erase({folder, uid});
    add(MessageGone{message, hand});
}

void Recorder::appeared(const std::string& folder, Uid uid, const Stored& message, Hand hand) {
    const std::string id = message.message_id();
    std::vector<Step> steps;
    if (const auto step = step_of(id)) {
        steps.push_back(*step);
    } else if (const auto summary = summaries_.find(id); summary != summaries_.end()) {
        steps = summary->second;
    }
    const std::string name = first_name(folder);
    const Form form = name == "Drafts" ? Form::draft : name == "Sent" ? Form::send : Form::reminder;
    mix(message.bytes);
    add(MessageAppeared{new_message(folder, uid), name, {id}, hand, form, std::move(steps)});
}

int Recorder::look_began(const std::string& folder) {
    add(LookBegan{++looks_, first_name(folder)});
    return looks_;
}

void Recorder::look_ended(int look, Uid uid_next) { add(LookEnded{look, uid_next}); }

void Recorder::stored(const std::string& folder, Uid uid, const Stored& message) {
    appeared(folder, uid, message, Hand::program);
}

void Recorder::removed(const std::string& folder, Uid uid) { message_gone(folder, uid, Hand::program); }

void Recorder::accepted(int delivery, const Submitted& mail) {
    const Stored as_stored{.bytes = mail.message};
    const std::string id = as_stored.message_id();
    mix(mail.message);
    add(MailAccepted{
        .delivery = delivery,
        .message_id = {id},
        .hand = Hand::program,
        .recipients = mail.recipients,
        .step = step_of(id),
        .open_fields = has_open_field(mail.message),
        .auto_submitted = mail.message.find("\r\nAuto-Submitted: auto-generated\r\n") != std::string::npos});
    if (on_accepted) on_accepted(mail);
}

}  // namespace amends::simulation
