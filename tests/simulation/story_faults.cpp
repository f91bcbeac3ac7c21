// What goes wrong in a story. Each fault is planned for an instant, or waits until something is under way in the
// outbox; how long it lasts is thrown when it begins.
#include <algorithm>
#include <array>

#include "core/handover.hpp"
#include "tests/simulation/story.hpp"

namespace amends::simulation {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<const char*, faults> words{"kill at a step",
                                                "kill at certain bytes",
                                                "power cut at a step",
                                                "power cut at certain bytes",
                                                "disk full",
                                                "disk error",
                                                "connection cut",
                                                "mailbox server away",
                                                "submission away",
                                                "login refused",
                                                "slow network",
                                                "submission refused",
                                                "mail twice",
                                                "UIDs change",
                                                "draft comes back",
                                                "folder renamed",
                                                "clock jumps",
                                                "machine sleeps",
                                                "zone data changes",
                                                "backup restored",
                                                "absence storm",
                                                "mailbox full",
                                                "restart",
                                                "answer at certain bytes"};

constexpr std::array imap_bytes{Bytes::command,  Bytes::literal, Bytes::greeting,    Bytes::invitation,
                                Bytes::untagged, Bytes::tagged,  Bytes::read_literal};
constexpr std::array smtp_bytes{Bytes::command,  Bytes::message, Bytes::dot,       Bytes::dot,
                                Bytes::greeting, Bytes::reply,   Bytes::dot_reply, Bytes::dot_reply};

}  // namespace

const char* to_word(Fault fault) { return words.at(static_cast<std::size_t>(fault)); }

void Story::plan_faults() {
    const auto number = chance_.between(10, 18);
    for (int i = 0; i < number; ++i) {
        const auto fault = static_cast<Fault>(chance_.below(faults));
        if (chance_.chance(500)) {
            life_.at(some_time(2, 40), [this, fault] { hot_.push_back(fault); });
        } else {
            life_.at(some_time(1, 50), [this, fault] { meet(fault); });
        }
    }
    life_.at(some_time(2, 30), [this] {
        if (life_.process() == nullptr) return;
        backup_ = life_.disk.copy();
        backup_taken_ = life_.time.truth();
    });
}

base::Instant Story::until_at_most(seconds longest) {
    const base::Instant last = quiet_ - hours{3};
    const auto wished = life_.time.truth() + seconds{chance_.between(300, longest.count())};
    return std::min(wished, last);
}

void Story::note(Fault fault) {
    ++faults_met_;
    std::map<std::string, bool> states;
    for (const auto& [item, state] : life_.recorder.outbox()) states[core::to_word(state)] = true;
    if (states.empty()) states["idle"] = true;
    for (const auto& [state, there] : states) ++fault_counts_[{fault, state}];
}

void Story::meet(Fault fault) {
    if (life_.time.truth() >= quiet_ - hours{4}) return;
    meeting_ = true;
    switch (fault) {
        case Fault::kill_at_step:
        case Fault::kill_at_bytes:
        case Fault::power_cut_at_step:
        case Fault::power_cut_at_bytes: die(fault); break;
        case Fault::disk_full:
        case Fault::disk_error: trouble_with_disk(fault); break;
        case Fault::connection_cut:
        case Fault::answer_at_bytes: cut_wire(fault); break;
        case Fault::imap_away:
        case Fault::submission_away:
        case Fault::login_refused:
        case Fault::slow_network:
        case Fault::submission_refused: trouble_with_servers(fault); break;
        case Fault::mail_twice:
        case Fault::uids_change:
        case Fault::draft_comes_back:
        case Fault::folder_renamed:
        case Fault::absence_storm:
        case Fault::mailbox_full:
            // The process may be at the mailbox in this very moment.
            life_.in(seconds{0}, [this, fault] { trouble_with_mailbox(fault); });
            break;
        case Fault::clock_jumps:
        case Fault::machine_sleeps: life_.in(seconds{0}, [this, fault] { trouble_with_time(fault); }); break;
        case Fault::zone_data_changes:
        case Fault::backup_restored:
        case Fault::restart: life_.in(seconds{0}, [this, fault] { trouble_with_files(fault); }); break;
    }
    meeting_ = false;
}

void Story::begin(Trouble what) {
    if (std::exchange(on_[what], true)) return;
    life_.recorder.add(TroubleBegan{what, "main"});
}

void Story::end(Trouble what) {
    if (!std::exchange(on_[what], false)) return;
    life_.recorder.add(TroubleEnded{what, "main"});
}

void Story::die(Fault fault) {
    const bool by_power = fault == Fault::power_cut_at_step || fault == Fault::power_cut_at_bytes;
    const bool at_step = fault == Fault::kill_at_step || fault == Fault::power_cut_at_step;
    if (at_step) {
        note(fault);
        life_.dies_by(by_power ? End::power_cut : End::killed);
        life_.steps.die_after(1 + chance_.below(chance_.one_of<std::uint64_t>({12, 60, 300})));
        return;
    }
    const bool smtp = chance_.chance(500);
    Network& network = smtp ? life_.servers.smtp : life_.servers.imap;
    network.cut =
        Cut{smtp ? smtp_bytes.at(chance_.below(smtp_bytes.size())) : imap_bytes.at(chance_.below(imap_bytes.size())), 0,
            Break::none};
    network.on_cut = [this, fault, by_power](const Cut&) {
        note(fault);
        life_.dies_by(by_power ? End::power_cut : End::killed);
        life_.steps.die_after(1 + chance_.below(3));
    };
}

void Story::cut_wire(Fault fault) {
    const bool smtp = chance_.chance(500) || fault == Fault::answer_at_bytes;
    Network& network = smtp ? life_.servers.smtp : life_.servers.imap;
    Cut cut;
    cut.kind = smtp ? smtp_bytes.at(chance_.below(smtp_bytes.size())) : imap_bytes.at(chance_.below(imap_bytes.size()));
    cut.part = chance_.chance(400) ? 1000 : static_cast<unsigned>(chance_.below(1001));
    cut.how =
        fault == Fault::answer_at_bytes ? Break::none : chance_.one_of({Break::close, Break::reset, Break::stall});
    network.cut = cut;
    network.on_cut = [this, fault](const Cut&) {
        note(fault);
        if (fault != Fault::answer_at_bytes || life_.recorder.letters().empty()) return;
        const auto& letters = life_.recorder.letters();
        answer(letters[chance_.below(letters.size())].number, MailClass::answer);
    };
}

void Story::trouble_with_disk(Fault fault) {
    note(fault);
    if (fault == Fault::disk_error) {
        Disk::Trouble& trouble = life_.disk.trouble;
        const int times = static_cast<int>(chance_.between(1, 4));
        (chance_.chance(333) ? trouble.reads : chance_.chance(500) ? trouble.writes : trouble.syncs) = times;
        return;
    }
    life_.disk.trouble.full = true;
    begin(Trouble::disk_full);
    life_.at(until_at_most(hours{72}), [this] {
        life_.disk.trouble.full = false;
        end(Trouble::disk_full);
    });
}

void Story::trouble_with_servers(Fault fault) {
    note(fault);
    Servers& servers = life_.servers;
    if (fault == Fault::imap_away) {
        servers.imap_away = true;
        begin(Trouble::server_away);
        life_.in(seconds{0}, [this] { life_.servers.cut_all(); });
        life_.at(until_at_most(hours{24 * 9}), [this] {
            life_.servers.imap_away = false;
            end(Trouble::server_away);
        });
    } else if (fault == Fault::submission_away) {
        servers.smtp_away = true;
        life_.at(until_at_most(hours{24 * 3}), [this] { life_.servers.smtp_away = false; });
    } else if (fault == Fault::login_refused) {
        servers.password = "another one";
        life_.in(seconds{0}, [this] { life_.servers.cut_all(); });
        life_.at(until_at_most(hours{24 * 3}), [this] {
            life_.servers.password = "open sesame";
            end(Trouble::login_refused);
        });
    } else if (fault == Fault::slow_network) {
        servers.imap.slowest = servers.smtp.slowest = milliseconds{chance_.between(10, 2000)};
        life_.at(until_at_most(hours{24}),
                 [this] { life_.servers.imap.slowest = life_.servers.smtp.slowest = milliseconds{0}; });
    } else {
        const int code = chance_.one_of({421, 450, 451, 452, 550, 552, 554});
        const auto where = chance_.below(4);
        (where == 0   ? servers.mood.to_mail
         : where == 1 ? servers.mood.to_recipient
         : where == 2 ? servers.mood.to_data
                      : servers.mood.to_dot) = code;
    }
}

}  // namespace amends::simulation
