#pragma once
// Writes the history of a simulated life down as it happens. It stands outside the process: at the servers, at the
// process's edge, and behind what the store has taken.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ports/store.hpp"
#include "tests/simulation/history.hpp"
#include "tests/simulation/imap_session.hpp"
#include "tests/simulation/smtp_session.hpp"

namespace amends::simulation {

class Recorder final : public ImapWitness, public SmtpWitness {
public:
    Recorder(Time& time, Mailbox& mailbox) : time_(time), mailbox_(mailbox) {}

    History history;
    void add(What what);
    /// A hash over all events, to tell histories apart; grows with each event.
    [[nodiscard]] std::uint64_t fingerprint() const { return fingerprint_; }
    void mix(std::uint64_t value);
    void mix(const std::string& text);

    struct Letter {
        int number = 0;
        std::string message_id;
        std::string client;    ///< the mailbox
        std::string zone;      ///< the client's, as the configuration has it
        bool tracked = false;  ///< acknowledged
    };
    Letter& letter_sent(const std::string& message_id, const std::string& client, const std::string& zone,
                        bool keyword);
    [[nodiscard]] const std::vector<Letter>& letters() const { return letters_; }
    Letter* letter(const std::string& message_id);
    Letter& letter(int number) { return letters_.at(static_cast<std::size_t>(number - 1)); }
    /// Which step the message with that id is of.
    std::optional<Step> step_of(const std::string& message_id);

    /// The store has taken it, and the process lives.
    void committed(const ports::Commit& change, const ports::Committed& result);
    /// The states of what stands in the outbox and is not settled.
    [[nodiscard]] std::map<std::int64_t, core::HandoverState>& outbox() { return outbox_; }
    /// Called when something in the outbox came or changed.
    std::function<void()> on_outbox;
    void summarised(const ports::OutboxItem& item, const std::vector<ports::SummaryItem>& items);

    /// The number under which the history knows the message at that place; 0 for none.
    int message_at(const std::string& folder, Uid uid) const;
    void message_moved(int message, const std::string& folder, Uid uid);
    int new_message(const std::string& folder, Uid uid);
    /// The folder's messages have new UIDs, from 1 on in the old order.
    void renumbered(const std::string& folder);
    void renamed(const std::string& folder, const std::string& to);
    void message_gone(const std::string& folder, Uid uid, Hand hand);
    /// A message of ours lies there now.
    void appeared(const std::string& folder, Uid uid, const Stored& message, Hand hand);
    [[nodiscard]] std::string first_name(const std::string& folder) const;

    // What the servers see
    int look_began(const std::string& folder) override;
    void look_ended(int look, Uid uid_next) override;
    void stored(const std::string& folder, Uid uid, const Stored& message) override;
    void removed(const std::string& folder, Uid uid) override;
    void refused_as_full() override {
        if (on_full) on_full();
    }
    std::function<void()> on_full;
    int begun() override { return ++deliveries_; }
    void body_written(int delivery) override { add(BodyWritten{delivery}); }
    void dot_written(int delivery) override { add(DotWritten{delivery}); }
    void accepted(int delivery, const Submitted& mail) override;
    std::function<void(const Submitted&)> on_accepted;
    int next_delivery() { return ++deliveries_; }

private:
    void know_steps_of(const Letter& letter);
    void tell_plan(const ports::Commit& change, Letter& letter);

    Time& time_;
    Mailbox& mailbox_;
    std::vector<Letter> letters_;
    std::map<std::string, Step> steps_;                   ///< by Message-ID
    std::map<std::string, std::vector<Step>> summaries_;  ///< by Message-ID
    std::map<std::int64_t, core::HandoverState> outbox_;
    std::map<std::int64_t, std::string> ids_;  ///< Message-IDs by the program's own numbers
    std::map<std::pair<std::string, Uid>, int> places_;
    std::map<int, std::vector<PlannedStep>> plans_;
    int messages_ = 0;
    int looks_ = 0;
    int deliveries_ = 0;
    std::uint64_t fingerprint_ = 0xcbf29ce484222325u;
};

}  // namespace amends::simulation
