#pragma once
// ByteStream over a connection that libcurl has made and logged in. Reads and writes go through curl, which holds the
// TLS state; waiting is done on a duplicate of its socket.
#include <asio/awaitable.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/curl_multi.hpp"
#include "ports/byte_stream.hpp"

namespace amends::mail {

class CurlStream final : public ports::ByteStream {
public:
    /// `handle` is connected and in its multi.
    static base::Result<std::unique_ptr<ports::ByteStream>> make(CurlHandle handle, std::vector<std::string> lines);

    ports::Task<std::string> read(std::chrono::milliseconds within) override;
    ports::Task<void> write(std::string_view bytes, std::chrono::milliseconds within) override;
    void close() override;
    [[nodiscard]] const std::vector<std::string>& greeting_lines() const override { return lines_; }

private:
    CurlStream(CurlHandle handle, std::vector<std::string> lines, int socket);

    base::Status receive();
    asio::awaitable<bool> ready(bool to_read, bool to_write, std::chrono::steady_clock::time_point until);

    CurlHandle handle_;
    std::vector<std::string> lines_;
    asio::posix::stream_descriptor socket_;
    std::string received_;
    bool ended_ = false;  // the server has closed
};

}  // namespace amends::mail
