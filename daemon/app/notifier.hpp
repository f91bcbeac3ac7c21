#pragma once
// Tells the user by the desktop (notify-send) or by a command of theirs. Both run on their own; the loop never waits.
#include <asio/io_context.hpp>
#include <map>
#include <string>
#include <vector>

#include "ports/clock.hpp"
#include "ports/notifier.hpp"

namespace amends::app {

class CommandNotifier final : public ports::Notifier {
public:
    CommandNotifier(asio::io_context& loop, ports::Clock& clock);

    /// From the configuration in force. `command` gets title and text on its standard input.
    void configure(bool desktop, std::vector<std::string> command);
    void tell(const std::string& key, const std::string& title, const std::string& text) override;
    /// Shows it whatever was told before, and neither logs nor remembers it.
    void show(const std::string& title, const std::string& text);
    /// What has been told within the last day, newest last; `amends status` shows it. Without the troubles that it
    /// tells as long as they last: an account's and the configuration's.
    [[nodiscard]] std::vector<std::string> recent();

private:
    struct Told {
        base::Instant at;
        std::string title, text;
    };
    void run(const std::vector<std::string>& command, const std::string& input);

    asio::io_context& loop_;
    ports::Clock& clock_;
    bool desktop_ = true;
    std::vector<std::string> command_;
    std::map<std::string, Told> told_;
};

}  // namespace amends::app
