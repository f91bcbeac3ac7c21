#pragma once
// The program between faked servers and a real database, for tests that kill it and start it again. The mailbox, the
// submission server and the database file outlive every "process"; everything else dies with it.
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/account.hpp"
#include "app/config.hpp"
#include "app/forgetting.hpp"
#include "tests/fakes/fake_clock.hpp"
#include "tests/fakes/fake_mailbox.hpp"
#include "tests/fakes/fake_notifier.hpp"
#include "tests/fakes/fake_transport.hpp"

namespace amends::tests {

class World {
public:
    /// The user (me@user.example) and their clients are in Berlin; the account is called "main".
    explicit World(const std::string& start = "2026-03-02T09:00:00Z");
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    /// The process begins: opens the database, recovers, and starts to watch.
    void start();
    /// The process ends without a word, as by kill -9.
    void kill();
    /// Looks, acts on all that is due and comes to rest; false where it cannot (a server is away).
    bool settle();
    /// Moves time on, then settles; starts the process where it is not running, and again whenever it was killed.
    void advance_to(const std::string& rfc3339);

    /// A letter to the client, sent by hand; its copy in Sent carries the keyword unless `flags` say otherwise.
    void send_letter(const std::string& id, const std::string& to = "Anna <anna@client.example>",
                     std::vector<std::string> flags = {"\\Seen", "Amends"},
                     const std::string& subject = "The broken export");
    /// The same, with another text after its greeting.
    void send_letter_saying(const std::string& id, const std::string& text,
                            const std::string& to = "Anna <anna@client.example>");
    /// A message of the thread, in any folder.
    ports::Uid deliver(const std::string& folder, const std::string& id, const std::string& from,
                       const std::string& names_id, const std::string& text = "Thank you, that is fine with me.");
    /// `amends track` of the sent message with that id, given whole.
    void track(const std::string& letter_id);
    base::Result<base::LetterId> track_in(const std::string& account, const std::string& letter_id,
                                          const app::TrackOptions& options = {.how = "by `amends track`"});
    /// What tracking it would plan.
    base::Result<app::Outlook> outlook(const std::string& letter_id, const app::TrackOptions& options = {});
    /// `amends hold` and `amends release`.
    void hold(const std::string& note = "");
    void release();
    /// `amends auto ID on`.
    void opt_in(const std::string& letter_id);
    base::Result<core::Decision> order(const std::string& letter_id, const core::Observation& observation);

    /// `amends check-in ID --preview`; with `own_words` what `--edit` asks for.
    base::Result<rpc::CheckInText> preview(const std::string& letter_id, bool own_words = false);

    ports::LetterRow letter(const std::string& letter_id);
    core::Step step(const std::string& letter_id, core::StepKind kind, int ordinal = 1);
    std::vector<std::string> reasons(const std::string& letter_id);
    ports::Store& store();
    /// What `amends forget` does between its two looks at the mailbox.
    app::Forgetting forgetting(const std::string& client);
    /// Names of the files of the state directory whose bytes contain `text`.
    [[nodiscard]] std::vector<std::string> files_with(const std::string& text) const;
    void put_beside_the_database(const std::string& name, const std::string& bytes);
    [[nodiscard]] bool has_beside_the_database(const std::string& name) const;
    app::Account& account();

    /// Called before and after every external call and every commit of a process; may throw fakes::Killed.
    void set_hook(fakes::Hook hook);
    /// Lets the program do what it can do at once, without an order to look.
    void let_run();
    /// How often a process was started.
    [[nodiscard]] int starts() const { return starts_; }

    fakes::FakeClock clock;
    fakes::FakeAccount mailbox;
    fakes::FakeTransport transport;
    fakes::FakeNotifier notifier;
    app::Config config;
    app::AccountSetup setup;
    int refused_commits = 0;  ///< the next so many commits find the disk full

private:
    struct Process;
    base::LetterId number(const std::string& letter_id);
    std::filesystem::path directory_;
    fakes::Hook hook_;
    std::unique_ptr<Process> process_;
    int starts_ = 0;
};

}  // namespace amends::tests
