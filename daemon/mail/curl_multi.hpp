#pragma once
// libcurl's multi interface driven by the one loop. Only mail/curl_*.cpp use it.
#include <curl/curl.h>

#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>

namespace amends::mail {

/// Once per process, before anything else of curl: its memory is wiped when it is freed, for it has held passwords.
void prepare_curl();

class CurlMulti : public std::enable_shared_from_this<CurlMulti> {
public:
    explicit CurlMulti(asio::io_context& loop);
    CurlMulti(const CurlMulti&) = delete;
    CurlMulti& operator=(const CurlMulti&) = delete;
    ~CurlMulti();

    /// `done` is called once, from the loop, unless drop() comes first.
    void start(CURL* easy, std::function<void(CURLcode)> done);
    void drop(CURL* easy);
    asio::io_context& loop() { return loop_; }

private:
    struct Watch;

    static int on_socket(CURL* easy, curl_socket_t socket, int what, void* self, void* unused);
    static int on_timer(CURLM* multi, long milliseconds, void* self);
    void arm(const std::shared_ptr<Watch>& watch);
    void wait(const std::shared_ptr<Watch>& watch, int event);
    void act(curl_socket_t socket, int event);

    asio::io_context& loop_;
    asio::steady_timer timer_;
    CURLM* multi_;
    // Shared with the waits that are under way: the socket's number may be another connection's when they end.
    std::map<curl_socket_t, std::shared_ptr<Watch>> watches_;
    std::map<CURL*, std::function<void(CURLcode)>> waiting_;
};

/// One easy handle; leaves its multi and closes its connection when it goes.
class CurlHandle {
public:
    explicit CurlHandle(std::shared_ptr<CurlMulti> multi) : multi_(std::move(multi)), easy_(curl_easy_init()) {}
    CurlHandle(CurlHandle&& other) noexcept
        : multi_(std::move(other.multi_)), easy_(std::exchange(other.easy_, nullptr)) {}
    CurlHandle& operator=(CurlHandle&&) = delete;
    CurlHandle(const CurlHandle&) = delete;
    CurlHandle& operator=(const CurlHandle&) = delete;
    ~CurlHandle() { close(); }

    void close();
    [[nodiscard]] CURL* get() const { return easy_; }
    [[nodiscard]] CurlMulti& multi() const { return *multi_; }

private:
    std::shared_ptr<CurlMulti> multi_;  // every connection keeps the multi alive, which its handle must not leave
    CURL* easy_;
};

}  // namespace amends::mail
