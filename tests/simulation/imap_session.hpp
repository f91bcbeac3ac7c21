#pragma once
// The server's half of an IMAP conversation, logged in already: what daemon/mail asks of a server, over a Mailbox.
// Which capabilities it has is the history's choice, so that the client's other ways are gone, too.
#include <set>
#include <string>
#include <vector>

#include "tests/simulation/imap_question.hpp"
#include "tests/simulation/mailbox.hpp"
#include "tests/simulation/wire.hpp"

namespace amends::simulation {

/// Whoever wants to know what a client was told.
class ImapWitness {
public:
    virtual ~ImapWitness() = default;
    /// The client asks what lies in the folder; the number of its look.
    virtual int look_began(const std::string&) { return 0; }
    /// It has been told all: what is there has UIDs below that.
    virtual void look_ended(int, Uid) {}
    virtual void stored(const std::string&, Uid, const Stored&) {}
    /// The client was told that nothing can be stored.
    virtual void refused_as_full() {}
    virtual void removed(const std::string&, Uid) {}
};

class ImapSession final : public Session {
public:
    ImapSession(Wire& wire, Time& time, Mailbox& mailbox, const std::set<std::string>& capabilities,
                ImapWitness& witness)
        : wire_(wire), time_(time), mailbox_(mailbox), capabilities_(capabilities), witness_(witness) {}

    void hear(std::string_view bytes) override;
    [[nodiscard]] Bytes kind_of(std::string_view bytes) const override;
    void hung_up() override { gone_ = true; }
    /// Something has changed in the folder.
    void on_change(const std::string& folder);

private:
    void answer(const ImapQuestion& question);
    void untagged(const std::string& line) { wire_.say("* " + line + "\r\n", Bytes::untagged); }
    void tagged(const ImapQuestion& question, const std::string& result) {
        wire_.say(question.tag + " " + result + "\r\n", Bytes::tagged);
    }
    [[nodiscard]] bool has(const std::string& capability) const { return capabilities_.contains(capability); }
    /// The answer to a question about a folder, whose look ends when it was read.
    void told(const ImapQuestion& question, const std::string& result, const std::string& folder);
    /// Says what has come and gone in the selected folder since the client was told last.
    void announce();

    void list(const ImapQuestion& question);
    void select(const ImapQuestion& question);
    void status(const ImapQuestion& question);
    void append(const ImapQuestion& question);
    void fetch(const ImapQuestion& question);
    void fetch_one(Uid uid, const Stored& message, const std::string& items);
    void search(const ImapQuestion& question);
    void store(const ImapQuestion& question);
    void move(const ImapQuestion& question);
    void expunge(const ImapQuestion& question);
    [[nodiscard]] std::vector<Uid> in_set(const std::string& set) const;

    Wire& wire_;
    Time& time_;
    Mailbox& mailbox_;
    const std::set<std::string>& capabilities_;
    ImapWitness& witness_;
    ImapQuestions questions_;
    std::string selected_;
    std::vector<Uid> known_;  ///< of the selected folder, as the client counts them
    std::string idle_tag_;    ///< "" while not in IDLE
    bool gone_ = false;
};

}  // namespace amends::simulation
