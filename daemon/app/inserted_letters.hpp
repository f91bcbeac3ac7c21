#pragma once
// The letters that `amends insert` put into mails that are not sent yet, one file each (0600) in a directory (0700) of
// the user's state. `amends sendmail` and the daemon's look at Sent know the mail by it and forget it then; one that
// was never sent is forgotten after 30 days. It holds no words of the letter but its subject.
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "core/inserted.hpp"

namespace amends::app {

struct NotedLetter {
    std::string path;
    core::InsertedLetter letter;
};

class InsertedLetters {
public:
    explicit InsertedLetters(std::string directory) : directory_(std::move(directory)) {}

    /// Durable when it returns. The same letter noted again is one.
    [[nodiscard]] base::Status note(const core::InsertedLetter& letter) const;
    /// Those of the last 30 days.
    [[nodiscard]] std::vector<NotedLetter> all(base::Instant now) const;
    /// The letter that the mail is; nothing where it is none of them.
    [[nodiscard]] std::optional<NotedLetter> find(const core::SentMail& mail, base::Instant now) const;
    /// The mail is sent: erases every note that it could have been, and those that are too old.
    void discard_all(const core::SentMail& mail, base::Instant now) const;
    /// Erases what is noted for this address.
    void forget(const std::string& mailbox) const;

private:
    std::string directory_;
};

}  // namespace amends::app
