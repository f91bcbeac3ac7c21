#pragma once
// What an IMAP client asks, as a server reads it: commands out of bytes that come in any pieces, literals included.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amends::simulation {

struct ImapQuestion {
    std::string tag;
    std::string verb;                ///< in capitals; with UID before it: "UID FETCH"
    std::vector<std::string> words;  ///< what follows, without quotes; "(" and ")" stand for themselves
};

class ImapQuestions {
public:
    void feed(std::string_view bytes) { buffer_ += bytes; }
    /// The next whole command; `invites` is set where the client waits for leave to send a literal.
    std::optional<ImapQuestion> next(bool& invites);
    /// A line by itself, as DONE is.
    std::optional<std::string> line();
    [[nodiscard]] bool empty() const { return buffer_.empty(); }

private:
    std::string buffer_;
    std::size_t invited_ = 0;  ///< bytes of the command whose literal was asked for already
};

}  // namespace amends::simulation
