// The faults of a story that befall the mailbox, the clocks and the files, while the process is not in the middle of
// something.
#include <algorithm>
#include <utility>

#include "tests/simulation/story.hpp"

namespace amends::simulation {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

}  // namespace

void Story::trouble_with_mailbox(Fault fault) {
    Mailbox& mailbox = life_.mailbox;
    const auto& letters = life_.recorder.letters();
    if (fault == Fault::mail_twice) {
        const std::string inbox = folder_called("INBOX");
        const Folder& folder = *mailbox.find(inbox);
        if (folder.messages.empty()) return;
        const auto& [uid, message] = *folder.messages.rbegin();
        const int number = life_.recorder.message_at(inbox, uid);
        const auto& events = history().events;
        const auto same = std::find_if(events.rbegin(), events.rend(), [&](const Event& event) {
            const auto* arrived = std::get_if<MailArrived>(&event.what);
            return arrived != nullptr && arrived->message == number;
        });
        if (same == events.rend()) return;
        note(fault);
        const MailArrived arrived = std::get<MailArrived>(same->what);
        arrive(chance_.one_of({"INBOX", "Archive"}), std::string(message.bytes), arrived.meant, arrived.letter,
               arrived.from, arrived.last_day_away);
    } else if (fault == Fault::uids_change) {
        note(fault);
        const std::string folder = folder_called(chance_.one_of({"INBOX", "Drafts", "Sent", "Archive", "Junk"}));
        mailbox.renumber(folder);
        life_.recorder.renumbered(folder);
        life_.servers.cut_all();  // no server changes it under an open connection
    } else if (fault == Fault::draft_comes_back && !deleted_drafts_.empty()) {
        note(fault);
        const auto& draft = deleted_drafts_.back();
        const std::string folder = folder_called("Drafts");
        life_.recorder.appeared(folder, mailbox.find(folder)->uid_next, draft.message, Hand::server);
        mailbox.add(folder, draft.message.bytes, draft.message.flags, life_.time.truth());
        deleted_drafts_.pop_back();
    } else if (fault == Fault::folder_renamed) {
        const bool archive = chance_.chance(500);
        const std::string from = folder_called(archive ? "Archive" : "Sent");
        const std::string to =
            archive ? (from == "Archive" ? "Ablage" : "Archive") : (from == "Sent" ? "Sent Items" : "Sent");
        note(fault);
        mailbox.rename(from, to);
        life_.recorder.renamed(from, to);
        life_.servers.cut_all();
    } else if (fault == Fault::absence_storm && !letters.empty()) {
        note(fault);
        const int letter = letters[chance_.below(letters.size())].number;
        const auto number = chance_.between(6, 20);
        for (int i = 0; i < number; ++i) {
            life_.in(seconds{chance_.between(1, 4000)}, [this, letter] { absence(letter); });
        }
    } else if (fault == Fault::mailbox_full) {
        note(fault);
        mailbox.full = true;
        life_.at(until_at_most(hours{72}), [this] {
            life_.mailbox.full = false;
            end(Trouble::mailbox_full);
        });
    }
}

void Story::trouble_with_time(Fault fault) {
    note(fault);
    if (fault == Fault::machine_sleeps) {
        life_.suspend_until(until_at_most(hours{24 * 6}));
        if (chance_.chance(700)) life_.servers.cut_all();
        return;
    }
    if (life_.time.error() != seconds{0}) return;
    constexpr std::int64_t day = 86400;
    const seconds by{
        chance_.one_of<std::int64_t>({-400 * day, -3 * day, -7200, 1800, 7200, 3 * day, 400 * day, 1900 * day})};
    const auto jump = [this](seconds to) {
        life_.recorder.add(ClockJumped{to - life_.time.error()});
        life_.time.set_error(to);
        // A daemon looks every two minutes; a simulated one, to whom nothing happens for hours, only for this.
        life_.in(minutes{2}, [this] {
            if (life_.process() != nullptr && life_.steps.alive()) life_.process()->account().poke(false);
        });
    };
    jump(by);
    life_.at(until_at_most(hours{48}), [jump] { jump(seconds{0}); });
}

void Story::trouble_with_files(Fault fault) {
    if (life_.process() == nullptr || !life_.steps.alive()) return;
    if (fault == Fault::backup_restored && backup_.empty()) return;
    note(fault);
    if (fault == Fault::zone_data_changes) {
        // As an update of the zone data would look to the next start.
        (void)life_.process()->store().set_fact("zone_data.main", "of another day");
    }
    life_.stop();
    if (fault == Fault::backup_restored) {
        life_.disk.put_back(backup_);
        life_.recorder.outbox().clear();
        life_.recorder.add(BackupRestored{backup_taken_});
    }
    life_.in(seconds{chance_.between(1, 7200)}, [this] { life_.start(); });
}

}  // namespace amends::simulation
