#pragma once
// Reads messages of a folder and tells the engine of those that matter. What is parsed is parsed under a durable mark:
// a message that ends the program twice is passed over and the user is told, so that the rest goes on. Nothing is
// waited for while a mark is held, so that only the program's death leaves one behind.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/engine.hpp"
#include "ports/mailbox.hpp"
#include "ports/notifier.hpp"

namespace amends::app {

struct LookSettings {
    std::string account;
    std::string keyword = "Amends";  ///< marks a sent message as a letter to be tracked
    std::string tag = "amends";      ///< a Bcc to user+tag@ does the same
    std::vector<std::string> skip_folders;
    std::string inserted;  ///< where letters that are in mails not sent yet are noted; "" for nowhere
    int first_scan_days = 30;
};

class Reader {
public:
    /// `settings` outlive the reader.
    Reader(const LookSettings& settings, Engine& engine, ports::Store& store, ports::Clock& clock,
           ports::Notifier& notifier);

    /// Everything with first <= UID <= last in the open folder.
    ports::Task<void> read(ports::Mailbox& mailbox, ports::Folder folder, std::uint32_t uid_validity, ports::Uid first,
                           ports::Uid last);

private:
    /// A message that concerns a letter, or asks to be tracked as one.
    struct Noteworthy {
        ports::MessageHead head;
        std::string how;               ///< by which mark it asks to be tracked; "" where by none
        bool may_be_inserted = false;  ///< its words will tell whether `amends insert` put it there
    };

    base::Result<std::vector<Noteworthy>> sift(const ports::Folder& folder, std::uint32_t uid_validity,
                                               const std::vector<ports::MessageHead>& heads);
    base::Result<std::optional<Noteworthy>> is_noteworthy(const ports::Folder& folder, const ports::MessageHead& head);
    base::Status take_in(const ports::Folder& folder, std::uint32_t uid_validity, const Noteworthy& message,
                         const std::string& bytes);
    [[nodiscard]] base::Instant received(const ports::MessageHead& head) const;
    [[nodiscard]] std::string way_out(const Noteworthy& message) const;
    base::Status track(const base::MessageFacts& facts, const Noteworthy& message);
    base::Status track_inserted(const base::MessageFacts& facts, const Noteworthy& message);
    [[nodiscard]] bool may_be_inserted(const base::MessageFacts& head, const ports::MessageHead& at) const;
    base::Status marked(const std::string& folder, std::uint32_t uid_validity, ports::Uid uid, int most,
                        const std::function<base::Status()>& read);
    void tell_passed_over(const std::string& folder, ports::Uid uid, const std::string& reason);

    const LookSettings& settings_;
    Engine& engine_;
    ports::Store& store_;
    ports::Clock& clock_;
    ports::Notifier& notifier_;
};

}  // namespace amends::app
