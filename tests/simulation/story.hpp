#pragma once
// A seed's story: who writes what to whom in sixty days, what the user orders, and what goes wrong. It fills a Life's
// calendar as it goes, and ends it with a quiet time in which whatever ought to happen has had its chance.
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/simulation/letters.hpp"
#include "tests/simulation/life.hpp"

namespace amends::simulation {

/// All that can go wrong.
enum class Fault {
    kill_at_step,
    kill_at_bytes,
    power_cut_at_step,
    power_cut_at_bytes,
    disk_full,
    disk_error,
    connection_cut,
    imap_away,
    submission_away,
    login_refused,
    slow_network,
    submission_refused,
    mail_twice,
    uids_change,
    draft_comes_back,
    folder_renamed,
    clock_jumps,
    machine_sleeps,
    zone_data_changes,
    backup_restored,
    absence_storm,
    mailbox_full,
    restart,
    answer_at_bytes,
};
inline constexpr int faults = 24;
const char* to_word(Fault fault);

/// How often each fault met each state of the outbox; "idle" where nothing was under way.
using FaultCounts = std::map<std::pair<Fault, std::string>, std::uint64_t>;

class Story {
public:
    explicit Story(std::uint64_t seed);

    /// From the first day to the last; throws what the program must never throw.
    void play();
    [[nodiscard]] const History& history() const { return life_.recorder.history; }
    [[nodiscard]] std::uint64_t fingerprint() const { return life_.recorder.fingerprint(); }
    [[nodiscard]] const FaultCounts& fault_counts() const { return fault_counts_; }
    [[nodiscard]] int letters() const { return static_cast<int>(life_.recorder.letters().size()); }
    [[nodiscard]] int faults_met() const { return faults_met_; }
    [[nodiscard]] const Life& life() const { return life_; }

private:
    struct Client {
        std::string mailbox, name, zone;
    };

    // story.cpp
    void set_up();
    void tell_beginning();
    void come_to_rest();
    base::Instant some_time(int first_day, int last_day);
    base::Instant some_working_time(int first_day, int last_day);

    // story_people.cpp
    void write_letter(const Client& client, bool keyword);
    void people_react(const Recorder::Letter& letter, const Client& client);
    void on_accepted(const Submitted& mail);
    void answer(int letter, MailClass meant);
    void absence(int letter);
    void report(int letter, MailClass meant);
    void own_mail(int letter);
    void unrelated_mail();
    int arrive(const std::string& folder, std::string bytes, MailClass meant, int letter, const std::string& from,
               std::optional<base::CivilDate> last_day_away = std::nullopt);
    std::string new_id(const std::string& domain);
    [[nodiscard]] std::string folder_called(const std::string& first_name) const;

    // story_orders.cpp
    void plan_orders(int letter);
    void order(OrderKind kind, int letter, std::optional<base::Instant> until = std::nullopt);
    base::Status carry_out(OrderKind kind, int letter, std::optional<base::Instant> until);
    void track(int letter);
    void answer_hold();
    void touch_a_draft();
    void draft_sent_by_hand(const std::string& folder, Uid uid, int message);

    // story_faults.cpp
    void plan_faults();
    void meet(Fault fault);
    void note(Fault fault);
    void cut_wire(Fault fault);
    void die(Fault fault);
    void trouble_with_disk(Fault fault);
    void trouble_with_servers(Fault fault);
    void trouble_with_mailbox(Fault fault);
    void trouble_with_time(Fault fault);
    void trouble_with_files(Fault fault);
    void begin(Trouble what);
    void end(Trouble what);
    /// Nothing goes wrong for longer than until the quiet time.
    base::Instant until_at_most(std::chrono::seconds longest);

    Life life_;
    Dice people_;
    Dice chance_;
    std::vector<Client> clients_;
    std::map<int, std::size_t> client_of_;  ///< by letter
    std::deque<Fault> hot_;                 ///< wait until something is under way in the outbox
    bool meeting_ = false;
    FaultCounts fault_counts_;
    std::map<Trouble, bool> on_;
    std::map<std::string, std::string> backup_;
    base::Instant backup_taken_;
    struct Deleted {
        Stored message;
        std::string folder;
    };
    std::vector<Deleted> deleted_drafts_;
    int faults_met_ = 0;
    int ids_ = 0;
    int orders_ = 0;
    base::Instant first_, quiet_, last_;
};

}  // namespace amends::simulation
