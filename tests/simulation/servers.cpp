#include "tests/simulation/servers.hpp"

#include <algorithm>
#include <asio/experimental/as_tuple.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <utility>

namespace amends::simulation {

namespace {

using asio::experimental::as_tuple;
using std::chrono::steady_clock;

tl::unexpected<base::Error> broken(std::string how, base::Retry retry = base::Retry::later) {
    return base::failure(base::Fault::mail_server, retry, std::move(how));
}

/// The process's half of a wire.
class Stream final : public ports::ByteStream {
public:
    Stream(asio::any_io_executor executor, Time& time, Steps& steps, std::shared_ptr<Wire> wire,
           std::vector<std::string> greeting)
        : executor_(std::move(executor)),
          time_(time),
          steps_(steps),
          wire_(std::move(wire)),
          greeting_(std::move(greeting)) {}
    ~Stream() override { wire_->hang_up(); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    ports::Task<std::string> read(milliseconds within) override;
    ports::Task<void> write(std::string_view bytes, milliseconds within) override;
    void close() override { wire_->hang_up(); }
    [[nodiscard]] const std::vector<std::string>& greeting_lines() const override { return greeting_; }

private:
    asio::awaitable<void> wait(steady_clock::time_point until);

    asio::any_io_executor executor_;
    Time& time_;
    Steps& steps_;
    std::shared_ptr<Wire> wire_;
    std::vector<std::string> greeting_;
};

struct Listening {
    explicit Listening(Wire& at, std::function<void()> call) : wire(at) { wire.on_news = std::move(call); }
    ~Listening() { wire.on_news = nullptr; }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;
    Wire& wire;
};

asio::awaitable<void> Stream::wait(steady_clock::time_point until) {
    if (const auto arrival = wire_->arrives()) {
        until = std::min(until,
                         steady_clock::now() + milliseconds{std::max<std::int64_t>(0, *arrival - time_.truth_in_ms())});
    }
    asio::steady_timer timer(executor_, until);
    const Listening listening(*wire_, [&timer] { timer.cancel(); });
    co_await timer.async_wait(as_tuple(asio::use_awaitable));
}

ports::Task<std::string> Stream::read(milliseconds within) {
    if (!steps_.take()) co_return broken("The process is dead.");
    const auto until = steady_clock::now() + within;
    // Other coroutines may come between, as they do where bytes take their time.
    if (within > milliseconds::zero() && wire_->takes_a_turn()) co_await asio::post(executor_, asio::use_awaitable);
    for (;;) {
        if (auto bytes = wire_->take()) {
            if (!steps_.take()) co_return broken("The process is dead.");
            co_return std::move(*bytes);
        }
        if (within <= milliseconds::zero()) {
            co_return base::failure(base::Fault::answer_is_no, base::Retry::later, "Nothing has come.");
        }
        if (steady_clock::now() >= until) co_return broken("The mail server did not answer in time.");
        co_await wait(until);
    }
}

ports::Task<void> Stream::write(std::string_view bytes, milliseconds) {
    if (!steps_.take()) co_return broken("The process is dead.");
    auto heard = wire_->hear(bytes);
    steps_.take();
    co_return heard;
}

}  // namespace

Servers::Servers(Time& time, Steps& steps, Mailbox& mailbox, ImapWitness& imap_witness, SmtpWitness& smtp_witness,
                 Dice dice)
    : time_(time),
      steps_(steps),
      mailbox_(mailbox),
      imap_witness_(imap_witness),
      smtp_witness_(smtp_witness),
      dice_(dice) {
    mailbox_.on_change = [this](const std::string& folder) { on_change(folder); };
}

void Servers::on_change(const std::string& folder) {
    const auto watching = watching_;
    for (const auto& [wire, session] : watching) {
        if (!wire.expired()) session->on_change(folder);
    }
}

void Servers::cut_all() {
    const auto wires = wires_;
    for (const auto& each : wires) {
        if (const auto wire = each.lock()) wire->reset();
    }
}

std::shared_ptr<Wire> Servers::open(mail::Protocol protocol) {
    const auto is_gone = [](const auto& each) { return each.expired(); };
    std::erase_if(wires_, is_gone);
    std::erase_if(watching_, [](const auto& each) { return each.first.expired(); });
    auto wire = std::make_shared<Wire>(time_, protocol == mail::Protocol::imap ? imap : smtp, dice_.split());
    if (protocol == mail::Protocol::imap) {
        auto session = std::make_unique<ImapSession>(*wire, time_, mailbox_, capabilities, imap_witness_);
        watching_.emplace_back(wire, session.get());
        wire->session = std::move(session);
    } else {
        wire->session = std::make_unique<SmtpSession>(*wire, std::exchange(mood, {}), smtp_witness_);
    }
    wires_.push_back(wire);
    return wire;
}

ports::Task<std::unique_ptr<ports::ByteStream>> Servers::connect(asio::any_io_executor executor,
                                                                 mail::Endpoint endpoint, std::string secret) {
    if (!steps_.take()) co_return broken("The process is dead.");
    const bool is_imap = endpoint.protocol == mail::Protocol::imap;
    Network& network = is_imap ? imap : smtp;
    if (on_connect) on_connect(endpoint.host);
    if (network.slowest.count() > 0) {
        asio::steady_timer timer(executor, network.slowest);
        co_await timer.async_wait(as_tuple(asio::use_awaitable));
        if (!steps_.take()) co_return broken("The process is dead.");
    }
    if (is_imap ? imap_away : smtp_away) co_return broken("The mail server " + endpoint.host + " cannot be reached.");
    if (network.cut && network.cut->kind == Bytes::greeting) {
        const Cut cut = *std::exchange(network.cut, std::nullopt);
        if (network.on_cut) network.on_cut(cut);
        if (cut.how != Break::none)
            co_return broken("The mail server " + endpoint.host + " closed the connection while greeting.");
    }
    if (secret != password) {
        if (on_refused_login) on_refused_login(endpoint.host);
        co_return broken("The mail server " + endpoint.host + " refused the login.", base::Retry::after_change);
    }
    auto greeting = is_imap ? std::vector<std::string>{"* OK Hello."} : smtp_greeting(pipelining, dsn);
    auto wire = open(endpoint.protocol);
    steps_.take();
    co_return std::make_unique<Stream>(executor, time_, steps_, std::move(wire), std::move(greeting));
}

}  // namespace amends::simulation
