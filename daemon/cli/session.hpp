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
    /// Hands over what is kept; an Error where the daemon cannot be reached. Says on standard error what it did.
    base::Status hand_over();

    /// The user's zone and the daemon's time, which a simulation may have moved.
    base::Result<Reader> reader();
    /// What the daemon said is wrong when it told the time.
    [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }
    [[nodiscard]] const Page& page() const { return page_; }
    [[nodiscard]] const Surroundings& surroundings() const { return surroundings_; }
    [[nodiscard]] const General& general() const { return general_; }
    [[nodiscard]] rpc::Spool spool() const;

    void print(std::string_view text) { surroundings_.out << text; }
    /// A sentence for the user that is not the command's result.
    void say(std::string_view sentence) { surroundings_.err << "amends: " << sentence << "\n"; }

private:
    base::Result<rpc::Client*> client();

    Surroundings& surroundings_;
    General general_;
    Page page_;
    std::optional<rpc::Client> client_;
    std::optional<Reader> reader_;
    std::vector<std::string> problems_;
};

}  // namespace amends::cli
