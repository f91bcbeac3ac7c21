#pragma once
// One run of a command: where it prints, whom it asks. The connection is made by the first question; orders that an
// earlier `amends sendmail` had to keep are handed over then.
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "cli/layout.hpp"
#include "cli/parser.hpp"
#include "cli/surroundings.hpp"
#include "cli/words.hpp"
#include "rpc/client.hpp"
#include "rpc/parameters.hpp"
#include "rpc/spool.hpp"

namespace amends::cli {

class Session {
public:
    Session(Surroundings& surroundings, General general);

    /// The result's JSON text.
    base::Result<std::string> ask(std::string_view method, const rpc::Parameters& parameters,
                                  std::chrono::milliseconds within = std::chrono::seconds(60));
    base::Result<std::string> ask(std::string_view method, const std::string& parameters,
                                  std::chrono::milliseconds within = std::chrono::seconds(60));
    /// Hands over what is kept; an Error where the daemon cannot be reached or does not take it now. Says on standard
    /// error what will never be taken.
    base::Status hand_over();

    struct DaemonState {
        std::string json;
        rpc::DaemonStatus status;
    };
    /// How the daemon is; it is asked once.
    base::Result<const DaemonState*> daemon();
    /// The user's zone and the daemon's time, which a simulation may have moved.
    base::Result<Reader> reader();
    [[nodiscard]] const Page& page() const { return page_; }
    [[nodiscard]] const Surroundings& surroundings() const { return surroundings_; }
    [[nodiscard]] const General& general() const { return general_; }
    [[nodiscard]] rpc::Spool spool() const;
    /// Where the daemon listens.
    [[nodiscard]] std::string socket() const;
    /// Sent mails that read like an apology and wait for the word whether they are to be tracked.
    [[nodiscard]] rpc::Spool asked() const;

    void print(std::string_view text) { surroundings_.out << text; }
    /// A sentence for the user that is not the command's result.
    void say(std::string_view sentence) { surroundings_.err << "amends: " << sentence << "\n"; }

private:
    base::Result<rpc::Client*> client();
    /// The same after what is kept was handed over.
    base::Result<rpc::Client*> ready();
    base::Result<const DaemonState*> daemon_over(rpc::Client& client);

    Surroundings& surroundings_;
    General general_;
    Page page_;
    std::optional<rpc::Client> client_;
    std::optional<DaemonState> state_;
};

}  // namespace amends::cli
