#include "tests/simulation/shortcomings.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "tests/simulation/checker_record.hpp"

namespace amends::simulation {

namespace {

bool backup_was_restored(const History& history, base::Instant before) {
    return std::ranges::any_of(history.events, [&](const Event& event) {
        return event.at <= before && std::holds_alternative<BackupRestored>(event.what);
    });
}

bool clock_was_wrong(const History& history, base::Instant before) {
    return std::ranges::any_of(history.events, [&](const Event& event) {
        const auto* jump = std::get_if<ClockJumped>(&event.what);
        return event.at <= before && jump != nullptr && std::chrono::abs(jump->by) > std::chrono::hours{1};
    });
}

/// A backup that did not know of a send was restored before the send's copy lay anywhere.
bool send_left_no_trace(const History& history, base::Instant before) {
    for (std::size_t restored = 0; restored < history.events.size(); ++restored) {
        const auto* backup = std::get_if<BackupRestored>(&history.events[restored].what);
        if (backup == nullptr || history.events[restored].at > before) continue;
        for (std::size_t sent = 0; sent < restored; ++sent) {
            const auto* mail = std::get_if<MailAccepted>(&history.events[sent].what);
            if (mail == nullptr || mail->hand != Hand::program || history.events[sent].at < backup->taken) continue;
            const bool has_copy = std::any_of(
                history.events.begin(), history.events.begin() + static_cast<std::ptrdiff_t>(restored),
                [&](const Event& event) {
                    const auto* copy = std::get_if<MessageAppeared>(&event.what);
                    return copy != nullptr && copy->form == Form::send && copy->message_id == mail->message_id;
                });
            if (!has_copy) return true;
        }
    }
    return false;
}

/// What a restored backup does not know of came in a summary, whose id tells of no step.
bool came_in_a_summary(const History& history, base::Instant before) {
    for (std::size_t restored = 0; restored < history.events.size(); ++restored) {
        if (history.events[restored].at > before) break;
        const auto* backup = std::get_if<BackupRestored>(&history.events[restored].what);
        if (backup == nullptr) continue;
        for (std::size_t earlier = 0; earlier < restored; ++earlier) {
            const auto* message = std::get_if<MessageAppeared>(&history.events[earlier].what);
            if (message == nullptr || history.events[earlier].at < backup->taken || message->steps.empty()) continue;
            const bool names_a_step = message->message_id.value.find('.') < message->message_id.value.find('@');
            if (message->form == Form::reminder && !names_a_step) return true;
        }
    }
    return false;
}

/// The user deleted this very draft for good after a backup that does not know of it was restored, and before the
/// program had seen Drafts again: it was not started yet, or the server was away.
bool deleted_before_a_look(const Violation& violation, const History& history) {
    std::map<int, base::Instant> drafts;  ///< of the step, and when each appeared
    std::map<int, std::string> looks;
    const BackupRestored* unseen = nullptr;
    for (const Event& event : history.events) {
        if (event.at > violation.at) break;
        if (const auto* backup = std::get_if<BackupRestored>(&event.what)) unseen = backup;
        if (const auto* look = std::get_if<LookBegan>(&event.what)) looks[look->look] = look->folder;
        if (const auto* look = std::get_if<LookEnded>(&event.what)) {
            if (looks[look->look] == "Drafts") unseen = nullptr;
        }
        if (const auto* draft = std::get_if<MessageAppeared>(&event.what)) {
            const bool of_the_step = std::ranges::any_of(draft->steps, [&](const Step& step) {
                return violation.sentence.starts_with(name_of(step) + " came ");
            });
            if (of_the_step && draft->form == Form::draft) drafts.emplace(draft->message, event.at);
        }
        const auto* gone = std::get_if<MessageGone>(&event.what);
        if (unseen == nullptr || gone == nullptr || gone->hand != Hand::user) continue;
        const auto draft = drafts.find(gone->message);
        if (draft != drafts.end() && draft->second >= unseen->taken) return true;
    }
    return false;
}

bool is_one_of(const std::string& rule, std::initializer_list<const char*> rules) {
    return std::ranges::find(rules, rule) != rules.end();
}

}  // namespace

std::string known_shortcoming(const Violation& violation, const History& history) {
    const std::string& rule = violation.rule;
    if (rule == "twice.restored" && came_in_a_summary(history, violation.at)) {
        return "what stood in a summary comes again by itself where a restored backup does not know of it";
    }
    if (rule == "twice.after_deletion" && deleted_before_a_look(violation, history)) {
        return "of a draft that was gone before the program saw Drafts with an older backup, nobody knows";
    }
    if (rule == "answer.stale_draft" && backup_was_restored(history, violation.at)) {
        return "a draft that a restored backup does not know of stays where its letter was answered meanwhile";
    }
    if (is_one_of(rule, {"twice.send", "twice.restored", "cap.letter", "cap.client"}) &&
        send_left_no_trace(history, violation.at)) {
        return "of a send whose copy lay nowhere yet when an older backup was restored, nobody knows";
    }
    if (is_one_of(rule,
                  {"time.impatient", "time.early", "lost.step", "journal.silence", "answer.step", "broken.silent"}) &&
        clock_was_wrong(history, history.events.back().at)) {
        return "what was decided while the machine's clock was wrong stays as it was decided";
    }
    if (rule.starts_with("lost.") && backup_was_restored(history, history.events.back().at)) {
        return "a restored backup does not know what was tracked and ordered after it was made";
    }
    if (rule == "broken.silent" && violation.sentence.find("mailbox was full") != std::string::npos) {
        return "where the disk fails at the same time, a full mailbox is told only when the disk takes it down again";
    }
    if (rule == "answer.no_warning") {
        return "of an edited draft that was given up before the answer came, the user is not warned";
    }
    if (rule == "time.user_hours") {
        return "a reminder that trouble has held up comes when the trouble is over, at whatever hour";
    }
    return "";
}

}  // namespace amends::simulation
