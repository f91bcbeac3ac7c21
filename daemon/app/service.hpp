#pragma once
// What the daemon answers over its socket: orders become observations, questions are read from the store.
#include <functional>
#include <string>

#include "app/clock.hpp"
#include "app/works.hpp"
#include "rpc/service.hpp"

namespace amends::app {

/// What only the daemon itself knows.
struct DaemonFacts {
    std::string version;
    base::Instant started_at;
    std::string configuration;
    std::string configuration_problem;
    std::string database;
    std::string spool;
    std::string inserted;  ///< where letters in mails that are not sent yet are noted
    std::string asked;     ///< where `amends sendmail --ask` keeps what it could not ask
    bool dry_run = false;
    std::vector<std::string> problems;
};

class DaemonService final : public rpc::Service {
public:
    /// `works` gives the ones in force; `simulation` is null under the machine's clock.
    DaemonService(ports::Store& store, ports::Clock& clock, SimulatedClock* simulation, std::function<Works&()> works,
                  std::function<DaemonFacts()> facts, std::function<base::Status()> reload);

    ports::Task<rpc::LetterView> track(rpc::TrackRequest request) override;
    base::Result<rpc::PlanView> plan(rpc::PlanRequest request) override;
    base::Result<std::vector<rpc::FoundLetter>> find(std::vector<base::MessageId> ids) override;
    base::Result<std::vector<rpc::LetterView>> list(ports::LetterFilter filter) override;
    base::Result<rpc::LetterView> show(base::LetterId letter) override;
    base::Result<std::vector<ports::JournalEntry>> why(base::LetterId letter) override;
    ports::Task<rpc::LetterView> snooze(base::LetterId letter, base::Instant until) override;
    ports::Task<rpc::LetterView> answered(base::LetterId letter, std::string by, std::string note) override;
    ports::Task<rpc::LetterView> done(base::LetterId letter) override;
    ports::Task<rpc::LetterView> drop(base::LetterId letter) override;
    ports::Task<rpc::LetterView> release(base::LetterId letter) override;
    ports::Task<rpc::LetterView> kept(base::LetterId letter, core::Kept wish) override;
    ports::Task<rpc::LetterView> slipped(base::LetterId letter, core::Slipped wish) override;
    ports::Task<rpc::LetterView> undo() override;
    ports::Task<rpc::LetterView> switch_auto(base::LetterId letter, bool on) override;
    base::Result<rpc::CheckInText> preview_check_in(base::LetterId letter, bool own_words) override;
    ports::Task<rpc::LetterView> check_in_now(base::LetterId letter, std::optional<std::string> text) override;
    base::Result<rpc::ClientHistory> history(std::string mailbox) override;
    ports::Task<int> leave(std::string mailbox, bool in_peace) override;
    ports::Task<rpc::Forgotten> forget(std::string mailbox, bool leave_drafts) override;
    ports::Task<bool> pause(std::optional<std::string> account, bool on) override;
    ports::Task<bool> hold(std::optional<std::string> account, bool on, std::string note) override;
    base::Result<rpc::DaemonStatus> status() override;
    ports::Task<bool> reload() override;
    ports::Task<base::Instant> move_clock(base::Instant to) override;
    ports::Task<bool> look() override;

private:
    base::Status note_held_send(rpc::LetterView& view);
    base::Result<std::string> last_order_by_mail(const std::string& account);
    base::Result<rpc::LetterView> order(base::LetterId letter, const core::Observation& observation);
    ports::Task<base::LetterId> track_by_id(rpc::TrackRequest request);
    ports::Task<std::optional<base::LetterId>> track_in(std::string account, base::MessageId id, TrackOptions options);
    base::Result<base::LetterId> track_message(const rpc::TrackRequest& request);
    base::Result<base::MessageFacts> facts_of(const rpc::LetterText& letter);
    base::Status knows(const std::optional<std::string>& situation);
    base::Result<std::string> account_for(const std::optional<std::string>& named, const base::MessageFacts& facts);
    ports::Task<rpc::LetterView> with_its_draft(base::Result<rpc::LetterView> ordered);
    ports::Task<void> settle();
    base::Result<std::vector<std::string>> named_accounts(const std::optional<std::string>& account);
    void poke(const std::string& account);

    ports::Store& store_;
    ports::Clock& clock_;
    SimulatedClock* simulation_;
    std::function<Works&()> works_;
    std::function<DaemonFacts()> facts_;
    std::function<base::Status()> reload_;
};

}  // namespace amends::app
