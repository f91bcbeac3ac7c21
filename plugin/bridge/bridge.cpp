#include "bridge/bridge.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>

#include "bridge/forwarded.hpp"
#include "bridge/params.hpp"
#include "cli/exit_status.hpp"
#include "cli/review_desk.hpp"
#include "rpc/parameters.hpp"

namespace amends::bridge {
namespace {

using base::Fault;
using base::Result;
using base::Retry;
using base::Status;

constexpr int protocol = 1;
constexpr std::size_t chunk = std::size_t{64} * 1024;
constexpr std::size_t most_unread = std::size_t{8} * 1024 * 1024;  // answers that the mail client lets lie
constexpr std::size_t most_asked = 16;                             // the daemon takes 32 connections in all
constexpr std::size_t most_queued = 1000;
constexpr std::size_t most_clients = 8;  // of a letter, whose history is asked for
constexpr std::chrono::milliseconds close_within{300};
constexpr std::chrono::seconds silent_for{10};

void never_block(int fd) { ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK); }

auto busy() {
    return base::failure(Fault::daemon_unreachable, Retry::later, "amendsd is busy with other requests. Try again.");
}

}  // namespace

Bridge::Bridge(cli::Session& session, int in, int out) : session_(session), in_(in), out_(out), desk_(session) {
    never_block(in_);
    never_block(out_);
}

int Bridge::run() {
    Status good;
    while (good && out_open_ && (in_open_ || (is_busy() && Clock::now() < close_at_))) {
        wait_for_something();
        if (in_open_ && to_write_.size() < most_unread) good = read();
        go_on_with_calls();
        start_queued();
        write();
    }
    if (good && !in_open_ && frames_.is_within_frame())
        good = base::failure(Fault::wrong_use, Retry::never, "The port was closed in the middle of a native message.");
    if (good) return 0;
    session_.say(good.error().message);
    return cli::exit_status(good.error().fault);
}

void Bridge::wait_for_something() {
    std::vector<pollfd> all;
    // A closed or overfull side is left out: poll() passes over what is negative.
    all.push_back({.fd = in_open_ && to_write_.size() < most_unread ? in_ : -1, .events = POLLIN, .revents = 0});
    all.push_back({.fd = out_, .events = static_cast<short>(to_write_.empty() ? 0 : POLLOUT), .revents = 0});
    Clock::time_point until = close_at_;
    for (const Asked& each : asked_) {
        all.push_back({.fd = each.call.fd(), .events = each.call.events(), .revents = 0});
        until = std::min(until, each.call.deadline());
    }
    for (const Queued& each : queued_) until = std::min(until, each.deadline);
    int timeout = -1;
    if (until != Clock::time_point::max()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
        timeout = static_cast<int>(std::clamp<decltype(left)>(left, 0, 60'000));
    }
    ::poll(all.data(), all.size(), timeout);
    if ((all[1].revents & (POLLERR | POLLNVAL)) != 0) out_open_ = false;
}

Status Bridge::read() {
    std::string bytes(chunk, '\0');
    const ssize_t count = ::read(in_, bytes.data(), bytes.size());
    if (count < 0) {
        if (errno != EAGAIN && errno != EINTR) in_open_ = false;
    } else if (count == 0) {
        in_open_ = false;
    } else {
        frames_.take(std::string_view(bytes).substr(0, static_cast<std::size_t>(count)));
        for (;;) {
            const auto frame = frames_.next();
            if (!frame) return tl::unexpected(frame.error());
            if (!*frame) break;
            if (Status good = take(**frame); !good) return good;
        }
    }
    if (!in_open_) close_at_ = Clock::now() + close_within;
    return {};
}

Status Bridge::take(const std::string& frame) {
    const auto request = read_request(frame);
    if (!request) return tl::unexpected(request.error());
    if (request->good)
        serve(*request);
    else
        answer(request->id, tl::unexpected(request->good.error()));
    return {};
}

void Bridge::serve(const Request& request) {
    const std::string& method = request.method;
    if (method == "bridge.hello")
        return answer(request.id, fmt::format(R"({{"version":"{}","protocol":{}}})", AMENDS_VERSION, protocol));
    if (method == "guide.situations") return answer(request.id, desk_.situations(request.params));
    if (method == "guide.write") return answer(request.id, desk_.write(request.params));
    if (method == "guide.review") return start_review(request);
    if (method == "guide.dismiss") return answer(request.id, desk_.dismiss(request.params));
    if (method == "guide.restore") return answer(request.id, desk_.restore(request.params));
    if (const Forwarded* forwarded = find_forwarded(method)) return forward(request, forwarded->within);
    answer(request.id,
           base::failure(Fault::wrong_use, Retry::never,
                         fmt::format("The bridge has no method \"{}\".", method.substr(0, most_of_a_name))));
}

void Bridge::forward(const Request& request, std::chrono::milliseconds within) {
    if (queued_.size() >= most_queued) return answer(request.id, busy());
    queued_.push_back({request.id, request.method,
                       request.params.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                       Clock::now() + within});
    start_queued();
}

void Bridge::start_queued() {
    for (; !queued_.empty() && asked_.size() < most_asked; queued_.pop_front()) {
        const Queued& next = queued_.front();
        auto call = DaemonCall::start({session_.socket(), session_.surroundings().environment.root}, next.method,
                                      next.params, next.deadline);
        if (call)
            asked_.push_back({.call = std::move(*call), .id = next.id});
        else
            answer(next.id, tl::unexpected(call.error()));
    }
    std::erase_if(queued_, [this](const Queued& each) {
        const bool late = Clock::now() >= each.deadline;
        if (late) answer(each.id, busy());
        return late;
    });
}

void Bridge::start_review(const Request& request) {
    auto wish = read_review_wish(request.params);
    if (!wish) return answer(request.id, tl::unexpected(wish.error()));
    WaitingReview& review = reviews_.emplace_back();
    review.id = request.id;
    review.wish = std::move(*wish);
    const auto now = Clock::now();
    const std::set<std::string> clients(review.wish.to.begin(), review.wish.to.end());
    for (const std::string& client : clients) {
        if (now < ask_history_again_ || asked_.size() >= most_asked) break;
        if (review.still_asked == static_cast<int>(most_clients)) break;
        auto call = DaemonCall::start({session_.socket(), session_.surroundings().environment.root}, "clients.history",
                                      rpc::Parameters().text("client", client).json(), now + history_within);
        if (!call) break;
        asked_.push_back({.call = std::move(*call), .id = request.id, .review = &review});
        ++review.still_asked;
    }
    if (review.still_asked == 0) finish_review(review);
}

void Bridge::finish_review(WaitingReview& review) {
    answer(review.id, desk_.review(review.wish, cli::history_from(review.histories)));
    reviews_.remove_if([&](const WaitingReview& each) { return &each == &review; });
}

void Bridge::go_on_with_calls() {
    for (auto each = asked_.begin(); each != asked_.end();) {
        const auto result = each->call.go_on(Clock::now());
        if (result) finish(*each, *result);
        each = result ? asked_.erase(each) : std::next(each);
    }
}

void Bridge::finish(const Asked& asked, const Result<std::string>& result) {
    if (asked.review == nullptr) return answer(asked.id, result);
    WaitingReview& review = *asked.review;
    if (result)
        review.histories.push_back(*result);
    else if (Clock::now() >= asked.call.deadline())
        ask_history_again_ = Clock::now() + silent_for;
    if (--review.still_asked == 0) finish_review(review);
}

void Bridge::answer(std::int64_t id, const Result<std::string>& result) {
    to_write_ += frame(bridge::answer(id, result));
    write();
}

void Bridge::write() {
    while (out_open_ && !to_write_.empty()) {
        const ssize_t count = ::write(out_, to_write_.data(), to_write_.size());
        if (count > 0)
            to_write_.erase(0, static_cast<std::size_t>(count));
        else if (errno == EAGAIN)
            return;
        else if (errno != EINTR)
            out_open_ = false;
    }
}

}  // namespace amends::bridge
