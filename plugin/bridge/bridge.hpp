#pragma once
// The native-messaging host: one loop over the mail client's pipe and the daemon's sockets, on one thread. It lives as
// long as the pipe. Nothing in it waits for the daemon: each call has its own connection and its own deadline, and a
// review goes without the client's history where that does not come in time.
#include <deque>
#include <list>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bridge/daemon_call.hpp"
#include "bridge/frames.hpp"
#include "bridge/guide_desk.hpp"
#include "bridge/request.hpp"

namespace amends::bridge {

class Bridge {
public:
    /// The session outlives the bridge; `in` and `out` are made to never block.
    Bridge(cli::Session& session, int in, int out);

    /// 0 when the mail client has closed the port; 2 where what it sent is no native message.
    int run();

private:
    /// A review that waits for what the daemon remembers of the client.
    struct WaitingReview {
        std::int64_t id = 0;
        ReviewWish wish;
        std::vector<std::string> histories;  ///< answers of clients.history
        int still_asked = 0;
    };
    /// Asked of the daemon; for a review, or to be handed on.
    struct Asked {
        DaemonCall call;
        std::int64_t id = 0;
        WaitingReview* review = nullptr;
    };
    struct Queued {
        std::int64_t id = 0;
        std::string method, params;
        Clock::time_point deadline;
    };

    void wait_for_something();
    base::Status read();
    base::Status take(const std::string& frame);
    void serve(const Request& request);
    void forward(const Request& request, std::chrono::milliseconds within);
    void start_review(const Request& request);
    void finish_review(WaitingReview& review);
    void start_queued();
    void go_on_with_calls();
    void finish(const Asked& asked, const base::Result<std::string>& result);
    void answer(std::int64_t id, const base::Result<std::string>& result);
    void write();
    [[nodiscard]] bool is_busy() const { return !asked_.empty() || !queued_.empty() || !to_write_.empty(); }

    cli::Session& session_;
    int in_, out_;
    GuideDesk desk_;
    FrameReader frames_;
    std::string to_write_;
    std::list<Asked> asked_;
    std::deque<Queued> queued_;
    std::list<WaitingReview> reviews_;
    Clock::time_point ask_history_again_;  ///< a daemon that was silent is left alone until then
    bool in_open_ = true, out_open_ = true;
    Clock::time_point close_at_ = Clock::time_point::max();
};

}  // namespace amends::bridge
