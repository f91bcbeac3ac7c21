#pragma once
// A connected, authenticated, encrypted stream to a mail server: what IMAP and SMTP are spoken over.
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "ports/task.hpp"

namespace amends::ports {

class ByteStream {
public:
    virtual ~ByteStream() = default;
    /// At least one byte; an empty string when the server has closed. Retry::later when `within` has passed, after
    /// which the stream can still be read. Zero gives only what is already there; Fault::answer_is_no where that is
    /// nothing.
    virtual Task<std::string> read(std::chrono::milliseconds within) = 0;
    /// All of `bytes`, which the caller keeps alive until the task is done; an Error means that not all went out.
    /// `within` begins anew with each piece that the connection takes.
    virtual Task<void> write(std::string_view bytes, std::chrono::milliseconds within) = 0;
    /// Closes at once; a pending read ends with an Error. Nothing that was not written goes out any more.
    virtual void close() = 0;
    /// The server's own lines from connecting to the end of the login, in order (an SMTP server's EHLO answer is
    /// there); of an IMAP server none that came in clear, before STARTTLS.
    [[nodiscard]] virtual const std::vector<std::string>& greeting_lines() const = 0;
};

}  // namespace amends::ports
