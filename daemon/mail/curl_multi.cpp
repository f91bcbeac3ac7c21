#include "mail/curl_multi.hpp"

#include <malloc.h>

#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

namespace amends::mail {
namespace {

void wiping_free(void* block) {
    if (block != nullptr) {
        explicit_bzero(block, malloc_usable_size(block));
    }
    std::free(block);
}

void* wiping_realloc(void* block, std::size_t size) {
    void* larger = std::malloc(size);
    if (larger != nullptr && block != nullptr) {
        std::memcpy(larger, block, std::min(size, malloc_usable_size(block)));
        wiping_free(block);
    }
    return larger;
}

}  // namespace

void prepare_curl() {
    static const CURLcode ready =
        curl_global_init_mem(CURL_GLOBAL_ALL, std::malloc, wiping_free, wiping_realloc, strdup, std::calloc);
    if (ready != CURLE_OK) {
        std::abort();
    }
}

struct CurlMulti::Watch {
    Watch(asio::io_context& loop, curl_socket_t socket_number)
        : descriptor(loop, socket_number), socket(socket_number) {}
    asio::posix::stream_descriptor descriptor;
    curl_socket_t socket;
    int wanted = 0;   // CURL_POLL_IN, CURL_POLL_OUT
    int pending = 0;  // of these, what is being waited for
};

CurlMulti::CurlMulti(asio::io_context& loop) : loop_(loop), timer_(loop) {
    prepare_curl();
    multi_ = curl_multi_init();
    curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, on_socket);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, on_timer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
}

CurlMulti::~CurlMulti() {
    curl_multi_cleanup(multi_);
    for (auto& [socket, watch] : watches_) {
        watch->descriptor.release();
    }
}

void CurlMulti::start(CURL* easy, std::function<void(CURLcode)> done) {
    waiting_[easy] = std::move(done);
    curl_multi_add_handle(multi_, easy);
}

void CurlMulti::drop(CURL* easy) {
    waiting_.erase(easy);
    curl_multi_remove_handle(multi_, easy);
}

int CurlMulti::on_socket(CURL*, curl_socket_t socket, int what, void* self, void*) {
    auto& multi = *static_cast<CurlMulti*>(self);
    auto found = multi.watches_.find(socket);
    if (what == CURL_POLL_REMOVE) {
        if (found != multi.watches_.end()) {
            found->second->wanted = 0;
            found->second->descriptor.release();  // curl closes its sockets itself
            multi.watches_.erase(found);
        }
        return 0;
    }
    if (found == multi.watches_.end()) {
        found = multi.watches_.emplace(socket, std::make_shared<Watch>(multi.loop_, socket)).first;
    }
    found->second->wanted = what;
    multi.arm(found->second);
    return 0;
}

// Waits are for once, while curl announces an interest only when it changes: so they are armed again after each action.
void CurlMulti::arm(const std::shared_ptr<Watch>& watch) {
    for (const int event : {CURL_POLL_IN, CURL_POLL_OUT}) {
        if ((watch->wanted & event) != 0 && (watch->pending & event) == 0) {
            wait(watch, event);
        }
    }
}

void CurlMulti::wait(const std::shared_ptr<Watch>& watch, int event) {
    using asio::posix::descriptor_base;
    watch->pending |= event;
    watch->descriptor.async_wait(event == CURL_POLL_IN ? descriptor_base::wait_read : descriptor_base::wait_write,
                                 [weak = weak_from_this(), watch, event](const asio::error_code& error) {
                                     watch->pending &= ~event;
                                     const auto self = weak.lock();
                                     if (!self || error || (watch->wanted & event) == 0) {
                                         return;
                                     }
                                     self->act(watch->socket,
                                               event == CURL_POLL_IN ? CURL_CSELECT_IN : CURL_CSELECT_OUT);
                                     self->arm(watch);  // a watch that was removed meanwhile wants nothing
                                 });
}

int CurlMulti::on_timer(CURLM*, long milliseconds, void* self) {
    auto& multi = *static_cast<CurlMulti*>(self);
    if (milliseconds < 0) {
        multi.timer_.cancel();
        return 0;
    }
    multi.timer_.expires_after(std::chrono::milliseconds{milliseconds});
    multi.timer_.async_wait([weak = multi.weak_from_this()](const asio::error_code& error) {
        const auto alive = weak.lock();
        if (alive && !error) {
            alive->act(CURL_SOCKET_TIMEOUT, 0);
        }
    });
    return 0;
}

void CurlMulti::act(curl_socket_t socket, int event) {
    int running = 0;
    curl_multi_socket_action(multi_, socket, event, &running);
    std::vector<std::pair<CURL*, CURLcode>> ended;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg == CURLMSG_DONE) {
            ended.emplace_back(message->easy_handle, message->data.result);
        }
    }
    for (const auto& [easy, code] : ended) {
        if (auto done = waiting_.extract(easy)) {
            done.mapped()(code);
        }
    }
}

void CurlHandle::close() {
    if (easy_ != nullptr) {
        multi_->drop(easy_);
        curl_easy_cleanup(std::exchange(easy_, nullptr));
    }
}

}  // namespace amends::mail
