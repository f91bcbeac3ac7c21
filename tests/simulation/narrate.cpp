#include "tests/simulation/narrate.hpp"

#include <fmt/format.h>

#include <array>

namespace amends::simulation {

namespace {

constexpr std::array trouble_words{"server away", "login refused", "mailbox full", "disk full", "database damaged"};
constexpr std::array order_words{"opt in",  "opt out", "hold",         "release", "pause",
                                 "resume",  "drop",    "answered",     "snooze",  "kept",
                                 "slipped", "done",    "leave client", "forget",  "track"};
constexpr std::array class_words{"answer",      "invitation", "possible answer", "own mail", "out of office",
                                 "hard bounce", "delay",      "complaint",       "receipt",  "unrelated"};
constexpr std::array kind_words{"check-in",     "call",      "promise ahead", "promise kept",
                                "promise when", "make-good", "notice"};
constexpr std::array form_words{"reminder", "draft", "send"};
constexpr std::array hand_words{"program", "user", "server"};
constexpr std::array end_words{"stopped", "killed", "power cut", "suspended"};

template <class Enum, std::size_t size>
const char* word(Enum value, const std::array<const char*, size>& words) {
    return words.at(static_cast<std::size_t>(value));
}

std::string of(const Step& step) {
    return fmt::format("{} {} of letter {}", word(step.kind, kind_words), step.ordinal, step.letter);
}

std::string of(const std::optional<Step>& step) { return step ? of(*step) : "-"; }

std::string of(const std::vector<Step>& steps) {
    std::string all;
    for (const Step& step : steps) all += (all.empty() ? "" : ", ") + of(step);
    return all;
}

std::string of(const std::vector<PlannedStep>& plan) {
    std::string all;
    for (const PlannedStep& planned : plan) {
        all += fmt::format("; {} as a {} at {}", of(planned.step), word(planned.form, form_words),
                           base::to_rfc3339(planned.due));
    }
    return all;
}

struct Words {
    std::string operator()(const ProcessStarted&) { return "process started"; }
    std::string operator()(const ProcessEnded& e) { return fmt::format("process {}", word(e.how, end_words)); }
    std::string operator()(const ClockJumped& e) { return fmt::format("clock jumped by {} s", e.by.count()); }
    std::string operator()(const ZoneChanged& e) { return "zone changed: " + e.zone; }
    std::string operator()(const BackupRestored& e) { return "backup restored of " + base::to_rfc3339(e.taken); }
    std::string operator()(const TroubleBegan& e) { return std::string("begins: ") + word(e.what, trouble_words); }
    std::string operator()(const TroubleEnded& e) { return std::string("ends: ") + word(e.what, trouble_words); }
    std::string operator()(const Notified& e) { return "user told: " + e.text; }
    std::string operator()(const LetterSent& e) {
        return fmt::format("letter {} sent to {}{}", e.letter, e.client, e.keyword ? " with the keyword" : "");
    }
    std::string operator()(const Tracked& e) { return fmt::format("letter {} tracked{}", e.letter, of(e.plan)); }
    std::string operator()(const Replanned& e) { return fmt::format("letter {} replanned{}", e.letter, of(e.plan)); }
    std::string operator()(const Ordered& e) {
        return fmt::format("order {}: {} of letter {} {}{}", e.order, word(e.kind, order_words), e.letter, e.client,
                           e.until ? " until " + base::to_rfc3339(*e.until) : "");
    }
    std::string operator()(const Acknowledged& e) { return fmt::format("order {} acknowledged", e.order); }
    std::string operator()(const FoldersWatched&) { return "folders watched"; }
    std::string operator()(const FolderRenamed& e) { return e.folder + " renamed to " + e.name; }
    std::string operator()(const UidValidityChanged& e) { return "new UIDs in " + e.folder; }
    std::string operator()(const MailArrived& e) {
        return fmt::format("mail {} arrived in {} as {}: {} about letter {}{}", e.message, e.folder, e.uid,
                           word(e.meant, class_words), e.letter,
                           e.last_day_away ? ", away until " + base::to_string(*e.last_day_away) : "");
    }
    std::string operator()(const MailMoved& e) { return fmt::format("mail {} moved to {}", e.message, e.folder); }
    std::string operator()(const MessageAppeared& e) {
        return fmt::format("message {} appeared in {} by the {}: {}", e.message, e.folder, word(e.hand, hand_words),
                           of(e.steps));
    }
    std::string operator()(const MessageGone& e) {
        return fmt::format("message {} gone by the {}", e.message, word(e.hand, hand_words));
    }
    std::string operator()(const DraftEdited& e) { return fmt::format("draft {} edited", e.message); }
    std::string operator()(const LookBegan& e) { return fmt::format("look {} at {}", e.look, e.folder); }
    std::string operator()(const LookEnded& e) { return fmt::format("look {} ended below {}", e.look, e.uid_next); }
    std::string operator()(const BodyWritten& e) { return fmt::format("body of delivery {}", e.delivery); }
    std::string operator()(const DotWritten& e) { return fmt::format("dot of delivery {}", e.delivery); }
    std::string operator()(const MailAccepted& e) {
        return fmt::format("delivery {} accepted, by the {}: {}", e.delivery, word(e.hand, hand_words), of(e.step));
    }
    std::string operator()(const JournalEntry& e) {
        return fmt::format("journal of letter {}, {}: {}", e.letter, of(e.step), e.reason);
    }
    std::string operator()(const TextRecorded& e) { return fmt::format("text of {} bytes", e.text.size()); }
    std::string operator()(const Connected& e) { return "connected to " + e.host; }
    std::string operator()(const PasswordSent& e) { return "password to " + e.host; }
    std::string operator()(const HistoryEnded&) { return "the end"; }
};

}  // namespace

std::string narrate(const Event& event) { return base::to_rfc3339(event.at) + " " + std::visit(Words{}, event.what); }

}  // namespace amends::simulation
